"""puzzle/okr: the answer of its interface, `/api/v2/overview`, with `/api/v2/quarters` beside it so that periods have days.

A metric moves from `baseline` to `targetValue`; what was promised at least (`commitValue`) and hoped for (`stretchGoal`) is kept
in the story. An ordinal key result has three zones, which become milestones.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from datetime import date
from typing import Any, Final

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Told, Work
from okrpress.exchange.json_parts import Object, number, objects, text
from okrpress.exchange.mapping import Mapping
from okrpress.exchange.own_json import json_of
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import say
from okrpress.refusal import Refusal

_ZONES: Final = (("COMMIT", "commitZone"), ("TARGET", "targetZone"), ("STRETCH", "stretchZone"))


def read(content: str, mapping: Mapping) -> Foreign:
    """Read an overview: by itself, or as `{"overview": […], "quarters": […]}`.

    Raises:
        Refusal: it is none.

    """
    data = json_of(content)
    overview = data.get("overview") if isinstance(data, dict) else data
    teams = objects(overview)
    if not any("objectives" in team for team in teams):
        raise Refusal("the file is no overview: save the answer of /api/v2/overview, or {'overview': …, 'quarters': …}")
    quarters = {text(entry.get("id")): entry for entry in objects(data.get("quarters") if isinstance(data, dict) else None)}
    foreign = Foreign("puzzle")
    order = 0
    for place, entry in enumerate(teams):
        team = entry.get("team")
        owner = text(team.get("name")) if isinstance(team, dict) else ""
        for number_, objective in enumerate(objects(entry.get("objectives"))):
            order += 1
            origin = Origin(order, say("{list}[{number}]", list=f"overview[{place}].objectives", number=number_))
            found = _objective(objective, origin, owner, quarters, mapping)
            if not found.title:
                foreign.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no title"),)))
                continue
            foreign.objectives.append(found)
            for place_, result in enumerate(objects(objective.get("keyResults"))):
                order += 1
                where = say("{list}[{number}]", list=f"overview[{place}].objectives[{number_}].keyResults", number=place_)
                _take(foreign, found, result, Origin(order, where))
                order += len(objects(result.get("actionList")))
    return foreign


def _objective(entry: Object, origin: Origin, owner: str, quarters: Map[str, Object], mapping: Mapping) -> ForeignObjective:
    quarter = entry.get("quarter")
    quarter = quarter if isinstance(quarter, dict) else {}
    known = quarters.get(text(quarter.get("id")), quarter)
    return ForeignObjective(
        title=text(entry.get("title")),
        origin=origin,
        id=f"objective {text(entry.get('id'))}" if entry.get("id") is not None else "",
        owner=owner,
        cycle=text(known.get("label")),
        first=_day(known.get("startDate")),
        last=_day(known.get("endDate")),
        stage=mapping.value("stage", text(entry.get("state"))),
        story=text(entry.get("description")),
    )


def _take(foreign: Foreign, objective: ForeignObjective, entry: Object, origin: Origin) -> None:
    title = text(entry.get("title"))
    if not title:
        foreign.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no title"),)))
        return
    result = ForeignResult(title, origin, f"key result {text(entry.get('id'))}" if entry.get("id") is not None else "")
    result.owner = _person(entry.get("owner"))
    last = entry.get("lastCheckIn")
    last = last if isinstance(last, dict) else {}
    day, confidence = _day(last.get("createdOn")), number(last.get("confidence"))
    note = text(last.get("changeInfo"))
    if text(entry.get("keyResultType")) == "ordinal":
        _ordinal(result, entry, text(last.get("zone")), day)
        value = None
    else:
        _metric(result, entry, objective)
        value = number(last.get("value"))
    if value is not None or confidence is not None or note:
        result.told.append(Told(day, value, confidence, note=note))
    if description := text(entry.get("description")):
        objective.story = "\n\n".join(filter(None, (objective.story, f"**{title}**: {description}")))
    for number_, action in enumerate(objects(entry.get("actionList")), start=1):
        place = Origin(origin.order + number_, say("{where}, action {number}", where=origin.where, number=number_))
        if name := text(action.get("action")):
            result.work.append(Work(name, place, done=day if action.get("isChecked") is True else None))
    objective.results.append(result)


def _metric(result: ForeignResult, entry: Object, objective: ForeignObjective) -> None:
    baseline, target, stretch = (number(entry.get(name)) for name in ("baseline", "targetValue", "stretchGoal"))
    target = target if target is not None else stretch
    unit = entry.get("unit")
    name = text(unit.get("unitName")) if isinstance(unit, dict) else text(unit)
    named = {"unit": "%" if name.upper() == "PERCENT" else name} if name and name.upper() not in ("NUMBER", "UNKNOWN") else {}
    if target is not None and (baseline or 0) != target:
        result.measure = {"metric": {"start": baseline or 0, "target": target, **named}}
    elif target is not None:
        result.measure = {"threshold": {"at_least": target, **named}}
        result.notes.append(say("start and target are the same: it is a limit to keep"))
    zones = [
        f"{word} {value:g}"
        for word, value in (("commit", number(entry.get("commitValue"))), ("stretch", stretch))
        if value is not None
    ]
    if zones:
        objective.story = "\n\n".join(filter(None, (objective.story, f"**{result.title}**: {', '.join(zones)}")))


def _ordinal(result: ForeignResult, entry: Object, zone: str, day: date | None) -> None:
    """Turn zones into steps: whoever is in one has reached those before it."""
    reached = next((number_ for number_, (name, _) in enumerate(_ZONES, start=1) if name == zone.upper()), 0)
    steps: list[Object] = []
    for number_, (_, key) in enumerate(_ZONES, start=1):
        if title := text(entry.get(key)):
            steps.append({"title": " ".join(title.split()), **({"done": day} if number_ <= reached and day else {})})
    if steps:
        result.measure = {"milestones": steps}


def _person(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, dict):
        return ""
    return " ".join(filter(None, (text(value.get("firstName")), text(value.get("lastName")))))


def _day(value: Any) -> date | None:  # noqa: ANN401 - whatever JSON holds
    """Return a day; Jackson may write one as a list of numbers."""
    if isinstance(value, list):
        value = "-".join(map(str, value[:3]))
    try:
        return cells.day(text(value))
    except Misread:
        return None
