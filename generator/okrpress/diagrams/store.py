"""Where layouts of pictures are kept from one build to the next: one SQLite file, safe to lose at any time."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

MOST_BYTES: Final = 256 * 1024 * 1024
"""Beyond this size the older half is forgotten."""
_KEYS_AT_ONCE: Final = 500
_PATIENCE: Final = 10.0
"""Seconds to wait for another build that is writing."""

_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS pictures (id INTEGER PRIMARY KEY, key TEXT UNIQUE, text BLOB)"


class Store:
    """Texts by key, in one file that several builds may read and write at once.

    A key is the hash of all that its text was made from, so that nothing here is ever out of date. Nothing here ever raises
    either: a file that is broken is made anew, one that cannot be read or written is as good as empty. The texts are
    compressed, and thereby checked: one that was damaged on the disk counts as unknown.
    """

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        """Use the file at `path`; it and its folder are made when they are needed."""
        self._path = path
        self._most_bytes = most_bytes
        self._database: sqlite3.Connection | None = None
        self._lock = Lock()

    def get_many(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts of those keys that are known."""
        wanted = list(keys)
        found: dict[str, str] = {}
        with self._lock:
            try:
                database = self._open()
                for start in range(0, len(wanted), _KEYS_AT_ONCE):
                    some = wanted[start : start + _KEYS_AT_ONCE]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT key, text FROM pictures WHERE key IN ({marks})"  # noqa: S608 - question marks only
                    for key, packed in database.execute(query, some):
                        with suppress(zlib.error, UnicodeDecodeError, TypeError):
                            found[key] = zlib.decompress(packed).decode()
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
        return found

    def put_many(self, texts: Mapping[str, str]) -> None:
        """Keep texts, all or none of them."""
        rows = [(key, zlib.compress(text.encode(), 1)) for key, text in texts.items()]
        with self._lock:
            try:
                with self._open() as database:
                    database.executemany("INSERT OR REPLACE INTO pictures (key, text) VALUES (?, ?)", rows)
                    if self._size(database) > self._most_bytes:
                        database.execute("DELETE FROM pictures WHERE id <= (SELECT (min(id) + max(id)) / 2 FROM pictures)")
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)

    def __del__(self) -> None:
        """Let go of the file with the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        if self._database:
            self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection:
        """Return the connection, which is kept: opening it takes fifty times as long as one look-up."""
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
            # Of several that begin at once, all but one are refused this, without patience: that one does it for all.
            with suppress(sqlite3.OperationalError):
                self._database.execute("PRAGMA journal_mode = WAL")
            for statement in ("PRAGMA synchronous = NORMAL", _SCHEMA):
                self._database.execute(statement)
        return self._database

    def _give_up(self, error: Exception) -> None:
        """Close the file; remove it where it is broken rather than locked, full or read-only."""
        with suppress(sqlite3.Error):
            self.close()
        self._database = None
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    @staticmethod
    def _size(database: sqlite3.Connection) -> int:
        """Return the bytes in use; what was forgotten leaves free pages behind, which are used again."""
        pages, unused, page_size = (
            int(database.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - unused) * page_size
