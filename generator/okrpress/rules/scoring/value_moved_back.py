"""When a value moves away from its target, a note says why.

Numbers go up and down, and a step back is often the most useful thing a check-in can tell. Without a word readers cannot
tell a bad week from a typing mistake or a changed way of counting.

Add a `note` to the check-in, or correct its value. The first check-in is compared with the start.

Source: R, Wodtke; P, data seen in public OKRs.

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
        check_ins:
          - {date: 2026-10-23, value: 27}
          - {date: 2026-11-06, value: 28}
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
        check_ins:
          - {date: 2026-10-23, value: 27}
          - {date: 2026-11-06, value: 28, note: The pass was closed for three days}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import KeyResult, Metric, Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR509"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Compare each value with the one before it, in cycles that are not closed."""
    for objective in company.open_objectives:
        for key_result in objective.key_results:
            if key_result.check_ins and key_result.dropped is None:
                yield from _steps_back(company, objective, key_result)


def _steps_back(company: Company, objective: Objective, key_result: KeyResult) -> Iterator[Problem]:
    metric = key_result.measure
    if not isinstance(metric, Metric):
        return
    is_up = metric.target > metric.start
    before = metric.start
    for check_in in key_result.check_ins:
        value = check_in.value
        if value is None or check_in.date > company.today:
            continue
        if (value < before if is_up else value > before) and not check_in.note:
            yield notice(
                objective,
                say(
                    "check_ins: '{key_result}' moved back from {before} to {value}, and no note says why",
                    key_result=key_result.id,
                    before=f"{before:.10g}",
                    value=f"{value:.10g}",
                ),
                (*check_in.at, "value"),
                hint=say("note: what happened"),
            )
        before = value
