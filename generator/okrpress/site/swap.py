"""Put one folder in the place of another in one step, so that nobody ever sees half a site."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are as the process sees them
_EXCHANGE = 2  # RENAME_EXCHANGE
_NOT_OFFERED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def swap(fresh: Path, site: Path) -> None:
    """Exchange two folders of one file system; where `site` is not there yet, move `fresh` to it.

    Linux does it in one step. Elsewhere there are two renames with nothing at `site` for an
    instant, and the first is taken back when the second fails.

    Raises:
        OSError: the folders are as they were.

    """
    if not site.exists():
        fresh.rename(site)
        return
    if sys.platform == "linux" and _exchanged(fresh, site):
        return
    aside = fresh.with_name(fresh.name + ".aside")
    site.rename(aside)
    try:
        fresh.rename(site)
    except OSError:
        aside.rename(site)
        raise
    aside.rename(fresh)


def point(link: Path, target: Path) -> None:
    """Let a link lead somewhere else in one step, and see that it is on the disk.

    Raises:
        OSError: the link leads where it did.

    """
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
    folder = os.open(link.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def flush() -> None:
    """Wait until everything that was written is on the disk: one call for ten thousands of files, where there is such a call."""
    if hasattr(os, "sync"):
        os.sync()


def _exchanged(one: Path, other: Path) -> bool:
    """Ask Linux for an exchange; False where kernel, C library or file system has none."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    reason = ctypes.get_errno()
    if reason in _NOT_OFFERED:
        return False
    raise OSError(reason, os.strerror(reason), str(one), None, str(other))
