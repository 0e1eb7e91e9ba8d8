"""What a reader sees and does, in a real Chromium."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

OBJECTIVE = "2026-Q4/company/whole-and-safe/"
KINDS = (
    "",
    "cycles/",
    "archive/",
    "2026-Q4/",
    "2026-Q3/statistics/",
    OBJECTIVE,
    "2026-Q3/logistics/review/",
    "units/",
    "units/logistics/",
    "people/",
    "people/zhang-min/",
    "maps/alignment/",
    "maps/alignment/logistics/",
    "maps/strategy/",
    "help-wanted/",
    "edit/",
    "meetings/",
    "meetings/alignment/",
    "meetings/check-in/logistics/",
    "meetings/quarterly/",
    "meetings/review/",
    "recognition/",
    "recognition/2026-10/",
    "quality/",
    "quality/suspect-alignment/",
    "handbook/",
    "handbook/public/",
    "handbook/rules/",
    "handbook/rules/alignment-loop/",
    "handbook/data/",
    "faq/",
)
"""One page of every kind."""


def test_the_ceo_comes_first_on_the_home_page(visit):
    page = visit("")
    owners = page.locator("article.okr h3").all_inner_texts()
    assert "Zhang Min" in owners[0]
    assert page.locator("article.okr").get_by_text("day 51 of 92").count() == 1


def test_an_objective_leads_to_everything_it_names(visit):
    page = visit(OBJECTIVE)
    assert page.locator("h1").inner_text() == "Through the winter nothing breaks and nobody gets hurt"
    assert page.locator("section.okr-kr").count() == 3
    page.locator(".okr-kr details summary").first.click()
    assert page.locator(".okr-kr details[open] dl").is_visible()
    page.locator("article.okr").get_by_role("link", name="Marta Kowalska").first.click()
    assert page.locator("h1").inner_text() == "Marta Kowalska"


def test_a_box_of_a_picture_is_a_link(visit):
    page = visit(OBJECTIVE)
    box = page.locator("figure svg a").first
    address = box.evaluate("node => node.href.baseVal || node.getAttribute('href')")
    page.goto(page.evaluate("address => new URL(address, document.baseURI).href", address))
    assert page.locator("h1").count() == 1
    assert page.title() != ""


def test_the_map_shows_every_unit_and_is_read_as_a_list_too(visit):
    page = visit("maps/alignment/")
    assert page.locator("figure svg a").count() >= 11
    assert page.locator("details").count() >= 11


@pytest.mark.parametrize(
    ("language", "query", "expected"),
    [
        ("en", "winter tyres", "2026-Q4/company/whole-and-safe/"),
        ("en", "夜班", "夜班"),
        ("zh", "骑手", "courier-operations"),
        ("zh", "parcel", "2026"),
    ],
)
def test_search_finds_in_both_languages(visit, language, query, expected):
    page = visit("", language=language)
    page.keyboard.press("/")
    page.keyboard.type(query)
    # What is not on the keyboard is put in without a key, as no input method does; Material waits for a key.
    page.keyboard.press("End")
    result = page.locator(".md-search-result__link").first
    result.wait_for(timeout=15_000)
    page.wait_for_timeout(500)
    found = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => decodeURI(link.href))")
    assert any(expected in address for address in found), found
    page.locator(".md-search-result__link").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_its_window(visit, language, dark, width):
    page = visit("", language=language, dark=dark, width=width)
    for address in KINDS:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/" + quote(address))
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, address


def test_the_numbers_of_the_cycle_are_one_step_from_home(visit):
    page = visit("")
    page.locator("article.okr").get_by_role("link", name="The cycle in numbers").click()
    assert page.locator("h1").inner_text() == "2026 Q4 in numbers"
    assert page.locator("svg.okr-chart").count() >= 3
    page.get_by_text("The same as a table").first.click()
    assert page.locator("details[open] table").first.is_visible()


def test_an_ask_says_what_to_paste(visit):
    page = visit("help-wanted/")
    page.locator("details summary").first.click()
    assert "supports:" in page.locator("details[open] code").first.inner_text()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("meeting", ["alignment", "check-in", "quarterly", "review"])
def test_a_meeting_is_a_page_of_paper_without_the_frame_of_the_site(visit, meeting, language):
    page = visit(f"meetings/{meeting}/", language=language)
    assert not page.locator(".okr-blank").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".okr-blank").first.is_visible()
    assert not page.locator(".md-tabs").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_dark_mode_is_dark(visit):
    page = visit(OBJECTIVE, dark=True)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in re.findall(r"\d+", background)[:3]) < 3 * 80
    ink = page.evaluate("getComputedStyle(document.querySelector('figure svg text')).fill")
    assert sum(int(part) for part in re.findall(r"\d+", ink)[:3]) > 3 * 120


def test_a_page_is_whole_without_scripts(visit):
    page = visit(OBJECTIVE, scripts=False)
    assert page.locator("section.okr-kr").count() == 3
    assert page.locator("figure svg a").count() > 3


# Words that stand in records, names and code, not in labels.
_LABELS = (
    "Key results", "Check-ins", "Story", "Search", "Table of contents", "Committed", "Aspirational", "On track", "At risk",
    "Owner", "How computed", "Handbook", "Quality", "Units", "People", "Cycles", "Maps", "Home", "Rules", "Guides",
    "Every", "expected", "confidence", "score",
)  # fmt: skip


def test_the_chinese_site_has_no_english_label(visit, sites):
    page = visit("", language="zh")
    data = json.loads((sites("zh").folder / "api/okrs.json").read_text(encoding="utf-8"))
    authored = [entry["name"] for entry in data["units"] + data["people"]]
    authored += [entry["title"] for entry in data["strategy"]["themes"] + data["cycles"] + data["objectives"]]
    root = page.url
    for address in KINDS[:-1]:
        page.goto(root + quote(address))
        assert page.evaluate("document.documentElement.lang") == "zh"
        labels = page.evaluate(
            """() => [...document.querySelectorAll(
                'article.okr h2, article.okr dt, article.okr th, article.okr summary, .okr-status, .md-tabs a, .md-nav__title'
            )].map(node => {
                const copy = node.cloneNode(true);
                if (!node.matches('a')) copy.querySelectorAll('a').forEach(name => name.remove());
                return copy.textContent;
            })"""
        )
        for name in sorted(authored, key=len, reverse=True):
            labels = [label.replace(name, "") for label in labels]
        english = [label for label in labels if any(re.search(rf"\b{word}\b", label) for word in _LABELS)]
        assert english == [], address
