"""A cycle's share of a site, made by itself and kept: what a build would remember of it, with the contents of its pages.

It lies in a folder whose name says what it was made of. Wherever it is joined it is believed only under the same keys, so a
site of joined parts is the same, byte for byte, as one that was built in one go; what does not fit is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from okrpress import earlier
from okrpress.cache import FILE, Cache
from okrpress.site import contents, data, ledger
from okrpress.site.publication import PublicationError

_KINDS: Final = (earlier.KIND, *ledger.KINDS, *data.KINDS, contents.KIND)
_MOST: Final = 1_000_000
"""A part holds what it holds: nothing of it is dropped."""
_MAKING: Final = ".making"


def part_folder(shelf: Path, cycle: str, key: str) -> Path:
    """Name the folder of a cycle's part: another content has another name."""
    return shelf / f"{cycle}-{key[:16]}"


def is_made(folder: Path) -> bool:
    """Tell whether a part is there, whole."""
    return (folder / FILE).is_file()


def put_away(cache: Cache, names: Iterable[str], folder: Path) -> None:
    """Put all that a cache knows of a cycle and its pages, by their names, into a folder."""
    making = folder.with_name(f"{folder.name}{_MAKING}")
    shutil.rmtree(making, ignore_errors=True)
    wanted = set(names)
    part = Cache(making)
    for kind in _KINDS:
        part.learn(kind, {name: made for name, made in cache.known(kind).items() if name in wanted}, _MOST)
    if not is_made(making):
        message = f"{folder} cannot be written."
        raise PublicationError(message)
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)


def _parts(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        found = (
            [folder]
            if is_made(folder)
            else sorted(file.parent for file in folder.glob(f"*/{FILE}") if file.parent.suffix != _MAKING)
        )
        if not found:
            message = f"{folder} is no part of a site and holds none: 'okr build --cycle CYCLE --part DIR' makes one."
            raise PublicationError(message)
        yield from found


def take_up(folders: Iterable[Path], cache: Cache) -> None:
    """Let a cache know what parts know; a folder that holds parts, as `okr build --part` was given, stands for all of them.

    Raises:
        PublicationError: a folder is no part and holds none.

    """
    for part in map(Cache, _parts(folders)):
        for kind in _KINDS:
            cache.learn(kind, part.known(kind), _MOST)
