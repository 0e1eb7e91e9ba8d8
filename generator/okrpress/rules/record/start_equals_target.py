"""A metric has somewhere to go: its start and its target differ.

Between two equal numbers there is no progress, so it has no score. A value that is to be kept where it is, is a
`threshold`; a value that nobody knows yet starts at what is known today.

Source: P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery stays at 98 %, metric: {start: 98, target: 98, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery stays at 98 %, threshold: {at_least: 98, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Metric, Objective, Threshold
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR113"
SEVERITY = "error"


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Compare the two ends of every measure that has two."""
    for entry in objective.key_results:
        measure = entry.measure
        if isinstance(measure, Metric) and measure.start == measure.target:
            yield notice(
                objective,
                say("'{key_result}': start and target are both {value}", key_result=entry.id, value=f"{measure.target:.10g}"),
                (*entry.at, "metric", "target"),
                hint=say("a value to be kept is a 'threshold' with at_least or at_most"),
            )
        elif isinstance(measure, Threshold) and measure.floor == measure.limit:
            yield notice(
                objective,
                say("'{key_result}': floor and threshold are both {value}", key_result=entry.id, value=f"{measure.limit:.10g}"),
                (*entry.at, "threshold", "floor"),
                hint=say("take the floor away; without it a check-in counts in full or not at all"),
            )
