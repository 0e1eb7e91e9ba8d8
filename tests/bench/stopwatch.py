"""How long a command takes, how much of the processors and how much memory: a fresh process each time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Run(NamedTuple):
    """What one run cost: seconds on the clock, seconds of processors, and MiB.

    Processor time is that of the process and all its children. Memory is the most that any one of them held at a time,
    not their sum: the kernel counts no other.
    """

    wall: float
    cpu: float
    peak: float


def clock(command: Sequence[str], folder: Path, fine: Collection[int] = (0,)) -> Run:
    """Run a command in a folder; SystemExit with what it said where it ends otherwise than `fine`."""
    with Path(folder, "bench.log").open("w+b") as log:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=_surroundings())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        said = log.read().decode(errors="replace")[-2000:]
    if process.returncode not in fine:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _surroundings() -> dict[str, str]:
    """Return the variables without the one that forbids compiled modules: whoever installs okrpress has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians, each number by itself; of the peaks the highest."""
    return Run(median(run.wall for run in runs), median(run.cpu for run in runs), max(run.peak for run in runs))
