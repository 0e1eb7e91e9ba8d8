"""What was made before, so that it need not be made again: one small database in `.cache/okr`, which may be deleted at any time.

A value is kept under a kind and a name, together with a key of everything that it was made of. Whoever asks says which
key it must have; a value with another one, or one whose bytes were damaged, is as if it were not there. So nothing can be
out of date: what a value depends on is in its key, or it is a mistake in the making of the key and of nothing else.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from okrpress.repository import is_tracked

FILE: Final = "made.sqlite"
_FOLDER: Final = ".cache"
_AT_ONCE: Final = 500
_PATIENCE: Final = 10.0
"""Seconds to wait for another build that is writing."""
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS made (kind TEXT, name TEXT, key TEXT, sum INTEGER, value BLOB, UNIQUE (kind, name))"


class TrackedCacheError(Exception):
    """The cache came with the repository, so that somebody else may have written it."""


class Made(NamedTuple):
    """A value, and the key of everything that it was made of."""

    key: str
    value: bytes


def cache_beside(folder: Path) -> Path:
    """Return the cache of the records or the mkdocs.yml in a folder.

    Raises:
        TrackedCacheError: it is under version control. A pull request could then bring a cache that says that all
            is well, or a page that its records do not say.

    """
    if is_tracked(folder / _FOLDER):
        message = f"{folder / _FOLDER} is under version control, and a cache is believed only where this machine made it"
        raise TrackedCacheError(f"{message}: 'git rm -r --cached {_FOLDER}' takes it out")
    return folder / _FOLDER / "okr"


class Cache:
    """Values by kind and name, for several builds at once. Nothing here raises: a database that is broken is begun anew."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder, made when there is something to keep."""
        self.file = folder / FILE

    def recall(self, kind: str, keys: Mapping[str, str]) -> dict[str, bytes]:
        """Return the values of those names that have the keys that are given."""
        found: dict[str, bytes] = {}
        if self.file.is_file():
            try:
                with closing(self._connect()) as database:
                    found.update(_intact(database, kind, keys))
            except sqlite3.Error as error:
                self._give_up(error)
        return found

    def known(self, kind: str) -> dict[str, Made]:
        """Return all values of a kind, with their keys: to be handed over to another cache."""
        query = "SELECT name, key, sum, value FROM made WHERE kind = ?"
        found: dict[str, Made] = {}
        if self.file.is_file():
            try:
                with closing(self._connect()) as database:
                    for name, key, noted, value in database.execute(query, (kind,)):
                        if isinstance(value, bytes) and noted == _sum(kind, name, key, value):
                            found[name] = Made(key, value)
            except sqlite3.Error as error:
                self._give_up(error)
        return found

    def learn(self, kind: str, made: Mapping[str, Made], most: int) -> None:
        """Keep values; of their kind, only the `most` that were learnt last. Where that cannot be, only time is lost."""
        rows = [(kind, name, key, _sum(kind, name, key, value), value) for name, (key, value) in made.items()]
        with suppress(OSError, sqlite3.Error):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._store(kind, rows, most)
            except sqlite3.Error as error:
                if self._give_up(error):
                    self._store(kind, rows, most)

    def _give_up(self, error: sqlite3.Error) -> bool:
        """Remove a database that is broken; one that is locked is being written, and what that keeps is as good as ours."""
        if "locked" in str(error) or "busy" in str(error):
            return False
        with suppress(OSError):
            for suffix in ("", "-journal", "-wal", "-shm"):
                self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        return True

    def _store(self, kind: str, rows: list[tuple[str, str, str, int, bytes]], most: int) -> None:
        with closing(self._connect()) as database, database:
            database.execute(_SCHEMA)
            database.executemany("INSERT OR REPLACE INTO made (kind, name, key, sum, value) VALUES (?, ?, ?, ?, ?)", rows)
            newest = "SELECT rowid FROM made WHERE kind = ? ORDER BY rowid DESC LIMIT ?"
            database.execute(f"DELETE FROM made WHERE kind = ? AND rowid NOT IN ({newest})", (kind, kind, most))  # noqa: S608

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.file, timeout=_PATIENCE)
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made again
        return database


def _intact(database: sqlite3.Connection, kind: str, keys: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    names = list(keys)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f"SELECT name, key, sum, value FROM made WHERE kind = ? AND name IN ({marks})"  # noqa: S608 - question marks only
        for name, key, noted, value in database.execute(query, (kind, *some)):
            if key == keys.get(name) and isinstance(value, bytes) and noted == _sum(kind, name, key, value):
                yield name, value


def _sum(kind: str, name: str, key: str, value: bytes) -> int:
    """Return a sum over all of a row: SQLite itself does not notice a byte that fell over."""
    return zlib.crc32(value, zlib.crc32(f"{kind}\n{name}\n{key}".encode(errors="replace")))
