"""What was carried into the next cycle once is finished there, cut down or dropped.

An objective that goes on for a second time has missed two cycles in the same shape. A third try at the same thing rarely ends
differently: it is too large for a cycle, or not what people really work on.

Change it: make it smaller, find what is in the way and make that the objective, or drop it and say why. A waiver with a reason
keeps it as it is, in the open.

Source: B, the book chapter on OKR: 复盘; R, Wodtke.

Bad:

    # cycles/2026-Q2/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: dropped
    reason: The scales came late
    ---
    # cycles/2026-Q3/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: dropped
    reason: The scales came late again
    carried_from: 2026-Q2/hub-north/loading
    ---
    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    carried_from: 2026-Q3/hub-north/loading
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # cycles/2026-Q3/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: dropped
    reason: The scales came late
    ---
    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    carried_from: 2026-Q3/hub-north/loading
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR609"
SEVERITY = "warning"

_TWICE = 2


def check(company: Company) -> Iterator[Problem]:
    """Follow `carried_from` back from what is open."""
    for objective in company.open_objectives:
        if objective.carried_from is None:
            continue
        origins = _origins(company, objective)
        if len(origins) >= _TWICE:
            yield notice(
                objective,
                say(
                    "carried_from: this has been carried on {times} times since '{origin}'",
                    times=len(origins),
                    origin=origins[-1],
                ),
                objective.carried_from.at,
                hint=say("make it smaller, take on what is in its way, or drop it and say why"),
            )


def _origins(company: Company, objective: Objective) -> list[str]:
    """Return the ids of what an objective goes on with, the latest first."""
    objectives = company.workspace.objectives
    found: list[str] = []
    current: Objective | None = objective
    while current is not None and current.carried_from is not None:
        current = objectives.get(current.carried_from.objective)
        if current is None or current.id in found or current is objective:
            break
        found.append(current.id)
    return found
