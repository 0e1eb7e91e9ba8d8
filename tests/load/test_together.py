"""Many files are read by several processes: the same comes out as by one."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from okrpress.load import load, together, workspace
from okrpress.load.memory import Memory
from tests import small


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {f"people/person-{number}.md": f"---\nname: Person {number}\nunit: logistics\n---\n" for number in range(450)}
    texts["people/person-7.md"] = "---\nname: '\n---\n"
    return small.write(tmp_path, texts)


def test_several_read_what_one_reads(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together.os, "cpu_count", lambda: 2)
    several = load(root)
    monkeypatch.setattr(together.os, "cpu_count", lambda: 1)
    assert several == load(root)
    assert [problem.path for problem in several.problems] == ["okrs/people/person-7.md"]


def test_what_several_read_is_remembered(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together.os, "cpu_count", lambda: 2)
    first = load(root, Memory(tmp_path / ".cache"))
    wanted: list[object] = []
    reading = workspace.read_together
    monkeypatch.setattr(workspace, "read_together", lambda folder, files: wanted.extend(files) or reading(folder, files))
    assert load(root, Memory(tmp_path / ".cache")) == first == load(root)
    assert len(wanted) == len(list(root.rglob("*.*"))), "only the load without a memory read"


def test_trouble_with_processes_is_no_trouble(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, *_: object, **__: object) -> None:
            raise BrokenProcessPool

    expected = load(root)
    monkeypatch.setattr(together.os, "cpu_count", lambda: 2)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Broken)
    assert load(root) == expected
