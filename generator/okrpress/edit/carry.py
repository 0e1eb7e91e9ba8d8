"""Carrying an objective into a later cycle: what is left of it, from where it stands, linked to where it came from."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from okrpress.company import Company
from okrpress.edit.amend import as_written
from okrpress.edit.change import Value
from okrpress.edit.fresh import Fresh
from okrpress.fields import KEY_RESULT, OBJECTIVE
from okrpress.handles import implied_dates
from okrpress.model import KeyResult, Metric, Milestones, Objective, Reference, YesNo
from okrpress.problem import Message, say
from okrpress.refusal import Refusal
from okrpress.scoring.standing import KeyResultStanding
from okrpress.source import parse

_GOES: Final = ("title", "type", "origin", "priority", "weight", "contributors", "tags")
"""What goes along as it is."""
_STAYS: Final = frozenset({"check_ins", "grade", "dropped", "reason", "imported"})
"""What a key result leaves behind."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The new objective, and what whoever carries it should know."""

    fresh: Fresh
    notes: tuple[Message, ...]
    times: tuple[str, ...]
    """The objectives that it was carried from before, nearest first; more than one means: again."""


def carry(company: Company, objective: Objective, raw: str, cycle: str, together: Collection[str] = ()) -> Carried:
    """Return an objective as it goes on in another cycle; `together` are the ids that are carried in the same go.

    Raises:
        Refusal: the cycle is no later one, nothing of it is left, or it was carried there already.

    """
    begin = _begin(company, objective, cycle)
    notes: list[Message] = []
    front = parse(raw).front
    places = {"aligns_to": objective.aligns_to, "supports": objective.supports}
    kept: dict[str, Value] = {key: copy.deepcopy(front[key]) for key in _GOES if key in front}
    kept["stage"] = "draft"
    kept["carried_from"] = objective.id
    for key, references in places.items():
        kept[key] = [word for found in references if (word := _reference(company, found, cycle, begin, together, notes))]
    kept["key_results"] = _key_results(company, objective, front, begin, notes)
    kept["asks"] = _asks(objective, front, begin, kept["key_results"])
    ordered = {key: kept[key] for key in OBJECTIVE.fields if kept.get(key) not in (None, [])}
    fresh = Fresh(f"cycles/{cycle}/{objective.owner}/{objective.slug}.md", ordered, parse(raw).body)
    return Carried(fresh, tuple(notes), _history(company, objective))


def _begin(company: Company, objective: Objective, cycle: str) -> date:
    """Return the first day of the cycle that it is carried into."""
    if objective.stage == "dropped":
        raise Refusal(f"'{objective.id}' was dropped; what is taken up again is a new objective")
    known, implied = company.workspace.cycles.get(cycle), implied_dates(cycle)
    begin = known.start if known else implied[0] if implied else None
    own = company.workspace.cycles[objective.cycle]
    if begin is None or begin <= own.start or cycle == objective.cycle:
        raise Refusal(f"'{cycle}' does not come after {objective.cycle}, the cycle of '{objective.id}'")
    for other in company.workspace.objectives.values():
        if other.cycle == cycle and other.carried_from and other.carried_from.target == objective.id:
            raise Refusal(f"'{objective.id}' was carried into {cycle} already: {other.id}")
    return begin


def _history(company: Company, objective: Objective) -> tuple[str, ...]:
    """Follow an objective back to where it first came from."""
    way = [objective.id]
    found: Objective | None = objective
    while found is not None and found.carried_from is not None and found.carried_from.target not in way:
        way.append(found.carried_from.target)
        found = company.workspace.objectives.get(found.carried_from.target)
    return tuple(way)


def _reference(  # noqa: PLR0913, PLR0917 - what decides whether a link still holds
    company: Company, found: Reference, cycle: str, begin: date, together: Collection[str], notes: list[Message]
) -> str:
    """Return a reference as it holds in the new cycle; "" with a note where nothing is there any more."""
    if found.is_theme:
        return found.written
    old_cycle, _, bare = found.objective.partition("/")
    part = f"#{found.part}" if found.part else ""
    there = company.workspace.objectives.get(f"{cycle}/{bare}")
    if there is not None and (not found.part or there.key_result(found.part)):
        return f"{bare}{part}"
    if found.objective in together and old_cycle != cycle:
        return f"{bare}{part}"
    old = company.workspace.cycles.get(old_cycle)
    if old is not None and old.start <= begin <= old.end and company.workspace.knows(found):
        return f"{found.objective}{part}"
    notes.append(say("left out, as {cycle} has nothing of that name yet: {reference}", cycle=cycle, reference=found.written))
    return ""


def _key_results(
    company: Company, objective: Objective, front: Mapping[str, Any], begin: date, notes: list[Message]
) -> list[Value]:
    standings = company.standing(objective.id).key_results
    kept: list[Value] = []
    for entry in objective.key_results:
        standing = standings.get(entry.id, KeyResultStanding())
        if entry.dropped:
            continue
        if isinstance(entry.measure, Metric | Milestones | YesNo) and (standing.computed_score or 0) >= 1:
            notes.append(say("left out, as it is reached: {key_result}", key_result=entry.id))
            continue
        raw: dict[str, Value] = copy.deepcopy(front["key_results"][entry.at[1]])
        kept.append(_key_result(entry, raw, standing, begin, notes))
    if not kept:
        raise Refusal(f"nothing of '{objective.id}' is left to carry: each key result is reached or dropped")
    return kept


def _key_result(
    entry: KeyResult, raw: dict[str, Value], standing: KeyResultStanding, begin: date, notes: list[Message]
) -> dict[str, Value]:
    raw = {key: value for key, value in raw.items() if key not in _STAYS}
    if entry.due and entry.due < begin:
        raw.pop("due", None)
    measure = entry.measure
    if isinstance(measure, Metric) and isinstance(inner := raw.get("metric"), dict):
        old, new = inner["start"], as_written(measure.start if standing.current is None else standing.current)
        inner["start"] = new
        if old != new and str(old) in entry.title:
            notes.append(
                say(
                    "{key_result} starts at {new} now, and its title still says {old}",
                    key_result=entry.id,
                    new=str(new),
                    old=str(old),
                )
            )
    if isinstance(measure, Milestones) and isinstance(steps := raw.get("milestones"), list):
        raw["milestones"] = [step for step, item in zip(steps, measure.items, strict=True) if not item.done]
    if isinstance(work := raw.get("initiatives"), list):
        raw["initiatives"] = [item for item in work if not (isinstance(item, dict) and item.get("done"))]
    raw = {"id": entry.id, **{key: value for key, value in raw.items() if key != "id"}}
    order = list(KEY_RESULT.fields)
    in_order = sorted(raw, key=lambda key: order.index(key) if key in order else len(order))
    return {key: raw[key] for key in in_order if raw[key] != []}


def _asks(objective: Objective, front: Mapping[str, Any], begin: date, key_results: Value) -> list[Value]:
    """Keep the asks that are open, without a day that will have passed."""
    known = {entry["id"] for entry in key_results if isinstance(entry, dict)} if isinstance(key_results, list) else set()
    kept: list[Value] = []
    for ask in objective.asks:
        if not ask.is_open or (ask.key_result and ask.key_result not in known):
            continue
        raw: dict[str, Value] = copy.deepcopy(front["asks"][ask.at[1]])
        if ask.by and ask.by < begin:
            raw.pop("by", None)
        kept.append({"id": ask.id, **{key: value for key, value in raw.items() if key != "id"}})
    return kept
