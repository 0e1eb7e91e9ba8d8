"""When key results were last heard of: what two rules ask, each for its own part of the cycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.model import CheckIn, KeyResult, Objective, Rollup
from okrpress.scoring.measures import last_sign, up_to
from okrpress.scoring.pace import elapsed

HALF: Final = 0.5
"""The share of a cycle after which a key result that nobody ever spoke of has a rule of its own."""


class Watched(NamedTuple):
    """A key result that is waited for."""

    objective: Objective
    key_result: KeyResult
    newest: CheckIn | None
    last: date | None
    """The last day on which it moved or was spoken of; None where it never was."""
    is_stale: bool
    is_overlooked: bool
    """Whether half of the cycle has passed without any sign of it."""


def watched(company: Company) -> Iterator[Watched]:
    """Yield the key results of agreed objectives in cycles that run, but for those that are reached.

    Roll-ups speak by what is below them, and what was dropped is waited for no longer.
    """
    today = company.today
    for objective in company.open_objectives:
        cycle = company.workspace.cycles[objective.cycle]
        if objective.stage != "agreed" or company.phases[cycle.id] not in ("running", "review"):
            continue
        late = elapsed(cycle.start, cycle.end, today) >= HALF
        standings = company.standing(objective.id).key_results
        for key_result in objective.key_results:
            standing = standings[key_result.id]
            if key_result.dropped is not None or isinstance(key_result.measure, Rollup) or standing.health == "done":
                continue
            check_ins = up_to(key_result.check_ins, today)
            last = last_sign(key_result.measure, check_ins, today)
            newest = check_ins[-1] if check_ins else None
            yield Watched(objective, key_result, newest, last, standing.health == "stale", late and last is None)
