"""What an objective commits its owner to, part by part, as amendments name the parts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from okrpress.company import Company
from okrpress.model import MEASURE_NAMES, Amendment, KeyResult, Metric, Milestones, Objective, Threshold
from okrpress.problem import Message, say
from okrpress.source import Place

MEASURE_FIELDS = frozenset({"target", "start", "at_least", "at_most", "floor"})
"""Fields that a measure holds."""


class Part(NamedTuple):
    """What a record says of one field, and where."""

    value: object
    place: Place


Parts: TypeAlias = Mapping[tuple[str, str], Part]
"""(key result, field) → what the record says."""


def parts(objective: Objective) -> Parts:
    """Return (key result, field) → what the record says; the key result is "" for the objective itself."""
    found = {
        ("", "title"): Part(objective.title, ("title",)),
        ("", "weight"): Part(objective.weight, ("weight",)),
        ("", "type"): Part(objective.type, ("type",)),
    }
    for key_result in objective.key_results:
        found |= {(key_result.id, name): part for name, part in _of_key_result(key_result).items()}
    return found


def _of_key_result(key_result: KeyResult) -> dict[str, Part]:
    at, measure = key_result.at, key_result.measure
    found = {
        "title": Part(key_result.title, (*at, "title")),
        "weight": Part(key_result.weight, (*at, "weight")),
        "due": Part(key_result.due, (*at, "due")),
    }
    if measure is None:
        return found
    name = MEASURE_NAMES[type(measure)]
    found["measure"] = Part(name, (*at, name))
    match measure:
        case Metric():
            found["start"] = Part(measure.start, (*at, name, "start"))
            found["target"] = Part(measure.target, (*at, name, "target"))
        case Threshold():
            found[measure.direction] = Part(measure.limit, (*at, name, measure.direction))
            found["floor"] = Part(measure.floor, (*at, name, "floor"))
        case Milestones():
            steps = ", ".join(f"{step.title} ({step.weight:g})" for step in measure.items)
            found["measure"] = Part(f"{name}: {steps}", (*at, name))
    return found


def is_same(one: object, other: object) -> bool:
    """Tell whether two values say the same, whatever their spelling: 98 and "98.0", or texts that differ in spaces."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if one is None or other is None:
        return one is other
    if isinstance(one, int | float) or isinstance(other, int | float):
        try:
            return math.isclose(float(str(one)), float(str(other)), rel_tol=1e-9)
        except (ValueError, OverflowError):
            return False
    return str(one).split() == str(other).split()


def is_binding(company: Company, was: Objective) -> bool:
    """Tell whether what an objective was is a commitment today: agreed, in a cycle that runs."""
    return was.stage == "agreed" and company.phases.get(was.cycle) in ("running", "review")


def added(was: Objective, objective: Objective) -> list[Amendment]:
    """Return the amendments that were not there before, by date; a reason may be worded better."""
    known = [_what(entry) for entry in was.amendments]
    return sorted((entry for entry in objective.amendments if _what(entry) not in known), key=lambda entry: entry.date)


def removed(was: Objective, objective: Objective) -> list[Amendment]:
    """Return the amendments that were there before and are not any more."""
    return added(objective, was)


def _what(entry: Amendment) -> tuple[date, str, str, object, object]:
    return entry.date, entry.key_result, entry.field, entry.before, entry.after


def saying(objective: Objective, amendments: Sequence[Amendment], key_result: str, field: str, value: object) -> Amendment | None:
    """Return the amendment that tells of a field's change: a new one that speaks of it, else an older one that leads to it.

    `amendments` are the new ones; one of the measure speaks for all that a measure holds.
    """
    names = {field, "measure"} if field in MEASURE_FIELDS else {field}
    fresh = [entry for entry in amendments if entry.key_result == key_result and entry.field in names]
    if fresh:
        return fresh[-1]
    of_field = [entry for entry in objective.amendments if (entry.key_result, entry.field) == (key_result, field)]
    last = max(of_field, key=lambda entry: entry.date, default=None)
    return last if last is not None and is_same(last.after, value) else None


def shown(value: object) -> str | Message:
    """Write a value into a message."""
    if value is None or value == "":
        return say("nothing")
    if isinstance(value, int | float):
        return f"{value:.10g}"
    return f"'{' '.join(str(value).split())[:60]}'"
