"""A record that is being changed: what its file says now, and the writing that a change makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from okrpress.edit import files
from okrpress.edit.change import Change
from okrpress.edit.files import Writing
from okrpress.edit.rewrite import rewrite
from okrpress.load.folder import Address, address_of
from okrpress.load.record import Read, read_record
from okrpress.model import Objective, Workspace
from okrpress.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """An objective, read this moment: a remembered one may be older than its file."""

    path: str
    """Below the records' folder."""
    content: bytes
    objective: Objective


def open_objective(root: Path, workspace: Workspace, objective: Objective) -> Opened:
    """Read an objective's file.

    Raises:
        Refusal: it cannot be read, or says nothing any more.

    """
    path = below(workspace, objective.source.path)
    content = files.read(root, path)
    fresh = _read(path, content, objective.source.path)
    if not isinstance(fresh.record, Objective):
        message = fresh.problems[0].message if fresh.problems else "it holds no objective"
        raise Refusal(f"'{objective.source.path}' cannot be read: {message}")
    return Opened(path, content, fresh.record)


def rewritten(opened: Opened, changes: Sequence[Change]) -> Writing:
    """Return what is to be written.

    Raises:
        Refusal: the change cannot be made, or the record would not be right any more.

    """
    return rewriting(opened.path, opened.content, changes, opened.objective.source.path)


def rewriting(path: str, content: bytes, changes: Sequence[Change], shown: str = "") -> Writing:
    """Return what is to be written of any record; `path` is below the records' folder, `shown` what it is called instead.

    Raises:
        Refusal: as above.

    """
    try:
        after = rewrite(content.decode("utf-8"), changes).encode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(f"'{shown or path}' is not UTF-8; save it as UTF-8 first") from None
    except Refusal as refusal:
        raise Refusal(f"'{shown or path}': {refusal}") from None
    before = Counter(str(problem.message) for problem in _read(path, content, "").problems)
    for problem in _read(path, after, "").problems:
        message = str(problem.message)
        if not before[message]:
            raise Refusal(f"{message}{f'; {problem.hint}' if problem.hint else ''}")
        before[message] -= 1
    return Writing(path, content, after)


def objective_of(writing: Writing, opened: Opened) -> Objective:
    """Return the objective as it will be."""
    record = _read(writing.path, writing.after, "").record
    return record if isinstance(record, Objective) else opened.objective


def below(workspace: Workspace, path: str) -> str:
    """Return a path from the repository's root as one below the records' folder."""
    return path.removeprefix(f"{workspace.root}/") if workspace.root else path


def _read(path: str, content: bytes, shown: str) -> Read:
    address = address_of(path)
    assert isinstance(address, Address)  # noqa: S101 - the record was loaded from there
    return read_record(shown, address, content)
