"""Two owners who read the same number want the same of it.

When one wants a number up and another wants it down, or they name different targets, at least one of them must fail, and each
will explain it by the other. Numbers are the same when key results of one cycle name the same `source`.

Agree on one target; the other owner then moves something of its own that helps to reach it. If the page behind the link shows
several numbers, link each key result to its own, or give each its `unit`. Objectives of one owner are left alone.

Source: B, the book chapter on OKR; T, requirement tools.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        source: https://bi.example.com/load
    ---
    # cycles/2026-Q4/customer-service/rush.md
    ---
    title: No truck keeps a customer waiting
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    key_results:
      - id: load
        title: Load per truck falls from 71 % to 60 %
        metric: {start: 71, target: 60, unit: "%"}
        source: https://bi.example.com/load
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        source: https://bi.example.com/load
    ---
    # cycles/2026-Q4/customer-service/rush.md
    ---
    title: No truck keeps a customer waiting
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    key_results:
      - id: wait
        title: Customers who wait for a truck fall from 9 % to 2 %
        metric: {start: 9, target: 2, unit: "%"}
        source: https://bi.example.com/waiting
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from okrpress.company import Company
from okrpress.model import KeyResult, Metric, Objective, Threshold
from okrpress.problem import Message, Problem, say
from okrpress.rules.gauges import gauge_of
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR406"
SEVERITY = "warning"


class _Wish(NamedTuple):
    """What a key result wants of a number."""

    objective: Objective
    key_result: KeyResult
    direction: Literal["up", "down"]
    number: float
    unit: str
    at: Place


def check(company: Company) -> Iterator[Problem]:
    """Compare the key results of each cycle that read the same number; each is told of the first that it is at odds with."""
    by_gauge: dict[tuple[str, str], list[_Wish]] = {}
    for objective in company.open_objectives:
        for key_result in objective.key_results:
            if key_result.source and key_result.dropped is None and (gauge := gauge_of(key_result)):
                wish = _wish(objective, key_result)
                if wish is not None:
                    by_gauge.setdefault((objective.cycle, gauge), []).append(wish)
    for wishes in by_gauge.values():
        for wish in wishes if len(wishes) > 1 else ():
            other = next((entry for entry in wishes if _are_at_odds(wish, entry)), None)
            if other is not None:
                yield notice(
                    wish.objective,
                    _message(wish, other),
                    wish.at,
                    hint=say("agree on one target; if these are two numbers, give each its own source"),
                )


def _wish(objective: Objective, key_result: KeyResult) -> _Wish | None:
    measure = key_result.measure
    if isinstance(measure, Metric) and measure.start != measure.target:
        direction: Literal["up", "down"] = "up" if measure.target > measure.start else "down"
        return _Wish(objective, key_result, direction, measure.target, measure.unit, (*key_result.at, "metric", "target"))
    if isinstance(measure, Threshold):
        direction = "up" if measure.direction == "at_least" else "down"
        return _Wish(
            objective, key_result, direction, measure.limit, measure.unit, (*key_result.at, "threshold", measure.direction)
        )
    return None


def _are_at_odds(wish: _Wish, other: _Wish) -> bool:
    if wish.objective.owner == other.objective.owner or (wish.unit and other.unit and wish.unit != other.unit):
        return False
    return wish.direction != other.direction or wish.number != other.number


def _message(wish: _Wish, other: _Wish) -> Message:
    names = {"mine": wish.key_result.id, "other": f"{other.objective.id}#{other.key_result.id}"}
    if wish.direction != other.direction:
        return say("'{mine}' and '{other}' pull the same number in opposite directions", **names)
    numbers = {"number": f"{wish.number:.10g}", "others": f"{other.number:,.10g}"}
    return say("'{mine}' wants {number} of the same number of which '{other}' wants {others}", **names, **numbers)
