"""A memory that cannot lie: with it, without it, damaged or old, the same workspace comes out."""

from __future__ import annotations

import os
import pickle
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from okrpress.cache import FILE, Cache, Made
from okrpress.load import load, memory, workspace
from okrpress.load.bundle import BUNDLES
from okrpress.load.memory import Memory
from okrpress.load.packing import Unpackable, pack, unpack
from tests import small

NIGHT = "cycles/2026-Q4/wang-lei/night.md"
LONG_AGO = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small company with a broken record, old enough to be beyond doubt."""
    root = small.write(
        tmp_path, {"people/broken.md": "---\nname: '\n---\n", "people/odd.md": "---\nname: x\nunti: logistics\n---\n"}
    )
    for file in root.rglob("*.md"):
        os.utime(file, (LONG_AGO, LONG_AGO))
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "okr"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read because nobody remembered them."""
    paths: list[str] = []
    reading = workspace.read_together

    def watch(root: Path, wanted):
        paths.extend(entry.path for _, _, entry in wanted)
        return reading(root, wanted)

    monkeypatch.setattr(workspace, "read_together", watch)
    return paths


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let an hour pass, as the memory sees it."""
    clock = time.time_ns

    def pass_an_hour() -> None:
        monkeypatch.setattr(memory.time, "time_ns", lambda: clock() + 3_600_000_000_000)

    return pass_an_hour


def test_what_is_remembered_is_what_was_read(root: Path, cache: Path, opened: list[str], later: Callable[[], None]) -> None:
    later()
    plain = load(root)
    first = load(root, Memory(cache))
    opened.clear()
    second = load(root, Memory(cache))
    assert first == second == plain
    assert {problem.rule for problem in second.problems} >= {"unreadable-file", "unknown-key", "missing-key"}
    assert opened == []
    assert second.people["odd"].source.key_span("unti") == plain.people["odd"].source.key_span("unti")


def test_a_change_is_seen(root: Path, cache: Path, opened: list[str], later: Callable[[], None]) -> None:
    later()
    load(root, Memory(cache))
    opened.clear()
    text = (root / NIGHT).read_text()
    (root / NIGHT).write_text(text.replace("unhurt", "unhart"))
    os.utime(root / NIGHT, (LONG_AGO, LONG_AGO))
    assert load(root, Memory(cache)).objectives["2026-Q4/wang-lei/night"].title.endswith("unhart")
    assert opened == [NIGHT]


def test_times_alone_change_nothing(root: Path, cache: Path, opened: list[str], later: Callable[[], None]) -> None:
    """As after a fresh clone, or with a cache that CI brought back."""
    later()
    load(root, Memory(cache))
    opened.clear()
    for file in root.rglob("*.md"):
        os.utime(file, (LONG_AGO + 9, LONG_AGO + 9))
    assert load(root, Memory(cache)) == load(root)
    assert [path for path in opened if path == NIGHT] == [NIGHT]  # the second load has no memory


def test_what_was_written_just_now_is_doubted(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(root, Memory(cache))
    hashed: list[Path] = []
    digest = memory._digest
    monkeypatch.setattr(memory, "_digest", lambda file: hashed.append(file) or digest(file))
    load(root, Memory(cache))
    assert root / NIGHT in hashed


def test_doubt_ends(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[], None]) -> None:
    load(root, Memory(cache))
    later()
    load(root, Memory(cache))
    monkeypatch.setattr(memory, "_digest", lambda file: pytest.fail(f"{file} was doubted"))
    assert load(root, Memory(cache)).objectives


def test_files_come_and_go(root: Path, cache: Path) -> None:
    load(root, Memory(cache))
    (root / NIGHT).unlink()
    (root / "people" / "new.md").write_text("---\nname: New\nunit: logistics\n---\n")
    found = load(root, Memory(cache))
    assert "2026-Q4/wang-lei/night" not in found.objectives
    assert found.people["new"].name == "New"
    assert found == load(root)


def test_another_folder_is_another(root: Path, cache: Path, tmp_path: Path) -> None:
    load(root, Memory(cache))
    other = small.write(tmp_path / "other", {NIGHT: "---\ntitle: Other\ntype: committed\n---\n"})
    assert load(other, Memory(cache)) == load(other)
    assert load(root, Memory(cache)) == load(root)


DAMAGES = {
    "not a database": lambda file: file.write_bytes(b"nothing of the kind" * 100),
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "other tables": lambda file: rewrite(file, "DROP TABLE made", "CREATE TABLE made (kind TEXT, x TEXT)"),
    "other values": lambda file: rewrite(file, "UPDATE made SET value = x'00'"),
    "no bytes": lambda file: rewrite(file, "UPDATE made SET value = 7"),
    "no map": lambda file: fill(file, pack([1, 2])),
}


def rewrite(file: Path, *statements: str) -> None:
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def fill(file: Path, packed: bytes) -> None:
    kept = Cache(file.parent)
    kept.learn("records", {str(name): Made(memory._stamp(), packed) for name in range(BUNDLES)}, BUNDLES)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_mended(root: Path, cache: Path, damage, opened: list[str]) -> None:
    load(root, Memory(cache))
    damage(cache / FILE)
    assert load(root, Memory(cache)) == load(root)
    opened.clear()
    assert load(root, Memory(cache)) == load(root)
    assert opened.count(NIGHT) == 1, "the damaged memory was not mended"


def test_another_version_remembers_nothing(root: Path, cache: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load(root, Memory(cache))
    opened.clear()
    monkeypatch.setattr(memory, "_stamp", lambda: "another")
    load(root, Memory(cache))
    assert NIGHT in opened
    database = sqlite3.connect(cache / FILE)
    assert database.execute("SELECT DISTINCT key FROM made").fetchall() == [("another",)]
    database.close()


def test_a_memory_that_cannot_be_kept(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load(root, Memory(tmp_path / "file" / "okr")) == load(root)
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    assert load(root, Memory(tmp_path / "folder")) == load(root)


def test_two_builds_at_once(root: Path, cache: Path) -> None:
    expected = load(root)
    found = []

    def build() -> None:
        for _ in range(5):
            found.append(load(root, Memory(cache)))
            (cache / FILE).touch()

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert all(entry == expected for entry in found)


def test_a_memory_that_someone_else_wrote_runs_nothing(root: Path, cache: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "ran"),)

    evil = pickle.dumps(Evil())
    with pytest.raises(Unpackable):
        unpack(evil)
    load(root, Memory(cache))
    fill(cache / FILE, evil)
    assert load(root, Memory(cache)) == load(root)
    assert not (tmp_path / "ran").exists()


def test_packing_keeps_every_value(root: Path) -> None:
    found = load(root)
    assert unpack(pack(found)) == found


def test_a_memory_that_lives_on_reads_only_what_changed(
    root: Path, cache: Path, opened: list[str], later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    later()
    lasting = Memory(cache)
    load(root, lasting)
    monkeypatch.setattr(lasting, "_stored", lambda: pytest.fail("it was asked for what it knows"))
    file = root / "people/wu-yan.md"
    for text in ("---\nname: Wu Yan\nunit: logistics\n---\n", "---\nname: Wu Yanli\nunit: logistics\n---\n"):
        file.write_text(text)
        opened.clear()
        warm = load(root, lasting)
        assert opened == ["people/wu-yan.md"]
        assert warm == load(root)
    file.unlink()
    assert load(root, lasting) == load(root)
