"""An objective says why it matters.

The text below the front matter is where an objective tells its story: who gains, why now, what happens without it.
Whoever is asked for help, and whoever joins next month, decides by it and not by the numbers.

Two sentences are enough.

Source: R, Wodtke; F, Feishu and ByteDance: context, not control.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---
    What is sorted by midnight leaves at dawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR211"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for objectives whose story is empty."""
    for objective in company.open_objectives:
        if not objective.source.body.strip():
            yield notice(
                objective,
                say("it does not say why it matters"),
                hint=say("below the second '---': who gains, why now, what happens without it"),
            )
