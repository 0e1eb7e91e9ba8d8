"""A site in several languages: the first one at the root, every other one in a folder, and nothing twice that is the same."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build
from okrpress.site.maker import make_publication
from okrpress.zensical_shell import Zensical
from tests import small
from tests.site.fake import contents
from tests.site.sequences import CLOSED

pytestmark = pytest.mark.slow

URL = "https://okr.example.com/sub/"
CONFIG = "site_name: Acme\nsite_url: {url}\ndocs_dir: okrs\ntheme: material\nplugins:\n  - okr: {{today: 2026-11-10}}\n"
OBJECTIVE = "2026-Q4/logistics/on-time/index.html"
CLOSED_ONE = "2026-Q3/logistics/trucks/index.html"
PAGES = {"pages/faq.md": "# Questions\n\n![A map](maps/way.svg) [the units](units/index.md)\n", "pages/maps/way.svg": "<svg/>"}


def write(folder: Path, languages: str, url: str = URL) -> Path:
    small.write(folder, CLOSED, PAGES, {"settings.yml": f"{languages}\nrules: {{ungraded-after-close: 'off'}}\n"})
    (folder / "mkdocs.yml").write_text(CONFIG.format(url=url), encoding="utf-8")
    return folder / "mkdocs.yml"


def made(folder: Path, languages: str, url: str = URL) -> Path:
    build(write(folder, languages, url), make_publication, MkDocs(), Wishes(today=small.TODAY, allow_errors=True))
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return made(tmp_path_factory.mktemp("both"), "languages: [zh, en]")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return made(tmp_path_factory.mktemp("alone"), "language: zh")


class Links(HTMLParser):
    """The anchors of a page, and everything that it asks for or leads to."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self.ids = [], set()
        self.feed(html)

    def handle_starttag(self, _tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]
        self.ids |= {value for name, value in attributes if name == "id"}


def test_each_language_has_all_pages(site, alone):
    pages = {path for path in contents(alone) if path.endswith("index.html")}
    assert len(pages) > 140
    assert {path for path in contents(site) if path.endswith("index.html")} == pages | {f"en/{path}" for path in pages}
    for path in sorted(pages):
        assert '<html lang="zh"' in (site / path).read_text(encoding="utf-8")
        assert '<html lang="en"' in (site / "en" / path).read_text(encoding="utf-8")


def test_the_first_language_is_where_it_would_be_alone(site, alone):
    def without_the_switch(html: str) -> str:
        switch = r'<link rel="alternate [^>]*>|<div class="md-header__option">\s*<div class="md-select">.*?</ul>'
        bare = re.sub(switch, "", html, flags=re.DOTALL)
        return re.sub(r"(\s|</div>)+", "", bare)

    for path in (OBJECTIVE, CLOSED_ONE, "index.html", "units/logistics/index.html", "faq/index.html"):
        assert without_the_switch((site / path).read_text()) == without_the_switch((alone / path).read_text())


def test_every_link_leads_somewhere(site):
    pages = {path.relative_to(site).as_posix(): Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    count = 0
    for path, page in pages.items():
        for link in page.found:
            address = urljoin(f"{URL}{path}", link)
            if not address.startswith(URL):
                continue
            target = unquote(urlsplit(address).path.removeprefix("/sub/"))
            target += "index.html" if target.endswith("/") or not target else ""
            assert (site / target).is_file(), (path, link)
            anchor = unquote(urlsplit(address).fragment)
            assert not anchor or target not in pages or anchor in pages[target].ids, (path, link)
            count += 1
    assert count > 5000


def test_what_is_the_same_is_there_once(site):
    files = contents(site)
    inside = {path for path in files if path.startswith("en/") and not path.endswith("index.html")}
    assert {path for path in inside if files[path] == files.get(path.removeprefix("en/"))} <= {"en/search/names.json"}
    # The pages of a folder are one step further from the root than any page outside of it.
    assert len([path for path in inside if path.startswith("en/assets/")]) == 1
    assert not [path for path in inside if path.startswith(("en/api/", "en/pagefind/", "en/edit/"))]
    assert 'src="../../maps/way.svg"' in (site / "en/faq/index.html").read_text(encoding="utf-8")
    assert 'href="../../../../api/2026-Q4/logistics/on-time.json"' in (site / "en" / OBJECTIVE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        (OBJECTIVE, "../../../2026-Q4/logistics/on-time/", "../../../en/2026-Q4/logistics/on-time/"),
        (f"en/{CLOSED_ONE}", "../../../../2026-Q3/logistics/trucks/", "../../../../en/2026-Q3/logistics/trucks/"),
        ("index.html", "./", "en/"),
        ("en/index.html", "../", "../en/"),
        ("en/faq/index.html", "../../faq/", "../../en/faq/"),
        ("404.html", "/sub/", "/sub/en/"),
    ],
)
def test_the_switch_keeps_the_page(site, path, chinese, english):
    html = (site / path).read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]*)" hreflang="(\w+)"[^>]*>\s*(\S+)', html)
    assert links == [(chinese, "zh", "中文"), (english, "en", "English")]
    heads = re.findall(r'<link rel="alternate " href="([^"]*)" hreflang="([\w-]+)">', html)
    to = [urljoin(f"{URL}{path}", link) for link in (chinese, english)]
    assert heads == [(to[0], "zh"), (to[0], "x-default"), (to[1], "en")]
    assert "OkrpressTongue" not in html


def test_without_an_address_of_its_own_a_site_switches_all_the_same(tmp_path):
    html = (made(tmp_path, "languages: [en, zh]", "''") / "zh" / OBJECTIVE).read_text(encoding="utf-8")
    assert '<link rel="alternate " href="../../../../2026-Q4/logistics/on-time/" hreflang="en">' in html
    assert '<link rel="alternate " href="../../../../zh/2026-Q4/logistics/on-time/" hreflang="zh">' in html


def test_what_a_reader_chose_is_kept_in_all_languages(site):
    for path in (OBJECTIVE, f"en/{OBJECTIVE}", "index.html", "en/faq/index.html"):
        html = (site / path).read_text(encoding="utf-8")
        scripts = [site / urljoin(path, found) for found in re.findall(r'<script src="([^"?]*)"', html)]
        (scope,) = [found for file in scripts for found in re.findall(r'__md_scope=new URL\("([^"]*)",', file.read_text())]
        assert urljoin(f"{URL}{path}", scope) == URL


def test_each_language_searches_its_own_words(site):
    for folder, up in (("", ""), ("en/", "../")):
        index = json.loads((site / folder / "search/search_index.json").read_text(encoding="utf-8"))
        paths = [bundle["path"] for bundle in index["config"]["bundles"]]
        assert all(path.startswith(f"{up}pagefind/") for path in paths)
        assert all((site / folder / path / "pagefind.js").is_file() for path in paths)
    worker = r'"search": "\.\./\.\./\.\./\.\./assets/javascripts/search-worker\.js\?v=\w+#en/"'
    assert re.search(worker, (site / "en" / OBJECTIVE).read_text(encoding="utf-8"))


def test_dates_and_numbers_are_written_as_each_language_does(site):
    assert "11月5日" in (site / OBJECTIVE).read_text(encoding="utf-8")
    assert "5 Nov" in (site / "en" / OBJECTIVE).read_text(encoding="utf-8")
    assert 'xml:lang="zh"' in (site / "feeds/company.xml").read_text(encoding="utf-8")
    assert 'xml:lang="en"' in (site / "en/feeds/company.xml").read_text(encoding="utf-8")
    feed = [re.search("<id>(.*?)</id>", (site / folder / "feeds/company.xml").read_text())[1] for folder in ("", "en")]
    assert feed[0] != feed[1]


def test_the_site_map_lists_all_languages(site):
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{URL}2026-Q4/logistics/on-time/</loc>" in listed
    assert f"<loc>{URL}en/2026-Q4/logistics/on-time/</loc>" in listed


@pytest.mark.slow
def test_mkdocs_builds_the_same_site_and_a_warm_build_too(site, tmp_path):
    config = write(tmp_path, "languages: [zh, en]")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(url=URL).replace("2026-11-10", "2026-11-10, allow_errors: true"))
    run_mkdocs(load_config(str(config)))
    assert contents(tmp_path / "site") == contents(site)
    record = tmp_path / "okrs/cycles/2026-Q4/logistics/on-time.md"
    record.write_text(record.read_text().replace("value: 8,", "value: 7,"))
    build(config, make_publication, MkDocs())
    warm = contents(tmp_path / "site")
    assert {path for path in warm if warm[path] != contents(site)[path]} >= {OBJECTIVE, f"en/{OBJECTIVE}"}
    shutil.rmtree(tmp_path / ".cache")
    shutil.rmtree(tmp_path / "site")
    build(config, make_publication, MkDocs())
    assert contents(tmp_path / "site") == warm


def test_zensical_knows_the_switch_too(site, tmp_path):
    pytest.importorskip("zensical", reason="the builder of another day is not installed")
    config = write(tmp_path, "languages: [zh, en]")
    build(config, make_publication, Zensical(), Wishes(today=small.TODAY, allow_errors=True))
    made, switch = tmp_path / "site", r'<a href="([^"]*)" hreflang="(\w+)"[^>]*>\s*(\S+)'
    for path in (OBJECTIVE, f"en/{CLOSED_ONE}", "index.html", "en/faq/index.html"):
        html = (made / path).read_text(encoding="utf-8")
        assert re.findall(switch, html) == re.findall(switch, (site / path).read_text(encoding="utf-8"))
        assert f'<html lang="{"en" if path.startswith("en/") else "zh"}"' in html
    assert len([path for path in contents(made) if path.startswith("en/assets/")]) <= 1


def test_one_language_less_leaves_nothing_behind(site, alone, tmp_path):
    made(tmp_path, "languages: [zh, en]")
    assert contents(tmp_path / "site") == contents(site)
    assert contents(made(tmp_path, "language: zh")) == contents(alone)
