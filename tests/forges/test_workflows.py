"""The CI files as a company gets them: looked at by both linters, and run, command by command, from the files themselves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from okrpress.forges import FORGES, ci_files
from tests import small
from tests.forges.runner import Machine, read

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
DAY = "1794268800"  # 2026-11-10
LOCKED = "python -m pip install --require-hashes -r .ci/lock-site.txt && python -m pip install --no-deps --no-build-isolation ."
INSTALL_HERE = {"github": (LOCKED,), "forgejo": (LOCKED,)}
"""Here the generator is at hand, and what it needs is locked; GitLab's comment checks nothing out, as a company's does not."""


def job_files(forge):
    return {Path(path).stem: read(text) for path, text in ci_files(forge).items()}


def git(folder, *words):
    told = ["git", "-c", "user.name=Li Na", "-c", "user.email=li@example.com", *words]
    long_ago = {"GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z"}
    done = subprocess.run(told, cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **long_ago})
    return done.stdout.strip()


@pytest.fixture
def company(tmp_path):
    """A company on a forge, and a branch that lowers a target in the open and makes a reference that leads nowhere."""
    work = tmp_path / "work"
    small.write(work, {})
    (work / "mkdocs.yml").write_text("site_name: Acme\ndocs_dir: okrs\ntheme: {name: material}\nplugins: [okr]\n")
    (work / ".gitignore").write_text(".cache/\n/site/\n/public/\n")
    git(tmp_path, "init", "-q", "-b", "main", "--bare", "origin.git")
    git(work, "init", "-q", "-b", "main")
    git(work, "add", ".")
    git(work, "commit", "-qm", "Begin")
    git(work, "remote", "add", "origin", "../origin.git")
    git(work, "push", "-q", "origin", "main")
    return work


def propose(company, *, damage=False):
    """Push a branch that changes an objective, as a forge shows it: also under the name of its pull request."""
    objective = company / "okrs/cycles/2026-Q4/logistics/on-time.md"
    text = objective.read_text("utf-8")
    changed = f"{text}\nThree hubs follow in December.\n"
    if damage:
        changed = changed.replace("target: 98", "target: 96")
        assert "target: 96" in changed
        changed = re.sub(r"^aligns_to:.*$", "aligns_to: [company/nowhere]", changed, count=1, flags=re.MULTILINE)
        assert "nowhere" in changed
    git(company, "switch", "-q", "-c", "change")
    objective.write_text(changed, encoding="utf-8")
    git(company, "commit", "-qam", "Lower")
    git(company, "push", "-q", "origin", "change", "change:refs/pull/7/head")
    return git(company, "rev-parse", "HEAD")


@pytest.fixture
def machine(tmp_path, forge):
    """A machine for jobs; its pip finds nothing elsewhere."""
    (tmp_path / "bin").mkdir()
    apt = tmp_path / "bin/apt-get"
    apt.write_text('#!/bin/sh\necho apt-get "$@"\n')
    apt.chmod(0o755)
    (tmp_path / "jobs").mkdir()

    def on(branch, head="", job_on="github"):
        context = {
            "github.base_ref": "main",
            "github.event.pull_request.number": "7",
            "github.event.workflow_run.id": "1",
            "github.event.workflow_run.head_sha": head,
            "github.token": forge.token,
            "github.server_url": forge.url,
            "github.repository": "acme/okrs",
            "github.run_id": "1",
            "steps.pages.outputs.page_url": forge.url,
        }
        told = {
            "github": {"GITHUB_API_URL": forge.url, "GITHUB_REPOSITORY": "acme/okrs", "GITHUB_SERVER_URL": forge.url},
            "gitlab": {
                "CI_API_V4_URL": forge.url,
                "CI_PROJECT_ID": "acme/okrs",
                "CI_MERGE_REQUEST_IID": "7",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
                "OKR_TOKEN": forge.token,
            },
        }[job_on]
        environment = {**told, "SOURCE_DATE_EPOCH": DAY, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
        return Machine(tmp_path / "jobs", tmp_path / "origin.git", context, environment, branch)

    return on


@pytest.mark.parametrize("forge_name", FORGES)
def test_the_files_of_every_forge_say_who_may_do_what(forge_name):
    for path, text in ci_files(forge_name).items():
        assert "INSTALL" not in text
        if path.endswith(".gitlab-ci.yml"):
            continue
        file = read(text)
        assert file["permissions"] == {}, path
        assert "concurrency" in file, path
        for job in file["jobs"].values():
            assert job["permissions"], path
            assert job["timeout-minutes"] <= 20, path
            writes = {name for name, right in job["permissions"].items() if right == "write"}
            checks_out_a_proposal = "pull_request" in file["on"]
            assert not (writes and checks_out_a_proposal), path


@pytest.mark.parametrize("folder", [".github/workflows", ".forgejo/workflows", "."])
def test_the_files_of_this_repository_are_those_that_a_company_gets(folder, request):
    """`make golden` writes them."""
    forge_name = {".github/workflows": "github", ".forgejo/workflows": "forgejo", ".": "gitlab"}[folder]
    for path, text in ci_files(forge_name, *INSTALL_HERE.get(forge_name, ())).items():
        if request.config.getoption("--renew"):
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
        assert (ROOT / path).read_text("utf-8") == text


def linted(tmp_path, forge_name):
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    here = {path.name: path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")}
    for path, text in (here if forge_name == "here" else ci_files(forge_name)).items():
        (folder / Path(path).name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q")
    return folder


@pytest.mark.parametrize("forge_name", ["github", "forgejo", "here"])
def test_actionlint_finds_nothing(tmp_path, forge_name):
    linted(tmp_path, forge_name)
    # The label of Forgejo's runners is none of GitHub's.
    ignored = ["-ignore", 'label "docker" is unknown'] if forge_name == "forgejo" else []
    done = subprocess.run(
        [TOOLS / "actionlint", "-no-color", *ignored], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("forge_name", ["github", "forgejo", "here"])
def test_zizmor_finds_nothing(tmp_path, forge_name):
    linted(tmp_path, forge_name)
    words = ["--offline", "--persona=pedantic", "--format=json", "--quiet"]
    done = subprocess.run([TOOLS / "zizmor", *words, "."], cwd=tmp_path, capture_output=True, text=True, check=False)
    found = [(finding["ident"], finding["desc"]) for finding in json.loads(done.stdout)]
    assert (done.returncode, found) == (0, [])


def test_both_linters_would_find_something(tmp_path):
    folder = linted(tmp_path, "github")
    file = folder / "okr-check.yml"
    text = file.read_text("utf-8").replace('"origin/$BASE"', "${{ github.head_ref }}")
    file.write_text(text.replace("${{ github.base_ref }}", "x"), encoding="utf-8")
    for tool, *words in (["actionlint"], ["zizmor", "--offline", "--quiet", "."]):
        done = subprocess.run([TOOLS / tool, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode, tool
        assert "injection" in done.stdout or "untrusted" in done.stdout, done.stdout


def statuses(ran):
    return {step.name: step.status for step in ran}


@pytest.mark.slow
@pytest.mark.parametrize("forge_name", ["github", "forgejo"])
def test_a_proposal_is_checked_compared_and_commented_on(company, machine, forge, forge_name):
    head = propose(company, damage=True)
    files = job_files(forge_name)
    check = machine("change")
    ran = check.actions_job(files["okr-check"]["jobs"]["check"])
    assert statuses(ran) == {"Install": 0, "Check": 1, "Compare": 0, "Build": 0}, ran
    said = next(step.output for step in ran if step.name == "Check")
    assert re.search(r"^::error file=okrs/cycles/2026-Q4/logistics/on-time\.md,line=\d+,.*nowhere", said, re.MULTILINE), said
    assert (check.artifacts["site"] / "index.html").is_file()
    forge.heads[7] = head
    again = machine("main", head)
    again.artifacts.update(check.artifacts)
    again.room = again.room.parent / "more"
    again.room.mkdir()
    for _ in range(2):
        ran = again.actions_job(files["okr-comment"]["jobs"]["comment"])
        assert not any(step.status for step in ran), ran
    assert len(forge.comments[7]) == 1
    assert "98" in forge.comments[7][0]["body"]


@pytest.mark.slow
def test_a_comment_is_refused_where_the_proposal_is_another(company, machine, forge):
    head = propose(company)
    check = machine("change")
    files = job_files("github")
    check.actions_job(files["okr-check"]["jobs"]["check"])
    (check.artifacts["okr-review"] / "number").write_text("8\n")
    forge.heads.update({7: head, 8: "f" * 40})
    again = machine("main", head)
    again.artifacts.update(check.artifacts)
    again.room = again.room.parent / "more"
    again.room.mkdir()
    assert again.actions_job(files["okr-comment"]["jobs"]["comment"])[-1].status == 2
    assert forge.comments == {}


@pytest.mark.slow
@pytest.mark.usefixtures("company")
def test_github_builds_what_pages_publish(machine):
    files = job_files("github")["okr-publish"]["jobs"]
    here = machine("main")
    ran = here.actions_job(files["build"])
    assert not any(step.status for step in ran), ran
    assert (here.artifacts["github-pages"] / "index.html").is_file()
    assert here.actions_job(files["publish"]) == []


@pytest.mark.slow
@pytest.mark.usefixtures("company")
def test_forgejo_publishes_to_a_branch(machine, tmp_path):
    ran = machine("main").actions_job(job_files("forgejo")["okr-publish"]["jobs"]["publish"])
    assert not any(step.status for step in ran), ran
    assert "index.html" in git(tmp_path / "origin.git", "ls-tree", "--name-only", "gh-pages").split()


@pytest.mark.slow
@pytest.mark.parametrize("damage", [False, True])
def test_gitlab_checks_and_comments(company, machine, forge, damage):
    propose(company, damage=damage)
    file = job_files("gitlab")[".gitlab-ci"]
    here = machine("change", job_on="gitlab")
    ran = here.gitlab_job("check", file["check"], file["default"])
    assert ran[0].status == int(damage), ran
    findings = json.loads((here.artifacts["check"] / "findings.json").read_text("utf-8"))
    assert any("nowhere" in finding["description"] for finding in findings) == damage
    assert (here.artifacts["check"] / "site/index.html").is_file()
    for _ in range(2):
        assert here.gitlab_job("comment", file["comment"], file["default"])[0].status == 0
    assert len(forge.comments[7]) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("company")
def test_gitlab_builds_what_pages_publish(machine):
    file = job_files("gitlab")[".gitlab-ci"]
    here = machine("main", job_on="gitlab")
    ran = here.gitlab_job("pages", file["pages"], file["default"])
    assert ran[0].status == 0, ran
    assert (here.artifacts["pages"] / "public/index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("forge_name", ["github", "forgejo", "gitlab"])
def test_one_issue_per_unit_says_what_waits(company, machine, forge, forge_name):
    here = machine("main", job_on="gitlab" if forge_name == "gitlab" else "github")
    for _ in range(2):
        if forge_name == "gitlab":
            file = job_files("gitlab")[".gitlab-ci"]
            ran = here.gitlab_job("digest", file["digest"], file["default"])
        else:
            ran = here.actions_job(job_files(forge_name)["okr-digest"]["jobs"]["digest"])
        assert not any(step.status for step in ran), ran
    units = sorted(path.stem for path in (company / "okrs/units").glob("*.md"))
    assert sorted(issue["title"] for issue in forge.issues) == [f"OKRs of {unit}" for unit in units]


def test_a_new_company_gets_the_files_of_its_forge(tmp_path):
    told = ["okr", "init", "--company", "Acme", "--ceo", "Zhang Min", "--forge", "gitea"]
    done = subprocess.run([TOOLS / told[0], *told[1:]], cwd=tmp_path, capture_output=True, text=True, check=True)
    written = sorted(path for path in done.stdout.splitlines() if path.startswith(".gitea/"))
    assert written == sorted(ci_files("gitea"))
    assert (tmp_path / written[0]).read_text("utf-8") == ci_files("gitea")[written[0]]
