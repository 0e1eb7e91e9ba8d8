"""An ask whose day has passed is closed, or gets a new day.

`by` is the day on which help was needed. When it has passed and the ask is still open, either the help came and nobody wrote
it down, or it did not come and the plan that waited for it no longer holds. Readers cannot tell which.

Close it: `done` with the day on which help was had, `withdrawn` or `declined` with the reason. If help is still needed, give
`by` a later day and tell whoever was asked.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect, by: 2026-11-01}
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect, by: 2026-11-01, done: 2026-10-30}
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.load.checked import short
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR402"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Compare each open ask's day with today."""
    for placed in company.asks:
        ask = placed.ask
        if ask.by is None or not placed.is_late(company.today):
            continue
        what, day = short(ask.what or ask.id), ask.by.isoformat()
        yield notice(
            company.workspace.objectives[placed.objective],
            say("by: '{what}' was needed by {day}, and the ask is still open", what=what, day=day),
            (*ask.at, "by"),
            hint=say(
                "'{answer}' answers it: write 'done: <date>' once help was had, or a later day", answer=placed.answered_by[0]
            )
            if placed.answered_by
            else say("close it with done, withdrawn or declined, or ask again with a later day"),
        )
