"""A grade that differs from the computed score says why.

The owner's grade is the last word: numbers do not know that the target was reached a week late, or by luck. But readers see both
numbers, and a gap of more than 0.05 without a word looks like a mistake or like flattery.

Write a `note` beside the score, or take the grade away: the computed score then stands.

Source: G, Google's OKR playbook; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    aligns_to: [company/reliable]
    key_results:
      - id: hours
        title: Hours on the road fall from 30 to 24
        metric: {start: 30, target: 24, unit: hours}
        check_ins: [{date: 2026-11-06, value: 27}]
        grade: {score: 0.8}
    ---

Good:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    aligns_to: [company/reliable]
    key_results:
      - id: hours
        title: Hours on the road fall from 30 to 24
        metric: {start: 30, target: 24, unit: hours}
        check_ins: [{date: 2026-11-06, value: 27}]
        grade: {score: 0.8, note: Two weeks of roadworks are in the average}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR502"
SEVERITY = "warning"

_GAP = 0.05 + 1e-9
"""With what binary fractions lose: 0.65 differs from 0.6 by a hair more than 0.05."""


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Compare each grade without a note with the score that it stands for."""
    if objective.stage == "dropped":
        return
    for key_result in objective.key_results:
        grade = key_result.grade
        if grade is None or grade.note or key_result.dropped is not None or not 0 <= grade.score <= 1:
            continue
        computed = company.standing(objective.id).key_results[key_result.id].computed_score
        if computed is None or abs(grade.score - computed) <= _GAP:
            continue
        yield notice(
            objective,
            say(
                "grade: {score} for '{key_result}' where {computed} is computed, and no note says why",
                score=f"{grade.score:.10g}",
                key_result=key_result.id,
                computed=f"{computed:.2f}",
            ),
            (*grade.at, "score"),
            hint=say("note: why it is worth more or less than its number; or remove the grade"),
        )
