"""`okr diff`: what changed between two revisions, as a reviewer asks it."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
COACH = "cycles/2026-Q4/li-na/coach.md"
MOVED = "target of “On-time delivery rises from 91 % to 98 %”: 98 % → 96 %, and nothing says why"


def git(folder, *words: str) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def write(root, path: str, *change: str) -> None:
    (root / path).write_text(small.FILES[path].replace(*change))


@pytest.fixture
def repository(records, tmp_path):
    """The small company in git, with a branch `topic` that lowers a target while main goes on with another objective."""
    root = records()
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    git(tmp_path, "checkout", "-q", "-b", "topic")
    write(root, ON_TIME, "target: 98", "target: 96")
    git(tmp_path, "commit", "-qam", "x")
    git(tmp_path, "checkout", "-q", "main")
    write(root, COACH, "value: 6", "value: 7")
    git(tmp_path, "commit", "-qam", "x")
    git(tmp_path, "checkout", "-q", "topic")
    return root


@pytest.mark.usefixtures("repository")
def test_what_others_did_on_main_is_nobodys_change_here(okr):
    for words in (("main",), ("main", "topic"), ("main", "HEAD")):
        answer = okr("diff", *words)
        assert (answer.status, answer.err) == (0, "")
        assert MOVED in answer.out
        assert "coaches" not in answer.out
    assert "Every shift leader coaches a newcomer" in okr("diff", "--direct", "main", "topic").out


def test_the_work_tree_is_compared_as_it_lies_there(okr, repository):
    write(repository, COACH, "value: 6", "value: 8")
    (repository / "cycles/2026-Q4/li-na/new.md").write_text(small.FILES[COACH].replace("Every shift", "No shift"))
    out = okr("diff", "HEAD").out
    assert "No shift leader coaches a newcomer (Li Na, 2026 Q4): new" in out
    assert "check-in of 5 Nov 2026" in out
    assert MOVED not in out
    assert okr("diff", "HEAD", "HEAD").out == "Nothing changes in the OKRs.\n"
    assert okr("diff", "HEAD", "HEAD", "--quiet").out == ""


def test_nothing_is_written_anywhere(okr, repository, tmp_path):
    before = git(tmp_path, "status", "--porcelain", "--ignored")
    okr("diff", "main", "--format", "json")
    assert git(tmp_path, "status", "--porcelain", "--ignored") in (before, "!! .cache/", "?? .cache/", before + "?? .cache/")
    assert (repository / ON_TIME).read_text().count("target: 96") == 1


@pytest.mark.usefixtures("repository")
def test_findings_of_both_sides_are_whole(okr, repository, tmp_path):
    (repository / "people/li-na.md").write_text("---\nname: Li Na\nunit: logistics\ncolour: red\n---\n")
    (repository / "nobody.md").write_text("x")
    git(tmp_path, "add", "okrs")
    git(tmp_path, "commit", "-qm", "flawed")
    write(repository, COACH, "value: 6", "value: 7")
    told = json.loads(okr("diff", "HEAD", "--format", "json").out)
    assert told["findings"] == {"new": [], "mended": []}
    git(tmp_path, "commit", "-qam", "x")
    for path in ("people/li-na.md", "nobody.md"):
        (repository / path).unlink()
    (repository / "people/li-na.md").write_text(small.FILES["people/li-na.md"])
    told = json.loads(okr("diff", "HEAD", "--format", "json").out)
    assert sorted(finding["rule"] for finding in told["findings"]["mended"]) == ["misplaced-file", "unknown-key"]
    git(tmp_path, "add", "okrs")
    git(tmp_path, "commit", "-qm", "mended")
    told = json.loads(okr("diff", "HEAD~1", "HEAD", "--format", "json").out)
    assert sorted(finding["rule"] for finding in told["findings"]["mended"]) == ["misplaced-file", "unknown-key"]


@pytest.mark.usefixtures("repository")
def test_a_bare_repository_has_revisions_too(okr, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", str(tmp_path), "bare.git")
    answer = okr("diff", "main", "topic", cwd=tmp_path / "bare.git")
    assert (answer.status, answer.err) == (0, "")
    assert MOVED in answer.out
    answer = okr("diff", "main", cwd=tmp_path / "bare.git")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("okr: there is no folder 'okrs'")


@pytest.mark.usefixtures("repository")
def test_markdown_with_the_picture(okr, tmp_path):
    answer = okr(
        "diff", "main", "--format", "markdown", "--pictures", "out/deep", "--picture-link", "https://ci.example.com/a.svg"
    )
    assert answer.status == 0
    assert answer.out.startswith("<!-- okr diff -->\n### OKRs: 1 new error, 1 commitment moved without a reason")
    assert "](https://ci.example.com/a.svg)" in answer.out
    svg = (tmp_path / "out/deep/alignment.svg").read_text()
    assert svg.startswith("<svg xmlns=")
    assert "Every parcel arrives" in svg
    assert "href" not in svg
    assert okr("diff", "HEAD", "--pictures", "out/deep").status == 0
    assert not (tmp_path / "out/deep/alignment.svg").exists()


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "there is no revision 'nowhere'"),
        (("main", "nowhere"), "there is no revision 'nowhere'"),
        (("main", "--picture-link", "javascript:alert(1)"), "--picture-link: 'javascript:alert(1)' is no address"),
        (("main", "--okrs", "nothing"), "there is no folder 'nothing'"),
        (("main", "--pictures", "okrs/settings.yml"), "'okrs/settings.yml/alignment.svg' cannot be written"),
        ((), "Missing argument 'BASE'"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(okr, words, said):
    answer = okr("diff", *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err


@pytest.mark.usefixtures("repository")
def test_help_says_what_is_compared_without_a_head(okr):
    out = " ".join(okr("diff", "--help").out.split())
    assert "without HEAD, what lies in the work tree is compared, committed or not" in out
