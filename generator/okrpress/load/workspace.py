"""A folder of records → one workspace."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from okrpress.load.bundle import Bundle
from okrpress.load.folder import FolderError, Misplaced, address_of, entries
from okrpress.load.reading import Wanted
from okrpress.load.record import Read
from okrpress.load.relate import Placed, below, relate
from okrpress.load.together import read_together
from okrpress.model import Workspace
from okrpress.problem import Problem
from okrpress.repository import repository_root

__all__ = ["FolderError", "Memory", "load"]

_AT_ONCE: Final = 32
"""Bundles that are remembered at once, while others are still being read."""


class Memory(Protocol):
    """Where files that were read before are remembered; `okrpress.load.memory` has one."""

    def recall(self, root: Path, wanted: Sequence[Wanted]) -> tuple[dict[str, Read], list[Wanted]]:
        """Return what is remembered, by path below the records' folder, and the files that must be read."""

    def learn(self, bundles: Sequence[Bundle]) -> None:
        """Remember files that were just read."""


def load(root: Path, memory: Memory | None = None) -> Workspace:
    """Read a folder of records; every problem of every file is in the workspace's `problems`.

    Raises:
        FolderError: there is no such folder, or it cannot be listed.

    """
    with _uncollected():
        prefix = _prefix(root)
        problems: list[Problem] = []
        wanted = list(_wanted(root, prefix, problems))
        reads, unread = memory.recall(root, wanted) if memory else ({}, wanted)
        reading = read_together(root, unread)
        while fresh := list(islice(reading, _AT_ONCE)):
            if memory:
                memory.learn(fresh)
            for bundle in fresh:
                reads.update((entry.path, read) for (_, _, entry), read in zip(bundle.wanted, bundle.reads, strict=True))
        for item in wanted:
            problems.extend(reads[item[2].path].problems)
        return relate(prefix, [Placed(path, address, reads[entry.path].record) for path, address, entry in wanted], problems)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage among records: all that is made here is kept, and looking takes a quarter of the time.

    They are then put where the collector does not look again; what holds no rings is freed without it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


def _prefix(root: Path) -> str:
    """Return the records' folder as findings name it: relative to the repository's root."""
    relative = root.resolve().relative_to(repository_root(root)).as_posix()
    return "" if relative == "." else relative


def _wanted(root: Path, prefix: str, problems: list[Problem]) -> Iterator[Wanted]:
    for entry in entries(root):
        path = below(prefix, entry.path)
        if entry.flaw is not None:
            problems.append(Problem("unreadable-file", entry.flaw, path))
            continue
        address = address_of(entry.path)
        if isinstance(address, Misplaced):
            problems.append(Problem("misplaced-file", address.message, path, hint=address.hint))
        else:
            yield path, address, entry
