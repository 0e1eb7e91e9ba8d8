from __future__ import annotations

import subprocess

import pytest

from okrpress.site.destinations import branch as module
from okrpress.site.destinations.branch import Branch
from okrpress.site.publication import PublicationError


def git(folder, *words, **more):
    told = ["git", "-c", "user.name=Li Na", "-c", "user.email=li@example.com", *words]
    return subprocess.run(told, cwd=folder, check=True, capture_output=True, text=True, **more).stdout.strip()


@pytest.fixture
def records(tmp_path):
    """A repository with one commit and one change that is not committed."""
    folder = tmp_path / "records"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "mkdocs.yml").write_text("site_name: A\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    (folder / "mkdocs.yml").write_text("site_name: B\n")
    (folder / "new").write_text("new")
    git(folder, "add", "new")
    return folder


@pytest.fixture
def forge(tmp_path, records):
    """The bare repository that the records are pushed to."""
    folder = tmp_path / "forge.git"
    git(tmp_path, "init", "-q", "-b", "main", "--bare", str(folder))
    git(records, "remote", "add", "origin", str(folder))
    git(records, "push", "-q", "origin", "main")
    return folder


def later(records):
    git(records, "commit", "-q", "--allow-empty", "-m", "Later")


def shown(folder, name="gh-pages"):
    listed = git(folder, "ls-tree", "-r", "-z", "--name-only", name).split("\0")
    return {path: git(folder, "show", f"{name}:{path}") for path in listed if path}


def test_a_site_becomes_a_commit_and_the_work_tree_stays(records, made):
    before = git(records, "status", "--porcelain"), git(records, "rev-parse", "HEAD")
    index = (records / ".git/index").read_bytes()
    pushed = Branch(records).publish(lambda: made(units__物流__x="é"))
    assert shown(records) == {".nojekyll": "", "index.html": "home", "units/物流/x": "é"}
    assert (pushed.files, pushed.made, pushed.commit) == (2, True, git(records, "rev-parse", "gh-pages"))
    assert (git(records, "status", "--porcelain"), git(records, "rev-parse", "HEAD")) == before
    assert (records / ".git/index").read_bytes() == index
    assert git(records, "log", "-1", "--format=%B", "gh-pages").endswith(f"Source: {before[1]}")


def test_what_is_published_already_is_no_commit(records, made):
    first = Branch(records).publish(made)
    again = Branch(records).publish(made)
    assert (again.made, again.commit) == (False, first.commit)


def test_history_is_kept_short_and_can_be_rolled_back(records, made):
    branch = Branch(records, keep=3)
    for number in range(5):
        branch.publish(lambda number=number: made(a=str(number)))
        later(records)
    kept = git(records, "rev-list", "gh-pages").split()
    assert [git(records, "show", f"{commit}:a") for commit in kept] == ["4", "3", "2"]
    branch.roll_back()
    assert shown(records)["a"] == "3"
    branch.roll_back()
    with pytest.raises(PublicationError, match="no publication from before"):
        branch.roll_back()
    assert shown(records)["a"] == "2"


def test_the_forges_own_file_stays(records, made):
    branch = Branch(records)
    branch.publish(lambda: made(CNAME="okrs.example.com"))
    branch.publish(lambda: made(a="a"))
    assert shown(records)["CNAME"] == "okrs.example.com"


def test_a_branch_of_the_forge_is_pushed_to(records, forge, made):
    branch = Branch(records, remote="origin", keep=2)
    for number in range(4):
        branch.publish(lambda number=number: made(a=str(number)))
        later(records)
    assert shown(forge)["a"] == "3"
    assert git(forge, "rev-list", "--count", "gh-pages") == "2"
    assert "gh-pages" not in git(records, "branch", "--list")
    branch.roll_back()
    assert shown(forge)["a"] == "2"


def test_records_that_came_later_are_not_replaced_by_earlier_ones(records, forge, tmp_path, made):
    early = tmp_path / "early"
    git(tmp_path, "clone", "-q", str(forge), str(early))
    later(records)
    Branch(records, remote="origin").publish(lambda: made(a="later"))
    git(records, "push", "-q", "origin", "main")
    git(early, "fetch", "-q")
    told = Branch(early, remote="origin").publish(lambda: made(a="early"))
    assert (told.made, told.why) == (False, "what is published shows later records")
    assert shown(forge)["a"] == "later"


def test_who_was_outrun_publishes_upon_the_other(records, forge, made, monkeypatch):
    branch = Branch(records, remote="origin")
    branch.publish(lambda: made(a="before"))
    chain, outrun = Branch._chain, []

    def slow(self, tip, tree, message):
        commit = chain(self, tip, tree, message)
        if not outrun:
            outrun.append(tip)
            other = git(forge, "commit-tree", f"{tip}^{{tree}}", "-p", tip, "-m", "Other")
            git(forge, "update-ref", "refs/heads/gh-pages", other)
        return commit

    monkeypatch.setattr(module.Branch, "_chain", slow)
    branch.publish(lambda: made(a="after"))
    assert shown(forge)["a"] == "after"
    assert git(forge, "log", "--format=%s", "gh-pages").splitlines()[1] == "Other"


def test_a_forge_that_refuses_is_quoted_and_nothing_is_published(records, forge, made):
    branch = Branch(records, remote="origin")
    branch.publish(lambda: made(a="before"))
    hook = forge / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(PublicationError, match="the branch is protected"):
        branch.publish(lambda: made(a="after"))
    assert shown(forge)["a"] == "before"


def test_a_build_that_breaks_leaves_the_branch(records, made):
    branch = Branch(records)
    branch.publish(lambda: made(a="before"))

    def site():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        branch.publish(site)
    assert shown(records)["a"] == "before"


@pytest.mark.parametrize(("name", "remote"), [("--all", ""), ("a..b", ""), ("gh-pages", "--upload-pack=x"), ("a b", "")])
def test_names_that_git_would_take_for_options_are_refused(records, made, name, remote):
    with pytest.raises(PublicationError, match="no plain name"):
        Branch(records, name, remote).publish(made)


def test_a_branch_that_somebody_works_on_is_refused(records, made):
    with pytest.raises(PublicationError, match="is checked out here"):
        Branch(records, "main").publish(made)


def test_without_a_repository_git_is_quoted(tmp_path, made):
    with pytest.raises(PublicationError, match="not a git repository"):
        Branch(tmp_path).publish(made)
