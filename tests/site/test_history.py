"""The history of an objective from git: told in the words of OKR, read once, and part of what a site is made of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from okrpress.cache import Cache
from okrpress.company import company_on
from okrpress.load import load
from okrpress.mkdocs_plugin import MkDocs
from okrpress.pages.page import Desk
from okrpress.pages.parts.versions import versions
from okrpress.repository import position_of
from okrpress.site import history as history_module
from okrpress.site.build import Wishes, build
from okrpress.site.history import past_of, timelines
from okrpress.site.maker import make_publication
from okrpress.site.parts import part_keys
from okrpress.words import Words
from tests import small
from tests.differences.scenes import COACH, NIGHT, ON_TIME
from tests.site import fake

DAY = date(2026, 11, 20)


def git(folder: Path, *words: str, day: str = "2026-11-10", who: str = "Li Na", mail: str = "x@example.com") -> str:
    moment = f"{day}T23:30:00-0800"
    by = {"GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": mail, "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.com"}
    environment = {**os.environ, **by, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    call = ["git", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", *words]
    return subprocess.run(call, cwd=folder, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def change(folder: Path, path: str, old: str, new: str, **more: str) -> None:
    file = folder / "okrs" / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    git(folder, "commit", "-qam", "x", **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with the small company as it was on 1 October."""
    small.write(tmp_path)
    (tmp_path / ".gitignore").write_text(".cache/\nsite/\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x", day="2026-10-01", who="Zhang Min")
    return tmp_path


def told(folder: Path, path: str = ON_TIME, language: str = "en", cache: Path | None = None):
    """What the page of an objective says of its history."""
    company = company_on(load(folder / "okrs"), DAY)
    store = Cache(cache or folder / ".cache/okr")
    past = past_of(folder / "okrs", store)
    desk = Desk(company, (), Words(language), past=timelines(past, company, Words(language), store))
    objective = next(entry for entry in company.workspace.objectives.values() if entry.source.path == f"okrs/{path}")
    return versions(desk, objective)


def rows(folder: Path, path: str = ON_TIME, **more):
    found = told(folder, path, **more)
    return [(row.day, row.by.text, row.lines) for row in (*found.recent, *found.earlier)]


def test_each_change_is_told_in_the_words_of_okr(folder):
    change(folder, ON_TIME, "target: 98", "target: 96", day="2026-11-12", who="Somebody Else")
    change(folder, ON_TIME, "value: 8, confidence: 7", "value: 7, confidence: 7", day="2026-11-13", mail="wang-lei@example.com")
    change(folder, ON_TIME, "title: Every", "# hello\ntitle: Every", day="2026-11-14")
    new, checked, lowered, first = rows(folder)
    assert new == ("14 Nov 2026", "Li Na", ("No change in the words of OKR",))
    assert checked[:2] == ("13 Nov 2026", "Wang Lei")
    assert checked[2][0].startswith(
        "Check-in of 5 Nov 2026 on “Damaged parcels stay at most 9 in 10,000” rewritten: 8\xa0per 10,000"
    )
    assert lowered == (
        "12 Nov 2026", "Somebody Else",
        ("Target of “On-time delivery rises from 91 % to 98 %”: 98 % → 96 %, and nothing says why",),
    )  # fmt: skip
    assert first[:2] == ("1 Oct 2026", "Zhang Min")
    assert first[2][0] == "Written: committed, agreed"
    assert "Aligned to “2026-Q4/company/reliable#on-time”" in first[2]
    assert rows(folder, language="zh")[2][2] == ("“On-time delivery rises from 91 % to 98 %”的目标值：98% → 96%，没有任何说明",)


def test_before_the_cycle_nothing_was_promised(folder):
    change(folder, ON_TIME, "target: 98", "target: 96", day="2026-09-20")
    assert rows(folder)[0][2] == ("Target of “On-time delivery rises from 91 % to 98 %”: 98 % → 96 %",)


def test_the_history_goes_on_under_another_name(folder):
    change(folder, ON_TIME, "value: 94.5", "value: 95", day="2026-11-12")
    git(folder, "mv", f"okrs/{ON_TIME}", "okrs/cycles/2026-Q4/logistics/punctual.md")
    git(folder, "commit", "-qm", "x", day="2026-11-13")
    change(folder, "cycles/2026-Q4/logistics/punctual.md", "value: 95", "value: 96", day="2026-11-14")
    found = rows(folder, "cycles/2026-Q4/logistics/punctual.md")
    assert [day for day, *_ in found] == ["14 Nov 2026", "13 Nov 2026", "12 Nov 2026", "1 Oct 2026"]
    assert found[1][2] == ("Its file was moved: 2026-Q4/logistics/on-time → 2026-Q4/logistics/punctual",)


def test_what_a_branch_brought_is_told_of_who_did_it(folder):
    git(folder, "checkout", "-q", "-b", "topic")
    change(folder, ON_TIME, "value: 94.5", "value: 95", day="2026-11-12", who="Wang Lei")
    git(folder, "checkout", "-q", "main")
    change(folder, COACH, "value: 6", "value: 7", day="2026-11-13")
    git(folder, "merge", "-q", "--no-ff", "topic", day="2026-11-14", who="Somebody")
    assert [(day, who) for day, who, _ in rows(folder)] == [("12 Nov 2026", "Wang Lei"), ("1 Oct 2026", "Zhang Min")]


def test_odd_versions_are_told_too(folder):
    change(folder, ON_TIME, "title: Every", "title: {Every", day="2026-11-12")
    change(folder, ON_TIME, "title: {Every", "title: Every", day="2026-11-13", who="<b>\x01 'x' \ue001owner:li-na\ue002</b>")
    git(folder, "rm", "-q", f"okrs/{COACH}")
    git(folder, "commit", "-qm", "x", day="2026-11-14")
    (folder / "okrs" / COACH).parent.mkdir()
    (folder / "okrs" / COACH).write_text(small.FILES[COACH])
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", day="2026-11-15")
    found = rows(folder)
    assert found[1][2] == ("It could not be read",)
    assert "\x01" not in found[0][1]
    assert [lines[0] for _, _, lines in rows(folder, COACH)] == [
        "Written: aspirational, agreed",
        "Removed",
        "Written: aspirational, agreed",
    ]


def test_what_is_not_committed_has_no_history(folder):
    (folder / "okrs/cycles/2026-Q4/li-na/new.md").write_text(small.FILES[COACH])
    found = told(folder, "cycles/2026-Q4/li-na/new.md")
    assert (found.note, found.recent) == ("Not committed yet.", ())


def test_a_shallow_clone_says_what_it_lacks(folder, tmp_path):
    change(folder, ON_TIME, "value: 94.5", "value: 95", day="2026-11-12")
    change(folder, COACH, "value: 6", "value: 7", day="2026-11-13")
    git(tmp_path, "clone", "-q", "--depth", "2", folder.as_uri(), "clone")
    found = told(tmp_path / "clone", COACH)
    assert [row.day for row in found.recent] == ["13 Nov 2026"]
    assert found.note.startswith("Older changes are missing")
    assert told(tmp_path / "clone").recent == ()  # nobody knows what the first commit that is there changed
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert [row.day for row in told(tmp_path / "clone").recent] == ["12 Nov 2026", "1 Oct 2026"]


@pytest.mark.parametrize("why", ["no repository", "no git", "no commit"])
def test_without_git_it_says_so(tmp_path, monkeypatch, why):
    small.write(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if why == "no commit":
        git(tmp_path, "init", "-q")
    if why == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    found = told(tmp_path)
    assert (found.is_shown, found.note) == (True, "Not known here: the site was built without git.")
    assert position_of(tmp_path / "okrs") == ""


def test_a_version_is_read_once(folder, tmp_path, monkeypatch):
    first = rows(folder)
    read = []
    said = history_module._said
    monkeypatch.setattr(history_module, "_said", lambda version, *sides: read.append(version) or said(version, *sides))
    assert rows(folder) == first
    assert read == []
    change(folder, ON_TIME, "value: 94.5", "value: 95", day="2026-11-12")
    assert len(rows(folder)) == 2
    assert [version.edit.day for version in read] == ["2026-11-12"]
    assert rows(folder) == rows(folder, cache=tmp_path / "cold")


def test_where_git_stands_is_told_without_loading_anything(folder, tmp_path):
    first = position_of(folder / "okrs")
    assert first == git(folder, "rev-parse", "HEAD")
    change(folder, ON_TIME, "value: 94.5", "value: 95", day="2026-11-12")
    assert position_of(folder / "okrs") not in ("", first)
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")
    shallow = position_of(tmp_path / "clone/okrs")
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert position_of(tmp_path / "clone/okrs") == git(folder, "rev-parse", "HEAD") != shallow


def test_history_is_part_of_what_pages_are_made_of(folder):
    company = company_on(load(folder / "okrs"), DAY)

    def keys():
        return part_keys(company, (), past=past_of(folder / "okrs", Cache(folder / ".cache/okr")))

    before = keys()
    assert keys() == before
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", day="2026-11-12")
    assert keys() == before
    change(folder, NIGHT, "note: Weekly now", "note: Weekly", day="2026-11-13")
    assert keys()["2026-Q4"] != before["2026-Q4"]
    assert part_keys(company, ())["2026-Q4"] not in (before["2026-Q4"], keys()["2026-Q4"])


@pytest.mark.slow
def test_a_commit_changes_the_site_and_nothing_else_does(folder, tmp_path):
    (folder / "mkdocs.yml").write_text(fake.CONFIG)
    page = folder / "site/2026-Q4/logistics/on-time/index.html"

    def built() -> int:
        return build(folder / "mkdocs.yml", make_publication, MkDocs(), Wishes(today=DAY)).written

    built()
    assert "Zhang Min" in page.read_text().split('id="History"')[1]
    assert built() == 0
    (folder / "okrs" / ON_TIME).write_text(small.FILES[ON_TIME].replace("value: 94.5", "value: 95"))
    assert built() > 0
    assert "Li Na" not in page.read_text().split('id="History"')[1].split("<footer")[0]
    before = fake.contents(folder / "site")
    git(folder, "commit", "-qam", "x", day="2026-11-12")
    assert built() > 0
    now = fake.contents(folder / "site")
    assert {path for path, data in now.items() if before.get(path) != data} == {"2026-Q4/logistics/on-time/index.html"}
    assert "12 Nov 2026" in page.read_text()
    warm = fake.contents(folder / "site")
    cold = tmp_path / "cold"
    git(tmp_path, "clone", "-q", folder.as_uri(), "cold")
    shutil.copy(folder / "mkdocs.yml", cold)
    build(cold / "mkdocs.yml", make_publication, MkDocs(), Wishes(today=DAY))
    assert fake.contents(cold / "site") == warm
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795132800"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=cold, check=True, env=environment)
    assert fake.contents(cold / "site") == warm
