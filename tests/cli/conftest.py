"""The command as a process of its own: what it prints, and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import small
from tests.cli.transcript import Terminal


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


@pytest.fixture
def okr(tmp_path: Path) -> Callable[..., Answer]:
    """Call `okr` in a folder, by default the test's own, on the small company's day."""

    def call(*words: str, cwd: Path = tmp_path, day: bool = True) -> Answer:
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        if day:
            environment["SOURCE_DATE_EPOCH"] = "1794268800"  # 2026-11-10
        done = subprocess.run(
            [sys.executable, "-m", "okrpress", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def records(tmp_path: Path) -> Callable[..., Path]:
    """Write the small company, with files laid over it."""

    def write(**files: str) -> Path:
        return small.write(tmp_path, files)

    return write


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], records: Callable[..., Path]
) -> Callable[..., Terminal]:
    """Sit at a terminal in the small company, with files laid over it."""

    def sit(**files: str) -> Terminal:
        records(**files)
        return Terminal(tmp_path, monkeypatch, capsys)

    return sit
