"""A folder of records → one workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeAlias

from okrpress.load.folder import LARGEST, Address, Entry, FolderError, Misplaced, address_of, entries
from okrpress.load.record import Read, read_record
from okrpress.load.relate import Placed, relate
from okrpress.model import Workspace
from okrpress.problem import Message, Problem, say

__all__ = ["FolderError", "Memory", "load", "repository_root"]

Wanted: TypeAlias = tuple[str, Address, Entry]
"""A file to be read: its path from the repository's root, what its path says, and its entry."""


class Memory(Protocol):
    """Where files that were read before are remembered; `okrpress.load.memory` has one."""

    def recall(self, root: Path, wanted: list[Wanted]) -> tuple[dict[str, Read], list[Wanted]]:
        """Return what is remembered, by entry path, and the files that must be read."""

    def learn(self, root: Path, read: Iterable[tuple[Wanted, Read]]) -> None:
        """Remember files that were just read."""


def load(root: Path, memory: Memory | None = None) -> Workspace:
    """Read a folder of records; every problem of every file is in the workspace's `problems`.

    Raises FolderError when there is no such folder or it cannot be listed.
    """
    prefix = _prefix(root)
    problems: list[Problem] = []
    wanted = list(_wanted(root, prefix, problems))
    reads, unread = memory.recall(root, wanted) if memory else ({}, wanted)
    fresh = list(read_all(root, unread))
    if memory and fresh:
        memory.learn(root, fresh)
    reads.update((item[2].path, read) for item, read in fresh)
    for item in wanted:
        problems.extend(reads[item[2].path].problems)
    return relate(prefix, [Placed(path, address, reads[entry.path].record) for path, address, entry in wanted], problems)


def repository_root(root: Path) -> Path:
    """Return the root of the repository that holds a folder of records; the folder's parent where there is none."""
    resolved = root.resolve()
    return next((folder for folder in (resolved, *resolved.parents) if (folder / ".git").exists()), resolved.parent)


def _prefix(root: Path) -> str:
    """Return the records' folder as findings name it: relative to the repository's root."""
    relative = root.resolve().relative_to(repository_root(root)).as_posix()
    return "" if relative == "." else relative


def _wanted(root: Path, prefix: str, problems: list[Problem]) -> Iterator[Wanted]:
    for entry in entries(root):
        path = f"{prefix}/{entry.path}" if prefix else entry.path
        if entry.flaw is not None:
            problems.append(Problem("unreadable-file", entry.flaw, path))
            continue
        address = address_of(entry.path)
        if isinstance(address, Misplaced):
            problems.append(Problem("misplaced-file", address.message, path, hint=address.hint))
        else:
            yield path, address, entry


def read_all(root: Path, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Read]]:
    """Read files one after the other."""
    for item in wanted:
        path, address, entry = item
        yield item, _read_one(root / entry.path, path, address)


def _read_one(file: Path, path: str, address: Address) -> Read:
    if address.kind == "page" and not path.endswith(".md"):
        return Read(None)
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        flaw: Message = say("the file cannot be read: {reason}", reason=error.strerror or "unknown")
        return Read(None, (Problem("unreadable-file", flaw, path, record=address.id),))
    return read_record(path, address, content)
