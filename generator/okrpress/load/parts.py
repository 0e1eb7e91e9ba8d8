"""From checked front matter to the parts of an objective: key results, measures, check-ins, asks, amendments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from okrpress.fields import MEASURES
from okrpress.handles import is_handle
from okrpress.load.shape import Checked
from okrpress.model import (
    Amendment,
    Ask,
    CheckIn,
    Grade,
    Initiative,
    KeyResult,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Reference,
    Rollup,
    Threshold,
    Waiver,
    YesNo,
)
from okrpress.problem import say
from okrpress.source import Place

Fitted: TypeAlias = Mapping[str, Any]
"""Values that the vocabulary let pass (`shape.fit`)."""
Items: TypeAlias = Sequence[tuple[Any, Place]]
"""A list that the vocabulary let pass: each item with its place."""


def reference(written: str, cycle: str, at: Place) -> Reference:
    """Complete a reference: one that names no cycle means its own record's."""
    path, mark, part = written.partition("#")
    if path != "strategy" and path.count("/") == 1:
        path = f"{cycle}/{path}"
    return Reference(path + mark + part, written, at)


def references(items: Items, cycle: str) -> tuple[Reference, ...]:
    """Complete a list of references."""
    return tuple(reference(written, cycle, at) for written, at in items)


def plain(items: Items) -> tuple[Any, ...]:
    """Drop the places of a list."""
    return tuple(value for value, _ in items)


def key_results(items: Items, owner: str, checked: Checked) -> tuple[KeyResult, ...]:
    """Build the key results of an objective; each id is unique in the file."""
    built: list[KeyResult] = []
    taken: dict[str, Place] = {}
    for index, (fitted, at) in enumerate(items):
        part_id = _part_id(fitted, f"kr{index + 1}", taken, at, checked)
        built.append(_key_result(fitted, part_id, owner, at, checked))
    return tuple(built)


def _part_id(fitted: Fitted, default: str, taken: dict[str, Place], at: Place, checked: Checked) -> str:
    """Return the id of a part of a record; a repeated one is reported and made unique."""
    part_id: str = fitted.get("id", default)
    place = (*at, "id") if "id" in fitted else at
    if not is_handle(part_id):
        checked.at(
            "wrong-type",
            say("id: '{id}' is not a short name of lower-case letters, digits and hyphens", id=part_id),
            place,
        )
        part_id = default
    if part_id in taken:
        checked.at(
            "duplicate-id",
            say("id: '{id}' is taken by an earlier item of this file", id=part_id),
            place,
            say("give each its own id; references depend on it"),
        )
        number = 2
        while f"{part_id}-{number}" in taken:
            number += 1
        part_id = f"{part_id}-{number}"
    taken[part_id] = at
    return part_id


def _key_result(fitted: Fitted, part_id: str, owner: str, at: Place, checked: Checked) -> KeyResult:
    grade = fitted.get("grade")
    return KeyResult(
        id=part_id,
        title=fitted.get("title", part_id),
        owner=fitted.get("owner", owner),
        weight=fitted.get("weight", 1.0),
        measure=_measure(fitted, at, checked),
        at=at,
        source=fitted.get("source", ""),
        due=fitted.get("due"),
        check_ins=_check_ins(fitted.get("check_ins", ())),
        initiatives=tuple(
            Initiative(item.get("title", ""), item.get("url", ""), item.get("done") or None)
            for item, _ in fitted.get("initiatives", ())
        ),
        grade=Grade(grade["score"], grade.get("note", ""), (*at, "grade")) if grade and "score" in grade else None,
        dropped=fitted.get("dropped"),
        reason=fitted.get("reason", ""),
    )


def _check_ins(items: Items) -> tuple[CheckIn, ...]:
    built = [
        CheckIn(
            item["date"], item.get("value"), item.get("confidence"), item.get("by", ""), item.get("note", ""), at
        )
        for item, at in items
        if "date" in item
    ]
    built.sort(key=lambda check_in: check_in.date)  # stable: those of one day stay in the order of the file
    return tuple(built)


def _measure(fitted: Fitted, at: Place, checked: Checked) -> Measure | None:
    """Return the one measure of a key result; none or several are reported."""
    given = [name for name in MEASURES if name in checked.keys[at]]
    if len(given) != 1:
        message = (
            say("a key result needs one measure, and this has none")
            if not given
            else say("a key result has one measure, and this has {count}: {keys}", count=len(given), keys=", ".join(given))
        )
        checked.at("measure-count", message, at, say("exactly one of {keys}", keys=", ".join(MEASURES)))
        return None
    name = given[0]
    if name not in fitted:
        return None  # its own problem is reported already
    value = fitted[name]
    if name == "metric":
        return Metric(value["start"], value["target"], value.get("unit", "")) if value.keys() >= {"start", "target"} else None
    if name == "threshold":
        return _threshold(value, (*at, "threshold"), checked)
    if name == "milestones":
        return _milestones(value, (*at, "milestones"), checked)
    return YesNo(value or None) if name == "done" else Rollup()


def _threshold(value: Fitted, at: Place, checked: Checked) -> Threshold | None:
    limits = [name for name in ("at_least", "at_most") if name in value]
    if len(limits) != 1:
        checked.at("measure-count", say("threshold: exactly one of at_least and at_most is wanted"), at)
        return None
    return Threshold(
        "at_least" if limits[0] == "at_least" else "at_most", value[limits[0]], value.get("floor"), value.get("unit", "")
    )


def _milestones(items: Items, at: Place, checked: Checked) -> Milestones | None:
    if not items:
        checked.at("measure-count", say("milestones: the list is empty"), at, say("name at least one step"))
        return None
    return Milestones(
        tuple(
            Milestone(item.get("title", ""), item.get("weight", 1.0), item.get("done") or None, place) for item, place in items
        )
    )


def asks(items: Items, checked: Checked) -> tuple[Ask, ...]:
    """Build the asks of an objective."""
    taken: dict[str, Place] = {}
    return tuple(
        Ask(
            id=_part_id(item, f"ask{index + 1}", taken, at, checked),
            to=item.get("to", ""),
            what=item.get("what", ""),
            key_result=item.get("key_result", ""),
            by=item.get("by"),
            done=item.get("done"),
            withdrawn=item.get("withdrawn", ""),
            declined=item.get("declined", ""),
            at=at,
        )
        for index, (item, at) in enumerate(items)
    )


def amendments(items: Items) -> tuple[Amendment, ...]:
    """Build the amendments of an objective; one without date or field is reported already and left out."""
    return tuple(
        Amendment(
            item["date"],
            item.get("key_result", ""),
            item["field"],
            item.get("from"),
            item.get("to"),
            item.get("reason", ""),
            at,
        )
        for item, at in items
        if item.keys() >= {"date", "field"}
    )


def waivers(items: Items) -> tuple[Waiver, ...]:
    """Build the waivers of a record; one without a rule or a reason is reported already and sets nothing aside."""
    return tuple(
        Waiver(item["rule"], item["reason"], item.get("until"), at)
        for item, at in items
        if item.keys() >= {"rule", "reason"}
    )
