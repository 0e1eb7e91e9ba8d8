"""What we know of a folder that we wrote: which file came from what, and whether it is still as it was."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

_VERSION: Final = 1


Stamp: TypeAlias = tuple[str, int, int]
"""A file as we left it: the key of what it was made from, its size in bytes, its time in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Record:
    """Files and folders by path below a root ("" is the root), as they were after writing.

    The time of a folder changes when something in it comes, goes or is renamed: as long as it is
    the same, nothing needs to be listed.
    """

    files: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A folder held against its record: keys of the files that are intact, and what does not belong there."""

    keys: Mapping[str, str]
    strays: tuple[str, ...]


def look(root: Path, record: Record) -> Found:
    """Compare a folder with its record without reading a file: about 2 µs for each file and folder."""
    start = f"{root}/"
    keys: dict[str, str] = {}
    for path, stamp in record.files.items():
        if is_intact(start + path, stamp):
            keys[path] = stamp[0]
    strays = tuple(_strays(start, record))
    if strays:
        # What lies below a stray is no file of ours, whatever its size and time: the stray may be a link.
        within = tuple(f"{stray}/" for stray in strays)
        keys = {path: key for path, key in keys.items() if not path.startswith(within)}
    return Found(keys, strays)


def is_intact(path: str, stamp: Stamp) -> bool:
    """Tell whether a file is as it was left."""
    try:
        now = os.lstat(path)
    except OSError:
        return False
    return now.st_size == stamp[1] and now.st_mtime_ns == stamp[2] and stat.S_ISREG(now.st_mode)


def is_folder(path: str) -> bool:
    """Tell whether a path leads to a folder itself, and not to a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def _strays(start: str, record: Record) -> Iterator[str]:
    for folder, time in {"": 0, **record.folders}.items():
        try:
            now = os.lstat(start + folder)
        except OSError:
            continue
        if now.st_mtime_ns == time or not stat.S_ISDIR(now.st_mode):
            continue
        with os.scandir(start + folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                known = record.folders if entry.is_dir(follow_symlinks=False) else record.files
                if path not in known or entry.is_symlink():
                    yield path


def folders_of(files: Mapping[str, object]) -> set[str]:
    """List all folders that files stand in, the root included."""
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def record_file(root: Path, shelf: Path) -> Path:
    """Name the file that holds a folder's record.

    The name follows the folder and not its path: after an exchange each folder still has its own.
    """
    now = root.stat()
    return shelf / f"{now.st_dev}-{now.st_ino}.json"


def read_record(root: Path, shelf: Path) -> Record:
    """Recall what was written into a folder; whatever cannot be read counts as nothing known."""
    try:
        stored = json.loads(record_file(root, shelf).read_bytes())
        if stored["version"] != _VERSION:
            return Record()
        # In columns, because ten thousands of small lists take a tenth of a second to unpack. A value
        # of a wrong type is no danger: it is compared with what is there, and differs.
        stamps = zip(stored["keys"], stored["sizes"], stored["times"], strict=True)
        return Record(dict(zip(stored["paths"], stamps, strict=True)), dict(stored["folders"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def write_record(root: Path, shelf: Path, record: Record) -> None:
    """Remember what was written into a folder."""
    shelf.mkdir(parents=True, exist_ok=True)
    keys, sizes, times = zip(*record.files.values(), strict=True) if record.files else ((), (), ())
    columns = {"paths": list(record.files), "keys": keys, "sizes": sizes, "times": times}
    target = record_file(root, shelf)
    fresh = target.with_suffix(".new")
    fresh.write_text(json.dumps({"version": _VERSION, **columns, "folders": record.folders}), encoding="utf-8")
    fresh.replace(target)
