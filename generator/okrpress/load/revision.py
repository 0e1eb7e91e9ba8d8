"""A folder of records as it was at another revision, read from git's objects.

Records whose files did not change since are taken over from the workspace of today, so that a base costs little more than
what differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from okrpress.load.folder import LARGEST, Address, Misplaced, address_of
from okrpress.load.git import Repository, RevisionError
from okrpress.load.record import read_record
from okrpress.load.relate import Placed, below, relate
from okrpress.model import Record, Workspace
from okrpress.problem import Problem, say
from okrpress.settings import Settings

__all__ = ["RevisionError", "load_base", "load_commit", "load_revision"]


def load_base(root: Path, revision: str, now: Workspace) -> Workspace:
    """Read what a folder was where the checked-out branch left a revision's.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(root)
    return load_commit(repository, repository.base(revision), now)


def load_revision(root: Path, revision: str, now: Workspace | None = None) -> Workspace:
    """Read what a folder was at a revision; `now` is what it says today, where that is known.

    Raises:
        RevisionError: there is no git, no repository, or no such revision.

    """
    repository = Repository.around(root)
    return load_commit(repository, repository.commit(revision), now)


def load_commit(repository: Repository, commit: str, now: Workspace | None = None) -> Workspace:
    """Read what a folder was at a commit, with every problem of every file.

    `now` is what the work tree says, where that is known.

    Raises:
        RevisionError: the repository lacks some of it.

    """
    known = _by_path(now) if now else {}
    # What was wrong with a file is not kept with its record: such a file is read again.
    flawed = {problem.path for problem in now.problems} if now else set()
    changed = repository.changed(commit) if known else frozenset()
    problems: list[Problem] = []
    placed: dict[str, Placed] = {}
    unread: dict[str, tuple[str, Address, str]] = {}
    for blob in repository.files(commit):
        if any(part.startswith(".") for part in blob.path.split("/")):
            continue
        path, address = below(repository.prefix, blob.path), address_of(blob.path)
        if isinstance(address, Misplaced):
            problems.append(Problem("misplaced-file", address.message, path, hint=address.hint))
            continue
        is_kept = known and blob.path not in changed and path not in flawed
        record = known.get(path) if is_kept else None
        placed[blob.path] = Placed(path, address, record)
        if record is None and (not (is_kept and address.kind == "page") and _is_text(blob.path)):
            unread[blob.path] = (path, address, blob.name)
    contents = repository.contents([name for _, _, name in unread.values()]) if unread else iter(())
    for (written, (path, address, _)), content in zip(unread.items(), contents, strict=True):
        if content is None:
            problems.append(Problem("unreadable-file", say("larger than {most} KiB", most=LARGEST >> 10), path))
            del placed[written]
            continue
        read = read_record(path, address, content)
        problems += read.problems
        placed[written] = Placed(path, address, read.record)
    return relate(repository.prefix, list(placed.values()), problems)


def _is_text(path: str) -> bool:
    """Tell whether a file may say something: pictures among the company's own pages do not."""
    return path.endswith((".md", ".yml"))


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
    yield from workspace.comments.values()
