"""The second builder: Zensical makes the same site from the same mkdocs.yml, but for what frames the content."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.parse import unquote

import pytest

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build
from okrpress.site.maker import make_publication
from okrpress.site.publication import PublicationError
from okrpress.zensical_shell import Zensical, configuration, rendering
from tests.site import fake
from tests.site.fake import contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
OBJECTIVE = "2026-Q4/u1/o1/index.html"
PAGES = {"faq.md": "# Questions\n\nWhat is **留**存?\n", "guides/how.md": "How we do it\n============\n"}

BUTTONS = re.compile(r'<a [^>]*class="md-content__button[^>]*>.*?</a>', re.DOTALL)
MOVED = "<p>This page has moved to "
ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)


def made_by(builder, config: Path, make=None) -> Path:
    """Build a site with one of both builders, into a folder named after it; the fake company's, if no other is given."""
    site = config.parent / type(builder).__name__.lower()
    build(config, make or (lambda _: fake.publication()), builder, Wishes(site=site, fresh=True))
    return site


def content(page: Path) -> str:
    """Return what a page says, without the builder's buttons and white space."""
    article = ARTICLE.search(page.read_text(encoding="utf-8"))
    assert article, f"{page} has no content"
    # The one writes letters in links of own pages as they are, the other as codes; the one marks where "skip" leads.
    return re.sub(r'\s+|<a id="__skip" tabindex="-1"></a>', "", unquote(BUTTONS.sub("", article[1])))


def facts(page: Path) -> dict[str, list[str]]:
    """Return what the frame says of its page: language, title, addresses, tab, table of contents, editor."""
    html = page.read_text(encoding="utf-8")
    patterns = {
        "language": r'<html lang="([^"]*)"',
        "title": r"<title>(.*?)</title>",
        "description": r'<meta name="description" content="([^"]*)"',
        "canonical": r'<link rel="canonical" href="([^"]*)"',
        "tab": r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>',
        "editor": r'<a href="([^"]*)"[^>]*rel="edit"',
    }
    return {name: re.findall(pattern, html, re.DOTALL) for name, pattern in patterns.items()}


def headings(page: Path) -> list[str]:
    html = page.read_text(encoding="utf-8")
    contents = html[html.index('data-md-type="toc"') :]
    return re.findall(r'<a href="(#[^"]*)" class="md-nav__link"', contents)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The fake company, built by both."""
    config = fake.project(tmp_path_factory.mktemp("both"), pages=PAGES)
    return made_by(MkDocs(), config), made_by(Zensical(), config)


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def assert_the_same_but_for_the_frame(first: Path, second: Path) -> None:
    """Hold both sites' pages, their frames' facts and all files that no builder renders against each other."""
    assert pages_of(first) == pages_of(second)
    for path in pages_of(first):
        if path == "404.html":
            continue
        if MOVED in (first / path).read_text(encoding="utf-8"):
            assert (second / path).read_bytes() == (first / path).read_bytes(), path
            continue
        assert content(second / path) == content(first / path), path
        assert facts(second / path) == facts(first / path), path
        assert "Okrpress" not in (second / path).read_text(encoding="utf-8")
        assert "okrpress" not in (second / path).read_text(encoding="utf-8").replace("okrpress/", ""), path
    ours = {path: data for path, data in contents(first).items() if not path.endswith(".html") and not _builders_own(path)}
    assert ours == {path: data for path, data in contents(second).items() if path in ours}


def _builders_own(path: str) -> bool:
    # Own pages are rendered by the builder: a word more or less of it in their search index is not ours.
    return path.startswith(("assets/", "pagefind/", "search/"))


def test_both_builders_make_the_same_pages(both):
    assert_the_same_but_for_the_frame(*both)


def test_a_page_has_its_own_table_of_contents(both):
    found = headings(both[1] / OBJECTIVE)
    assert found == ["#results", "#kr1", "#place"] == headings(both[0] / OBJECTIVE)


def test_nothing_comes_from_elsewhere(both):
    for path in pages_of(both[1]):
        html = (both[1] / path).read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|link|img)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]*)"', html)
        assert [address for address in loaded if not address.startswith("https://okr.example.com/")] == [], path


def test_frames_are_published_by_neither(both):
    assert [path for path in contents(both[1]) if path.startswith("okrpress-")] == []


def test_own_pages_are_found(both):
    assert "guides/how/index.html" in pages_of(both[1])
    assert "How we do it" in (both[1] / "guides/how/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_sample_company_is_the_same(tmp_path):
    shutil.copytree(ROOT / "okrs", tmp_path / "okrs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    config = tmp_path / "mkdocs.yml"
    assert_the_same_but_for_the_frame(made_by(MkDocs(), config, make_publication), made_by(Zensical(), config, make_publication))


def test_a_builder_never_takes_the_other_ones_site_for_its_own(tmp_path):
    config = fake.project(tmp_path)
    site = tmp_path / "site"
    wishes = Wishes(site=site)
    build(config, lambda _: fake.publication(), MkDocs(), wishes)
    assert build(config, lambda _: fake.publication(), Zensical(), wishes).written > 0
    assert "zensical" not in (site / "index.html").read_text(encoding="utf-8").lower().replace("okr", "")
    assert build(config, lambda _: fake.publication(), Zensical(), wishes).written == 0
    assert build(config, lambda _: fake.publication(), MkDocs(), wishes).written > 0


def test_an_own_page_can_be_skipped_to(both):
    html = (both[1] / "faq/index.html").read_text(encoding="utf-8")
    assert '<a href="#__skip" class="md-skip">' in html
    assert html.count('id="__skip"') == 1


def test_own_pages_are_cleaned(tmp_path):
    config = fake.project(tmp_path, pages={"faq.md": "# FAQ\n\n<script>alert(1)</script>\n\n<p onclick=alert(1)>still</p>\n"})
    html = (made_by(Zensical(), config) / "faq/index.html").read_text(encoding="utf-8")
    assert "alert(1)" not in html
    assert "still" in html


def test_what_mkdocs_yml_says_of_the_theme_is_kept(tmp_path):
    config = fake.project(
        tmp_path,
        fake.CONFIG.replace("theme: material", "theme: {name: material, palette: {primary: teal}, custom_dir: over}")
        + "repo_url: https://git.example.com/acme/okrs\nextra_css: [extra.css]\nmarkdown_extensions: [admonition]\n",
        {"faq.md": "# FAQ\n\n!!! note\n    Careful\n"},
    )
    (tmp_path / "over/partials").mkdir(parents=True)
    (tmp_path / "over/extra.css").write_text("b {}", encoding="utf-8")
    site = made_by(Zensical(), config)
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="teal"' in html
    assert "extra.css" in html
    assert (site / "extra.css").read_bytes() == b"b {}"
    assert "https://git.example.com/acme/okrs" in html
    assert 'class="admonition note"' in (site / "faq/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("site_name: [", "mkdocs.yml cannot be read"),
        ("- a", "not a list of settings"),
        ("plugins: [okr]", "has no `site_name`"),
        ("site_name: A\nplugins: 3", "`plugins` is a list"),
        ("site_name: A\nplugins: []", "add `plugins: [okr]`"),
        ("site_name: A\nINHERIT: base.yml\nplugins: [okr]", "put all settings into one file"),
        ("site_name: A\nplugins: [{okr: {today: soon}}]", "write YYYY-MM-DD"),
    ],
)
def test_a_mkdocs_yml_that_is_not_as_it_should_be_is_one_sentence(tmp_path, config, message):
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    with pytest.raises(PublicationError, match=re.escape(message)) as problem:
        Zensical().project(tmp_path / "mkdocs.yml")
    assert "\n" not in str(problem.value)


def test_both_builders_read_the_same_project_from_a_mkdocs_yml(tmp_path):
    config = fake.project(tmp_path, fake.CONFIG + "site_dir: public\nmarkdown_extensions: [admonition, pymdownx.snippets]\n")
    assert Zensical().project(config) == MkDocs().project(config)


def test_tags_that_only_the_builder_understands_reach_it_as_they_are(tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: !ENV [NAME, Acme]\nplugins: [okr]\n", encoding="utf-8")
    values = configuration.read(config)
    assert "!ENV [NAME, Acme]" in configuration.written(values)
    assert not Zensical().project(config).plain


def test_a_failing_zensical_is_one_sentence_and_leaves_the_site(tmp_path, monkeypatch):
    config = fake.project(tmp_path)
    site = made_by(Zensical(), config)
    before = contents(site)
    changed = replace(fake.publication(), own_pages_edit_url="https://git.example.com/elsewhere/")
    monkeypatch.setattr(rendering.sys, "executable", shutil.which("false"))
    with pytest.raises(PublicationError, match="Zensical could not render the site") as problem:
        made_by(Zensical(), config, lambda _: changed)
    assert "\n" not in str(problem.value)
    assert contents(site) == before


def test_zensical_that_is_not_installed_is_one_sentence(monkeypatch):
    def missing(*names):
        raise PackageNotFoundError(names)

    monkeypatch.setattr("okrpress.zensical_shell.versions", missing)
    with pytest.raises(PublicationError, match=re.escape("pip install 'okrpress[zensical]'")):
        Zensical().identity()
