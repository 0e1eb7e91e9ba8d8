"""What of a difference is somebody's business: a unit's with all below it, a person's, the company's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from okrpress.company import Company
from okrpress.differences.change import ObjectiveChange
from okrpress.differences.difference import Difference
from okrpress.model import Objective


class Audience(NamedTuple):
    """Whom a digest is for."""

    handle: str
    """A unit or a person; "" for the whole company."""
    owners: frozenset[str]
    """The owners whose work it is: the unit, those below it and their people; the person and the units that they lead."""


def audience(company: Company, handle: str) -> Audience:
    """Return the audience of a unit or a person, or of the whole company for ""."""
    workspace, above = company.workspace, company.alignment.above
    every = (*workspace.units, *workspace.people)
    if not handle:
        return Audience("", frozenset(every))
    if handle in workspace.units:
        return Audience(handle, frozenset(owner for owner in every if owner == handle or handle in above(owner)))
    return Audience(handle, frozenset({handle, *(unit.handle for unit in workspace.units.values() if unit.lead == handle)}))


def narrowed(difference: Difference, whom: Audience) -> Difference:
    """Return what of a difference happened in an audience's own work; all of it for the whole company."""
    if not whom.handle:
        return difference
    return _kept(difference, lambda change: _is_own(change, whom), whom)


def beyond(difference: Difference, whom: Audience) -> Difference:
    """Return what happened elsewhere and is an audience's business: what it helps, supports or builds on was changed."""

    def reaches(change: ObjectiveChange) -> bool:
        handles = {entry.handle for entry in difference.affected.get(change.objective.id, ())}
        return bool(whom.handle) and not _is_own(change, whom) and not handles.isdisjoint(whom.owners) and _is_weighty(change)

    return replace(_kept(difference, reaches, whom), scores=(), owners=(), records=(), overlaps=(), found=(), mended=())


def _is_weighty(change: ObjectiveChange) -> bool:
    """Tell whether those who rely on an objective should know: more than a check-in happened."""
    is_moved = any(move.is_commitment or move.field == "stage" for move in change.moves)
    return change.kind != "changed" or is_moved or bool(change.key_results) or change.is_moved


def _is_own(change: ObjectiveChange, whom: Audience) -> bool:
    return any(not whom.owners.isdisjoint(_hands(side)) for side in (change.before, change.after) if side)


def _hands(objective: Objective) -> set[str]:
    """Return who works on an objective."""
    return {objective.owner, *objective.contributors, *(entry.owner for entry in objective.key_results)}


def _kept(difference: Difference, is_wanted: Callable[[ObjectiveChange], bool], whom: Audience) -> Difference:
    objectives = tuple(change for change in difference.objectives if is_wanted(change))
    ids = {change.objective.id for change in objectives}
    mine = {
        name
        for company in (difference.before, difference.after)
        for name, objective in company.workspace.objectives.items()
        if not whom.owners.isdisjoint(_hands(objective))
    }
    records = {*mine, *ids, *(f"{folder}/{owner}" for folder in ("units", "people") for owner in whom.owners)}
    return replace(
        difference,
        objectives=objectives,
        scores=tuple(change for change in difference.scores if change.objective in mine),
        owners=tuple(change for change in difference.owners if change.owner in whom.owners),
        records=tuple(change for change in difference.records if change.id in records or whom.handle in change.id.split("/")),
        overlaps=tuple(change for change in difference.overlaps if {change.one, change.other} & mine),
        found=tuple(finding for finding in difference.found if finding.record in records),
        mended=tuple(finding for finding in difference.mended if finding.record in records),
        affected={name: found for name, found in difference.affected.items() if name in ids},
    )
