"""oslokommune/okr-tracker: its Firestore collections as JSON, as `firestore-export` tools and its own backups write them.

`objectives`, `keyResults` with their `progress`, and beside them `organizations`, `departments`, `products`, `periods` and
`objectiveContributors`, which say whose they are; each a map by id. A reference is a path, `departments/abc`.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from datetime import UTC, date, datetime
from typing import Any, Final

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Told
from okrpress.exchange.json_parts import Object, number, objects, text
from okrpress.exchange.own_json import json_of
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import say
from okrpress.refusal import Refusal

_OWNERS: Final = ("organizations", "departments", "products")


def read(content: str) -> Foreign:
    """Read the collections.

    Raises:
        Refusal: they are none.

    """
    data = json_of(content)
    if isinstance(data, dict) and isinstance(data.get("__collections__"), dict):
        data = data["__collections__"]
    if not isinstance(data, dict) or "objectives" not in data:
        raise Refusal("the file has no 'objectives': export the Firestore collections as one JSON object by name")
    foreign = Foreign("okr-tracker")
    names = {f"{kind}/{entry.get('id', '')}": text(entry.get("name")) for kind in _OWNERS for entry in objects(data.get(kind))}
    periods = {f"periods/{entry.get('id', '')}": entry for entry in objects(data.get("periods"))}
    shared: dict[str, list[str]] = {}
    for entry in objects(data.get("objectiveContributors")):
        shared.setdefault(_bare(_reference(entry.get("objective"))), []).append(names.get(_reference(entry.get("item")), ""))
    by_id: dict[str, ForeignObjective] = {}
    order = 0
    for entry in objects(data["objectives"]):
        order += 1
        origin = Origin(order, say("{list} '{id}'", list="objectives", id=text(entry.get("id"))))
        if not _is_kept(foreign, entry, origin):
            continue
        found = _objective(entry, origin, names, periods)
        found.contributors = [name for name in shared.get(found.id, ()) if name and name != found.owner]
        by_id[found.id] = found
        foreign.objectives.append(found)
    for entry in objects(data.get("keyResults")):
        order += 1
        origin = Origin(order, say("{list} '{id}'", list="keyResults", id=text(entry.get("id"))))
        if not _is_kept(foreign, entry, origin):
            continue
        objective = by_id.get(_bare(_reference(entry.get("objective"))))
        if objective is None:
            note = say("its objective is not in the file: {id}", id=_bare(_reference(entry.get("objective"))) or "?")
            foreign.outcomes.append(Outcome(origin, "refused", text(entry.get("name")), notes=(note,)))
            continue
        objective.results.append(_result(entry, origin, names, objective))
    return foreign


def _is_kept(foreign: Foreign, entry: Object, origin: Origin) -> bool:
    title = text(entry.get("name"))
    if not title:
        foreign.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no title"),)))
    elif entry.get("archived") is True:
        foreign.outcomes.append(Outcome(origin, "skipped", title, notes=(say("it is archived over there"),)))
    return bool(title) and entry.get("archived") is not True


def _objective(entry: Object, origin: Origin, names: Map[str, str], periods: Map[str, Object]) -> ForeignObjective:
    parent = _reference(entry.get("parent"))
    period = periods.get(_reference(entry.get("period")), {})
    return ForeignObjective(
        title=text(entry.get("name")),
        origin=origin,
        id=text(entry.get("id")),
        owner=names.get(parent) or _bare(parent),
        cycle=text(period.get("name")),
        first=_day(period.get("startDate") or entry.get("startDate")),
        last=_day(period.get("endDate") or entry.get("endDate")),
        story=text(entry.get("description")),
        weight=number(entry.get("weight")),
    )


def _result(entry: Object, origin: Origin, names: Map[str, str], objective: ForeignObjective) -> ForeignResult:
    start, target, unit = number(entry.get("startValue")), number(entry.get("targetValue")), text(entry.get("unit"))
    parent = _reference(entry.get("parent"))
    owner = names.get(parent) or _bare(parent)
    result = ForeignResult(
        title=text(entry.get("name")),
        origin=origin,
        id=text(entry.get("id")),
        owner=owner if owner != objective.owner else "",
        weight=number(entry.get("weight")),
        told=sorted(_progress(entry), key=lambda told: told.day or date.max),
        progress=number(entry.get("progression")),
    )
    if target is not None and start != target:
        result.measure = {"metric": {"start": start or 0, "target": target, **({"unit": unit} if unit else {})}}
    elif target is not None:
        result.measure = {"threshold": {"at_least": target, **({"unit": unit} if unit else {})}}
        result.notes.append(say("start and target are the same: it is a limit to keep"))
    if not result.told and (current := number(entry.get("currentValue"))) is not None and current != start:
        result.told = [Told(None, current)]
    story = text(entry.get("description")) or text(entry.get("notes"))
    if story:
        objective.story = "\n\n".join(filter(None, (objective.story, f"**{result.title}**: {story}")))
    return result


def _progress(entry: Object) -> Iterator[Told]:
    """Yield what was said of a key result, from wherever the export put its collection."""
    inner = entry.get("progress")
    if inner is None and isinstance(entry.get("__collections__"), dict):
        inner = entry["__collections__"].get("progress")
    for told in objects(inner):
        value, day = number(told.get("value")), _day(told.get("timestamp") or told.get("created"))
        if told.get("archived") is not True and value is not None:
            yield Told(day, value, note=text(told.get("comment")))


def _reference(value: Any) -> str:  # noqa: ANN401 - each export tool writes references in its own way
    """Return a reference as `collection/id`."""
    if isinstance(value, dict):
        found = next((value[name] for name in ("__ref__", "__path__", "path", "value") if name in value), None)
        if found is None and isinstance(value.get("_path"), dict):
            found = "/".join(map(str, value["_path"].get("segments", ())))
        value = found
    path = text(value).removeprefix("__ref__:").rpartition("/documents/")[2].strip("/")
    return "/".join(path.split("/")[-2:])


def _bare(reference: str) -> str:
    return reference.rpartition("/")[2]


def _day(value: Any) -> date | None:  # noqa: ANN401 - each export tool writes times in its own way
    """Return the day of a time."""
    if isinstance(value, dict):
        value = next((value[name] for name in ("_seconds", "seconds", "__time__", "value") if name in value), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) > 10**11 else value
        try:
            return datetime.fromtimestamp(seconds, UTC).date()
        except (OverflowError, ValueError, OSError):
            return None
    try:
        return cells.day(text(value).removeprefix("__time__:")) if value else None
    except Misread:
        return None
