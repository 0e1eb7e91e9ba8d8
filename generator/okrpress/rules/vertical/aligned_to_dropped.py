"""Nothing aligns to what was dropped.

When an objective or a key result is dropped, everything that helped to reach it has lost its reason, and its owners are
often the last to hear of it. This is how they hear.

Align to what took its place, or drop this one as well and say why.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    aligns_to: [company/reliable#on-time]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
      - id: damage
        title: Damaged parcels stay at most 9 in 10,000
        threshold: {at_most: 9, unit: "per 10,000"}
        dropped: 2026-11-02
        reason: The insurer counts them now
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    aligns_to: [company/reliable#on-time]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
      - id: damage
        title: Damaged parcels stay at most 9 in 10,000
        threshold: {at_most: 9, unit: "per 10,000"}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR306"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at what each link leads to."""
    for objective in company.open_objectives:
        for ref in objective.aligns_to:
            parent = company.workspace.objectives.get(ref.objective)
            if parent is None or parent is objective:
                continue
            key_result = parent.key_result(ref.part)
            if parent.stage != "dropped" and (key_result is None or key_result.dropped is None):
                continue
            yield notice(
                objective,
                say("aligns_to: the objective '{parent}' was dropped", parent=parent.id)
                if parent.stage == "dropped"
                else say("aligns_to: the key result '{parent}' was dropped", parent=ref.target),
                ref.at,
                hint=say("align to what took its place, or drop this one as well and say why"),
            )
