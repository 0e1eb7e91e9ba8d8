"""`okr digest`: what changed for somebody, and what waits on them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests import small
from tests.differences.scenes import COACH, EVERYTHING, NIGHT

NOW = "2026-11-25"


def git(folder: Path, *words: str, day: str = "2026-11-10") -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+0800", "GIT_COMMITTER_DATE": f"{day}T12:00:00+0800"}
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **when}
    )
    return done.stdout.strip()


def layer(folder: Path, files, language: str) -> None:
    """Lay files over the small company that is there already."""
    for path, text in {**files, "settings.yml": f"language: {language}\n"}.items():
        file = folder / "okrs" / path
        if text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        else:
            file.unlink(missing_ok=True)


@pytest.fixture
def history(records, tmp_path):
    """The small company in git since 2 November, changed on the 20th."""

    def make(language: str = "en") -> Path:
        root = records(**{"settings.yml": f"language: {language}\n"}, **EVERYTHING.before)
        (tmp_path / ".gitignore").write_text(".cache/\n")
        git(tmp_path, "init", "-q", "-b", "main")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "x", day="2026-11-02")
        layer(tmp_path, EVERYTHING.after, language)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "y", day="2026-11-20")
        return root

    return make


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("whom", ["unit:logistics", "person:li-na", "company"])
def test_golden(okr, history, golden, whom, language):
    history(language)
    answer = okr("digest", "--for", whom, "--since", "2026-11-12", "--today", NOW)
    assert (answer.status, answer.err) == (0, "")
    golden(f"differences/digest-{whom.replace(':', '-')}.{language}.md", answer.out)


def test_the_day_is_the_end_of_that_day(okr, history):
    history()
    changed = "target of “On-time delivery"
    for since, is_told in (("2026-11-02", True), ("2026-11-19", True), ("2026-11-20", False), ("HEAD~1", True), ("HEAD", False)):
        assert (changed in okr("digest", "--for", "logistics", "--since", since, "--today", NOW).out) is is_told


def test_before_the_first_commit_there_was_nothing(okr, history):
    history()
    out = okr("digest", "--for", "company", "--since", "2026-10-01", "--today", NOW).out
    assert "- <b>+</b> Customers can rely on us (Parcel, 2026 Q4): new, committed, agreed" in out


def test_what_was_merged_later_was_not_there_before(okr, history, tmp_path):
    root = history()
    git(tmp_path, "checkout", "-q", "-b", "topic")
    (root / COACH).write_text(small.FILES[COACH].replace("value: 6", "value: 8"))
    git(tmp_path, "commit", "-qam", "z", day="2026-11-21")
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "topic", day="2026-11-24")
    out = okr("digest", "--for", "person:li-na", "--since", "2026-11-22", "--today", NOW).out
    assert "8 pairs" in out


def test_somebody_elses_work_is_not_told_but_where_it_matters(okr, history):
    history()
    out = okr("digest", "--for", "unit:hub-north", "--since", "2026-11-12", "--today", NOW).out
    assert "The north sorts every parcel by midnight" in out
    assert "Callers need not call twice" not in out
    assert "Changed elsewhere, and your business" in out
    assert out.startswith("<!-- okr digest unit:hub-north -->\n### Hub North: ")
    assert "coaches a newcomer" not in out


def test_nothing_changed_and_nothing_waits(okr, history):
    root = history()
    assert (root / NIGHT).exists()
    out = okr("digest", "--for", "chen-jie", "--since", "HEAD", "--today", "2026-11-10").out
    assert out == (
        "<!-- okr digest person:chen-jie -->\n### Chen Jie: 0 things wait\n\n"
        "Since HEAD: Nothing changes in the OKRs.\n\nLooked at on 10 Nov 2026.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--for", "unit:logistic", "--since", "HEAD"), "--for: there is no unit 'logistic'; did you mean logistics?"),
        (("--for", "team:x", "--since", "HEAD"), "--for: there is no kind 'team'"),
        (("--for", "person:logistics", "--since", "HEAD"), "--for: there is no person 'logistics'"),
        (("--for", "company", "--since", "nowhere"), "there is no revision 'nowhere'"),
        (("--for", "company"), "Missing option '--since'"),
        (("--since", "HEAD"), "Missing option '--for'"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(okr, history, words, said):
    history()
    answer = okr("digest", *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err


def test_a_shallow_clone_does_not_pretend(okr, history, tmp_path):
    history()
    git(tmp_path, "clone", "-q", "--depth", "1", tmp_path.as_uri(), "clone")
    answer = okr("digest", "--for", "company", "--since", "2026-11-02", cwd=tmp_path / "clone")
    assert answer.status == 2
    assert "this clone is shallow and does not go back to 2026-11-02: 'git fetch --unshallow'" in answer.err
