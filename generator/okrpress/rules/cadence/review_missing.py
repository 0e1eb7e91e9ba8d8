"""Every owner reviews a cycle when it is closed.

The review (复盘) is where a cycle's work becomes something learned: what went well, what did not, what comes next. A cycle that
ends in numbers alone teaches nothing, and the next one begins with the same mistakes.

Write `cycles/<cycle>/<owner>/review.md`: the day, who took part, a decision for each objective, and a few sentences. `okr new
review` begins it. Owners who had nothing agreed in the cycle, or were gone before it closed, owe none.

Source: B, the book chapter on OKR: 复盘.

Bad:

    # cycles/2026-Q3/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - id: hours
        title: Hours on the road fall from 30 to 24
        metric: {start: 30, target: 24, unit: hours}
        check_ins: [{date: 2026-09-28, value: 25.8, note: The pass was closed}]
        grade: {score: 0.7}
    ---

Good:

    # cycles/2026-Q3/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - id: hours
        title: Hours on the road fall from 30 to 24
        metric: {start: 30, target: 24, unit: hours}
        check_ins: [{date: 2026-09-28, value: 25.8, note: The pass was closed}]
        grade: {score: 0.7}
    ---
    # cycles/2026-Q3/logistics/review.md
    ---
    date: 2026-10-08
    participants: [li-na, wang-lei]
    decisions: [{objective: speed, decision: continue, reason: The pass is open again}]
    ---
    Two of three routes are faster. The third waits for the pass; we ask for a snow plough earlier.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR607"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for owners of agreed objectives in closed cycles; the finding stands in the owner's own record."""
    workspace = company.workspace
    for owner, cycles in company.unreviewed.items():
        record = workspace.units.get(owner) or workspace.people.get(owner)
        if record is None:  # unknown-owner
            continue
        for cycle in cycles:
            closed = workspace.cycles[cycle].phases.closed
            if company.phases[cycle] != "closed":
                continue
            yield notice(
                record,
                say("{name} has no review of {cycle}, closed on {day}", name=record.name, cycle=cycle, day=closed.isoformat()),
                hint=say("cycles/{cycle}/{owner}/review.md holds it; 'okr new review' begins it", cycle=cycle, owner=owner),
            )
