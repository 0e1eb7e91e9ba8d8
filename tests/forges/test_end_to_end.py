"""From a proposal to what a reader sees, with a bare repository as the forge and its hook as the CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests import small
from tests.browser.conftest import serve

DAY = "1794268800"  # 2026-11-10
TOOLS = Path(sys.executable).parent
OBJECTIVE = "okrs/cycles/2026-Q4/logistics/on-time.md"

HOOK = re.search(
    r"^```sh\n(#!/bin/sh\n.*?)^```$",
    (Path(__file__).resolve().parents[2] / "generator/docs/publishing.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)[1]
"""The hook that the documentation gives."""

pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Company:
    """A forge and the clones that people work in."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.www, self.forge = folder, folder / "www", folder / "forge.git"
        tools = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        told = {"WWW": str(self.www), "WORK": str(folder / "work"), "SOURCE_DATE_EPOCH": DAY, "PATH": tools}
        self.environment = {**kept, **told}
        self.run(folder, "git", "init", "-q", "-b", "main", "--bare", "forge.git")
        hook = self.forge / "hooks/post-receive"
        hook.write_text(HOOK)
        hook.chmod(0o755)
        first = folder / "first"
        small.write(first, {})
        (first / "mkdocs.yml").write_text("site_name: Acme\ndocs_dir: okrs\ntheme: {name: material}\nplugins: [okr]\n")
        (first / ".gitignore").write_text(".cache/\n/site/\n")
        self.run(first, "git", "init", "-q", "-b", "main")
        self.commit(first, "Begin")
        self.run(first, "git", "push", "-q", "../forge.git", "main")

    def run(self, folder, *words, status=0):
        done = subprocess.run(
            words, cwd=folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert status is None or done.returncode == status, done.stdout
        return done.stdout

    def clone(self, name):
        self.run(self.folder, "git", "clone", "-q", "forge.git", name)
        return self.folder / name

    def commit(self, clone, message):
        self.run(clone, "git", "add", "-A")
        self.run(clone, "git", "-c", "user.name=Li Na", "-c", "user.email=li@example.com", "commit", "-qm", message)

    def check(self, clone, status):
        return self.run(clone, "okr", "check", "--base", "origin/main", "--format", "github", status=status)

    def merge(self, clone, branch):
        """Merge a branch as the forge would on a click; return what the hook says."""
        self.run(clone, "git", "fetch", "-q", "origin")
        self.run(clone, "git", "switch", "-q", "--detach", "origin/main")
        self.run(clone, "git", "-c", "user.name=F", "-c", "user.email=f@x", "merge", "-q", "--no-ff", "-m", "Merge", branch)
        return self.run(clone, "git", "push", "origin", "HEAD:main", status=None)

    def published(self):
        return (self.www / "current").readlink().name


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return Company(tmp_path_factory.mktemp("company"))


def edit(clone, *changes):
    file = clone / OBJECTIVE
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def line_of(clone, words):
    lines = (clone / OBJECTIVE).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_proposal_becomes_what_everybody_sees(company, chromium, tmp_path):
    clone = company.clone("li-na")
    company.run(clone, "git", "switch", "-q", "-c", "week-45")
    told = ["okr", "checkin", "logistics/on-time#rate", "95.5", "--confidence", "7", "--note", "Hubs retrained", "--by", "li-na"]
    company.run(clone, *told)
    edit(clone, ("target: 98", "target: 97"))
    before = (clone / OBJECTIVE).read_text("utf-8")
    edit(clone, (re.search(r"^aligns_to:.*$", before, re.MULTILINE)[0], "aligns_to: [company/nowhere]"))
    company.commit(clone, "Check in, and two mistakes")
    said = company.check(clone, 1)
    path = re.escape(OBJECTIVE)
    nowhere, lowered = line_of(clone, "nowhere"), line_of(clone, "target: 97")
    assert re.search(rf"^::error file={path},line={nowhere},.*title=unknown-reference", said, re.MULTILINE), said
    assert re.search(rf"^::error file={path},line={lowered},.*title=commitment-", said, re.MULTILINE), said

    (clone / OBJECTIVE).write_text(before.replace("target: 97", "target: 98"), encoding="utf-8")
    company.commit(clone, "Mend")
    company.check(clone, 0)
    first = company.published()
    said = company.merge(clone, "week-45")
    assert company.published() > first, said
    with serve(company.www / "current", tmp_path) as url:
        page = chromium.new_page()
        page.goto(f"{url}2026-Q4/logistics/on-time/")
        assert page.locator("section.okr-kr").first.get_by_text("95.5").first.is_visible()
        page.close()


def test_a_merge_that_breaks_the_build_leaves_what_is_published(company):
    clone = company.clone("hasty")
    company.run(clone, "git", "switch", "-q", "-c", "broken")
    edit(clone, ("title:", "titel:"))
    company.commit(clone, "Break")
    before, link = (company.www / "current/index.html").read_bytes(), company.published()
    said = company.merge(clone, "broken")
    assert "nothing was published" in said
    assert (company.published(), (company.www / "current/index.html").read_bytes()) == (link, before)
    company.run(clone, "git", "switch", "-q", "-c", "repaired", "origin/main")
    company.run(clone, "git", "pull", "-q", "origin", "main")
    edit(clone, ("titel:", "title:"))
    company.commit(clone, "Repair")
    said = company.merge(clone, "repaired")
    assert company.published() > link, said


def test_of_two_merges_at_once_the_later_one_is_published(company):
    one, other = company.clone("one"), company.clone("other")
    for clone, name, words in ((one, "one", "One of us."), (other, "other", "The other.")):
        company.run(clone, "git", "switch", "-q", "-c", name)
        file = clone / f"okrs/people/{name}.md"
        file.write_text(f"---\nname: {words}\nunit: company\n---\n", encoding="utf-8")
        company.commit(clone, words)
    started, told = threading.Barrier(2), []

    def merge(clone, name):
        started.wait()
        for _ in range(5):  # who pushes second is told to merge again, as on a forge
            said = company.merge(clone, name)
            if "[rejected]" not in said and "failed to" not in said:
                told.append(said)
                return

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, "one"), (other, "other"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 2, told
    people = (company.www / "current/people/index.html").read_text("utf-8")
    assert "One of us." in people
    assert "The other." in people
    assert not [path for path in (company.www / "releases").iterdir() if path.name.startswith(".")]
