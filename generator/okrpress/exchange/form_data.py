"""What the form in the browser knows of a company: who owns objectives, and what may be changed in each open cycle.

It loads a cycle's owners and the objectives of one of them, so that a large company opens as fast as a small one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from okrpress.company import Company
from okrpress.model import (
    MEASURE_NAMES,
    CommentSheet,
    KeyResult,
    Metric,
    Milestones,
    Objective,
    Reference,
    Threshold,
    Workspace,
    YesNo,
)

OWNERS = "edit/owners.json"


def path_of(cycle_id: str, owner: str = "") -> str:
    """Return where the owners of a cycle are published, or what one of them may change in it."""
    return f"edit/cycles/{cycle_id}/{owner}.json" if owner else f"edit/cycles/{cycle_id}.json"


def open_cycles(company: Company) -> tuple[str, ...]:
    """Return the cycles that are written in: the current one first, then those that end soonest."""
    cycles = [cycle for cycle in company.workspace.cycles.values() if company.phases[cycle.id] != "closed"]
    current = company.current_cycle
    return tuple(cycle.id for cycle in sorted(cycles, key=lambda cycle: (cycle is not current, cycle.end, cycle.id)))


def owners(company: Company) -> bytes:
    """Return all units and people who are here: `[handle, name, kind, unit above]`, units before people."""
    workspace = company.workspace
    units = [[unit.handle, unit.name, unit.kind, unit.parent] for unit in workspace.units.values() if company.is_here(unit)]
    people = [
        [person.handle, person.name, "person", person.unit] for person in workspace.people.values() if company.is_here(person)
    ]
    return _written([*sorted(units), *sorted(people)])


def cycle(owned: Mapping[str, Sequence[Objective]], workspace: Workspace) -> bytes:
    """Return who has objectives in a cycle: `[handle, name]`."""
    return _written([[handle, workspace.name_of(handle)] for handle in sorted(owned)])


def open_objectives(company: Company) -> Mapping[str, Mapping[str, Sequence[Objective]]]:
    """Return what may be changed, by cycle and owner, in the order of names."""
    found: dict[str, dict[str, list[Objective]]] = {cycle_id: {} for cycle_id in open_cycles(company)}
    for entry in sorted(company.open_objectives, key=lambda entry: entry.id):
        found[entry.cycle].setdefault(entry.owner, []).append(entry)
    return found


def objectives(entries: Sequence[Objective], workspace: Workspace) -> bytes:
    """Return what may be changed of an owner's objectives in a cycle."""
    return _written([_objective(entry, workspace.comments.get(entry.id)) for entry in entries])


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _objective(objective: Objective, sheet: CommentSheet | None) -> dict[str, Any]:
    """Return an objective with the keys of its file; what has its default is left out."""
    said = {
        "owner": objective.owner,
        "slug": objective.slug,
        "path": objective.source.path,
        "comments": sheet and sheet.source.path,
        "title": objective.title,
        "type": objective.type,
        "origin": objective.origin,
        "stage": objective.stage,
        "reason": objective.reason,
        "priority": objective.priority,
        "weight": None if objective.weight == 1 else objective.weight,
        "contributors": objective.contributors,
        "aligns_to": [_short(objective, reference) for reference in objective.aligns_to],
        "supports": [_short(objective, reference) for reference in objective.supports],
        "tags": objective.tags,
        "key_results": [_key_result(entry) for entry in objective.key_results if entry.dropped is None],
    }
    return {key: value for key, value in said.items() if value not in (None, "", [], ())}


def _key_result(entry: KeyResult) -> dict[str, Any]:
    said: dict[str, Any] = {"id": entry.id, "title": entry.title}
    match entry.measure:
        case Metric(start, target, unit):
            said |= {"start": start, "target": target, "unit": unit}
        case Threshold():
            said |= {entry.measure.direction: entry.measure.limit, "unit": entry.measure.unit}
        case Milestones(items):
            said["milestones"] = [item.title for item in items if not item.done]
        case YesNo(done):
            said["is_done"] = done is not None
    latest = next((found for found in reversed(entry.check_ins) if found.value is not None), None)
    if latest is not None:
        said["value"] = latest.value
    if entry.measure is not None:
        said["measure"] = MEASURE_NAMES[type(entry.measure)]
    return said


def _short(objective: Objective, reference: Reference) -> str:
    """Return a reference as the objective's own file writes it: without the cycle where that is its own."""
    return reference.target.removeprefix(f"{objective.cycle}/")
