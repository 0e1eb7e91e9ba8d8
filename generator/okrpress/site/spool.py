"""Finished contents on their way from the process that makes them to the one that publishes them."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from weakref import finalize

from okrpress.site.publication import Body

_PREFIX: Final = "making-"


class Place(NamedTuple):
    """Where a content lies: in whose file, from which byte, how many."""

    maker: int
    start: int
    length: int


class Spool:
    """Contents in files, one for each process: ten thousand pages are 200 MB, which nobody has to hold.

    It lies in the cache as long as it is used and is gone with it.
    """

    def __init__(self, cache: Path) -> None:
        """Make room in the cache, and clear away what a build left there that was broken off."""
        cache.mkdir(parents=True, exist_ok=True)
        for left in cache.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        self._room = tempfile.mkdtemp(prefix=_PREFIX, dir=cache)
        self._files: dict[int, BinaryIO] = {}
        # Not a TemporaryDirectory: every copy of this process would remove it when it ends.
        finalize(self, _remove, self._room, os.getpid())

    def put(self, body: Body) -> Place:
        """Lay a content down."""
        data, maker = pickle.dumps(body), os.getpid()
        file = self._file(maker)
        start = file.seek(0, os.SEEK_END)
        file.write(data)
        return Place(maker, start, len(data))

    def take(self, place: Place) -> Body:
        """Read a content that lies somewhere."""
        file = self._file(place.maker)
        file.seek(place.start)
        body = pickle.loads(file.read(place.length))  # noqa: S301 - written by ourselves moments ago
        if not isinstance(body, Body):
            raise TypeError(body)
        return body

    def _file(self, maker: int) -> BinaryIO:
        if maker not in self._files:
            self._files[maker] = open(f"{self._room}/{maker}", "a+b", buffering=0)  # noqa: PTH123, SIM115 - as long as the spool
        return self._files[maker]


def _remove(room: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(room, ignore_errors=True)
