"""The lock file: every dependency in one version that it allows, with hashes, and no word of where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FILES = ("lock.txt", "lock-site.txt")


def _read(name: str) -> list[tuple[str, str, str]]:
    """Return names, versions and hashes."""
    line = r"^([\w.-]+)==([^\s;\\]+)([^\n]*\n(?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n?)*)"
    return re.findall(line, (ROOT / ".ci" / name).read_text("utf-8"), re.MULTILINE)


LOCKED = _read("lock.txt")
VERSIONS = {name.lower().replace("_", "-"): version for name, version, _ in LOCKED}


def _wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    lines = [*project["project"]["dependencies"], *groups["test"], *groups["lint"]]
    return [Requirement(line) for line in (*lines, *project["project"]["optional-dependencies"]["zensical"])]


@pytest.mark.parametrize("requirement", _wanted(), ids=str)
def test_every_dependency_is_locked_in_a_version_that_is_allowed(requirement):
    version = VERSIONS[requirement.name.lower()]
    assert requirement.specifier.contains(version, prereleases=True), f"'make lock' renews it: {version}"


def test_what_builds_a_site_is_locked_in_the_same_versions_and_holds_no_more():
    alone = _read("lock-site.txt")
    assert set(alone) < set(LOCKED)
    names = {name for name, *_ in alone}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {Requirement(line).name for line in wanted} <= names
    assert names.isdisjoint({"pytest", "playwright", "hypothesis", "mypy", "ruff"})


@pytest.mark.parametrize("name", FILES)
def test_every_version_has_the_hashes_of_its_files(name):
    locked = _read(name)
    assert len(locked) > 30
    assert [found for found, _, hashes in locked if "--hash=sha256:" not in hashes] == []


@pytest.mark.parametrize("name", FILES)
def test_it_names_no_place(name):
    assert re.findall(r"https?:|file:|index", (ROOT / ".ci" / name).read_text("utf-8")) == []
