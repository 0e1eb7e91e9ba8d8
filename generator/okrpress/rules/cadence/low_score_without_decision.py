"""A review decides what becomes of each objective that fell short.

An objective far from its target either still matters, or was the wrong one, or was tried in the wrong way. When the review
says nothing, it comes back unchanged next cycle, or disappears without anyone having decided that.

Add it to `decisions` in the review: `continue`, `change` or `stop`, with the reason. The rule speaks of scores below the lower
band, 0.4 unless the settings say otherwise.

Source: B, the book chapter on OKR: 复盘; R, Wodtke.

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
        check_ins: [{date: 2026-09-28, value: 29, note: The pass was closed}]
        grade: {score: 0.2}
    ---
    # cycles/2026-Q3/logistics/review.md
    ---
    date: 2026-10-08
    ---
    The pass was closed for seven weeks.

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
        check_ins: [{date: 2026-09-28, value: 29, note: The pass was closed}]
        grade: {score: 0.2}
    ---
    # cycles/2026-Q3/logistics/review.md
    ---
    date: 2026-10-08
    decisions: [{objective: speed, decision: change, reason: We go round the pass in winter}]
    ---
    The pass was closed for seven weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.verdict import reaches

CODE = "OKR608"
SEVERITY = "info"


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at the review of a closed cycle; where there is none, `review-missing` speaks. Any review may hold the decision."""
    review = company.workspace.reviews.get(f"{objective.cycle}/{objective.owner}/review")
    if review is None or objective.stage != "agreed" or company.phases[review.cycle] != "closed":
        return
    if objective.id in company.decided:
        return
    score = company.standing(objective.id).score
    if score is None or reaches(score, company.settings.scoring.bands[0]):
        return
    yield notice(
        review,
        say(
            "decisions: '{objective}' ended at {score}, and the review decides nothing about it",
            objective=objective.slug,
            score=f"{score:.2f}",
        ),
        hint=say(
            "decisions: [{{objective: {objective}, decision: continue | change | stop, reason: …}}]",
            objective=objective.slug,
        ),
    )
