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
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR607"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for owners of agreed objectives in closed cycles; each is told once, in the owner's own record."""
    workspace = company.workspace
    for owner, cycles in company.unreviewed.items():
        record = workspace.units.get(owner) or workspace.people.get(owner)
        missing = [cycle for cycle in cycles if company.phases[cycle] == "closed"]
        if record is None or not missing:  # unknown-owner
            continue
        latest = missing[0]
        yield notice(
            record,
            _message(record.name, latest, workspace.cycles[latest].phases.closed.isoformat(), len(missing) - 1),
            hint=say("cycles/{cycle}/{owner}/review.md holds it; 'okr new review' begins it", cycle=latest, owner=owner),
        )


def _message(name: str, cycle: str, day: str, earlier: int) -> Message:
    if not earlier:
        return say("{name} has no review of {cycle}, closed on {day}", name=name, cycle=cycle, day=day)
    return say(
        "{name} has no review of {cycle}, closed on {day}; missing from earlier cycles: {count}",
        name=name,
        cycle=cycle,
        day=day,
        count=earlier,
    )
