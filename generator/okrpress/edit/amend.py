"""An amendment: a commitment is changed in the open, the value and the line that says so together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from okrpress.edit.change import Append, Change, Exchange, Put, Value, is_same
from okrpress.edit.checkin import one_line
from okrpress.edit.order import KEY_RESULT, METRIC, OBJECTIVE, THRESHOLD, before
from okrpress.fields import AMENDABLE, MEASURES
from okrpress.load.checked import short
from okrpress.load.suggest import Names
from okrpress.load.values import MISSING, fitter, is_blank
from okrpress.model import (
    MEASURE_NAMES,
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
from okrpress.refusal import Refusal
from okrpress.shapes import Shape
from okrpress.source import Place
from okrpress.yaml_text import read_yaml
from okrpress.yaml_words import typed

_WHERE: Final[Mapping[str, tuple[str, Shape]]] = {
    "start": ("metric", METRIC),
    "target": ("metric", METRIC),
    "at_least": ("threshold", THRESHOLD),
    "at_most": ("threshold", THRESHOLD),
    "floor": ("threshold", THRESHOLD),
}
"""Fields that stand inside a measure."""
OF_OBJECTIVE: Final = ("title", "weight", "type", "dropped")
OF_KEY_RESULT: Final = tuple(name for name in AMENDABLE if name != "type")


def fields_of(key_result: KeyResult | None) -> tuple[str, ...]:
    """Return what can be amended of a key result, or of an objective itself."""
    if key_result is None:
        return OF_OBJECTIVE
    inside: tuple[str, ...] = ("target", "start") if isinstance(key_result.measure, Metric) else ()
    if isinstance(key_result.measure, Threshold):
        inside = (key_result.measure.direction, "floor")
    return (*inside, *(name for name in OF_KEY_RESULT if name not in _WHERE))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change."""

    field: str
    to: str
    """As it was typed: a number, a day, a text, or for `measure` a map such as `{threshold: {at_least: 99}}`."""
    reason: str
    day: date
    is_begun: bool = True
    """Whether the cycle has begun: before that nothing was promised, and the change needs no amendment."""


def amend(objective: Objective, key_result: KeyResult | None, wish: Wish) -> tuple[Change, ...]:
    """Return what an amendment changes: the value, and the line among the `amendments`.

    Raises:
        Refusal: there is no such field, the value does not fit, or nothing would change.

    """
    if wish.field not in fields_of(key_result):
        raise Refusal(_no_field(objective, key_result, wish.field))
    if not one_line(wish.reason):
        raise Refusal("an amendment says why: give --reason")
    if wish.field == "dropped":
        changes, old, new = _drop(objective, key_result, wish)
    elif wish.field == "measure" and key_result is not None:
        changes, old, new = _exchange(key_result, wish.to)
    else:
        changes, old, new = _replace(objective, key_result, wish.field, wish.to)
    return (*changes, *(_lines(key_result, wish, old, new) if wish.is_begun else ()))


def _no_field(objective: Objective, key_result: KeyResult | None, field: str) -> str:
    """Say what can be amended instead."""
    possible = fields_of(key_result)
    if key_result is None and field in OF_KEY_RESULT:
        known = ", ".join(entry.id for entry in objective.key_results)
        return f"an objective itself has no '{field}': give --key-result, one of {known}"
    what = f"'{key_result.id}'" if key_result else "an objective itself"
    close = Names(possible).nearest(field)
    return f"{what} has no '{short(field)}' to amend" + (
        f". Did you mean {close}?" if close else f"; it has {', '.join(possible)}"
    )


def _replace(objective: Objective, key_result: KeyResult | None, field: str, to: str) -> tuple[list[Change], Value, Value]:
    """Change one value."""
    at, shape = _place(key_result, field)
    old: Any = getattr(key_result.measure if key_result and field in _WHERE else key_result or objective, field, None)
    if key_result is not None and isinstance(key_result.measure, Threshold) and field == key_result.measure.direction:
        old = key_result.measure.limit
    new = _fitting(shape, field, to)
    old = as_written(old)
    if is_same(old, new):
        raise Refusal(f"{field} is {_shown(old)} already")
    if isinstance(key_result, KeyResult) and isinstance(key_result.measure, Metric) and field in ("start", "target"):
        other = key_result.measure.start if field == "target" else key_result.measure.target
        if isinstance(new, int | float) and math.isclose(new, other):
            raise Refusal(f"start and target would both be {_shown(new)}; nothing could be measured")
    return [Put((*at, field), new, before(shape, field))], old, new


def _place(key_result: KeyResult | None, field: str) -> tuple[Place, Shape]:
    if key_result is None:
        return (), OBJECTIVE
    if field in _WHERE:
        key, shape = _WHERE[field]
        return (*key_result.at, key), shape
    return key_result.at, KEY_RESULT


def _fitting(shape: Shape, field: str, to: str) -> Value:
    """Read what was typed as the vocabulary wants it."""
    known = shape.fields[field]
    text = one_line(to)
    value: Any = text if known.kind.name in ("TEXT", "CHOICE") else typed(text)
    if is_blank(value) or fitter(known)(value) is MISSING:
        wanted = " or ".join(known.words) if known.words else known.kind.value
        raise Refusal(f"--to: {field} is {wanted}, not '{short(to)}'")
    fitted: Value = value
    return fitted


def _exchange(key_result: KeyResult, to: str) -> tuple[list[Change], Value, Value]:
    """Put another measure in the place of the one that is there."""
    values = read_yaml(to, first_line=1).values
    if len(values) != 1 or next(iter(values)) not in MEASURES:
        raise Refusal(f"--to: a measure is one of {', '.join(MEASURES)}, as in '{{threshold: {{at_least: 99}}}}'")
    ((name, new),) = values.items()
    old_name = MEASURE_NAMES.get(type(key_result.measure))
    if old_name is None:
        raise Refusal(f"'{key_result.id}' has no measure that could be replaced; add one to the file")
    if name == old_name:
        raise Refusal(f"the measure is '{name}' already: amend what stands inside it, or write it into the file")
    return [Exchange((*key_result.at, old_name), name, new)], measure_values(key_result.measure), {name: new}


def measure_values(measure: Measure | None) -> Value:
    """Return a measure as a record writes it."""
    match measure:
        case Metric(start, target, unit):
            inner: dict[str, Value] = {"start": as_written(start), "target": as_written(target)}
            return {"metric": {**inner, "unit": unit} if unit else inner}
        case Threshold(direction, limit, floor, unit):
            inner = {direction: as_written(limit)}
            inner |= {key: value for key, value in (("floor", as_written(floor)), ("unit", unit)) if value not in (None, "")}
            return {"threshold": inner}
        case Milestones(items):
            return {"milestones": [_milestone(item) for item in items]}
        case YesNo(done):
            return {"done": done or False}
        case Rollup():
            return {"rollup": "mean"}
    return None


def _milestone(item: Milestone) -> Value:
    entry: dict[str, Value] = {"title": item.title}
    if item.weight != 1:
        entry["weight"] = as_written(item.weight)
    return {**entry, "done": item.done} if item.done else entry


def _drop(objective: Objective, key_result: KeyResult | None, wish: Wish) -> tuple[list[Change], Value, Value]:
    """Drop a key result or a whole objective; both keep their place and say why."""
    on, reason = typed(wish.to) if wish.to else wish.day, one_line(wish.reason)
    if not isinstance(on, date):
        raise Refusal(f"--to: the day of the drop is written YYYY-MM-DD, not '{short(wish.to)}'")
    if key_result is None:
        if objective.stage == "dropped":
            raise Refusal(f"'{objective.id}' is dropped already")
        changes: list[Change] = [
            Put(("stage",), "dropped", before(OBJECTIVE, "stage")),
            Put(("reason",), reason, before(OBJECTIVE, "reason")),
        ]
    else:
        if key_result.dropped:
            raise Refusal(f"'{key_result.id}' was dropped on {key_result.dropped} already")
        changes = [
            Put((*key_result.at, "dropped"), on, before(KEY_RESULT, "dropped")),
            Put((*key_result.at, "reason"), reason, before(KEY_RESULT, "reason")),
        ]
    return changes, None, on


def _lines(key_result: KeyResult | None, wish: Wish, old: Value, new: Value) -> tuple[Change, ...]:
    entry: dict[str, Value] = {"date": wish.day}
    if key_result is not None:
        entry["key_result"] = key_result.id
    entry["field"] = wish.field
    if old not in (None, ""):
        entry["from"] = old
    entry |= {"to": new, "reason": one_line(wish.reason)}
    return (Append(("amendments",), entry, before(OBJECTIVE, "amendments")),)


def as_written(value: Any) -> Value:  # noqa: ANN401 - what a record holds is anything
    """Return a value as a person writes it: 96, not 96.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    written: Value = value
    return written


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else f"'{value}'" if isinstance(value, str) else str(value)
