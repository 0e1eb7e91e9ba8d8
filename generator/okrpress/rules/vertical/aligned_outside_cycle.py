"""An objective aligns to something that lasts at least as long as it does.

What an objective helps to reach is still wanted while it runs, so its parent is of the same cycle or of a longer one
around it. A quarter aligns to its year; a year that aligns to a quarter, or to last year, outlives its own reason.

To go on with something earlier, write `carried_from` and align to what is wanted now.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q3/company/cheaper.md
    ---
    title: A parcel costs us less
    type: committed
    stage: agreed
    aligns_to: [strategy#growth]
    key_results:
      - id: cost
        title: Cost per parcel falls from 4.10 to 3.90
        metric: {start: 4.1, target: 3.9}
        check_ins: [{date: 2026-09-28, value: 3.9}]
        grade: {score: 1}
    ---
    # cycles/2026-Q4/hub-north/shifts.md
    ---
    title: Shifts fit the parcels that come
    type: aspirational
    stage: agreed
    aligns_to: [2026-Q3/company/cheaper]
    key_results:
      - {id: idle, title: Idle hours fall from 40 to 10, metric: {start: 40, target: 10, unit: hours}}
    ---

Good:

    # cycles/2026/company/cheaper.md
    ---
    title: A parcel costs us less
    type: committed
    stage: agreed
    aligns_to: [strategy#growth]
    key_results:
      - {id: cost, title: Cost per parcel falls from 4.10 to 3.90, metric: {start: 4.1, target: 3.9}}
    ---
    # cycles/2026-Q4/hub-north/shifts.md
    ---
    title: Shifts fit the parcels that come
    type: aspirational
    stage: agreed
    aligns_to: [2026/company/cheaper]
    key_results:
      - {id: idle, title: Idle hours fall from 40 to 10, metric: {start: 40, target: 10, unit: hours}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Cycle
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR305"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Compare the cycles at both ends of each link."""
    workspace = company.workspace
    for objective in company.open_objectives:
        for ref in objective.aligns_to:
            parent = workspace.objectives.get(ref.objective)
            if parent is None or parent.cycle == objective.cycle:
                continue
            own, other = workspace.cycles[objective.cycle], workspace.cycles[parent.cycle]
            if other.contains(own) or _belongs(own, other, company):
                continue
            yield notice(
                objective,
                say("aligns_to: '{parent}' is of a cycle that does not contain {cycle}", parent=parent.id, cycle=own.id),
                ref.at,
                hint=say("align to what is wanted now; 'carried_from: {parent}' says where it came from", parent=parent.id)
                if other.end < own.start
                else say("align to an objective of the same cycle or of a longer one around it"),
            )


def _belongs(own: Cycle, other: Cycle, company: Company) -> bool:
    """Tell whether a cycle says itself that it belongs to the other: a fortnight may straddle a quarter's end."""
    seen: set[str] = set()
    current: Cycle | None = own
    while current is not None and current.id not in seen:
        if current.parent == other.id:
            return True
        seen.add(current.id)
        current = company.workspace.cycles.get(current.parent)
    return False
