"""Our own JSON, back into records: what `okr export` wrote, or the site publishes as `api/okrs.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from okrpress import fields
from okrpress.exchange.json_parts import DAY, objects
from okrpress.exchange.wanted import Arriving, Origin, Outcome, Piece, Wanted
from okrpress.exchange.whole import OBJECTIVE
from okrpress.exchange.written import own_phases
from okrpress.fields import Kind, Shape
from okrpress.load.folder import RecordKind
from okrpress.problem import Message, say
from okrpress.refusal import Refusal
from okrpress.yaml_text import read_yaml

VERSIONS: Final = (1,)


class _List(NamedTuple):
    """Where records of a kind are in the data, and what their ids begin with."""

    key: str
    kind: RecordKind
    prefix: str = ""


_LISTS: Final = (
    _List("cycles", "cycle"), _List("units", "unit", "units/"), _List("people", "person", "people/"),
    _List("reviews", "review"), _List("recognition", "recognition"), _List("objectives", "objective"),
)  # fmt: skip


def read(text: str) -> Arriving:
    """Read the data.

    Raises:
        Refusal: it is no JSON, or not ours.

    """
    data = json_of(text)
    if not isinstance(data, dict) or "version" not in data or not any(found.key in data for found in _LISTS):
        raise Refusal(
            "the file is not what 'okr export' writes: it has no 'version' and no 'objectives'; --from names another system"
        )
    if data["version"] not in VERSIONS:
        raise Refusal(
            f"version {data['version']} of the data is newer than this okrpress; it reads {', '.join(map(str, VERSIONS))}"
        )
    arriving = Arriving()
    order = 0
    for settings in (data.get("settings"),):
        if isinstance(settings, dict) and settings:
            front = _front(settings, fields.SETTINGS)
            arriving.wanted.append(_wanted("settings", "settings", front, None, Origin(order, say("settings"))))
    strategy = data.get("strategy")
    if isinstance(strategy, dict) and any(value for key, value in strategy.items()):
        order += 1
        front = _front(strategy, fields.STRATEGY)
        arriving.wanted.append(_wanted("strategy", "strategy", front, strategy.get("story"), Origin(order, say("strategy"))))
    for found in _LISTS:
        entries = data.get(found.key) or ()
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            order += 1
            origin = Origin(order, _where(found.key, number))
            if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not entry["id"]:
                arriving.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no id"),)))
                continue
            arriving.wanted.append(_record(found, entry, origin))
    return arriving


def json_of(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON; Refusal in one line where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refusal(f"the file is no JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise Refusal("the file is no JSON that anybody wrote: it is nested too deeply") from error


def _where(key: str, number: int) -> Message:
    return say("{list}[{number}]", list=key, number=number)


def _wanted(kind: RecordKind, record_id: str, front: Mapping[str, Any], story: object, origin: Origin) -> Wanted:
    title = str(front.get("title") or front.get("name") or record_id)
    return Wanted(kind, record_id, front, [Piece(origin, (), title)], story if isinstance(story, str) else None)


def _record(found: _List, entry: Mapping[str, Any], origin: Origin) -> Wanted:
    shape = OBJECTIVE if found.kind == "objective" else fields.RECORDS[found.kind]
    front = _front(entry, shape)
    if found.kind == "objective":
        written = list(_listed(entry.get("key_results") or ()))
        for result, whole in zip(front.get("key_results", ()), written, strict=False):
            if isinstance(result, dict) and isinstance(whole, dict):
                result.update(_measure(whole))
    if found.kind == "cycle":
        front = _unimplied(entry["id"], front)
        start, end, phases = (front.get(key) for key in ("start", "end", "phases"))
        if isinstance(start, date) and isinstance(end, date) and isinstance(phases, dict):
            front["phases"] = own_phases(phases, start, end)
    return _wanted(found.kind, found.prefix + entry["id"], front, entry.get("story"), origin)


def _unimplied(name: str, front: dict[str, Any]) -> dict[str, Any]:
    """Leave a cycle's title to its name where it is the same."""
    return {key: value for key, value in front.items() if not (key == "title" and value == name)}


def _front(entry: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """Return what of an object its record's front matter says; keys that are no record's are how things stand."""
    front: dict[str, Any] = {}
    for key, known in shape.fields.items():
        value = entry.get(key)
        is_empty = value in ([], {}, "") and known.kind is not Kind.ANY
        if value is None or is_empty or (shape is fields.KEY_RESULT and key in fields.MEASURES):
            continue
        if known.shape and known.many:
            front[key] = [_front(item, known.shape) if isinstance(item, dict) else item for item in _listed(value)]
        elif known.shape:
            front[key] = _front(value, known.shape) if isinstance(value, dict) else value
        else:
            front[key] = _value(value, known.kind)
    return {**front, **dict(_noted(entry.get("notation")))} if shape is fields.AMENDMENT else front


def _noted(notation: object) -> Iterator[tuple[str, Any]]:
    """Yield the values of an amendment that JSON alone could not tell, from their YAML; what is none is left to the JSON."""
    for key in ("from", "to"):
        text = notation.get(key) if isinstance(notation, dict) else None
        found = read_yaml(f"k: {text}", first_line=1) if isinstance(text, str) else None
        if found and not found.flaws and found.values.get("k") is not None:
            yield key, found.values["k"]


def _listed(value: object) -> Iterator[Any]:
    return iter(value if isinstance(value, list) else [value])


def _value(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - whatever JSON holds
    if kind in (Kind.DATE, Kind.FALSE_OR_DATE, Kind.ANY):
        return _dated(value)
    return value


def _dated(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Turn what is written as a day into one: JSON has none."""
    if isinstance(value, str) and DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, list):
        return [_dated(item) for item in value]
    return {key: _dated(item) for key, item in value.items()} if isinstance(value, dict) else value


def _measure(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a key result's measure as its record writes it."""
    start, target, unit = entry.get("start"), entry.get("target"), entry.get("unit")
    named = {"unit": unit} if unit else {}
    match entry.get("measure"):
        case "metric":
            return {"metric": {"start": start, "target": target, **named}}
        case "threshold":
            floor = {"floor": start} if start is not None else {}
            return {"threshold": {entry.get("direction") or "at_least": target, **floor, **named}}
        case "milestones":
            return {"milestones": [_front(step, fields.MILESTONE) for step in objects(entry.get("milestones"))]}
        case "done":
            return {"done": _dated(entry.get("done")) or False}
        case "rollup":
            return {"rollup": "mean"}
    return {}
