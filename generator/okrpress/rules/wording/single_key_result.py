"""An objective has more than one key result.

One number alone is easily reached at the cost of another: faster by being careless, cheaper by being worse. A second
key result holds the balance, or tells from another side that the objective is reached.

How many are wanted is `limits: {key_results: [2, 5]}` in the settings. Cancelled key results do not count; an
objective that has none at all is `objective-without-key-results`' business.

Source: D, Doerr: pair quantity with quality; G, re:Work.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
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
      - {title: Parcels sorted to the wrong line stay at most 3 in 1000, threshold: {at_most: 3, unit: per 1000}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR203"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Count the key results of each open objective that has any."""
    fewest, _ = company.settings.limits.key_results
    for objective in company.open_objectives:
        counting = [entry for entry in objective.key_results if entry.dropped is None]
        if not 0 < len(counting) < fewest:
            continue
        message = (
            say("one key result alone")
            if len(counting) == 1
            else say("{count} key results; at least {fewest} show whether it is reached", count=len(counting), fewest=fewest)
        )
        yield notice(
            objective,
            message,
            counting[0].at,
            hint=say("what else would show success, or that it was not reached at the cost of something?"),
        )
