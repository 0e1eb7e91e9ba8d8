"""Changing records by command: what is said, and what becomes of the files, as golden transcripts."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from okrpress.cli.command import VERBS
from okrpress.edit.opened import rewriting
from okrpress.refusal import Refusal
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
FILE = Path("okrs") / ON_TIME
CHINESE = {"settings.yml": "language: zh\n"}


def test_check_ins(terminal, golden):
    here = terminal()
    here.okr("checkin", "logistics/on-time#rate", "95.2", "--confidence", "8", "--note", "Two hubs: retrained", "--by", "li-na")
    here.okr("checkin", "2026-Q4/hub-north/sorting#lines", "--done", "Line 2", "--date", "2026-11-08")
    here.okr("checkin", "okrs/cycles/2026-Q4/logistics/on-time.md#damage", "--confidence", "6", "--quiet")
    here.okr("checkin", "customer-service/first-call#solved", "--note", "雾，两晚")
    here.okr("checkin", "li-na/coach#pairs", "-1.5", "--note", "-5 is what some said")
    here.okr("checkin", "logistics/on-time#rate", "97", "--today", "2027-02-01")
    golden("edit/checkin.txt", here.text)


def test_check_ins_in_chinese(terminal, golden):
    here = terminal(**CHINESE)
    here.okr("checkin", "logistics/on-time#rate", "95.2", "--confidence", "8", "--note", "两个分拨重新培训")
    here.okr("checkin", "logistics/on-time", typed="96\n7\n\n\nchen-jie\n")
    golden("edit/checkin_zh.txt", here.text)


def test_a_check_in_asks(terminal, golden):
    here = terminal()
    # One key result with a slip of the pen, one skipped; then who it is.
    here.okr("checkin", "logistics/on-time", typed="95,2\n95.2\n80\n8\nTwo hubs retrained\n\nlina\nli-na\n")
    here.okr("checkin", "hub-north/sorting#lines", typed="line\nLine 2\n\n\n\n")
    here.okr("checkin", "hub-north/sorting#lines", typed="\n\n\n")
    golden("edit/checkin_asks.txt", here.text)


def test_who_names_no_record_is_shown_their_own_and_asked(terminal, golden, monkeypatch):
    here = terminal()
    here.okr("checkin", typed="logistics/on-tim\nlogistics/on-time#rate\n95.2\n\n\n\n")
    for number, (key, value) in enumerate((("user.name", "李娜"), ("user.email", "li-na@example.com"))):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    here.okr("amend", typed="logistics/on-time#rate\ntarget\n96\nAir freight ban\n")
    here.okr("grade", typed="logistics/on-time#rate\n0.6\n\n")
    here.okr("comment", typed="logistics/on-time\nWell done\n")
    here.okr("carry", typed="logistics/on-time li-na/coach\n2027-Q1\n")
    golden("edit/named.txt", here.text)


def test_comments(terminal, golden):
    here = terminal()
    here.okr("comment", "logistics/on-time", "Who tells the *night shift*?", "--by", "wang-lei")
    here.okr(
        "comment",
        "logistics/on-time",
        "I do.\n\n- Tomorrow: [the plan](https://example.com)",
        "--by",
        "li-na",
        "--date",
        "2026-11-09",
    )
    here.okr("comment", "logistics/on-time", "", "--by", "li-na")
    here.okr("comment", "logistics/on-time", "Later", "--by", "li-na", "--date", "2026-11-30")
    here.okr("comment", "logistics/on-time", "Who?", "--by", "li-nah")
    here.okr("comment", "logistics/on-time", "Who?")
    here.okr("comment", "logistics/on-time#rate", "Here?", "--by", "li-na")
    here.okr("comment", "logistics/on-time", typed="Said at the terminal\nchen-jie\n")
    golden("edit/comment.txt", here.text)


COMMENTS = FILE.with_suffix(".comments.md")


def test_a_comment_goes_where_the_others_are(terminal):
    here = terminal()
    FILE.write_text(FILE.read_text("utf-8").replace("---\n", "---\nformerly: [logistics/arrivals]\n", 1), "utf-8")
    left_behind = COMMENTS.with_name("arrivals.comments.md")
    left_behind.write_bytes("---\r\n# kept\r\ncomments:\r\n- by: li-na\r\n  date: 2026-11-01\r\n  text: 好\r\n---\r\n".encode())
    before = FILE.read_bytes()
    assert here.okr("comment", "logistics/on-time", "Yes", "--by", "wang-lei")[0] == 0
    assert left_behind.read_bytes().startswith(
        "---\r\n# kept\r\ncomments:\r\n- by: li-na\r\n  date: 2026-11-01\r\n  text: 好\r\n".encode()
    )
    assert b"wang-lei" in left_behind.read_bytes()
    assert (COMMENTS.exists(), FILE.read_bytes()) == (False, before)
    assert here.okr("check")[0] == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"--- oops\n",
            "on-time.comments.md': line 1 cannot be read: the file does not begin with front matter; mend that first",
        ),
        (b"---\ncomments: So\n---\n", "on-time.comments.md': "),
    ],
)
def test_a_comment_into_a_broken_file_changes_nothing(terminal, content, told):
    here = terminal()
    COMMENTS.write_bytes(content)
    status, _, err = here.okr("comment", "logistics/on-time", "Yes", "--by", "wang-lei")
    assert (status, err.count("\n")) == (2, 1)
    assert told in err
    assert COMMENTS.read_bytes() == content


def test_a_file_that_is_not_utf_8_is_named():
    with pytest.raises(Refusal, match=r"^'cycles/x\.md' is not UTF-8; save it as UTF-8 first$"):
        rewriting("cycles/x.md", b"---\ncomments: [\xff]\n---\n", [])


def test_who_checks_in_is_whom_git_knows(terminal):
    here = terminal()
    subprocess.run(["git", "init", "-q"], check=True)
    for name, email, by in [
        ("Li Na", "x@example.com", "li-na"),
        ("Somebody", "wang-lei@example.com", "wang-lei"),
        ("X", "y@z", ""),
    ]:
        subprocess.run(["git", "config", "user.name", name], check=True)
        subprocess.run(["git", "config", "user.email", email], check=True)
        status, _, err = here.okr("checkin", "logistics/on-time#rate", "95")
        assert (status, err) == (0, "")
        last = [line for line in FILE.read_text("utf-8").splitlines() if "value: 95" in line][-1]
        assert (f"by: {by}" in last) is bool(by)


def test_amendments(terminal, golden):
    here = terminal()
    here.okr(
        "amend", "logistics/on-time", "--key-result", "rate", "--field", "target", "--to", "96", "--reason", "Air freight ban"
    )
    here.okr(
        "amend", "logistics/on-time#damage", "--field", "at_most", "--to", "9.5", "--reason", "New count", "--date", "2026-11-09"
    )
    here.okr(
        "amend", "logistics/on-time", "--field", "type", "--to", "aspirational", "--reason", "Nobody can promise the weather"
    )
    here.okr("amend", "logistics/on-time#rate", "--field", "due", "--to", "2026-12-20", "--reason", "Before the holidays")
    here.okr("amend", "logistics/on-time#rate", "--field", "weight", "--to", "2", "--reason", "It is the one that counts")
    here.okr("amend", "logistics/on-time#rate", "--field", "title", "--to", "On time: 91 % to 96 %", "--reason", "It said 98")
    here.okr(
        "amend", "logistics/on-time#damage", "--field", "measure", "--to", "{metric: {start: 12, target: 9, unit: 'per 10,000'}}",
        "--reason", "Easier to count",
    )  # fmt: skip
    here.okr("amend", "hub-north/sorting#lines", "--field", "measure", "--to", "{done: false}", "--reason", "One line is enough")
    here.okr("amend", "hub-north/sorting#sorted", "--field", "dropped", "--reason", "The hall is sold")
    here.okr("amend", "wang-lei/night", "--field", "dropped", "--to", "2026-11-07", "--reason", "Day shifts only")
    golden("edit/amend.txt", here.text)
    status, out, err = here.okr("check", "--quiet")
    assert status == 0, out + err


def test_an_amendment_asks(terminal, golden):
    here = terminal()
    here.okr("amend", "logistics/on-time#rate", typed="floor\ntarget\n96\n\nAir freight ban\n")
    golden("edit/amend_asks.txt", here.text)


def test_before_the_cycle_begins_nothing_was_promised(terminal):
    here = terminal()
    status, out, _ = here.okr(
        "amend", "logistics/on-time#rate", "--field", "target", "--to", "97", "--reason", "Rounder", "--today", "2026-09-20"
    )
    assert status == 0
    assert "no amendment was written" in out
    assert FILE.read_text("utf-8") == small.FILES[ON_TIME].replace("target: 98", "target: 97")


def test_grades(terminal, golden):
    here = terminal()
    here.okr("grade", "logistics/on-time#rate", "0.6", "--note", "Air freight: banned")
    here.okr("grade", "logistics/on-time#rate", "0.65")
    here.okr("grade", "logistics/on-time", typed="\n1\nNothing broke\n")
    golden("edit/grade.txt", here.text)


REFUSED = (
    ("checkin", "logistics/on-tim", "3"),
    ("checkin", "on-time", "3"),
    ("checkin", "2026-Q3/logistics/on-time", "3"),
    ("checkin", "nothing at all", "3"),
    ("checkin", "logistics/on-time#rte", "3"),
    ("checkin", "logistics/on-time#zzz", "3"),
    ("checkin", "logistics/on-time", "3"),
    ("checkin", "logistics/on-time"),
    ("checkin", "logistics/on-time#rate"),
    ("checkin", "logistics/on-time#rate", "93,5"),
    ("checkin", "logistics/on-time#rate", "--nte", "x"),
    ("checkin", "logistics/on-time#rate", "95", "--confidence", "70"),
    ("checkin", "logistics/on-time#rate", "95", "--by", "lina"),
    ("checkin", "logistics/on-time#rate", "95", "--by", "logistics"),
    ("checkin", "logistics/on-time#rate", "95", "--date", "2026-11-11"),
    ("checkin", "logistics/on-time#rate", "95", "--date", "11.11."),
    ("checkin", "logistics/on-time#rate", "95", "--note", "bell \x07"),
    ("checkin", "logistics/on-time#rate", "--done"),
    ("checkin", "hub-north/sorting#lines", "1"),
    ("checkin", "hub-north/sorting#lines", "--done"),
    ("checkin", "hub-north/sorting#lines", "--done", "Lime 2"),
    ("checkin", "hub-north/sorting#lines", "--done", "1"),
    ("checkin", "customer-service/first-call#guide", "--done"),
    ("checkin", "customer-service/first-call#guide", "4"),
    ("checkin", "broken/file#a", "4"),
    ("checkin", "logistics/odd#a", "4"),
    ("checkin", "logistics/gone#a", "4"),
    ("checkin", "logistics/gone#b", "4"),
    ("amend", "logistics/on-time#rate"),
    ("amend", "logistics/on-time#rate", "--field", "target"),
    ("amend", "logistics/on-time#rate", "--field", "target", "--to", "96"),
    ("amend", "logistics/on-time#rate", "--field", "target", "--to", "98", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "target", "--to", "91", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "target", "--to", "many", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "at_least", "--to", "9", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "type", "--to", "committed", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "tarjet", "--to", "9", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "due", "--to", "tomorrow", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "measure", "--to", "threshold", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "measure", "--to", "{metric: {start: 1, target: 2}}", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "measure", "--to", "{threshold: {}}", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "dropped", "--to", "soon", "--reason", "x"),
    ("amend", "logistics/on-time#rate", "--field", "target", "--to", "96", "--reason", "x", "--date", "2026-12-01"),
    ("amend", "logistics/on-time", "--field", "target", "--to", "96", "--reason", "x"),
    ("amend", "logistics/on-time", "--field", "type", "--to", "both", "--reason", "x"),
    ("amend", "logistics/on-time", "--field", "type", "--to", "committed", "--reason", "x"),
    ("grade", "logistics/on-time", "0.6"),
    ("grade", "logistics/on-time#rate"),
    ("grade", "logistics/on-time#rate", "83"),
    ("grade", "logistics/on-time#rate", "200"),
    ("grade", "logistics/gone#b", "1"),
    ("checkin", "logistics/on-time#rate", "95", "--commit"),
    ("checkin", "logistics/on-time#rate", "95", "--okrs", "nowhere"),
)  # fmt: skip
GONE = "---\ntitle: Gone\ntype: committed\nstage: {stage}\nreason: x\nkey_results:\n{key_results}---\n"


def test_every_refusal_is_one_line_with_the_way_out(terminal, golden):
    here = terminal(
        **{
            "cycles/2026-Q4/broken/file.md": "---\ntitle: [\n---\n",
            "cycles/2026-Q4/logistics/odd.md": "---\n{title: Odd, type: committed, key_results: &k [{id: a, metric: &m "
            "{start: 1, target: 2}, check_ins: &c []}, {id: b, metric: *m, check_ins: *c}]}\n---\n",
            "cycles/2026-Q4/logistics/gone.md": GONE.format(
                stage="agreed", key_results="- {id: a, title: A, metric: {start: 1, target: 2}}\n"
                "- {id: b, title: B, done: false, dropped: 2026-11-01, reason: x}\n",
            ).replace("stage: agreed\nreason: x\n", "stage: agreed\n"),
            "cycles/2026-Q4/li-na/gone.md": GONE.format(stage="dropped", key_results="- {id: a, title: A, done: false}\n"),
        }
    )  # fmt: skip
    before = here.files()
    for words in (*REFUSED, ("checkin", "li-na/gone#a", "--done")):
        status, out, err = here.okr(*words)
        if words == ("checkin", "logistics/gone#a", "4"):
            continue  # the one that is no refusal: what it is compared with
        assert (status, out, err.count("\n")) == (2, "", 1), (words, out, err)
        assert err.startswith("okr: ")
    after = here.files()
    assert [path for path in after if after[path] != before[path]] == ["okrs/cycles/2026-Q4/logistics/gone.md"]
    golden("edit/refusals.txt", here.text)


@pytest.fixture
def repository(terminal, monkeypatch):
    """The small company, committed."""
    here = terminal()
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-11-10T12:00:00Z")
    git("init", "-q", "-b", "main")
    git("config", "user.name", "Li Na")
    git("config", "user.email", "li-na@example.com")
    git("add", "okrs")
    git("commit", "-q", "-m", "Begin")
    return here


def git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout


CHECK_IN = ("checkin", "logistics/on-time#rate", "95.2", "--confidence", "8")


def test_a_commit_holds_the_one_file_and_nothing_else(repository):
    other = Path("okrs/people/li-na.md")
    other.write_text(other.read_text("utf-8").replace("Li Na", "Li Na 李娜"), encoding="utf-8")
    git("add", "okrs/people/li-na.md")
    status, out, err = repository.okr(*CHECK_IN, "--commit")
    assert (status, err) == (0, "")
    assert git("log", "-1", "--format=%s") == "Check in logistics/on-time: rate 95.2 %, confidence 8\n"
    assert git("show", "--name-only", "--format=") == f"{FILE.as_posix()}\n"
    assert git("diff", "--cached", "--name-only") == "okrs/people/li-na.md\n"
    assert out.splitlines()[:2] == [
        FILE.as_posix(),
        git("rev-parse", "--short", "HEAD").strip() + " " + git("log", "-1", "--format=%s").strip(),
    ]


def test_a_branch_of_its_own(repository):
    status, _, err = repository.okr(*CHECK_IN, "--branch", "okr/on-time")
    assert (status, err) == (0, "")
    assert git("branch", "--show-current") == "okr/on-time\n"
    assert git("log", "--format=%s", "main..") == "Check in logistics/on-time: rate 95.2 %, confidence 8\n"
    assert git("status", "--porcelain", "--untracked-files=no") == ""


def test_an_amendment_s_reason_is_the_commit_s_body(repository):
    repository.okr(
        "amend", "logistics/on-time#rate", "--field", "target", "--to", "96", "--reason", "Air freight ban", "--commit"
    )
    assert git("log", "-1", "--format=%B").strip() == "Amend logistics/on-time: rate target becomes 96\n\nAir freight ban"


def test_git_is_asked_before_anything_is_written(repository):
    def refused(said: str, *words: str) -> None:
        before = FILE.read_bytes()
        status, out, err = repository.okr(*CHECK_IN, *words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err
        assert FILE.read_bytes() == before

    git("branch", "taken")
    refused("there is a branch 'taken' already", "--branch", "taken")
    refused("'a..b' cannot name a branch", "--branch", "a..b")
    FILE.write_bytes(FILE.read_bytes() + b"More.\n")
    refused("'on-time.md' has changes that are not committed yet", "--commit")
    git("add", str(FILE))
    refused("'on-time.md' has staged changes already", "--commit")
    git("commit", "-q", "-m", "More")
    Path(".git/MERGE_HEAD").write_text(git("rev-parse", "HEAD"), encoding="utf-8")
    refused("a merge, rebase or the like is under way", "--commit")


def test_what_a_hook_refuses_stays_written(repository):
    hook = Path(".git/hooks/pre-commit")
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'no check-ins on Sundays' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    status, _, err = repository.okr(*CHECK_IN, "--commit")
    assert (status, err) == (2, "okr: the file is written, but git could not commit: no check-ins on Sundays\n")
    assert "value: 95.2" in FILE.read_text("utf-8")


def test_at_a_real_terminal(records, tmp_path):
    records()
    master, slave = pty.openpty()
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1794268800",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }
    words = [sys.executable, "-m", "okrpress", "checkin", "logistics/on-time#rate"]
    with subprocess.Popen(words, cwd=tmp_path, env=environment, stdin=slave, stdout=subprocess.PIPE, text=True) as asked:
        os.write(master, "95,2\n95.2\n8\n两个分拨\n\n".encode())
        out, _ = asked.communicate(timeout=120)
    os.close(master)
    os.close(slave)
    assert asked.returncode == 0
    assert out.count("Value now (was 94.5\N{NO-BREAK SPACE}%") == 2
    assert "- {date: 2026-11-10, value: 95.2, confidence: 8, note: 两个分拨}" in (tmp_path / FILE).read_text("utf-8")


def test_every_verb_is_in_the_handbook_of_the_command():
    text = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    assert [verb for verb in VERBS if f"okr {verb}" not in text] == []
