"""One build or publication at a time: a second one waits until the first is done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)


@contextmanager
def only_one(file: Path, what: str = "build") -> Iterator[None]:
    """Hold a lock file for as long as the block runs; the system lets go of it if we die.

    `what` says what others wait for. Where files cannot be locked (Windows), nothing is kept apart.
    """
    try:
        import fcntl  # noqa: PLC0415 - not there on Windows
    except ImportError:
        yield
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Another %s is running; waiting for it.", what)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
