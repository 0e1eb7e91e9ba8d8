"""The open data of the site, `api/okrs.json`: stable keys, sorted, with ids, scores and the inputs of each (FORMAT).

Numbers are unrounded, what cannot be computed is null, references are full ids. It holds all that the records say but
comments and the order of keys, so that reading it into an empty folder gives the same company (`own_json`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

from okrpress.company import Company
from okrpress.edit.amend import as_written
from okrpress.edit.notation import flow
from okrpress.exchange.json_parts import DAY
from okrpress.exchange.written import written
from okrpress.model import (
    MEASURE_NAMES,
    Cycle,
    KeyResult,
    MedalSheet,
    Metric,
    Milestones,
    Objective,
    Person,
    Review,
    Strategy,
    Threshold,
    Unit,
    Waiver,
    YesNo,
)
from okrpress.scoring.standing import KeyResultStanding

Json: TypeAlias = dict[str, Any]

VERSION = 1
"""Keys may come to a version; none goes or changes its meaning."""


class Entry(NamedTuple):
    """What the data says of one record, as JSON."""

    id: str
    """The record's id: `units/x`, `people/x`, a cycle, an objective, a review, `strategy`, `recognition/…`."""
    data: bytes


def export(company: Company) -> bytes:
    """Return the data as JSON.

    It is written objective by objective: the values of ten thousand at a time are six times as large as their text.
    """
    cycles = sorted(company.workspace.cycles)
    return joined(
        company,
        (owner for cycle in cycles for owner in owners(company, cycle)),
        (entry.data for entry in objectives(company, company.workspace.objectives.values())),
    )


def joined(company: Company, of_owners: Iterable[Json], of_objectives: Iterable[bytes]) -> bytes:
    """Return the data, given that of owners and of objectives, which stand last: pieces of several, with commas between."""
    with BytesIO() as text:
        text.write(_json(_frame(company, of_owners))[:-1] + b',"objectives":[')
        for number, piece in enumerate(of_objectives):
            text.write(b"," * bool(number) + piece)
        text.write(b"]}\n")
        return text.getvalue()


def objectives(company: Company, of: Iterable[Objective]) -> Iterator[Entry]:
    """Yield what the data says of objectives."""
    for objective in of:
        yield Entry(objective.id, _json(_objective(company, objective)))


def owners(company: Company, cycle: str) -> Iterator[Json]:
    """Yield what the data says of the owners of a cycle's objectives, as plain values."""
    for place in sorted(place for place in company.by_owner if place[0] == cycle):
        standing = company.standings.owners[place]
        yield {"id": place[1], "cycle": cycle, "committed": standing.committed, "aspirational": standing.aspirational}


def others(company: Company) -> Iterator[Entry]:
    """Yield what the data says of all records that are no objectives."""
    workspace = company.workspace
    for cycle in workspace.cycles.values():
        yield Entry(cycle.id, _json(_cycle(company, cycle)))
    for unit in workspace.units.values():
        yield Entry(f"units/{unit.handle}", _json(_unit(unit)))
    for person in workspace.people.values():
        yield Entry(f"people/{person.handle}", _json(_person(person)))
    for review in workspace.reviews.values():
        yield Entry(review.id, _json(_review(review)))
    for sheet in workspace.medals.values():
        yield Entry(sheet.id, _json(_medals(sheet)))
    yield Entry("strategy", _json(_strategy(workspace.strategy)))


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _frame(company: Company, of_owners: Iterable[Json]) -> Json:
    """Return everything but the objectives, as plain values."""
    workspace = company.workspace
    return {
        "version": VERSION,
        "today": company.today.isoformat(),
        "cycles": [_cycle(company, cycle) for cycle in workspace.cycles.values()],
        "units": [_unit(unit) for unit in workspace.units.values()],
        "people": [_person(person) for person in workspace.people.values()],
        "strategy": _strategy(workspace.strategy),
        "owners": list(of_owners),
        "settings": _plain(written(workspace.settings)),
        "reviews": [_review(review) for review in workspace.reviews.values()],
        "recognition": [_medals(sheet) for sheet in workspace.medals.values()],
    }


def _cycle(company: Company, cycle: Cycle) -> Json:
    phases = cycle.phases
    return {
        "id": cycle.id,
        "title": cycle.title,
        "start": cycle.start.isoformat(),
        "end": cycle.end.isoformat(),
        "phase": cycle.phase(company.today),
        "parent": cycle.parent or None,
        "theme": cycle.theme or None,
        "phases": {
            "draft": phases.draft.isoformat(),
            "align": phases.align.isoformat(),
            "review": phases.review.isoformat(),
            "closed": phases.closed.isoformat(),
        },
        "waivers": _waivers(cycle.waivers),
        "story": cycle.source.body or None,
    }


def _unit(unit: Unit) -> Json:
    return {
        "id": unit.handle,
        "name": unit.name,
        "kind": unit.kind,
        "parent": unit.parent or None,
        "lead": unit.lead or None,
        "members": list(unit.members),
        "since": _day(unit.since),
        "until": _day(unit.until),
        "offers": [{"what": offer.what, "contact": offer.contact or None} for offer in unit.offers],
        "formerly": list(unit.formerly),
        "ceo": unit.ceo or None,
        "waivers": _waivers(unit.waivers),
        "story": unit.source.body or None,
    }


def _person(person: Person) -> Json:
    return {
        "id": person.handle,
        "name": person.name,
        "unit": person.unit or None,
        "manager": person.manager or None,
        "since": _day(person.since),
        "until": _day(person.until),
        "formerly": list(person.formerly),
        "links": dict(person.links),
        "waivers": _waivers(person.waivers),
        "story": person.source.body or None,
    }


def _strategy(strategy: Strategy) -> Json:
    return {
        "title": strategy.title or None,
        "mission": strategy.mission or None,
        "vision": strategy.vision or None,
        "values": list(strategy.values),
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "leads_to": list(theme.leads_to),
                "evidence": theme.evidence,
                "perspective": theme.perspective,
                "hypothesis": theme.hypothesis or None,
            }
            for theme in strategy.themes
        ],
        "waivers": _waivers(strategy.waivers),
        "story": strategy.source.body or None,
    }


def _review(review: Review) -> Json:
    return {
        "id": review.id,
        "cycle": review.cycle,
        "owner": review.owner,
        "date": _day(review.date),
        "participants": list(review.participants),
        "decisions": [
            {"objective": entry.objective.target, "decision": entry.decision, "reason": entry.reason or None}
            for entry in review.decisions
        ],
        "waivers": _waivers(review.waivers),
        "story": review.source.body or None,
    }


def _medals(sheet: MedalSheet) -> Json:
    return {
        "id": sheet.id,
        "month": sheet.month,
        "giver": sheet.giver,
        "medals": [
            {"to": medal.to, "for": medal.cause.target if medal.cause else None, "reason": medal.reason} for medal in sheet.medals
        ],
        "waivers": _waivers(sheet.waivers),
        "story": sheet.source.body or None,
    }


def _waivers(waivers: Iterable[Waiver]) -> list[Json]:
    return [{"rule": entry.rule, "reason": entry.reason, "until": _day(entry.until)} for entry in waivers]


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
        "formerly": [reference.target for reference in objective.formerly],
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
                "notation": _notation({"from": amendment.before, "to": amendment.after}),
            }
            for amendment in objective.amendments
        ],
        "comments": [
            {"date": entry.date.isoformat(), "by": entry.by, "text": entry.text}
            for entry in company.workspace.said_of(objective.id)
        ],
        "reason": objective.reason or None,
        "waivers": _waivers(objective.waivers),
        "imported": objective.imported._asdict() if objective.imported else None,
        "story": objective.source.body or None,
    }


def _key_result(entry: KeyResult, standing: KeyResultStanding) -> Json:
    measure = entry.measure
    start = target = direction = None
    unit = ""
    if isinstance(measure, Metric):
        start, target, unit = measure.start, measure.target, measure.unit
    elif isinstance(measure, Threshold):
        start, target, unit, direction = measure.floor, measure.limit, measure.unit, measure.direction
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
        "direction": direction,
        "done": _day(measure.done) if isinstance(measure, YesNo) else None,
        "source": entry.source or None,
        "due": _day(entry.due),
        "reason": entry.reason or None,
        "imported": entry.imported._asdict() if entry.imported else None,
        "initiatives": [{"title": work.title, "url": work.url or None, "done": _day(work.done)} for work in entry.initiatives],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _notation(values: Json) -> Json | None:
    """Write values as YAML where JSON alone could not tell what they are; None where it can tell."""
    return {key: flow(value) for key, value in values.items()} if _is_ambiguous([*values.values()]) else None


def _is_ambiguous(value: object) -> bool:
    """Tell whether a text in a value looks like a day, or a number is none of JSON's."""
    if isinstance(value, dict):
        return any(map(_is_ambiguous, value.values()))
    if isinstance(value, list):
        return any(map(_is_ambiguous, value))
    return bool(DAY.match(value)) if isinstance(value, str) else isinstance(value, float) and value - value != 0


def _plain(value: object) -> object:
    """Make an amendment's value, which an author may have written as anything, fit for JSON."""
    if isinstance(value, str | int | bool | None):
        return value
    if isinstance(value, float):
        return as_written(value) if value - value == 0 else None  # infinities and NaN are no JSON
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value)
