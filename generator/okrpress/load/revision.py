"""A folder of records as it was at another revision, read from git's objects.

Records whose files did not change since are taken over from the workspace of today, so that a base costs little more than
what differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from okrpress.load.folder import Address, Misplaced, address_of
from okrpress.load.git import Repository, RevisionError
from okrpress.load.record import read_record
from okrpress.load.relate import Placed, below, relate
from okrpress.model import Record, Workspace
from okrpress.settings import Settings

__all__ = ["RevisionError", "load_base", "load_revision"]


def load_base(root: Path, revision: str, now: Workspace) -> Workspace:
    """Read what a folder was where the checked-out branch left a revision's.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(root)
    return _at(repository, repository.base(revision), now)


def load_revision(root: Path, revision: str, now: Workspace | None = None) -> Workspace:
    """Read what a folder was at a revision; `now` is what it says today, where that is known.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(root)
    return _at(repository, repository.commit(revision), now)


def _at(repository: Repository, commit: str, now: Workspace | None) -> Workspace:
    known = _by_path(now) if now else {}
    changed = repository.changed(commit) if known else frozenset()
    placed: dict[str, Placed] = {}
    unread: dict[str, tuple[str, Address, str]] = {}
    for blob in repository.files(commit):
        address = _address(blob.path)
        if address is None:
            continue
        path = below(repository.prefix, blob.path)
        record = None if blob.path in changed else known.get(path)
        placed[blob.path] = Placed(path, address, record)
        if record is None:
            unread[blob.path] = (path, address, blob.name)
    contents = repository.contents([name for _, _, name in unread.values()]) if unread else iter(())
    for (written, (path, address, _)), content in zip(unread.items(), contents, strict=True):
        placed[written] = Placed(path, address, read_record(path, address, content).record)
    return relate(repository.prefix, list(placed.values()), ())


def _address(path: str) -> Address | None:
    """Return what a path says; None for what is no record."""
    if any(part.startswith(".") for part in path.split("/")):
        return None
    address = address_of(path)
    return None if isinstance(address, Misplaced) or address.kind == "page" else address


def _by_path(workspace: Workspace) -> dict[str, Record | Settings]:
    return {record.source.path: record for record in _records(workspace)}


def _records(workspace: Workspace) -> Iterator[Record | Settings]:
    yield workspace.settings
    yield workspace.strategy
    yield from workspace.cycles.values()
    yield from workspace.units.values()
    yield from workspace.people.values()
    yield from workspace.objectives.values()
    yield from workspace.reviews.values()
    yield from workspace.medals.values()
