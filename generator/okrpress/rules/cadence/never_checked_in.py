"""By the middle of the cycle each key result has been heard of.

When half of the time has passed without one check-in, nobody knows whether the key result is alive. Either the work goes on
and is invisible, or it was never begun and the rest of the cycle will not be enough.

Write the first check-in, even if it is a confidence and a sentence. If nobody works on it, drop it: `dropped` with the day and
`reason` says so in the open. A milestone that was reached counts as a sign of life.

Source: R, Wodtke: the weekly rhythm; L, GitLab's handbook.

Bad on 2026-11-20:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good on 2026-11-20:

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
        check_ins: [{date: 2026-11-12, confidence: 4, by: wang-lei, note: We count by hand until the scales work}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.cadence.silence import watched
from okrpress.rules.notice import notice

CODE = "OKR602"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for key results without any sign of life in the second half of their cycle."""
    for entry in watched(company):
        if entry.is_overlooked:
            yield notice(
                entry.objective,
                say("'{key_result}' has never had a check-in, and half of the cycle is gone", key_result=entry.key_result.id),
                entry.key_result.at,
                hint=say("write the first check-in, or drop the key result in the open: dropped and reason"),
            )
