"""A commitment that was missed is explained.

Committed means: all of it, or we say why. A miss is no disgrace, it is news: about the plan, the help that did not
come, or the promise itself. What is explained once need not be missed twice for the same reason.

Write a `note` into the grade of each key result that fell short, in a closed cycle. Aspirational objectives owe
nothing: 0.7 is success there.

Source: G, Google's OKR playbook: a committed score below 1.0 asks for an explanation.

Bad:

    # cycles/2026-Q3/logistics/speed.md
    ---
    title: Parcels travel faster
    type: committed
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
    type: committed
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - id: hours
        title: Hours on the road fall from 30 to 24
        metric: {start: 30, target: 24, unit: hours}
        check_ins: [{date: 2026-09-28, value: 25.8, note: The pass was closed}]
        grade: {score: 0.7, note: The pass was closed for a month; the night train now runs instead}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Milestones, Objective, YesNo
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.verdict import reaches

CODE = "OKR504"
SEVERITY = "error"


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at the committed objectives of closed cycles that were not met."""
    enough = company.settings.scoring.committed
    if objective.stage != "agreed" or objective.type != "committed" or company.phases[objective.cycle] != "closed":
        return
    standing = company.standing(objective.id)
    if standing.verdict != "missed":
        return
    for key_result in objective.key_results:
        grade = key_result.grade
        if key_result.dropped is not None or not key_result.weight or (grade is not None and grade.note):
            continue
        if grade is None and not isinstance(key_result.measure, Milestones | YesNo):
            continue  # `ungraded-after-close` asks for the grade, and its note comes with it
        score = standing.key_results[key_result.id].score
        if score is None or reaches(score, enough):
            continue
        yield notice(
            objective,
            say("the commitment '{key_result}' was missed, and no note says why", key_result=key_result.id),
            grade.at if grade is not None else key_result.at,
            hint=say("give its grade a note: what happened, and what follows from it"),
        )
