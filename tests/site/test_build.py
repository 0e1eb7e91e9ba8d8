"""Whole sites, through MkDocs and Material."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from okrpress.mkdocs_plugin import MkDocs, run
from okrpress.site import build as build_module
from okrpress.site import maker
from okrpress.site.project import known_project
from okrpress.site.publication import Asset, Frame, HubPage, PublicationError
from tests.site import fake
from tests.site.fake import built, contents

OBJECTIVE = "2026-Q4/u1/o1/index.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """An objective's page, of a site that no test changes."""
    config = fake.project(tmp_path_factory.mktemp("site"), pages={"faq.md": "# Questions\n\nWhat is **留**存?"})
    built(config)
    return config.parent / "site"


def text(site: Path, path: str = OBJECTIVE) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_a_record_has_its_own_title_description_and_address(page):
    html = text(page)
    assert "<title>Objective 1 - Acme</title>" in html
    assert '<meta name="description" content="About Objective 1">' in html
    assert '<link rel="canonical" href="https://okr.example.com/sub/2026-Q4/u1/o1/">' in html
    assert len(re.findall(r"<h1", html)) == 1
    assert "Okrpress" not in html


def test_a_hub_has_its_own_title_and_address(page):
    html = text(page, "cycles/index.html")
    assert "<title>Cycles - Acme</title>" in html
    assert '<link rel="canonical" href="https://okr.example.com/sub/cycles/">' in html


@pytest.mark.parametrize(
    ("path", "tab"),
    [(OBJECTIVE, "Objectives"), ("units/u1/index.html", "Units"), ("units/index.html", "Units"), ("index.html", "Home")],
)
def test_the_tab_that_a_page_belongs_to_is_highlighted(page, path, tab):
    active = re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>', text(page, path), re.DOTALL)
    assert active == [tab]


def test_breadcrumbs_lead_from_home_to_the_record(tmp_path):
    """A page's own content has its way home; a company may want Material's beside it."""
    wanted = fake.CONFIG.replace("theme: material", "theme: {name: material, features: [navigation.path, navigation.tabs]}")
    config = fake.project(tmp_path, wanted)
    built(config)
    trail = re.search(r'<ol class="md-path__list">(.*?)</ol>', text(config.parent / "site"), re.DOTALL)
    steps = re.findall(r'href="([^"]*)".*?md-ellipsis">\s*(.*?)\s*</span>', trail[1], re.DOTALL)
    assert steps == [
        ("../../..", "Home"),
        ("../../../cycles/", "Objectives"),
        ("../../../cycles/", "Cycles"),
        ("../../../2026-Q4/", "2026 Q4"),
        ("../../../units/u1/", "Unit &lt;1&gt;"),
    ]


def test_the_table_of_contents_lists_the_records_headings(page):
    listed = re.findall(
        r'<a href="#([^"]*)" class="md-nav__link">\s*<span class="md-ellipsis">\s*(.*?)\s*</span>', text(page), re.DOTALL
    )
    assert listed == [("results", "Results"), ("kr1", "On &lt;time&gt; &amp; 准时"), ("place", "Place")]
    assert "Table of contents" not in text(page, "units/u1/index.html").partition("md-sidebar--secondary")[2].partition(
        "<article"
    )[0].replace('aria-label="Table of contents"', "")


class Links(HTMLParser):
    """Everything that a page asks for or leads to."""

    def __init__(self, html: str):
        super().__init__()
        self.asked, self.led = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                leads = tag == "a" or (tag == "link" and dict(attributes).get("rel") in ("canonical", "prev", "next"))
                (self.led if leads else self.asked).append(value)


def test_everything_that_pages_ask_for_is_in_the_site_whatever_their_depth(page):
    for path in page.rglob("*.html"):
        if path.name == "404.html":
            continue
        address = f"https://okr.example.com/sub/{path.relative_to(page).parent.as_posix()}/".replace("/./", "/")
        for asked in Links(path.read_text(encoding="utf-8")).asked:
            target = urljoin(address, asked.partition("?")[0])
            assert target.startswith("https://okr.example.com/sub/"), (path, asked)
            assert (page / target.removeprefix("https://okr.example.com/sub/")).is_file(), (path, asked)


def test_no_page_style_or_script_of_ours_asks_another_origin(page):
    for path in page.rglob("*"):
        if path.suffix in (".html", ".css"):
            found = path.read_text(encoding="utf-8")
            assert not re.search(r"""(?:src|srcset)=["']?(?:https?:)?//|@import|url\(["']?(?:https?:)?//""", found), path
            assert "fonts.g" not in found, path
        if path.suffix == ".html":
            asked = [link for link in Links(path.read_text(encoding="utf-8")).asked if re.match(r"(?:https?:)?//", link)]
            assert asked == [], path


def test_frames_and_what_only_the_builders_search_needs_are_not_published(page):
    paths = set(contents(page))
    assert not [path for path in paths if "okrpress" in path or "workers" in path or "lunr" in path or path.endswith(".map")]
    assert json.loads(text(page, "search/search_index.json"))["docs"] == []


def test_the_search_box_is_there_and_talks_to_our_worker(page):
    for path in (OBJECTIVE, "index.html", "404.html", "faq/index.html"):
        html = text(page, path)
        assert 'data-md-component="search"' in html
        worker = json.loads(re.search(r'id="__config"[^>]*>(.*?)</script>', html)[1])["search"]
        assert re.search(r"assets/javascripts/search-worker\.js\?v=[0-9a-f]{8}$", worker), path
    assert (page / "assets/javascripts/search-worker.js").is_file()


def test_the_site_map_lists_every_page_and_no_date(page):
    listed = text(page, "sitemap.xml")
    pages = {path.relative_to(page).parent.as_posix() for path in page.rglob("index.html")} - {"."}
    expected = {"https://okr.example.com/sub/"} | {f"https://okr.example.com/sub/{path}/" for path in pages}
    assert set(re.findall("<loc>(.*?)</loc>", listed)) == expected
    assert "https://okr.example.com/sub/2026-Q4/u1/o1/" in expected
    assert "lastmod" not in listed
    assert gzip.decompress((page / "sitemap.xml.gz").read_bytes()).decode() == listed


def test_the_companys_own_pages_are_published_listed_found_and_edited(page):
    html = text(page, "faq/index.html")
    assert "What is <strong>留</strong>存?" in html
    assert '<a href="../faq/" class="md-tabs__link">' in text(page, "units/index.html")
    assert 'href="https://git.example.com/edit/faq.md"' in html
    bundle = next(page.glob("pagefind/company-*"))
    found = [gzip.decompress(path.read_bytes()).decode() for path in bundle.glob("fragment/*")]
    assert any('"faq/"' in entry and "留存" in entry for entry in found)


def test_only_pages_with_a_source_can_be_edited(tmp_path):
    config = fake.project(tmp_path)
    built(config, fake.publication([fake.objective(1, edit_url=lambda: "https://git.example.com/o1.md"), fake.objective(2)]))
    assert 'href="https://git.example.com/o1.md"' in text(tmp_path / "site")
    assert 'rel="edit"' not in text(tmp_path / "site", "2026-Q4/u1/o2/index.html")


def test_a_site_in_chinese_says_so(tmp_path):
    config = fake.project(tmp_path)
    built(config, fake.publication(language="zh"))
    assert '<html lang="zh"' in text(tmp_path / "site")
    assert 'placeholder="搜索"' in text(tmp_path / "site")


def test_cold_and_warm_builds_give_the_same_bytes(tmp_path):
    config = fake.project(tmp_path, pages={"faq.md": "# FAQ"})
    changed = fake.publication([fake.objective(1, text="new"), fake.objective(3)])
    built(config)
    built(config, changed)
    warm = contents(tmp_path / "site")
    shutil.rmtree(tmp_path / ".cache")
    shutil.rmtree(tmp_path / "site")
    built(config, changed)
    assert contents(tmp_path / "site") == warm


def test_a_warm_build_makes_only_what_changed_and_does_without_mkdocs(tmp_path, monkeypatch):
    config = fake.project(tmp_path)
    built(config)
    monkeypatch.setattr(run, "load_config", None, raising=False)
    monkeypatch.setattr(run, "loaded", None)
    asked = []

    def body(number):
        def made():
            asked.append(number)
            return fake.objective(number, text="new").body()

        return made

    same, changed = fake.objective(1, body=body(1)), fake.objective(2, text="new", body=body(2))
    done = built(config, fake.publication([same, changed], search=()))
    assert asked == [2]
    assert "new" in text(tmp_path / "site", "2026-Q4/u1/o2/index.html")
    assert done.removed > 0
    assert built(config, fake.publication([same, changed], search=())).written == 0


def test_a_deleted_record_takes_its_page_with_it(tmp_path):
    config = fake.project(tmp_path)
    built(config)
    built(config, fake.publication([fake.objective(2)]))
    assert not (tmp_path / "site/2026-Q4/u1/o1").exists()
    assert "o1/" not in text(tmp_path / "site", "sitemap.xml")


def test_a_page_that_cannot_be_made_leaves_the_site_as_it_was(tmp_path):
    config = fake.project(tmp_path)
    built(config)
    before = contents(tmp_path / "site")

    def broken():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        built(config, fake.publication([fake.objective(1, text="new"), fake.objective(2, text="x", body=broken)]))
    assert contents(tmp_path / "site") == before


def test_a_publication_that_is_refused_leaves_the_site_as_it_was(tmp_path):
    config = fake.project(tmp_path)
    built(config)
    before = contents(tmp_path / "site")

    def refused(_):
        raise PublicationError("3 errors")

    with pytest.raises(PublicationError, match="3 errors"):
        built(config, refused)
    assert contents(tmp_path / "site") == before


@pytest.mark.parametrize("part", ["shells", "search"])
def test_a_cache_that_somebody_changed_is_made_again(tmp_path, part):
    config = fake.project(tmp_path)
    built(config)
    right = contents(tmp_path / "site")
    for file in (tmp_path / ".cache/okr/site" / part).rglob("*"):
        if file.is_file() and file.name != "kept.json":
            file.write_bytes(b"damaged")
    shutil.rmtree(tmp_path / "site")
    (built if part == "shells" else mkdocs_build)(config)
    assert contents(tmp_path / "site") == right


@pytest.mark.parametrize("name", ["page", "theme", "config"])
def test_what_mkdocs_renders_is_rendered_again_when_it_changes(tmp_path, name):
    config = fake.project(
        tmp_path, fake.CONFIG.replace("theme: material", "theme: {name: material, custom_dir: own}"), {"faq.md": "# FAQ"}
    )
    (tmp_path / "own").mkdir()
    built(config)
    if name == "page":
        (tmp_path / "okrs/pages/faq.md").write_text("# FAQ\n\nchanged")
    elif name == "theme":
        (tmp_path / "own/main.html").write_text('{% extends "base.html" %}{% block announce %}changed{% endblock %}')
    else:
        config.write_text(config.read_text() + "copyright: changed\n")
    built(config)
    assert "changed" in text(tmp_path / "site", "faq/index.html")
    assert ("changed" in text(tmp_path / "site")) == (name != "page")


def test_the_companys_overrides_win_over_ours_and_ours_over_materials(tmp_path, monkeypatch):
    from okrpress.mkdocs_plugin import plugin
    from okrpress.theme import theme_folder

    shutil.copytree(theme_folder(), tmp_path / "ours")
    monkeypatch.setattr(plugin, "theme_folder", lambda: tmp_path / "ours")
    monkeypatch.setattr("okrpress.site.shell.theme_folder", lambda: tmp_path / "ours")
    config = fake.project(tmp_path, fake.CONFIG.replace("theme: material", "theme: {name: material, custom_dir: own}"))
    for folder in ("ours", "own"):
        (tmp_path / folder / "partials").mkdir(parents=True, exist_ok=True)
    (tmp_path / "ours/partials/copyright.html").write_text("FROM OURS")
    (tmp_path / "ours/partials/logo.html").write_text("LOGO OF OURS")
    built(config)
    assert "FROM OURS" in text(tmp_path / "site")
    (tmp_path / "own/partials/copyright.html").write_text("FROM THE COMPANY")
    built(config)
    assert "FROM THE COMPANY" in text(tmp_path / "site")
    assert "FROM OURS" not in text(tmp_path / "site")
    assert "LOGO OF OURS" in text(tmp_path / "site")


def test_a_company_that_brings_its_own_main_template_keeps_the_search(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG.replace("theme: material", "theme: {name: material, custom_dir: own}"))
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").write_text('{% extends "base.html" %}')
    built(config)
    assert "assets/javascripts/search-worker.js?v=" in text(tmp_path / "site")


def test_what_mkdocs_was_told_on_its_command_line_is_not_remembered(tmp_path):
    config = fake.project(tmp_path)
    mkdocs_build(config, site_dir=str(tmp_path / "elsewhere"), site_url="https://elsewhere.example.com/")
    assert (tmp_path / "elsewhere/index.html").is_file()
    assert built(config).site == tmp_path / "site"
    assert "elsewhere" not in text(tmp_path / "site")


def test_hubs_keep_their_titles_wherever_the_navigation_puts_them(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG + "nav: [Who: [units/index.md]]\n")
    pages = fake.publication()
    hubs = (*pages.hubs[:2], fake.hub("maps/", "Map", in_navigation=False), pages.hubs[3])
    built(config, replace(pages, hubs=hubs, frames=(Frame(kind="objective", under="maps/"), Frame(kind="unit", under="units/"))))
    assert "<title>Units - Acme</title>" in text(tmp_path / "site", "units/index.html")
    assert "<title>Map - Acme</title>" in text(tmp_path / "site", "maps/index.html")
    assert "<title>Objective 1 - Acme</title>" in text(tmp_path / "site")
    html = text(tmp_path / "site", "units/u1/index.html")
    assert re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>', html, re.DOTALL) == ["Who"]


def test_the_navigation_may_have_a_shorter_name_for_a_hub(tmp_path):
    pages = fake.publication()
    hubs = (*pages.hubs[:3], fake.hub("units/", "All <units> of Acme", label="Units"))
    built(fake.project(tmp_path), replace(pages, hubs=hubs))
    html = text(tmp_path / "site", "units/index.html")
    assert "<title>All &lt;units&gt; of Acme - Acme</title>" in html
    assert re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>', html, re.DOTALL) == ["Units"]


def test_what_a_build_may_also_depend_on_keeps_mkdocs_running_every_time(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG.replace("theme: material", "theme: {name: material, custom_dir: own}"))
    (tmp_path / "own/partials").mkdir(parents=True)
    built(config)
    (tmp_path / "own/partials/copyright.html").write_text("Built {{ build_date_utc.year }}{{ config.site_name }}")
    built(config)
    assert known_project(config) is None


def mkdocs_build(config: Path, pages=None, **options) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(maker, "make_publication", lambda _: pages or fake.publication())
        run_mkdocs(load_config(str(config), **options))


def test_mkdocs_alone_gives_the_same_bytes(tmp_path):
    one, other = (fake.project(tmp_path / name, pages={"faq.md": "# FAQ"}) for name in ("one", "other"))
    built(one)
    mkdocs_build(other)
    assert contents(tmp_path / "other/site") == contents(tmp_path / "one/site")
    mkdocs_build(other, fake.publication([fake.objective(3)]))
    built(one, fake.publication([fake.objective(3)]))
    assert contents(tmp_path / "other/site") == contents(tmp_path / "one/site")


def test_mkdocs_alone_is_all_or_nothing_too(tmp_path):
    config = fake.project(tmp_path, pages={"faq.md": "# FAQ"})
    mkdocs_build(config)
    before = contents(tmp_path / "site")
    (tmp_path / "okrs/pages/faq.md").write_text("# FAQ\n\n[gone](gone.md)\n")
    with pytest.raises(Abort):
        mkdocs_build(config, strict=True)
    assert contents(tmp_path / "site") == before
    assert not list((tmp_path / ".cache/okr/site/shells").glob("making-*"))


def test_our_command_can_be_strict_too(tmp_path):
    config = fake.project(tmp_path, pages={"faq.md": "# FAQ\n\n[gone](gone.md)\n"})
    with pytest.raises(PublicationError, match="strict"):
        built(config, strict=True)
    assert not (tmp_path / "site").exists()
    built(config)


def test_the_builders_own_search_plugin_does_no_harm(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG.replace("plugins: [okr]", "plugins: [search, okr]"))
    built(config)
    assert json.loads(text(tmp_path / "site", "search/search_index.json"))["docs"] == []


def test_a_hub_keeps_its_address_against_a_page_of_the_company(tmp_path):
    config = fake.project(tmp_path, pages={"index.md": "# Mine"})
    built(config)
    assert "<h1>Home</h1>" in text(tmp_path / "site", "index.html")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"assets": (Asset.of("2026-Q4/u1/o1/index.html", b""),)}, "Two things"),
        ({"assets": (Asset.of("../outside", b""),)}, "no place"),
        ({"hubs": (HubPage(address="units", title="U", key="", body=lambda: None),)}, "slash|no hub"),
    ],
)
def test_pages_that_cannot_be_placed_are_named(tmp_path, more, words):
    with pytest.raises(PublicationError, match=words):
        built(fake.project(tmp_path), fake.publication(**more))
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("site", [".", "..", "okrs"])
def test_the_sources_are_not_published_over(tmp_path, site):
    config = fake.project(tmp_path / "project")
    with pytest.raises(PublicationError, match="cannot be published"):
        built(config, site=(config.parent / site))


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("plugins: [okr]\n", "site_name"),
        (fake.CONFIG.replace("plugins: [okr]", "plugins: []"), "plugin `okr`"),
        (fake.CONFIG.replace("[okr]", "[okr: {today: someday}]"), "YYYY-MM-DD"),
        (fake.CONFIG.replace("docs_dir: okrs", "docs_dir: nowhere"), "nowhere"),
        (fake.CONFIG.replace("theme: material\n", ""), "write 'theme: material'"),
        (fake.CONFIG.replace("theme: material", "theme: readthedocs"), "'readthedocs'.*write 'theme: material'"),
        ("a: [", "mkdocs.yml"),
    ],
)
def test_a_configuration_that_is_not_right_ends_in_one_sentence(tmp_path, config, words):
    with pytest.raises(PublicationError, match=words):
        built(fake.project(tmp_path, config))


def test_without_a_configuration_there_is_one_sentence(tmp_path):
    with pytest.raises(PublicationError, match=r"no mkdocs\.yml"):
        built(tmp_path / "mkdocs.yml")


def test_the_edition_is_what_mkdocs_yml_says_but_for_what_the_call_says(tmp_path):
    from datetime import date

    asked = []

    def made(edition):
        asked.append(edition)
        return fake.publication()

    config = fake.project(tmp_path, fake.CONFIG.replace("[okr]", "[okr: {today: 2026-11-10, allow_errors: true}]"))
    built(config, made)
    built(config, made, today=date(2026, 1, 2), okrs=tmp_path / "other")
    assert [(edition.today, edition.allow_errors, edition.okrs.name) for edition in asked] == [
        (date(2026, 11, 10), True, "okrs"),
        (date(2026, 1, 2), True, "other"),
    ]


def build_in_a_process(config: Path, number: int) -> None:
    built(config, fake.publication([fake.objective(count, text=f"<p>{number}</p>") for count in range(30)]))


def test_two_builds_at_once_leave_one_whole_site(tmp_path):
    config = fake.project(tmp_path)
    context = get_context("spawn")
    builds = [context.Process(target=build_in_a_process, args=(config, number)) for number in range(2)]
    for process in builds:
        process.start()
    for process in builds:
        process.join()
    assert [process.exitcode for process in builds] == [0, 0]
    said = {re.search("<p>([01])</p>", path.read_text())[1] for path in (tmp_path / "site/2026-Q4/u1").rglob("*.html")}
    assert len(said) == 1


def test_a_whole_build_without_changes_does_not_load_mkdocs(tmp_path):
    import subprocess
    import sys

    config = fake.project(tmp_path)
    built(config)
    script = (
        "import sys; from pathlib import Path; from tests.site import fake; fake.built(Path(sys.argv[1]));"
        "print([name for name in ('mkdocs', 'jinja2', 'markdown', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(config)], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout == "[]\n"


def test_a_disk_that_cannot_be_written_ends_in_one_sentence(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", "site/index.html")

    monkeypatch.setattr(build_module, "publish", full)
    with pytest.raises(PublicationError, match="No space left"):
        built(fake.project(tmp_path))


def test_the_builder_is_what_stands_between_us_and_mkdocs(tmp_path):
    project = MkDocs().project(fake.project(tmp_path))
    assert (project.site_dir, project.okrs, project.docs) == (tmp_path / "site", tmp_path / "okrs", None)
    assert project.own_pages == tmp_path / "okrs/pages"
