"""A commitment made easier is said aloud.

Amending a target is honest, and sometimes right. Everyone who relied on the old one should notice all the same, so a target
that came nearer, a threshold that gave way, a later date, a cancelled key result or a commitment that became aspirational is
listed here and on the objective's own page, with both scores: as it stands, and as first agreed.

If the change stands, set the rule aside with a waiver that says who agreed to it. Changes that together make it no easier than
it was at first are left alone, and so are other fields.

Source: L, GitLab's handbook; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 80 %, metric: {start: 71, target: 80, unit: "%"}}
    amendments:
      - {date: 2026-11-05, key_result: load, field: target, from: 90, to: 80, reason: The new trucks come late}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 95 %, metric: {start: 71, target: 95, unit: "%"}}
    amendments:
      - {date: 2026-11-05, key_result: load, field: target, from: 90, to: 95, reason: The new trucks came early}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrpress.company import Company
from okrpress.model import Amendment, KeyResult, Measure, Metric, Objective, Threshold
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR512"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the amendments of agreed objectives, field by field."""
    for objective in company.open_objectives:
        if objective.stage != "agreed" or not objective.amendments:
            continue
        fields: dict[tuple[str, str], list[Amendment]] = {}
        for entry in sorted(objective.amendments, key=lambda entry: entry.date):
            fields.setdefault((entry.key_result, entry.field), []).append(entry)
        for (key_result_id, _), history in fields.items():
            key_result = objective.key_result(key_result_id)
            if not key_result_id and _is_freed(history[-1], since=history[0].before):
                yield from (_freed(objective, entry) for entry in history if _is_freed(entry, since=entry.before))
            if key_result is not None and _is_easier(key_result, history[-1], since=history[0].before):
                yield from _lowered(objective, key_result, history)


def _is_freed(amendment: Amendment, *, since: object) -> bool:
    """Tell whether an amendment made of a promise something to strive for."""
    return amendment.field == "type" and since == "committed" and amendment.after == "aspirational"


def _freed(objective: Objective, amendment: Amendment) -> Problem:
    return notice(
        objective,
        say("amendments: what was committed has become aspirational"),
        amendment.at,
        hint=say("tell those who rely on it; a waiver can say who agreed to it"),
    )


def _lowered(objective: Objective, key_result: KeyResult, history: list[Amendment]) -> Iterator[Problem]:
    for amendment in history:
        if _is_easier(key_result, amendment, since=amendment.before):
            yield notice(
                objective,
                say("amendments: '{key_result}' was made easier: {field}", key_result=key_result.id, field=amendment.field),
                amendment.at,
                hint=say("tell those who rely on it; a waiver can say who agreed to it"),
            )


def _is_easier(key_result: KeyResult, amendment: Amendment, *, since: object) -> bool:
    """Tell whether what an amendment leads to asks for less than what was there before it."""
    before, after = since, amendment.after
    if amendment.field == "dropped":
        return key_result.dropped is not None
    if isinstance(before, date) and isinstance(after, date):
        return amendment.field == "due" and after > before
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return False
    sign = _more_asks_more(key_result.measure, amendment.field, before, after)
    return after < before if sign > 0 else after > before if sign < 0 else False


def _more_asks_more(measure: Measure | None, name: str, before: float, after: float) -> int:
    """Return 1 where a greater number in a field asks for more, -1 where it asks for less, 0 where neither can be said."""
    if isinstance(measure, Metric) and name in ("target", "start"):
        return 1 if (before > measure.start if name == "target" else measure.target > after) else -1
    if isinstance(measure, Threshold) and name in (measure.direction, "floor"):
        return 1 if measure.direction == "at_least" else -1
    return 0
