"""Whatever fails, what was published stays whole, one line says why, and the next build succeeds."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.hostile import faults

pytestmark = pytest.mark.slow


def _may_mount(folder) -> bool:
    if os.name != "posix" or os.geteuid() != 0:
        return False
    tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False)
    if tried.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return tried.returncode == 0


@pytest.mark.parametrize("name", sorted(set(faults.FAULTS) - {"engine-hangs"}))
def test_a_fault_leaves_one_whole_version_and_one_clear_line(tmp_path, name):
    if name in faults.NEEDS_ROOT and not _may_mount(tmp_path):
        pytest.skip("only root may mount the disk that is full")
    outcome = faults.FAULTS[name](faults.Company(tmp_path / "company"))
    assert outcome.is_good, outcome


def test_a_build_that_is_killed_at_any_moment_leaves_one_whole_version(tmp_path):
    outcome = faults.killed(faults.Company(tmp_path), 4, seed=2)
    assert outcome.is_good, outcome
