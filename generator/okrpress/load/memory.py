"""Records that were read before.

What is remembered depends on a file's path and bytes alone. A file counts as unchanged where its size and
both of its times are, and were old enough when it was learnt that no later change can have the same ones; where in doubt
its bytes are compared by their hash.
The key of it all is a stamp of the code that read it, so another version of the generator remembers nothing of this one's.
"""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias

import okrpress
from okrpress.cache import Cache, Made
from okrpress.load.bundle import BUNDLES, Bundle, bundle_of, bundled
from okrpress.load.folder import LARGEST
from okrpress.load.packing import Unpackable, pack, unpack
from okrpress.load.reading import Wanted
from okrpress.load.record import Read, digest_of
from okrpress.ordinary import read_ordinary
from okrpress.state import DOUBT

_KIND: Final = "records"

_Row: TypeAlias = tuple[int, int, int, Read, int]
"""One remembered file: its size, its two times in nanoseconds, what it gave, and a moment before it was read."""


class Memory:
    """What was read before, in a folder that may be deleted at any time; what it has taken from there it keeps."""

    def __init__(self, folder: Path) -> None:
        """Keep it in a folder, made when there is something to keep."""
        self._cache = Cache(folder)
        self._rows: dict[str, _Row] = {}
        self._begun = 0
        self.unknown: frozenset[str] = frozenset()
        """Paths, below the records' folder, of the files that had to be read when somebody asked last."""

    def recall(self, root: Path, wanted: Sequence[Wanted]) -> tuple[dict[str, Read], list[Wanted]]:
        """Return what is remembered, by path below the records' folder, and the files that must be read."""
        self._begun = time.time_ns()
        self._rows = self._rows or self._stored()
        known: dict[str, Read] = {}
        unread: list[Wanted] = []
        confirmed: list[Wanted] = []
        for item in wanted:
            path, _, entry = item
            if path not in self._rows:
                unread.append(item)
                continue
            size, modified, changed, read, learnt = self._rows[path]
            newest = max(entry.modified, entry.changed)
            if (entry.size, entry.modified, entry.changed) == (size, modified, changed) and newest < learnt - DOUBT:
                known[entry.path] = read
            elif entry.size == size and _digest(root / entry.path) == read.digest:
                known[entry.path] = read
                if newest < self._begun - DOUBT:
                    confirmed.append(item)  # from now on nobody needs to doubt
            else:
                unread.append(item)
        self.unknown = frozenset(entry.path for _, _, entry in unread)
        if confirmed:
            self.learn(
                [Bundle(name, items, [known[entry.path] for _, _, entry in items]) for name, items in bundled(confirmed).items()]
            )
        return known, unread

    def learn(self, bundles: Sequence[Bundle]) -> None:
        """Remember files that were just read; where that cannot be, nothing is lost but time."""
        for bundle in bundles:
            for (path, _, entry), read in zip(bundle.wanted, bundle.reads, strict=True):
                if read.digest:
                    self._rows[path] = (entry.size, entry.modified, entry.changed, read, self._begun)
        paths: dict[str, list[str]] = {bundle.name: [] for bundle in bundles}
        for path in self._rows:
            if (name := bundle_of(path)) in paths:
                paths[name].append(path)
        made = {bundle.name: Made(_stamp(), self._packed(paths[bundle.name], bundle)) for bundle in bundles}
        self._cache.learn(_KIND, made, most=BUNDLES)

    def _packed(self, paths: list[str], bundle: Bundle) -> bytes:
        """Pack all that is known of a bundle: facts of its files, and what they gave, which may come packed already."""
        rows = [self._rows[path] for path in paths]
        facts = [
            (path, size, modified, changed, learnt)
            for path, (size, modified, changed, _, learnt) in zip(paths, rows, strict=True)
        ]
        is_whole = paths == [path for path, _, _ in bundle.wanted]
        reads = bundle.packed if bundle.packed and is_whole else pack([read for _, _, _, read, _ in rows])
        return pack((facts, reads))

    def _stored(self) -> dict[str, _Row]:
        """Return all that is kept under our stamp, by path."""
        rows: dict[str, _Row] = {}
        keys = dict.fromkeys(map(str, range(BUNDLES)), _stamp())
        for packed in self._cache.recall(_KIND, keys).values():
            with suppress(Unpackable, TypeError, ValueError):
                facts, reads = unpack(packed)
                told = zip(facts, unpack(reads), strict=True)
                rows.update(
                    {path: (size, modified, changed, read, learnt) for (path, size, modified, changed, learnt), read in told}
                )
        return rows


def _digest(file: Path) -> str:
    """Return the hash of a file's bytes; "" where it cannot be read."""
    try:
        return digest_of(read_ordinary(file, LARGEST))
    except OSError:
        return ""


@cache
def _stamp() -> str:
    """Return what a remembered file depends on besides itself: the code that read it."""
    stamp = hashlib.blake2b(digest_size=16)
    for part in (okrpress.__version__, version("pyyaml"), platform.python_version()):
        stamp.update(part.encode())
    package = Path(okrpress.__file__).parent
    for file in sorted((*package.glob("*.py"), *package.glob("load/*.py"))):
        stamp.update(file.name.encode())
        stamp.update(file.read_bytes())
    return stamp.hexdigest()
