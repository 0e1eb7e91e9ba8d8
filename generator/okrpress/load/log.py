"""Who changed which files of a folder in which commit: one pass over git's log for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from okrpress.load.git import Repository


class Edit(NamedTuple):
    """What one commit made of one file."""

    commit: str
    author: str
    email: str
    day: str
    """The author's own day, YYYY-MM-DD."""
    path: str
    """As the file is called now, below the folder."""
    old_path: str
    """As it was called before this commit."""
    new_path: str
    """As it was called after it."""
    before: str
    """Name of the blob before; "" where there was none."""
    after: str
    """Name of the blob after; "" where there is none."""

    @property
    def when(self) -> date | None:
        """The day; None for one that no calendar has."""
        try:
            return date.fromisoformat(self.day)
        except ValueError:
            return None


class Log(NamedTuple):
    """The edits of all files, newest first."""

    edits: tuple[Edit, ...] = ()
    is_shallow: bool = False
    """Whether what was before some commit is missing: of such a commit nobody can say what it changed."""


def log_of(repository: Repository, commit: str = "HEAD") -> Log:
    """Read the log up to a commit. Author names are as they were written: nothing outside of the commits counts.

    Raises:
        RevisionError: there is no commit yet, or git cannot read it.

    """
    shallow = repository.boundary()
    edits: list[Edit] = []
    called: dict[str, str] = {}
    """What a file of a while ago is called now."""
    for name, author, email, day, changes in _commits(repository.log(commit)):
        renamed: dict[str, str] = {}
        for before, after, old_path, new_path in changes:
            old, new = (_below(repository.prefix, path) for path in (old_path, new_path))
            path = called.get(new, new)
            if name not in shallow and (old or new):
                edits.append(Edit(name, author, email, day, path, old, new, before, after))
            if old != new:
                renamed[old] = path
        called.update(renamed)
    return Log(tuple(edits), bool(shallow))


def _below(prefix: str, path: str) -> str:
    return path.removeprefix(f"{prefix}/") if prefix else path


def _commits(told: bytes) -> Iterator[tuple[str, str, str, str, list[tuple[str, str, str, str]]]]:
    """Read commits, each a sign, its name, author, address and day, ended by NUL, with its files behind it."""
    words = iter(told.decode(errors="replace").split("\0"))
    head: tuple[str, str, str, str] | None = None
    changes: list[tuple[str, str, str, str]] = []
    for word in words:
        if word.startswith("\x01"):
            if head:
                yield (*head, changes)
            head, changes = (word[1:], next(words), next(words), next(words)), []
        elif word.lstrip("\n").startswith(":"):
            _, mode, before, after, status = word.lstrip("\n:").split(" ")
            old = next(words)
            new = next(words) if status[0] in "RC" else old
            is_file = mode.startswith("100") or status[0] == "D"
            if is_file:
                changes.append((before.strip("0") and before, after.strip("0") and after, old, new))
    if head:
        yield (*head, changes)
