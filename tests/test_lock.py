"""The lock file: every dependency in one version that it allows, with hashes, and no word of where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.findall(
    r"^([\w.-]+)==([^\s;\\]+)([^\n]*\n(?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n?)*)",
    (ROOT / ".ci/lock.txt").read_text("utf-8"),
    re.MULTILINE,
)
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


def test_every_version_has_the_hashes_of_its_files():
    assert len(LOCKED) > 50
    assert [name for name, _, hashes in LOCKED if "--hash=sha256:" not in hashes] == []


def test_it_names_no_place():
    assert re.findall(r"https?:|file:|index", (ROOT / ".ci/lock.txt").read_text("utf-8")) == []
