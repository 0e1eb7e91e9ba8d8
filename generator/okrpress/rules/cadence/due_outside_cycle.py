"""A key result is due within its cycle.

What is due after the cycle ends cannot be judged when it does: the review would grade a promise that is not due yet. What is
due before the cycle begins was never part of it.

Give it a day within the cycle, or cut it into the part that this cycle can reach. Left out, `due` is the cycle's last day.
What takes longer belongs into a longer cycle, such as the year.

Source: B, the book chapter on OKR; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90}, due: 2027-02-28}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90}, due: 2026-12-18}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR606"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Compare the days on which key results are due with their cycle."""
    for objective in company.open_objectives:
        for key_result in objective.key_results:
            due = key_result.due
            if due is None or key_result.dropped is not None:
                continue
            cycle = company.workspace.cycles[objective.cycle]
            if not cycle.start <= due <= cycle.end:
                yield notice(
                    objective,
                    say(
                        "due: {day} is not within {cycle}, {start} to {end}",
                        day=due.isoformat(),
                        cycle=cycle.id,
                        start=cycle.start.isoformat(),
                        end=cycle.end.isoformat(),
                    ),
                    (*key_result.at, "due"),
                    hint=say("a day within the cycle, or an objective of a longer one"),
                )
