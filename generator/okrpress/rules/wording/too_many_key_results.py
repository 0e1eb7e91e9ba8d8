"""An objective has few key results.

Two to five key results say what reaching an objective means. With more, nobody remembers them, each one weighs
little, and most are steps of work rather than results.

How many are few is `limits: {key_results: [2, 5]}` in the settings. Cancelled key results do not count.

Source: G, re:Work: about three key results for each objective; P, data seen in public OKRs: one objective had 23.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Line 1 sorts 1000 parcels an hour, metric: {start: 0, target: 1000, unit: parcels}}
      - {title: Line 2 sorts 2000 parcels an hour, metric: {start: 0, target: 2000, unit: parcels}}
      - {title: Line 3 sorts 3000 parcels an hour, metric: {start: 0, target: 3000, unit: parcels}}
      - {title: Line 4 sorts 4000 parcels an hour, metric: {start: 0, target: 4000, unit: parcels}}
      - {title: Line 5 sorts 5000 parcels an hour, metric: {start: 0, target: 5000, unit: parcels}}
      - {title: Line 6 sorts 6000 parcels an hour, metric: {start: 0, target: 6000, unit: parcels}}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Line 1 sorts 1000 parcels an hour, metric: {start: 0, target: 1000, unit: parcels}}
      - {title: Line 2 sorts 2000 parcels an hour, metric: {start: 0, target: 2000, unit: parcels}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR202"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Count the key results of each open objective; the first one too many is where the finding points."""
    _, most = company.settings.limits.key_results
    for objective in company.open_objectives:
        if len(objective.key_results) <= most:
            continue
        counting = [entry for entry in objective.key_results if entry.dropped is None]
        if len(counting) > most:
            yield notice(
                objective,
                say("{count} key results; {most} are few enough", count=len(counting), most=most),
                counting[most].at,
                hint=say("keep those that show success; steps of work belong under 'initiatives'"),
            )
