"""Confidence is a whole number from 0 to 10.

5 says even odds, 10 says certain. One scale for everyone is what makes a line of confidence readable at a
glance; shares, percentages and halves would each need an explanation.

Source: R, Wodtke; F, Feishu and ByteDance.

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
        check_ins: [{date: 2026-11-06, value: 27, confidence: 70}]
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
        check_ins: [{date: 2026-11-06, value: 27, confidence: 7}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR508"
SEVERITY = "error"

_MOST, _PERCENT = 10, 100
_SCALE = frozenset(range(_MOST + 1))
"""A float that is a whole number is found in it as well."""


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at every check-in."""
    for key_result in objective.key_results:
        for check_in in key_result.check_ins:
            given = check_in.confidence
            if given is None or given in _SCALE:
                continue
            yield notice(
                objective,
                say("check_ins: the confidence {given} is no whole number 0 … 10", given=f"{given:.10g}"),
                (*check_in.at, "confidence"),
                hint=_way_out(given),
            )


def _way_out(given: float) -> Message | None:
    """Guess the scale that was meant."""
    if 0 < given < 1:
        return say("a share of {given} is written {points}", given=f"{given:.10g}", points=round(given * _MOST))
    if given <= 0:
        return say("0 is the least")
    if given < _MOST:
        return say("write {points}", points=round(given))
    if given <= _PERCENT:
        return say("{given} percent is written {points}", given=f"{given:.10g}", points=round(given / _MOST))
    return say("10 is the most")
