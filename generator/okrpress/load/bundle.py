"""Files that are read, handed from process to process and remembered together."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple

from okrpress.load.reading import Wanted
from okrpress.load.record import Read

BUNDLES: Final = 128
"""A company has so many: one change rewrites a bundle, one reading unpacks them all, and every core gets some."""


class Bundle(NamedTuple):
    """Some of the files of one name, and what they gave."""

    name: str
    wanted: list[Wanted]
    reads: list[Read]
    packed: bytes | None = None
    """The reads packed, where they came from another process."""


def bundled(wanted: Iterable[Wanted]) -> dict[str, list[Wanted]]:
    """Return files by the names of their bundles."""
    bundles: dict[str, list[Wanted]] = {}
    for item in wanted:
        bundles.setdefault(bundle_of(item[0]), []).append(item)
    return bundles


def bundle_of(path: str) -> str:
    """Return the name of a file's bundle: it lies with its neighbours, for changes come folder by folder."""
    folder, _, name = path.rpartition("/")
    crowded = folder.endswith(("/people", "/units"))
    return f"{zlib.crc32((name if crowded else folder).encode(errors='replace')) % BUNDLES}"
