"""The files of `okrs/`: found in a fixed order, read within bounds, each with what its path says."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.handles import as_handle, is_cycle_name, is_handle, normal, scripts_in
from okrpress.problem import Message, say

LARGEST: Final = 1 << 20
"""Bytes in one record."""

RecordKind: TypeAlias = Literal[
    "objective", "unit", "person", "cycle", "strategy", "review", "recognition", "comments", "settings", "page"
]
COMMENTS: Final = ".comments"
"""What the name of an objective is followed by in the name of the file of what is said of it."""


class FolderError(Exception):
    """The records' folder itself cannot be used."""

    def __init__(self, message: Message) -> None:
        """Keep the message for translation."""
        super().__init__(str(message))
        self.message = message


class Entry(NamedTuple):
    """A file as the folder shows it."""

    path: str
    """Below the records' folder, with forward slashes."""
    size: int
    modified: int
    """When its content was last written, in nanoseconds."""
    flaw: Message | None = None
    """Why it cannot be read, where that shows without opening it."""
    changed: int = 0
    """When anything about it last changed, in nanoseconds: unlike the other time, nobody can set it back."""


class Address(NamedTuple):
    """What a path says: the kind of record, its id, and the names in it."""

    kind: RecordKind
    id: str
    names: tuple[str, ...]

    @property
    def about(self) -> str:
        """The id of what findings are told of: with comments, that is their objective."""
        return self.id.removesuffix(COMMENTS) if self.kind == "comments" else self.id


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A path that says nothing, and why."""

    message: Message
    hint: Message | None = None


def entries(root: Path) -> Iterator[Entry]:
    """Yield every file below the folder, sorted by path; names that begin with a dot are nobody's business.

    Raises FolderError when the folder is missing or cannot be listed.
    """
    if not root.is_dir():
        raise FolderError(
            say("there is no folder '{folder}'; 'okr init' makes one, '--okrs DIR' names another", folder=str(root))
        )
    try:
        with os.scandir(root):
            pass
    except OSError as error:
        raise FolderError(
            say("the folder '{folder}' cannot be read: {reason}", folder=str(root), reason=error.strerror or "unknown")
        ) from error
    found: list[Entry] = []
    _walk(str(root), "", root.resolve(), found)
    yield from sorted(found)


def _walk(folder: str, prefix: str, root: Path, found: list[Entry]) -> None:
    """Find everything below a folder: strings and one list, for a large company has a folder for each owner and cycle."""
    try:
        with os.scandir(folder) as listing:
            items = list(listing)
    except OSError as error:
        reason = error.strerror or "unknown"
        found.append(Entry(prefix.rstrip("/"), 0, 0, flaw=say("the folder cannot be read: {reason}", reason=reason)))
        return
    for item in items:
        if item.name.startswith("."):
            continue
        path = prefix + item.name
        if not path.isascii() and not _is_utf8(path):
            found.append(Entry(path.encode(errors="replace").decode(), 0, 0, flaw=say("the file's name is not UTF-8")))
        elif item.is_dir(follow_symlinks=False):
            _walk(item.path, path + "/", root, found)
        else:
            found.append(_entry(item, path, root))


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry(item: os.DirEntry[str], path: str, root: Path) -> Entry:
    """Look at one file without opening it."""
    try:
        if item.is_symlink():
            if not Path(item.path).resolve(strict=True).is_relative_to(root):
                return Entry(path, 0, 0, flaw=say("a link that leads out of the folder"))
            if item.is_dir():
                return Entry(path, 0, 0, flaw=say("a link to a folder; records are files of their own"))
        facts = item.stat()
    except (OSError, RuntimeError):  # RuntimeError: a ring of links
        return Entry(path, 0, 0, flaw=say("a link that leads nowhere"))
    if not stat.S_ISREG(facts.st_mode):
        return Entry(path, 0, 0, flaw=say("not an ordinary file"))
    if facts.st_size > LARGEST and not path.startswith("pages/"):
        return Entry(path, 0, 0, flaw=say("larger than {most} KiB", most=LARGEST >> 10))
    return Entry(path, facts.st_size, facts.st_mtime_ns, changed=facts.st_ctime_ns)


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z")


@lru_cache(maxsize=1 << 16)  # the live server asks for all of them at every change
def address_of(path: str) -> Address | Misplaced:  # noqa: C901, PLR0911 - one line per kind of record
    """Tell what a path below `okrs/` says."""
    parts = tuple(normal(path).split("/"))
    if parts[0] == "pages" and len(parts) > 1:
        return Address("page", path, ())
    if parts == ("settings.yml",):
        return Address("settings", "settings", ())
    if parts == ("strategy.md",):
        return Address("strategy", "strategy", ())
    if not path.endswith(".md"):
        return Misplaced(say("not a record: records are '.md' files"), say("pictures and documents belong in 'pages/'"))
    names = (*parts[1:-1], parts[-1].removesuffix(".md"))
    match (parts[0], *names):
        case ("units", handle):
            return _named("unit", f"units/{handle}", handle, owners=(handle,))
        case ("people", handle):
            return _named("person", f"people/{handle}", handle, owners=(handle,))
        case ("cycles", cycle, "cycle"):
            return _named("cycle", cycle, cycle, owners=())
        case ("cycles", cycle, owner, "review"):
            return _named("review", f"{cycle}/{owner}/review", cycle, owner, owners=(owner,))
        case ("cycles", cycle, owner, name) if name.endswith(COMMENTS):
            slug = name.removesuffix(COMMENTS)
            return _named("comments", f"{cycle}/{owner}/{name}", cycle, owner, slug, owners=(owner, slug))
        case ("cycles", cycle, owner, slug):
            return _named("objective", f"{cycle}/{owner}/{slug}", cycle, owner, slug, owners=(owner, slug))
        case ("recognition", month, giver):
            if not _MONTH.match(month):
                return Misplaced(say("'{name}' is not a month: the folder's name is YYYY-MM", name=month))
            return _named("recognition", f"recognition/{month}/{giver}", month, giver, owners=(giver,))
    return Misplaced(
        say("no record belongs here"),
        say("an objective's place is cycles/<cycle>/<owner>/<slug>.md, a page's is pages/"),
    )


_NOT_ON_WINDOWS: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def _named(kind: RecordKind, record_id: str, *names: str, owners: tuple[str, ...]) -> Address | Misplaced:
    """Check the names in a path."""
    if kind in ("cycle", "review", "objective", "comments") and not is_cycle_name(names[0]):
        return Misplaced(say("'{name}' cannot name a cycle: letters, digits and hyphens can", name=names[0]))
    for name in owners:
        if not is_handle(name):
            return Misplaced(
                say("'{name}' is not a handle: lower-case letters, digits and hyphens are", name=name),
                say("name the file '{name}'", name=as_handle(name)) if as_handle(name) else None,
            )
    for name in names:
        if name.casefold() in _NOT_ON_WINDOWS:
            return Misplaced(
                say("Windows keeps the name '{name}' for a device, and cannot check out this repository", name=name),
                say("give it another name, such as '{name}-1'", name=name),
            )
        if not name.isascii() and len(found := scripts_in(name)) > 1:
            message = say("'{name}' mixes {scripts} letters, which look alike", name=name, scripts=" + ".join(sorted(found)))
            return Misplaced(message, say("write it in one of them"))
    return Address(kind, record_id, names)
