"""A grade is a share between 0 and 1.

Scores are read as shares everywhere: 0.7 is seven tenths of the way. A grade of 83 or of 7 was meant as percent or as points
out of ten, and is left out of every mean until it is written as a share.

More than everything is still 1. What went beyond the target shows in the progress, which has no upper end.

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
        check_ins: [{date: 2026-11-06, value: 25, note: The new route helps}]
        grade: {score: 83}
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
        check_ins: [{date: 2026-11-06, value: 25, note: The new route helps}]
        grade: {score: 0.83}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR501"
SEVERITY = "error"

_BEYOND = 2
"""Up to here more than everything was meant; above it another scale."""
_POINTS, _PERCENT = 10, 100


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at every grade: a number that means nothing means nothing in a closed cycle either."""
    for key_result in objective.key_results:
        grade, name = key_result.grade, key_result.id
        if grade is not None and not 0 <= grade.score <= 1:
            yield notice(
                objective,
                say("grade: {score} of '{key_result}' is no share 0 … 1", score=_plain(grade.score), key_result=name),
                (*grade.at, "score"),
                hint=_way_out(grade.score),
            )


def _way_out(score: float) -> Message:
    """Guess the scale that was meant."""
    if score < 0:
        return say("0 is the least")
    if score <= _BEYOND or score > _PERCENT:
        return say("1 is the most; the progress shows how far beyond the target it went")
    if score <= _POINTS:
        return say(
            "{given} of 10 is written {points}, {given} percent {percent}",
            given=_plain(score),
            points=_plain(score / 10),
            percent=_plain(score / 100),
        )
    return say("write {share}", share=_plain(score / 100))


def _plain(number: float) -> str:
    return f"{number:.10g}"
