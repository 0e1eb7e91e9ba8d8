"""Seeing that a file was changed: the system tells at once; where it cannot, every file is asked for its time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_CHANGES: Final = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What a change looks like. Systems also tell that a file was opened: by ourselves, in the build that follows."""


class _Told(Observer):  # type: ignore[misc,valid-type] # which class it is depends on the system
    """Is told of changes by the system."""

    def schedule(self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **_: Any) -> Any:  # noqa: ANN401 - watchdog's own
        """Listen to changes of a file or a folder, and to nothing else."""
        return super().schedule(event_handler, path, recursive=recursive, event_filter=_CHANGES)


def observer(folders: Iterable[Path], every: float, *, polling: bool) -> BaseObserver:
    """Return what sees changes in folders; where it must ask, it asks `every` so many seconds.

    Systems tell of a limited number of folders, and of some network drives and mounted volumes they tell nothing.
    """
    if not polling:
        trial = _Told()
        try:
            for folder in folders:
                trial.schedule(FileSystemEventHandler(), str(folder), recursive=True)
            trial.start()
        except OSError:
            pass
        else:
            return _Told()
        finally:
            if trial.is_alive():
                trial.stop()
                trial.join()
    return PollingObserver(timeout=every)
