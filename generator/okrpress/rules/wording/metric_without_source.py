"""A number says where it comes from.

Who doubts a number should be able to look it up, and whoever checks in next month should find the same one. `source`
of a metric or a threshold is a link: a dashboard, a query, the sheet that somebody counts in.

Milestones, a yes and no, and roll-ups need none. Each objective is told once.

Source: G, re:Work: key results are measurable and easy to grade; T, requirement tools.

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
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}, source: "https://bi.example.com/north"}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Metric, Threshold
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR214"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for measured key results without a source, and tell each objective of all of its own at the first."""
    for objective in company.open_objectives:
        bare = [
            entry
            for entry in objective.key_results
            if not entry.source and entry.dropped is None and isinstance(entry.measure, Metric | Threshold)
        ]
        if bare:
            yield notice(
                objective,
                say(
                    "it is not said where the number comes from: {key_results}", key_results=", ".join(entry.id for entry in bare)
                ),
                bare[0].at,
                hint=say("source: a link to the dashboard, the query or the sheet"),
            )
