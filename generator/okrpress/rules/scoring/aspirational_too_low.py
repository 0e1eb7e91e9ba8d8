"""An aspiration is not nearly certain half way.

An aspirational objective stretches: at the start nobody knows how to reach all of it. When before half of the cycle has passed
every key result has already come as far as success asks, or its owner is as good as sure of it (confidence 9 or 10),
the target was drawn too low.

Raise the target with an amendment, or call the objective committed. Thresholds are left aside: what is kept from the first
day tells nothing about how far one aims.

Source: G, Google's OKR playbook; R, Wodtke: start at even odds.

Bad:

    # cycles/2026-Q4/li-na/coach.md
    ---
    title: Every shift leader coaches a newcomer
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: pairs
        title: Coaching pairs rise from 2 to 12
        metric: {start: 2, target: 12, unit: pairs}
        check_ins: [{date: 2026-11-05, value: 11, confidence: 9, by: li-na, note: Four new pairs}]
    ---

Good:

    # cycles/2026-Q4/li-na/coach.md
    ---
    title: Every shift leader coaches a newcomer
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: pairs
        title: Coaching pairs rise from 2 to 30
        metric: {start: 2, target: 30, unit: pairs}
        check_ins: [{date: 2026-11-05, value: 11, confidence: 5, by: li-na, note: Four new pairs}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective, Threshold
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.pace import elapsed
from okrpress.scoring.verdict import reaches

CODE = "OKR507"
SEVERITY = "info"

_HALF = 0.5
_SURE = 9


def check(company: Company) -> Iterator[Problem]:
    """Look at the aspirational objectives in the first half of their cycle."""
    early = {
        cycle.id
        for cycle in company.workspace.cycles.values()
        if company.phases[cycle.id] == "running" and elapsed(cycle.start, cycle.end, company.today) < _HALF
    }
    for objective in company.open_objectives:
        if objective.cycle not in early or objective.type != "aspirational" or objective.stage != "agreed":
            continue
        if _is_sure(company, objective):
            yield notice(
                objective,
                say("the aspiration '{objective}' is as good as reached in half the time", objective=objective.id),
                hint=say("raise the targets with 'okr amend', or call it committed"),
            )


def _is_sure(company: Company, objective: Objective) -> bool:
    enough = company.settings.scoring.attained(objective.type)
    standings = company.standing(objective.id).key_results
    counting = [
        standings[entry.id]
        for entry in objective.key_results
        if entry.dropped is None and entry.weight and not isinstance(entry.measure, Threshold)
    ]
    return bool(counting) and all(
        (entry.score is not None and reaches(entry.score, enough)) or (entry.confidence or 0) >= _SURE for entry in counting
    )
