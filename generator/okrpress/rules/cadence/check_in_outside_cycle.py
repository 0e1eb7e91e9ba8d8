"""A check-in lies within its cycle.

A value from before the cycle began is where it started: `start` holds it. A value from after the cycle was closed belongs to
the next one. Either one bends the line on the page, the pace and the forecast.

Move it to the objective of the right cycle, or correct the date. Between a cycle's last day and the day on which it is closed
the final numbers come in: those are fine.

Source: P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        check_ins:
          - {date: 2026-09-25, value: 72, by: wang-lei, note: The last count of the summer}
          - {date: 2026-11-06, value: 79, confidence: 6, by: wang-lei, note: Two routes merged}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 72 % to 90 %
        metric: {start: 72, target: 90, unit: "%"}
        check_ins: [{date: 2026-11-06, value: 79, confidence: 6, by: wang-lei, note: Two routes merged}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR604"
SEVERITY = "warning"


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Compare the days of check-ins with the cycle's; those still to come are `check-in-in-future`'s business."""
    today, cycles = company.today, company.workspace.cycles
    cycle = cycles[objective.cycle]
    start, closed = cycle.start, cycle.phases.closed
    for key_result in objective.key_results:
        check_ins = key_result.check_ins
        if not check_ins or (check_ins[0].date >= start and check_ins[-1].date < closed):
            continue
        for check_in in check_ins:
            if start <= check_in.date < closed or check_in.date > today:
                continue
            day = check_in.date.isoformat()
            is_early = check_in.date < start
            yield notice(
                objective,
                say("date: the check-in of {day} is before the cycle begins, {start}", day=day, start=start.isoformat())
                if is_early
                else say("date: on {day} the cycle was closed already, since {closed}", day=day, closed=closed.isoformat()),
                (*check_in.at, "date"),
                hint=say("what stood before the cycle is the metric's 'start'; or correct the date")
                if is_early
                else say("write it in the objective of the next cycle; or correct the date"),
            )
