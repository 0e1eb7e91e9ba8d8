"""What pre-commit does with our hook: its files, its entry, nothing else."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import small

ROOT = Path(__file__).resolve().parents[2]
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
TOUCHED = "okrs/people/li-na.md"


@pytest.fixture
def hook(tmp_path):
    small.write(tmp_path, {"people/wang-lei.md": "---\nname: Wang Lei\nunit: compny\n---\n"})

    def run(*touched):
        files = [path for path in touched if re.search(HOOK["files"], path)]
        if not files:
            return None
        tools = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        told = [*shlex.split(HOOK["entry"]), *files]
        return subprocess.run(told, cwd=tmp_path, env=tools, capture_output=True, text=True, check=False)

    return run


def test_what_is_wrong_in_what_was_touched_stops_the_commit(hook, tmp_path):
    file = tmp_path / TOUCHED
    file.write_text(file.read_text("utf-8").replace("unit:", "unti:"), encoding="utf-8")
    done = hook(TOUCHED, "README.md")
    assert done.returncode == 1
    assert TOUCHED in done.stdout
    assert "wang-lei" not in done.stdout


def test_what_is_wrong_elsewhere_does_not(hook):
    done = hook(TOUCHED)
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_else_is_looked_at(hook):
    assert hook("README.md", "docs/okrs/x.md", "okrs/pages/picture.png") is None
