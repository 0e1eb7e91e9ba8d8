"""When a cycle begins, its objectives are agreed.

A draft counts in nobody's score, and nobody else can plan with it. Every week in which it stays one is a week less for what it
wants.

Bring it to an end: `stage: proposed` while other teams are asked, `agreed` when they have nodded, or `dropped` with a reason
if nobody wants it in this cycle. A draft for the next cycle belongs into that cycle's folder.

Source: B, the book chapter on OKR: draft, align, review, then run.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: draft
    aligns_to: [logistics/on-time]
    ---

Good:

    # cycles/2027-Q1/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: draft
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR605"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the drafts of cycles that have begun; those of closed ones are history."""
    for objective in company.open_objectives:
        start = company.workspace.cycles[objective.cycle].start
        if objective.stage != "draft" or company.today <= start:
            continue
        source = objective.source
        is_written = source.span("stage") != source.span()
        yield notice(
            objective,
            say("stage: still a draft, and {cycle} began on {day}", cycle=objective.cycle, day=start.isoformat()),
            ("stage",) if is_written else (),
            hint=say("'proposed' while others are asked, 'agreed' when they have nodded, or 'dropped' with a reason"),
        )
