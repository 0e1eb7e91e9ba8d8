"""What the records were at another revision: from git's objects, whatever lies around."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from okrpress.load import load
from okrpress.load.folder import LARGEST
from okrpress.load.revision import RevisionError, load_base, load_revision
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
OBJECTIVE = "2026-Q4/logistics/on-time"


def git(folder: Path, *words: str) -> str:
    who = (
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.com",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "protocol.file.allow=always",
    )
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first commit is the small company."""
    folder = tmp_path / "repo"
    small.write(folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file() and "objects" not in path.parts)
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_a_revision_says_what_its_records_said(repository):
    root = repository / "okrs"
    first = load(root)
    (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    (root / "people/new.md").write_text("---\nname: New\nunit: logistics\n---\n")
    (root / "people/chen-jie.md").unlink()
    before = load_revision(root, "HEAD", load(root))
    assert before.objectives.keys() == first.objectives.keys()
    assert before.objectives[OBJECTIVE].key_results == first.objectives[OBJECTIVE].key_results
    assert before.objectives[OBJECTIVE].source == first.objectives[OBJECTIVE].source
    assert before.people.keys() == first.people.keys()
    assert before.settings == first.settings
    assert load_revision(root, "HEAD").objectives.keys() == first.objectives.keys()


def test_what_did_not_change_is_not_read_again(repository):
    root = repository / "okrs"
    (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    now = load(root)
    before = load_revision(root, "HEAD", now)
    read_again = {name for name, record in before.objectives.items() if record is not now.objectives[name]}
    assert read_again == {OBJECTIVE}


def test_nothing_is_touched(repository):
    root = repository / "okrs"
    (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    os.utime(root / "strategy.md", (1, 1))  # git would like to write this down in its index
    before = state(repository)
    load_base(root, "HEAD", load(root))
    assert state(repository) == before


def test_the_records_may_lie_deep_or_be_the_repository_itself(tmp_path):
    for place in ("a b/ü[x]*/", ""):
        folder = tmp_path / f"r{len(place)}"
        deep = folder / place
        small.write(deep)
        root = deep / "okrs"
        git(folder if place else root, "init", "-q")
        commit(folder if place else root)
        (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
        now = load(root)
        before = load_revision(root, "HEAD", now)
        assert len(before.objectives) == len(now.objectives)
        assert before.objectives[OBJECTIVE].source.path == now.objectives[OBJECTIVE].source.path
        assert before.objectives[OBJECTIVE] is not now.objectives[OBJECTIVE]
        assert before.people["li-na"] is now.people["li-na"]


def test_odd_files_are_passed_by(repository, tmp_path):
    root = repository / "okrs"
    (root / "pages").mkdir()
    (root / "pages/large.bin").write_bytes(b"x" * (LARGEST + 1))
    (root / "people/giant.md").write_bytes(b"---\nname: x\n" + b"#" * (LARGEST + 1))
    (root / 'people/new\nline\t"quoted".md').write_text("x")
    (root / "people/loop.md").symlink_to("loop.md")
    (root / ".hidden.md").write_text("x")
    (root / "people/劳拉.md").write_text("---\nname: 劳拉\nunit: logistics\n---\n")
    with open(os.fsencode(root / "people") + b"/\xff.md", "w") as stream:  # noqa: PTH123 - a name that is no text
        stream.write("x")
    other = tmp_path / "other"
    small.write(other)
    git(other, "init", "-q")
    commit(other)
    git(repository, "submodule", "--quiet", "add", str(other), "okrs/units/sub")
    commit(repository)
    for path in ("劳拉.md", "giant.md"):
        (root / "people" / path).unlink()
    before = load_revision(root, "HEAD", load(root))
    assert before.people["劳拉"].name == "劳拉"
    assert before.people.keys() == {"chen-jie", "li-na", "wang-lei", "zhang-min", "劳拉"}
    assert len(before.units) == 4


def test_a_folder_that_was_not_there_was_empty(repository):
    git(repository, "mv", "okrs", "records")
    commit(repository)
    before = load_revision(repository / "records", "HEAD~1", load(repository / "records"))
    assert (before.objectives, before.units) == ({}, {})


def test_the_base_is_where_the_branches_part(repository):
    root = repository / "okrs"
    git(repository, "checkout", "-q", "-b", "topic")
    (root / "people/new.md").write_text("---\nname: New\nunit: logistics\n---\n")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    commit(repository)
    git(repository, "checkout", "-q", "topic")
    now = load(root)
    assert load_base(root, "main", now).objectives[OBJECTIVE] is now.objectives[OBJECTIVE]
    assert load_revision(root, "main", now).objectives[OBJECTIVE].key_results[0].measure.target == 96


def test_a_hook_may_ask(repository, monkeypatch):
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    monkeypatch.setenv("GIT_PREFIX", "okrs/")
    root = repository / "okrs"
    assert load_base(root, "HEAD", load(root)).objectives


def test_a_configured_program_is_not_run(repository, tmp_path):
    trap, mark = tmp_path / "trap", tmp_path / "mark"
    trap.write_text(f"#!/bin/sh\ntouch {mark}\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.trap.textconv", "core.pager"):
        git(repository, "config", key, str(trap))
    (repository / ".gitattributes").write_text("*.md diff=trap\n")
    root = repository / "okrs"
    (root / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    load_base(root, "HEAD", load(root))
    assert not mark.exists()


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "HEAD:okrs", "HEAD~99", "main^{tree}", "x y", "-1"])
def test_an_unknown_revision_is_said_in_one_line(repository, revision):
    with pytest.raises(RevisionError, match=r"there is no revision '.*': 'git fetch'") as caught:
        load_base(repository / "okrs", revision, load(repository / "okrs"))
    assert "\n" not in str(caught.value)


def test_a_shallow_clone_says_what_to_fetch(repository, tmp_path):
    (repository / "okrs" / ON_TIME).write_text(small.FILES[ON_TIME].replace("98", "96"))
    first = git(repository, "rev-parse", "HEAD")
    commit(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "clone")
    root = tmp_path / "clone/okrs"
    with pytest.raises(RevisionError, match=r"this clone is shallow and lacks '.+': 'git fetch --unshallow'.*fetch-depth: 0"):
        load_base(root, first, load(root))
    git(root, "fetch", "-q", "--depth", "1", "origin", first)
    assert load_base(root, first, load(root)).objectives[OBJECTIVE].key_results[0].measure.target == 98


def test_no_repository_and_no_git(tmp_path, monkeypatch):
    root = small.write(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RevisionError, match="is in no git repository"):
        load_base(root, "HEAD", load(root))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed"):
        load_base(root, "HEAD", load(root))


def test_a_repository_without_a_commit(tmp_path):
    root = small.write(tmp_path)
    git(tmp_path, "init", "-q")
    with pytest.raises(RevisionError, match="there is no revision 'HEAD'"):
        load_base(root, "HEAD", load(root))


def test_work_trees_and_sparse_ones(repository, tmp_path):
    git(repository, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "topic")
    root = tmp_path / "tree/okrs"
    now = load(root).objectives
    assert len(load_base(root, "main", load(root)).objectives) == len(now)
    git(root, "sparse-checkout", "set", "okrs/units")
    assert not (root / ON_TIME).exists()
    assert len(load_base(root, "main", load(root)).objectives) == len(now)
