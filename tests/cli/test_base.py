"""`okr check --base`: what a change does to what was agreed, as a forge asks it."""

from __future__ import annotations

import subprocess

import pytest

from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"


@pytest.fixture
def repository(records, tmp_path):
    """The small company in git, with a base branch that has it as it was."""
    root = records()
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "-m", "x"),
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return root


def test_what_was_agreed_moved(okr, repository):
    (repository / ON_TIME).write_text(small.FILES[ON_TIME].replace("target: 98", "target: 96"))
    assert okr("check").status == 0
    answer = okr("check", "--base", "main")
    assert answer.status == 1
    assert answer.out.startswith(
        "okrs/cycles/2026-Q4/logistics/on-time.md:9:33: error: target of 'rate' was 98 and is 96, and no amendment says so. "
        "Put it back, or write the amendment; 'okr amend' does both at once. [commitment-moved OKR511]\n"
    )
    assert okr("check", "--base", "main", "--rules", "alignment-loop").status == 0
    assert okr("check", "--base", "main", "--okrs", "..", cwd=repository / "units").status == 1


def test_nothing_moved(okr, repository):
    (repository / ON_TIME).write_text(small.FILES[ON_TIME].replace("value: 94.5", "value: 95"))
    assert okr("check", "--base", "HEAD", "--fail-on", "info").out == "No findings.\n"


@pytest.mark.usefixtures("repository")
def test_a_variable_that_nobody_set_is_no_base(okr):
    answer = okr("check", "--base", "")
    assert (answer.status, answer.err.count("\n")) == (2, 1)
    assert answer.err.startswith("okr: there is no revision ''")


@pytest.mark.usefixtures("repository")
def test_a_base_that_is_not_there_is_one_line_and_status_2(okr, tmp_path):
    answer = okr("check", "--base", "nowhere")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith("okr: there is no revision 'nowhere': ")
    (tmp_path / ".git").rename(tmp_path / "away")
    answer = okr("check", "--base", "main")
    assert (answer.status, answer.err.count("\n")) == (2, 1)
    assert "is in no git repository" in answer.err
