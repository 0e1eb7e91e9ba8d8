"""As first agreed: what the commitments were before their amendments."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrpress.model import (
    MEASURE_NAMES,
    Amendment,
    KeyResult,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Objective,
    Rollup,
    Threshold,
    YesNo,
)

UNSCORED_FIELDS: Final = frozenset({"title", "due", "type"})
"""Fields whose amendment moves no score; the type moves what the score is held against."""

DEFINING_FIELDS: Final = frozenset({"measure", "start", "target", "at_least", "at_most"})
"""Fields without which there is no measure: that they came from nothing says that the key result was not there before.
A weight, a floor, a due date or a drop comes from nothing without saying so."""


class Commitment(NamedTuple):
    """A key result as it was first agreed."""

    counts: bool
    """False for one that was added later, or was dropped from the beginning."""
    weight: float
    """Not a number where the record does not say it: no mean can be computed then."""
    measure: Measure | None
    """None where the record does not say it."""
    is_same_measure: bool
    """Whether the measure has not been amended: its score, grade included, then stands."""


def is_amended(objective: Objective) -> bool:
    """Tell whether any amendment may move the score of a key result."""
    return any(entry.key_result and entry.field not in UNSCORED_FIELDS for entry in objective.amendments)


def first_agreed(objective: Objective, begun: date | None) -> dict[str, Commitment]:
    """Return each key result of an amended objective as first agreed, by id (SCORING, As first agreed).

    Every field takes the `from` of its earliest amendment: earliest by date, in the order of the file on one day.

    * Added later: something that defines the measure was amended, and nothing of it had a `from` the first time, as in
      `{key_result: x, field: target, to: 5}`.
    * Dropped later: an amendment of `dropped` without a `from`; where none speaks of it, a `dropped` date from the cycle's
      first day (`begun`) on.
    """
    amendments: dict[str, list[Amendment]] = {}
    for entry in sorted(objective.amendments, key=lambda entry: entry.date):
        amendments.setdefault(entry.key_result, []).append(entry)
    return {
        key_result.id: _commitment(key_result, amendments.get(key_result.id, ()), begun) for key_result in objective.key_results
    }


def _commitment(key_result: KeyResult, amendments: Sequence[Amendment], begun: date | None) -> Commitment:
    before = _earliest(amendments)
    added = _is_added_later(before)
    dropped = key_result.dropped is not None and begun is not None and key_result.dropped < begun
    weight: float | None = key_result.weight
    if "weight" in before:
        weight = 1.0 if before["weight"] is None else _number(before["weight"])
    is_same = DEFINING_FIELDS.isdisjoint(before) and "floor" not in before
    return Commitment(
        counts=not added and not before.get("dropped", dropped),
        weight=math.nan if weight is None else weight,
        measure=key_result.measure if is_same else _measure_before(key_result.measure, amendments),
        is_same_measure=is_same,
    )


def _earliest(amendments: Sequence[Amendment]) -> dict[str, object]:
    before: dict[str, object] = {}
    for entry in amendments:
        before.setdefault(entry.field, entry.before)
    return before


def _is_added_later(before: Mapping[str, object]) -> bool:
    defining = [value for name, value in before.items() if name in DEFINING_FIELDS]
    return bool(defining) and all(value is None for value in defining)


def _measure_before(measure: Measure | None, amendments: Sequence[Amendment]) -> Measure | None:
    """Return the measure with the earliest `from` values put back; None where they do not make one."""
    kind, parts = _parts(measure)
    replaced = next((entry for entry in amendments if entry.field == "measure"), None)
    if replaced is not None:
        # What was amended after that day belongs to the measure that came in, not to the one that went.
        amendments = [entry for entry in amendments if entry.date <= replaced.date]
        kind, parts = _written(replaced.before)
    before = _earliest(amendments)
    parts = {**parts, **{name: before[name] for name in ("start", "target", "at_least", "at_most", "floor") if name in before}}
    return _build(kind, parts)


def _parts(measure: Measure | None) -> tuple[str, dict[str, object]]:
    """Take a measure apart into its front-matter key and what is written under it."""
    if isinstance(measure, Metric):
        return "metric", {"start": measure.start, "target": measure.target}
    if isinstance(measure, Threshold):
        return "threshold", {measure.direction: measure.limit, "floor": measure.floor}
    return MEASURE_NAMES.get(type(measure), ""), {"": measure}


def _written(before: object) -> tuple[str, dict[str, object]]:
    """Read a measure as an amendment gives it: a map as in a key result, or its name with its fields amended beside it."""
    if not isinstance(before, Mapping) or len(before) != 1:
        return (before if isinstance(before, str) else ""), {}
    ((kind, value),) = before.items()
    if kind in ("metric", "threshold") and isinstance(value, Mapping):
        return str(kind), {str(key): entry for key, entry in value.items()}
    if kind == "milestones" and isinstance(value, Sequence):
        steps = [step for step in value if isinstance(step, Mapping)]
        return "milestones", {"": Milestones(tuple(_milestone(step) for step in steps))}
    if kind == "done":
        return "done", {"": YesNo(value if isinstance(value, date) else None)}
    return str(kind), {}


def _milestone(step: Mapping[object, object]) -> Milestone:
    weight, done = _number(step.get("weight", 1.0)), step.get("done")
    return Milestone(
        title=str(step.get("title", "")),
        weight=math.nan if weight is None else weight,
        done=done if isinstance(done, date) else None,
        at=(),
    )


def _build(kind: str, parts: Mapping[str, object]) -> Measure | None:
    start, target, at_least, at_most, floor = (
        _number(parts.get(name)) for name in ("start", "target", "at_least", "at_most", "floor")
    )
    whole = parts.get("")
    if kind == "metric" and start is not None and target is not None:
        return Metric(start, target)
    if kind == "threshold" and (parts.get("floor") is None or floor is not None):
        if at_least is not None and parts.get("at_most") is None:
            return Threshold("at_least", at_least, floor)
        if at_most is not None and parts.get("at_least") is None:
            return Threshold("at_most", at_most, floor)
    if isinstance(whole, Milestones | YesNo):
        return whole
    return Rollup() if kind == "rollup" else None


def _number(value: object) -> float | None:
    """Read a finite number, quoted or not; prose with a number in it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
