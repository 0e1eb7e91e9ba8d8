"""Lark (Feishu 飞书) OKR: the answer of its open interface, `okr/v1/okrs/batch_get` or `okr/v1/users/:user_id/okrs`.

Scores and weights are 0 … 100, times are milliseconds, and a status is 0 (as usual), 1 (at risk), 2 (late), -1 (none given).
The answer does not say whose the OKRs are: they were asked for by person. `--owner` says so, or a `user_id` beside each answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Told
from okrpress.exchange.json_parts import Object, number, objects, text
from okrpress.exchange.mapping import Mapping
from okrpress.exchange.own_json import json_of
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import say
from okrpress.refusal import Refusal

_HERE: Final = timezone(timedelta(hours=8))
"""Feishu's days begin and end in Beijing."""


def read(content: str, mapping: Mapping) -> Foreign:
    """Read an answer, or a list of answers.

    Raises:
        Refusal: it is none.

    """
    foreign = Foreign("lark")
    found = list(_okrs(json_of(content), ""))
    if not found:
        raise Refusal("the file has no 'okr_list': save the answer of okr/v1/okrs/batch_get, or of okr/v1/users/:user_id/okrs")
    order = 0
    for place, (owner, okr) in enumerate(found):
        for number_, entry in enumerate(objects(okr.get("objective_list"))):
            order += 1
            origin = Origin(order, say("{list}[{number}]", list=f"okr_list[{place}].objective_list", number=number_))
            title = text(entry.get("content"))
            if not title:
                foreign.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no title"),)))
                continue
            objective = ForeignObjective(
                title=title,
                origin=origin,
                id=text(entry.get("id")),
                owner=owner,
                cycle=text(okr.get("name")) or text(okr.get("period_id")),
                story=text(entry.get("progress_report")),
                parents=[text(other.get("id")) for other in objects(entry.get("aligning_objective_list"))],
                weight=number(entry.get("weight")) or None,
            )
            foreign.objectives.append(objective)
            for place_, result in enumerate(objects(entry.get("kr_list"))):
                order += 1
                where = say("{list}[{number}]", list=f"okr_list[{place}].objective_list[{number_}].kr_list", number=place_)
                _take(foreign, objective, result, Origin(order, where), mapping)
    return foreign


def _okrs(value: Any, owner: str) -> Iterator[tuple[str, Object]]:  # noqa: ANN401 - whatever JSON holds
    """Yield every OKR of a person and a period, with whose it is where that is said."""
    if isinstance(value, list):
        for entry in value:
            yield from _okrs(entry, owner)
    elif isinstance(value, dict):
        owner = text(value.get("owner")) or text(value.get("user_id")) or owner
        if "objective_list" in value:
            yield owner, value
        else:
            for name in ("data", "okr_list", "items", "answers"):
                yield from _okrs(value.get(name), owner)


def _take(foreign: Foreign, objective: ForeignObjective, entry: Object, origin: Origin, mapping: Mapping) -> None:
    title = text(entry.get("content"))
    if not title:
        foreign.outcomes.append(Outcome(origin, "refused", "", notes=(say("it has no title"),)))
        return
    rate = entry.get("progress_rate")
    rate = rate if isinstance(rate, dict) else {}
    percent, status = number(rate.get("percent")), text(rate.get("status"))
    score = number(entry.get("score"))
    weight = number(entry.get("kr_weight"))
    is_scored = bool(_moment(entry.get("score_last_updated_time"))) or bool(score)
    result = ForeignResult(
        title=title,
        origin=origin,
        id=text(entry.get("id")),
        weight=(weight if weight is not None else number(entry.get("weight"))) or None,
        measure={"metric": {"start": 0, "target": 100, "unit": "%"}},
        score=score / 100 if score is not None and is_scored else None,
        progress=None if percent is None or percent < 0 else percent / 100,
        due=_moment(entry.get("deadline")),
    )
    told = mapping.values.get("status", {}).get(status, "")
    if result.progress is not None or told:
        times = ("progress_rate_percent_last_updated_time", "progress_rate_status_last_updated_time")
        day = max(filter(None, (_moment(entry.get(name)) for name in times)), default=None)
        result.told.append(Told(day, None if result.progress is None else percent, note=told))
    objective.results.append(result)


def _moment(value: Any) -> date | None:  # noqa: ANN401 - whatever JSON holds
    """Return the day of a time in milliseconds; None for 0, which stands for never."""
    milliseconds = number(value)
    if not milliseconds or milliseconds < 0:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(_HERE).date()
    except (OverflowError, ValueError, OSError):
        return None
