"""Files read one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from okrpress.load.attachments import ending_problem, picture_problems
from okrpress.load.folder import LARGEST, Address, Entry
from okrpress.load.record import Read, read_record
from okrpress.ordinary import read_ordinary
from okrpress.problem import Message, Problem, say

Wanted: TypeAlias = tuple[str, Address, Entry]
"""A file to be read: its path from the repository's root, what its path says, and its entry."""


def read_all(root: Path, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Read]]:
    """Read files one after the other."""
    for item in wanted:
        path, address, entry = item
        yield item, _read_one(root / entry.path, path, address)


def _read_one(file: Path, path: str, address: Address) -> Read:
    if address.kind == "page" and not path.endswith((".md", ".svg")):
        flaw = ending_problem(path, address.id)
        return Read(None, (flaw,) if flaw else ())
    try:
        content = read_ordinary(file, LARGEST)
    except OSError as error:
        reason: Message = say("the file cannot be read: {reason}", reason=error.strerror or "unknown")
        return Read(None, (Problem("unreadable-file", reason, path, record=address.id),))
    if path.endswith(".svg"):
        return Read(None, picture_problems(path, address.id, content))
    return read_record(path, address, content)
