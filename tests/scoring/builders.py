"""Short words for values that scoring reads: a cycle of a hundred days, key results, objectives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from okrpress.alignment import Alignment
from okrpress.model import (
    Amendment,
    CheckIn,
    Cycle,
    Grade,
    KeyResult,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Objective,
    Phases,
    Reference,
    Workspace,
)
from okrpress.scoring.assess import assess
from okrpress.scoring.standing import KeyResultStanding, ObjectiveStanding, Standings
from okrpress.settings import Settings, Thresholds
from okrpress.source import Source

START = date(2026, 1, 1)
DAYS = 100
"""From the first day of the cycle to the last: a day is a hundredth of it."""
MIDDLE = 50
SOURCE = Source("here.md")


def day(number: float) -> date:
    """Return the day so many days after the cycle's first."""
    return START + timedelta(days=int(number))


def cycle(name: str = "c", first: int = 0, last: int = DAYS) -> Cycle:
    """Build a cycle; by default in review from day 86 and closed from day 114 on."""
    phases = Phases(day(first - 14), day(first - 7), day(last - 14), day(last + 14))
    return Cycle(name, name, day(first), day(last), phases, SOURCE)


def check_in(on: int, value: float | None = None, confidence: float | None = None) -> CheckIn:
    return CheckIn(day(on), value, confidence, "li-na", "", ())


def check_ins(*given: tuple[int, float | None]) -> tuple[CheckIn, ...]:
    """Build check-ins of (day, value), sorted as the loader sorts them."""
    return tuple(sorted((check_in(on, value) for on, value in given), key=lambda entry: entry.date))


def milestones(*steps: tuple[float, int | None]) -> Milestones:
    """Build milestones of (weight, day done)."""
    return Milestones(tuple(Milestone("step", weight, None if done is None else day(done), ()) for weight, done in steps))


def key_result(measure: Measure | None = None, name: str = "kr1", *, weight: float = 1.0, **rest: Any) -> KeyResult:
    """Build a key result; `grade` may be a number, `dropped` a day's number, `check_ins` pairs of (day, value)."""
    if isinstance(rest.get("grade"), int | float):
        rest["grade"] = Grade(rest["grade"], "", ())
    if isinstance(rest.get("dropped"), int):
        rest["dropped"] = day(rest["dropped"])
    given = rest.pop("check_ins", ())
    rest["check_ins"] = given if all(isinstance(entry, CheckIn) for entry in given) else check_ins(*given)
    return KeyResult(name, "title", "company", weight, measure, (), **rest)


def at(score: float | None, name: str = "kr1", **rest: Any) -> KeyResult:
    """Build a key result that stands at a score, spoken of on day 45; None: one that cannot be scored."""
    if score is None:
        return key_result(Metric(1, 1), name, **rest)
    return key_result(Metric(0, 1), name, check_ins=((45, score),), **rest)


def at_each(*scores: float | None) -> tuple[KeyResult, ...]:
    return tuple(at(score, f"kr{number}") for number, score in enumerate(scores, 1))


def objective(
    *key_results: KeyResult, name: str = "c/company/o", kind: str = "aspirational", stage: str = "agreed", **rest: Any
) -> Objective:
    """Build an objective; `aligns_to` are full ids."""
    cycle_id, owner, slug = name.split("/")
    rest["aligns_to"] = tuple(Reference(target, target, ()) for target in rest.get("aligns_to", ()))
    return Objective(name, cycle_id, owner, slug, "title", kind, "top-down", stage, SOURCE, key_results=key_results, **rest)


def amendment(field: str, before: object, on: int = 40, key: str = "kr1") -> Amendment:
    return Amendment(day(on), key, field, before, None, "", ())


def assessed(
    *objectives: Objective, on: int = MIDDLE, cycles: Iterable[Cycle] | None = None, thresholds: Thresholds | None = None
) -> Standings:
    """Assess a workspace of these objectives."""
    known = [cycle()] if cycles is None else cycles
    workspace = Workspace(
        settings=Settings(scoring=thresholds or Thresholds()),
        cycles={entry.id: entry for entry in known},
        objectives={entry.id: entry for entry in objectives},
    )
    return assess(workspace, Alignment.of(workspace), day(on))


def stands(one: Objective, **rest: Any) -> ObjectiveStanding:
    """Return how a lone objective stands."""
    return assessed(one, **rest).objectives[one.id]


def kr_stands(one: KeyResult, kind: str = "aspirational", **rest: Any) -> KeyResultStanding:
    """Return how the only key result of a lone objective stands."""
    return stands(objective(one, kind=kind), **rest).key_results[one.id]
