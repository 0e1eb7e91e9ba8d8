"""Reading many files with all cores: processes that share nothing but the files."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from okrpress.load.packing import pack, unpack
from okrpress.load.reading import Wanted, read_all
from okrpress.load.record import Read

FEW: Final = 400
"""Files that one process has read before a second one has begun."""
_AT_ONCE: Final = 100


def read_together(root: Path, wanted: Sequence[Wanted]) -> Iterator[tuple[Wanted, Read]]:
    """Read files, in the order in which they are given."""
    processes = min(os.cpu_count() or 1, 4)
    # A process with threads cannot be doubled safely: the live server reads alone.
    is_alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    if len(wanted) <= FEW or processes == 1 or not is_alone:
        yield from read_all(root, wanted)
        return
    done = 0
    try:
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            for packed in pool.map(partial(_read, root), _slices(wanted)):
                reads = unpack(packed)
                yield from zip(wanted[done : done + len(reads)], reads, strict=True)
                done += len(reads)
    except (BrokenProcessPool, OSError):
        # A process was killed, or none could be made: one is slower, and enough.
        yield from read_all(root, wanted[done:])


def _read(root: Path, wanted: Sequence[Wanted]) -> bytes:
    return pack([read for _, read in read_all(root, wanted)])


def _slices(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    remaining = iter(wanted)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
