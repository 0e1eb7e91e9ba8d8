"""From checked front matter to the parts of an objective: key results, measures, check-ins, asks, amendments."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from okrpress.fields import MEASURES
from okrpress.handles import as_handle, is_handle
from okrpress.load.checked import Checked, short
from okrpress.model import (
    Amendment,
    Ask,
    CheckIn,
    Comment,
    Grade,
    Imported,
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
    """Complete a reference: one that names no cycle means its own record's, where that is in one."""
    path, mark, part = written.partition("#")
    if cycle and path != "strategy" and path.count("/") == 1:
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
    built: dict[str, KeyResult] = {}
    for index, (fitted, at) in enumerate(items):
        own_id = part_id(fitted, f"kr{index + 1}", built, at, checked)
        built[own_id] = _key_result(fitted, own_id, owner, at, checked)
    return tuple(built.values())


def part_id(fitted: Fitted, default: str, taken: Collection[str], at: Place, checked: Checked) -> str:
    """Return the id of a part of a record; a repeated one is reported and made unique."""
    own_id: str = fitted.get("id", default)
    place = (*at, "id") if "id" in fitted else at
    if not is_handle(own_id):
        checked.at(
            "wrong-type",
            say("id: '{id}' is not a short name of lower-case letters, digits and hyphens", id=short(own_id)),
            place,
            say("write {id}", id=as_handle(own_id)) if as_handle(own_id) else None,
        )
        own_id = default or as_handle(own_id) or f"id{len(taken) + 1}"
    if own_id in taken or own_id.casefold() in {other.casefold() for other in taken}:
        checked.at(
            "duplicate-id",
            say("id: '{id}' is taken by an earlier item of this file", id=own_id),
            place,
            say("give each its own id; references depend on it"),
        )
        number = 2
        while f"{own_id}-{number}" in taken:
            number += 1
        own_id = f"{own_id}-{number}"
    return own_id


def _key_result(fitted: Fitted, own_id: str, owner: str, at: Place, checked: Checked) -> KeyResult:
    grade = fitted.get("grade")
    if "dropped" in fitted and "reason" not in fitted:
        checked.at(
            "missing-key",
            say("a cancelled key result says why: 'reason' is missing"),
            at,
            say("reason: why it was cancelled"),
        )
    return KeyResult(
        id=own_id,
        title=fitted.get("title", own_id),
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
        imported=imported(fitted),
    )


def imported(fitted: Fitted) -> Imported | None:
    """Build where a record or a key result came from; what lacks a part is reported already."""
    found = fitted.get("imported", {})
    return Imported(found["system"], found["id"]) if found.keys() >= {"system", "id"} else None


def _check_ins(items: Items) -> tuple[CheckIn, ...]:
    built = [
        CheckIn(day, (get := item.get)("value"), get("confidence"), get("by", ""), get("note", ""), at)
        for item, at in items
        if (day := item.get("date"))
    ]
    built.sort(key=lambda check_in: check_in.date)  # stable: those of one day stay in the order of the file
    return tuple(built)


def _measure(fitted: Fitted, at: Place, checked: Checked) -> Measure | None:
    """Return the one measure of a key result; none or several are reported."""
    given = checked.measures[at]
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
        checked.at(
            "measure-count",
            say("a threshold has one limit, and this has none")
            if not limits
            else say("a threshold has one limit, and this has two"),
            at,
            say("exactly one of {keys}", keys="at_least, at_most"),
        )
        return None
    limit, floor = value[limits[0]], value.get("floor")
    upwards = limits[0] == "at_least"
    if floor is not None and (floor > limit if upwards else floor < limit):
        message = (
            say("floor: {floor} is above at_least, {limit}", floor=f"{floor:g}", limit=f"{limit:g}")
            if upwards
            else say("floor: {floor} is below at_most, {limit}", floor=f"{floor:g}", limit=f"{limit:g}")
        )
        checked.at("unknown-value", message, (*at, "floor"), say("the floor is the value that counts as nothing"))
        floor = None
    return Threshold("at_least" if upwards else "at_most", limit, floor, value.get("unit", ""))


def _milestones(items: Items, at: Place, checked: Checked) -> Milestones | None:
    if not items:
        checked.at("measure-count", say("milestones: the list is empty"), at, say("name at least one step"))
        return None
    return Milestones(
        tuple(Milestone(item.get("title", ""), item.get("weight", 1.0), item.get("done") or None, place) for item, place in items)
    )


def asks(items: Items, checked: Checked) -> tuple[Ask, ...]:
    """Build the asks of an objective."""
    taken: list[str] = []
    for index, (item, at) in enumerate(items):
        taken.append(part_id(item, f"ask{index + 1}", taken, at, checked))
    return tuple(
        Ask(
            id=own_id,
            to=item.get("to", ""),
            what=item.get("what", ""),
            key_result=item.get("key_result", ""),
            by=item.get("by"),
            done=item.get("done") or None,
            withdrawn=item.get("withdrawn", ""),
            declined=item.get("declined", ""),
            at=at,
        )
        for own_id, (item, at) in zip(taken, items, strict=True)
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


def comments(items: Items) -> tuple[Comment, ...]:
    """Build the comments on an objective; one that lacks a part is reported already and left out."""
    built = [Comment(item["date"], item["by"], item["text"], at) for item, at in items if item.keys() >= {"date", "by", "text"}]
    built.sort(key=lambda comment: comment.date)
    return tuple(built)


def waivers(items: Items) -> tuple[Waiver, ...]:
    """Build the waivers of a record; one without a rule or a reason is reported already and sets nothing aside."""
    return tuple(
        Waiver(item["rule"], item["reason"], item.get("until"), at) for item, at in items if item.keys() >= {"rule", "reason"}
    )
