"""`okr build --as-of`: the site as it was on a day, which it says on every page."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from okrpress.site.as_of import noticed
from tests import small
from tests.differences.scenes import COACH, ON_TIME
from tests.site import fake
from tests.site.test_history import change, git

SAID = "This is the site as it was on 8 Nov 2026."


@pytest.fixture
def okr_build(monkeypatch):
    """Call `okr build` in a folder: exit status, and what it complains of."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def call(folder, *words):
        done = subprocess.run(
            [sys.executable, "-m", "okrpress", "build", "--quiet", *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stderr

    return call


@pytest.fixture
def folder(tmp_path):
    """The small company since 1 November, with a target that was lowered and a page that was rewritten on the 9th."""
    small.write(tmp_path, {"pages/faq.md": "# FAQ\n\nAn old answer.\n", "pages/img/a.svg": "<svg/>"})
    (tmp_path / ".gitignore").write_text(".cache/\nsite*/\n")
    (tmp_path / "mkdocs.yml").write_text(fake.CONFIG.replace("docs_dir: okrs", "docs_dir: okrs/pages"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x", day="2026-11-07")
    change(tmp_path, ON_TIME, "target: 98", "target: 96", day="2026-11-09")
    (tmp_path / "okrs/pages/faq.md").write_text("# FAQ\n\nA new answer.\n")
    git(tmp_path, "commit", "-qam", "x", day="2026-11-10")
    (tmp_path / "okrs" / COACH).unlink()
    return tmp_path


@pytest.mark.slow
def test_the_site_as_it_was(okr_build, folder):
    answer = okr_build(folder, "--today", "2026-11-12", "--allow-errors")
    assert answer == (0, "")
    now = fake.contents(folder / "site")
    assert okr_build(folder, "--as-of", "2026-11-08") == (0, "")
    assert fake.contents(folder / "site") == now
    then = fake.contents(folder / "site-2026-11-08")
    pages = {path: data.decode() for path, data in then.items() if path.endswith(".html")}
    assert len(pages) > 100
    assert [path for path, html in pages.items() if html.count(SAID) != 1] == []
    assert not any(SAID.encode() in data for data in now.values())
    page = pages["2026-Q4/logistics/on-time/index.html"]
    assert "98 %" in page
    assert "96 %" not in page.split('id="History"')[0]
    assert "7 Nov 2026" in page
    assert "9 Nov 2026" not in page.split('id="History"')[1]
    assert "An old answer." in pages["faq/index.html"]
    assert "img/a.svg" in then
    assert "2026-Q4/li-na/coach/index.html" in pages
    assert okr_build(folder, "--as-of", "2026-11-08") == (0, "")
    assert fake.contents(folder / "site-2026-11-08") == then


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-01", "Nothing had been committed by 2026-11-01: the first commit is later."),
        ("yesterday", "'yesterday' is not a day"),
    ],
)
def test_what_cannot_be_built_is_one_line_and_status_2(okr_build, folder, day, said):
    status, err = okr_build(folder, "--as-of", day)
    assert status == 2
    assert said in err
    assert err.count("\n") == 1
    assert not (folder / "site").exists()


def test_without_git_there_is_no_other_day(okr_build, tmp_path):
    small.write(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(fake.CONFIG)
    status, err = okr_build(tmp_path, "--as-of", "2026-11-08")
    assert (status, "is in no git repository" in err) == (2, True)


@pytest.mark.slow
def test_the_other_builder_shows_the_site_as_it_was(okr_build, folder):
    then = folder / "site-2026-11-08"
    assert okr_build(folder, "--as-of", "2026-11-08") == (0, "")
    ours = {page.relative_to(then) for page in then.rglob("index.html")}
    shutil.rmtree(then)
    assert okr_build(folder, "--as-of", "2026-11-08", "--builder", "zensical") == (0, "")
    assert {page.relative_to(then) for page in then.rglob("index.html")} == ours
    pages = ("index.html", "faq/index.html", "2026-Q4/logistics/on-time/index.html")
    home, faq, on_time = ((then / page).read_text("utf-8") for page in pages)
    assert all(SAID in page for page in (home, faq, on_time))
    assert "An old answer." in faq
    assert "98 %" in on_time
    assert "96 %" not in on_time.split('id="History"')[0]


def test_the_notice_stands_at_the_head_of_any_page():
    said = fake.publication(notice="a < b")
    assert noticed('<body class="x"><p>y', said).startswith('<body class="x"><aside class="md-banner">')
    assert "a &lt; b" in noticed('<div data-md-component="announce"></div><div data-md-component="announce"></div>', said)
    assert noticed("<body>", fake.publication()) == "<body>"
