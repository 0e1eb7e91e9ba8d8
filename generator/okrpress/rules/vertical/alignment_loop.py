"""Alignment runs upwards and never comes back to where it began.

When A helps to reach B and B helps to reach A, neither says why it matters: both explain themselves by the other. One of
the links is usually a `supports` (help sideways) that was written as `aligns_to`.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: on-time, title: 98 % of parcels arrive on the promised day, metric: {start: 91, target: 98, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - {id: on-time, title: 98 % of parcels arrive on the promised day, metric: {start: 91, target: 98, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.loops import ring
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR303"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Report each loop at every objective on it; the shortest is an objective that aligns to itself."""
    for objective in company.workspace.objectives.values():
        for ref in objective.aligns_to:
            if ref.objective == objective.id and objective.stage != "dropped":
                yield _noticed(objective, ring([objective.id], 0), ref.at)
    for loop in company.alignment.loops():
        for position, objective_id in enumerate(loop):
            objective = company.workspace.objectives[objective_id]
            following = loop[(position + 1) % len(loop)]
            place = next((ref.at for ref in objective.aligns_to if ref.objective == following), ("aligns_to",))
            yield _noticed(objective, ring(loop, position), place)


def _noticed(objective: Objective, loop: str, place: Place) -> Problem:
    return notice(
        objective,
        say("aligns_to: the alignment runs in a loop: {loop}", loop=loop),
        place,
        hint=say("take one of these links away, or write it as 'supports'"),
    )
