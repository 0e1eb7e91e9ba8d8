"""When a cycle is closed, its key results are graded.

The grade is where the owner says: this is what it was worth. Without it a closed cycle holds measurements and nobody's
judgement, and the next planning starts from nothing.

Write `grade: {score: …, note: …}`; `okr grade` does it for you. Milestones and yes or no are their own grade. What
was never agreed, or was dropped, needs none, and neither does a key result that weighs 0.

Source: G, Google's OKR playbook; B, the book chapter on OKR.

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
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Metric, Objective, Rollup, Threshold
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR503"
SEVERITY = "error"


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at the closed cycles."""
    phases = company.phases
    if objective.stage != "agreed" or phases[objective.cycle] != "closed":
        return
    for key_result in objective.key_results:
        if key_result.grade is not None or key_result.dropped is not None or not key_result.weight:
            continue
        if isinstance(key_result.measure, Metric | Threshold | Rollup):
            yield notice(
                objective,
                say("the key result '{key_result}' has no grade, and its cycle is closed", key_result=key_result.id),
                key_result.at,
                hint=say("write its grade: a score of 0 … 1 and, for a missed commitment, a note"),
            )
