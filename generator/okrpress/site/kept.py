"""Folders that are kept in the cache from one build to the next, with a note of how each file was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from okrpress.site.digest import digest
from okrpress.site.spare import Output
from okrpress.site.tree import Stamp

_CONTENTS: Final = "kept.json"


class Damaged(Exception):  # noqa: N818 - says what happened, and is never shown to anybody
    """A kept folder is not as it was when it was put away; it has to be made again."""

    def __init__(self, folder: Path) -> None:
        """Say which one."""
        super().__init__(f"{folder} was changed from outside.")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder as it was put away: its files by path, with the hash of each, and a note that went with it."""

    folder: Path
    files: Mapping[str, Stamp]
    note: Mapping[str, object] = field(default_factory=dict)

    def output(self, path: str) -> Output:
        """Offer a file for publishing: it can be linked, or read."""
        return Output(self.files[path][0], lambda: self.read(path), lambda: self.intact(path))

    def intact(self, path: str) -> str:
        """Say where a file is that nobody touched.

        Raises:
            Damaged: the file is gone, or has another size or time.

        """
        place = f"{self.folder}/{path}"
        try:
            now = os.lstat(place)
        except OSError:
            raise Damaged(self.folder) from None
        if (now.st_size, now.st_mtime_ns) != tuple(self.files[path][1:]):
            raise Damaged(self.folder)
        return place

    def read(self, path: str) -> bytes:
        """Read a file.

        Raises:
            Damaged: the file is gone or has another content.

        """
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            raise Damaged(self.folder) from None
        if digest(data) != self.files[path][0]:
            raise Damaged(self.folder)
        return data


def keep(made: Path, target: Path, note: Mapping[str, object] | None = None) -> Kept:
    """Put a folder away under a name, in the place of whatever was there."""
    files: dict[str, Stamp] = {}
    for path in sorted(made.rglob("*")):
        if path.is_file():
            now = path.stat()
            files[path.relative_to(made).as_posix()] = (digest(path.read_bytes()), now.st_size, now.st_mtime_ns)
    contents = json.dumps({"files": files, "note": dict(note or {})})
    (made / _CONTENTS).write_text(f"{digest(contents)}\n{contents}", encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    made.rename(target)
    return Kept(target, files, note or {})


def recall(target: Path) -> Kept | None:
    """Find a folder that was put away; None where there is none, or its list of contents is damaged."""
    try:
        whole, _, contents = (target / _CONTENTS).read_text(encoding="utf-8").partition("\n")
        if whole != digest(contents):
            return None
        stored = json.loads(contents)
        files = {path: (str(key), int(size), int(time)) for path, (key, size, time) in stored["files"].items()}
        note = dict(stored["note"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    # The time says which were not asked for in a while.
    target.touch()
    return Kept(target, files, note)


def drop_old(shelf: Path, most: int) -> None:
    """Keep only the folders of a shelf that were asked for last."""
    folders = [folder for folder in shelf.iterdir() if folder.is_dir()] if shelf.is_dir() else []
    for folder in sorted(folders, key=lambda folder: folder.stat().st_mtime_ns)[:-most]:
        shutil.rmtree(folder, ignore_errors=True)
