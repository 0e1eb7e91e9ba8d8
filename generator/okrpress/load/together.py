"""Reading many files with all cores: processes that share nothing but the files."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from okrpress.load.bundle import Bundle, bundled
from okrpress.load.packing import pack, unpack
from okrpress.load.reading import Wanted, read_all

FEW: Final = 400
"""Files that one process has read before a second one has begun."""


def read_together(root: Path, wanted: Sequence[Wanted]) -> Iterator[Bundle]:
    """Read files, bundle by bundle."""
    left = bundled(wanted)
    processes = min(os.cpu_count() or 1, 4)
    # A process with threads cannot be doubled safely: the live server reads alone.
    if len(wanted) > FEW and processes > 1 and sys.platform != "win32" and threading.active_count() == 1:
        for name, packed in _read_by(processes, root, dict(left)):
            yield Bundle(name, left.pop(name), unpack(packed), packed)
    for name, items in left.items():
        yield Bundle(name, items, [read for _, read in read_all(root, items)])


def _read_by(processes: int, root: Path, bundles: Mapping[str, Sequence[Wanted]]) -> Iterator[tuple[str, bytes]]:
    """Yield what bundles gave, packed, by name; fewer than all of them where a process was killed, or none could be made."""
    import multiprocessing  # noqa: PLC0415 - these take 20 ms to load, which a small company has no use for
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - as above

    try:
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from zip(bundles, pool.map(partial(_read, root), bundles.values()), strict=True)
    except (BrokenExecutor, OSError):
        return  # one process is slower, and enough


def _read(root: Path, wanted: Sequence[Wanted]) -> bytes:
    return pack([read for _, read in read_all(root, wanted)])
