"""Ordinary files alone: what an author put in the place of one must not keep a reader waiting, or fill its memory.

A pipe waits for a writer, a terminal for keys, `/dev/zero` never ends. So files are opened without waiting, and looked
at once they are open: between a look at a path and its opening, somebody may have put something else there.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


def open_ordinary(path: str | Path) -> BufferedReader:
    """Open a file for reading.

    Raises:
        OSError: it cannot be opened, or is a folder, a pipe, a socket or a device.

    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")  # noqa: PTH123 - it is open already
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not an ordinary file", str(path))


def read_ordinary(path: str | Path, most: int) -> bytes:
    """Return what a file holds, and never more than `most` bytes and one: whoever gets that many knows that it is too large.

    Raises:
        OSError: as for `open_ordinary`.

    """
    with open_ordinary(path) as stream:
        return stream.read(most + 1)


def read_within(root: Path, path: str, most: int) -> bytes:
    """Return what a file below a folder holds, as `read_ordinary` does. A link may lead to another place below, not out.

    Raises:
        OSError: as for `open_ordinary`, or it lies elsewhere.

    """
    file = (root / path).resolve(strict=True)
    if not file.is_relative_to(root.resolve()):
        raise OSError(errno.EXDEV, "a link that leads out of the folder", path)
    return read_ordinary(file, most)
