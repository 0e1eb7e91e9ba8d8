"""What records were called before: each earlier id leads to one record of now, and is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from okrpress.handles import is_cycle_name, is_handle
from okrpress.load.checked import short
from okrpress.load.collisions import RESERVED
from okrpress.model import Objective, Person, Review, Unit, Workspace
from okrpress.problem import Message, Problem, say
from okrpress.source import Place

_KEY: Final = "formerly"


class _Earlier(NamedTuple):
    """An earlier id that a record gives, where, and what it is now."""

    id: str
    at: Place
    now: str
    record: Objective | Unit | Person


def former_ids(workspace: Workspace) -> tuple[Mapping[str, str], list[Problem]]:
    """Return which record each earlier id belongs to now, and what is wrong with such ids.

    Ids are those of records: of objectives and reviews, `units/x`, `people/x`. With an owner all that it owns was called
    otherwise: its objectives and reviews are found by its earlier handle too.
    """
    known: dict[str, str] = {}
    problems: list[Problem] = []
    for earlier in _earlier(workspace):
        problem = _problem(earlier, workspace, known)
        if problem is None:
            known[earlier.id] = earlier.now
        else:
            problems.append(problem)
    for old, new in _owned(workspace, known):
        if workspace.record(old) is None:
            known.setdefault(old, new)
    return dict(sorted(known.items())), problems


def _earlier(workspace: Workspace) -> Iterator[_Earlier]:
    for objective in workspace.objectives.values():
        for reference in objective.formerly:
            yield _Earlier(reference.target, reference.at, objective.id, objective)
    for folder, records in (("units", workspace.units), ("people", workspace.people)):
        for handle, record in records.items():
            for index, name in enumerate(record.formerly):
                yield _Earlier(f"{folder}/{name}", (_KEY, index), f"{folder}/{handle}", record)


def _owned(workspace: Workspace, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what an owner's objectives and reviews were called when it had another handle."""
    by_owner: dict[str, list[str]] = {}
    for old, new in known.items():
        if old.startswith(("units/", "people/")):
            by_owner.setdefault(new.partition("/")[2], []).append(old.partition("/")[2])
    if not by_owner:
        return
    owned: tuple[Objective | Review, ...] = (*workspace.objectives.values(), *workspace.reviews.values())
    for record in owned:
        for handle in by_owner.get(record.owner, ()):
            name = record.slug if isinstance(record, Objective) else "review"
            yield f"{record.cycle}/{handle}/{name}", record.id


def _problem(earlier: _Earlier, workspace: Workspace, known: Mapping[str, str]) -> Problem | None:
    message, hint, rule = _flaw(earlier, workspace, known)
    if message is None:
        return None
    source = earlier.record.source
    record_id = earlier.now
    return Problem(rule, message, source.path, source.spans.of(earlier.at), record_id, hint)


def _flaw(earlier: _Earlier, workspace: Workspace, known: Mapping[str, str]) -> tuple[Message | None, Message | None, str]:
    folder, _, rest = earlier.id.partition("/")
    is_owner = not isinstance(earlier.record, Objective)
    parts = [folder, *rest.split("/")]
    shown = short(rest if is_owner else earlier.id)
    is_name = (
        is_handle(rest)
        if is_owner
        else len(parts) == 3  # noqa: PLR2004 - cycle, owner, name
        and is_cycle_name(folder)
        and folder not in RESERVED
        and all(map(is_handle, parts[1:]))
    )
    if not is_name:
        ids, handles = say("it is an id: <owner>/<slug>, or <cycle>/<owner>/<slug>"), say("it is a handle that the record had")
        return say("formerly: '{name}' is no earlier name", name=shown), handles if is_owner else ids, "unknown-value"
    away = say("take it away: an address leads to one place")
    living = {f"{kind}/{rest}" for kind in ("units", "people")} if is_owner else {earlier.id}
    other = next((name for name in sorted(living) if workspace.record(name) is not None), "")
    if other:
        return say("formerly: '{name}' is what '{other}' is called now", name=shown, other=other), away, "duplicate-id"
    other = next((known[name] for name in sorted(living) if name in known), "")
    if other:
        return say("formerly: '{name}' was '{other}' before", name=shown, other=other), away, "duplicate-id"
    return None, None, ""
