"""Every page of every kind: closed tags, unique ids, links that lead somewhere, no word of an author as HTML."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin

import pytest

from okrpress.exchange import open_data
from okrpress.pages import addresses
from okrpress.pages.catalogue import makers
from okrpress.pages.page import View
from okrpress.pages.rules import family_titles
from okrpress.rules import catalogue
from okrpress.theme import theme_folder
from okrpress.words import Words
from tests.pages import showcase
from tests.pages.conftest import Reader, print_all

ELSEWHERE = ("api/okrs.json", "api/schema.json", "feeds/calendar.ics")
"""Files of the site that are no pages."""


def test_every_template_has_its_module_and_the_other_way_round():
    templates = {path.stem for path in (theme_folder() / "pages").glob("*.html")}
    assert templates == set(makers())


def test_every_kind_of_page_is_in_the_showcase(site):
    assert {printed.page.kind for printed in site.values()} == set(makers())


def test_every_family_of_rules_has_a_title():
    titles = family_titles(Words("zh"))
    assert {rule.family for rule in catalogue().values()} <= titles.keys()


def test_pages_say_what_they_are(site):
    for address, printed in site.items():
        assert address == "" or (address.endswith("/") and not address.startswith("/"))
        assert isinstance(printed.view, View)
        assert printed.view.address == address
        assert printed.page.hub == bool(printed.page.nav)
        assert printed.page.hub or printed.page.under in site
        assert printed.html.count("<h1") == 1


@pytest.mark.parametrize("which", ["site", "empty_site"])
def test_html_is_whole_and_ids_are_unique(request, which):
    for address, printed in request.getfixturevalue(which).items():
        ids = printed.read.ids
        assert len(ids) == len(set(ids)), address
        assert {heading.id for heading in printed.view.headings} <= set(ids), address


def test_every_link_leads_to_a_page_and_to_a_place_on_it(site, showcase_company):
    objectives = open_data.objectives(showcase_company, showcase_company.workspace.objectives.values())
    data = {addresses.of_data(entry.id) for entry in (*open_data.others(showcase_company), *objectives)}
    ids = {address: set(printed.read.ids) for address, printed in site.items()}
    for address, printed in site.items():
        for link in printed.read.links:
            assert not link.startswith("/"), f"{address}: {link} is absolute"
            if "://" in link or link.startswith("mailto:"):
                continue
            assert link, f"{address}: a link without an address"
            target = unquote(urljoin(f"https://site/sub/{address}", link)).removeprefix("https://site/sub/")
            page, _, part = re.sub(r"\?[^#]*", "", target).partition("#")
            if page in data or posixpath.normpath(page) in ELSEWHERE or re.fullmatch(r"feeds/.+\.xml", page):
                continue
            if page.startswith("handbook/rules/") and page not in site:
                continue  # a rule that a record names and that is not there
            assert page in site, f"{address}: {link}"
            assert not part or part in ids[page], f"{address}: {link} has no such place"


def test_what_authors_write_is_text(site):
    for address, printed in site.items():
        read = printed.read
        ours = {"script", "form"} if address == "edit/" else set()
        found = {
            tag for tag, attributes in read.tags if not (tag == "img" and (attributes.get("src") or "").endswith("badge.svg"))
        }
        assert found.isdisjoint({"script", "img", "i", "iframe", "object", "style", "form"} - ours), address
        for tag, attributes in read.tags:
            assert not [name for name in attributes if name.startswith("on")], (address, tag)
            for name in ("href", "src"):
                assert not (attributes.get(name) or "").lower().startswith(("javascript:", "data:", "//")), (address, tag)
        assert "alert(" not in "".join(value or "" for _, found in read.tags for name, value in found.items() if name == "href")


def test_a_hostile_title_is_shown_whole_on_its_own_page(site):
    read = site["2026-Q4/li-na/hostile/"].read
    assert showcase.HOSTILE in read.text
    assert "49" not in read.text.replace("2026-11-19", "")  # {{ 7*7 }} was not computed


def test_findings_are_shown_where_they_belong(site):
    text = site["2026-Q4/logistics/on-time/"].read.text
    assert "<b>Sorting</b> aligns to nothing" in text
    assert "Set aside: Two hubs are merging" in text
    assert "It is not UTF-8" in site["quality/"].read.text


def test_nothing_is_shown_of_a_forge_that_is_not_there(site, empty_site):
    assert ">Edit</a>" in site["2026-Q4/logistics/on-time/"].html
    assert all(">Edit</a>" not in printed.html for printed in empty_site.values())


def test_an_empty_company_has_its_hubs(empty_site):
    assert {
        "",
        "cycles/",
        "units/",
        "people/",
        "maps/alignment/",
        "maps/strategy/",
        "help-wanted/",
        "quality/",
        "handbook/",
        "handbook/public/",
    } <= set(empty_site)


def test_every_page_can_be_made_in_chinese(showcase_company, site):
    chinese = print_all(showcase_company, Words("zh"))
    assert chinese.keys() == site.keys()
    assert "2026年11月20日" in chinese[""].html


def test_two_makings_are_the_same(showcase_company, site):
    again = print_all(showcase_company, Words())
    assert {address: printed.html for address, printed in again.items()} == {
        address: printed.html for address, printed in site.items()
    }
    assert all(repr(again[address].view) == repr(site[address].view) for address in site)
    assert all(" at 0x" not in repr(printed.view) for printed in site.values())


def test_search_finds_a_page_by_its_words(site):
    for printed in site.values():
        if printed.page.search:
            assert printed.page.search(printed.view).text.strip() or printed.page.kind in ("person", "home", "unit", "cycle")
    on_time = site["2026-Q4/logistics/on-time/"]
    entry = on_time.page.search(on_time.view)
    assert [part.id for part in entry.parts] == ["rate", "damage", "lines", "uptime", "contract", "bikes"]
    assert {("unit", "logistics"), ("unit", "Logistics"), ("unit", "company"), ("owner", "logistics"), ("tag", "speed")} <= {
        *entry.filters
    }
    assert entry.parts[0].text == "Li Na · 91\N{NO-BREAK SPACE}% → 96\N{NO-BREAK SPACE}% · speed · promise"
    assert not entry.closed
    assert site["2026-Q3/logistics/winter/"].page.search(site["2026-Q3/logistics/winter/"].view).closed


def test_the_reader_notices_what_is_not_closed():
    with pytest.raises(AssertionError):
        Reader("<p><b></p>")


def test_a_closed_unit_without_objectives_is_not_on_the_map(site):
    links = site["maps/alignment/"].read.links
    assert not [link for link in links if "units/old-lab" in link]
    assert [link for link in links if "units/logistics" in link]
