"""The open data of the site, `api/okrs.json`: stable keys, sorted, with ids, scores and the inputs of each (FORMAT).

Numbers are unrounded, what cannot be computed is null, references are full ids.
"""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

from okrpress.company import Company
from okrpress.model import MEASURE_NAMES, KeyResult, Metric, Milestones, Objective, Threshold
from okrpress.scoring.standing import KeyResultStanding

Json: TypeAlias = dict[str, Any]


def export(company: Company) -> bytes:
    """Return the data as JSON.

    It is written objective by objective: the values of ten thousand at a time are six times as large as their text.
    """
    with BytesIO() as written:
        # The list of objectives stands last.
        written.write(_json(_frame(company))[:-1] + b',"objectives":[')
        for number, objective in enumerate(company.workspace.objectives.values()):
            written.write(b"," * bool(number) + _json(_objective(company, objective)))
        written.write(b"]}\n")
        return written.getvalue()


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _frame(company: Company) -> Json:
    """Return everything but the objectives, as plain values."""
    workspace = company.workspace
    return {
        "version": 1,
        "today": company.today.isoformat(),
        "cycles": [
            {
                "id": cycle.id,
                "title": cycle.title,
                "start": cycle.start.isoformat(),
                "end": cycle.end.isoformat(),
                "phase": cycle.phase(company.today),
                "parent": cycle.parent or None,
            }
            for cycle in workspace.cycles.values()
        ],
        "units": [
            {"id": unit.handle, "name": unit.name, "kind": unit.kind, "parent": unit.parent or None, "lead": unit.lead or None}
            for unit in workspace.units.values()
        ],
        "people": [
            {"id": person.handle, "name": person.name, "unit": person.unit or None} for person in workspace.people.values()
        ],
        "strategy": {
            "themes": [
                {"id": theme.id, "title": theme.title, "leads_to": list(theme.leads_to), "evidence": theme.evidence}
                for theme in workspace.strategy.themes
            ]
        },
        "owners": [
            {"id": owner, "cycle": cycle, "committed": standing.committed, "aspirational": standing.aspirational}
            for (cycle, owner), standing in sorted(company.standings.owners.items())
        ],
    }


def _objective(company: Company, objective: Objective) -> Json:
    standing = company.standing(objective.id)
    return {
        "id": objective.id,
        "title": objective.title,
        "cycle": objective.cycle,
        "owner": objective.owner,
        "type": objective.type,
        "origin": objective.origin,
        "stage": objective.stage,
        "priority": objective.priority,
        "weight": objective.weight,
        "contributors": list(objective.contributors),
        "aligns_to": [reference.target for reference in objective.aligns_to],
        "supports": [reference.target for reference in objective.supports],
        "carried_from": objective.carried_from.target if objective.carried_from else None,
        "asks": [
            {
                "id": placed.ask.id,
                "to": placed.ask.to or None,
                "what": placed.ask.what,
                "key_result": placed.ask.key_result or None,
                "by": _day(placed.ask.by),
                "done": _day(placed.ask.done),
                "withdrawn": placed.ask.withdrawn or None,
                "declined": placed.ask.declined or None,
                "answered_by": list(placed.answered_by),
            }
            for placed in company.alignment.asks.get(objective.id, ())
        ],
        "tags": list(objective.tags),
        "score": standing.score,
        "score_as_agreed": standing.score_as_agreed,
        "health": standing.health,
        "verdict": standing.verdict,
        "confidence": standing.confidence,
        "expected": standing.expected,
        "forecast": standing.forecast,
        "key_results": [_key_result(entry, standing.key_results[entry.id]) for entry in objective.key_results],
        "amendments": [
            {
                "date": amendment.date.isoformat(),
                "key_result": amendment.key_result or None,
                "field": amendment.field,
                "from": _plain(amendment.before),
                "to": _plain(amendment.after),
                "reason": amendment.reason,
            }
            for amendment in objective.amendments
        ],
    }


def _key_result(entry: KeyResult, standing: KeyResultStanding) -> Json:
    measure = entry.measure
    start = target = None
    unit = ""
    if isinstance(measure, Metric):
        start, target, unit = measure.start, measure.target, measure.unit
    elif isinstance(measure, Threshold):
        start, target, unit = measure.floor, measure.limit, measure.unit
    return {
        "id": entry.id,
        "title": entry.title,
        "owner": entry.owner,
        "weight": entry.weight,
        "measure": MEASURE_NAMES[type(measure)] if measure else None,
        "start": start,
        "target": target,
        "current": standing.current,
        "unit": unit or None,
        "progress": standing.progress,
        "score": standing.score,
        "score_as_agreed": standing.score_as_agreed,
        "computed_score": standing.computed_score,
        "grade": {"score": entry.grade.score, "note": entry.grade.note or None} if entry.grade else None,
        "health": standing.health,
        "confidence": standing.confidence,
        "expected": standing.expected,
        "forecast": standing.forecast,
        "dropped": _day(entry.dropped),
        "check_ins": [
            {
                "date": check_in.date.isoformat(),
                "value": check_in.value,
                "confidence": check_in.confidence,
                "by": check_in.by or None,
                "note": check_in.note or None,
            }
            for check_in in entry.check_ins
        ],
        "milestones": [{"title": step.title, "weight": step.weight, "done": _day(step.done)} for step in measure.items]
        if isinstance(measure, Milestones)
        else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: object) -> object:
    """Make an amendment's value, which an author may have written as anything, fit for JSON."""
    if isinstance(value, str | int | bool | None):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None  # infinities and NaN are no JSON
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value)
