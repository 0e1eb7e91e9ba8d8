"""Reading many files with all cores: processes that share nothing but the files."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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
    processes = min(os.cpu_count() or 1, 4)
    # A process with threads cannot be doubled safely: the live server reads alone.
    is_alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    left = bundled(wanted)
    if len(wanted) > FEW and processes > 1 and is_alone:
        try:
            with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
                for name, packed in zip(list(left), pool.map(partial(_read, root), list(left.values())), strict=True):
                    yield Bundle(name, left.pop(name), unpack(packed), packed)
        except (BrokenProcessPool, OSError):
            pass  # a process was killed, or none could be made: one is slower, and enough
    for name, items in left.items():
        yield Bundle(name, items, [read for _, read in read_all(root, items)])


def _read(root: Path, wanted: Sequence[Wanted]) -> bytes:
    return pack([read for _, read in read_all(root, wanted)])
