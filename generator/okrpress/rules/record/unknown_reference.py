"""Every reference leads somewhere.

A link to an objective, a key result, a theme, a unit or a person that does not exist draws no line in any diagram and
counts in nobody's alignment. Ids never change once a cycle runs, so a reference that breaks is a slip of the pen or a
record that was never written.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    aligns_to: [company/relaible]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    aligns_to: [company/reliable]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR108"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Look at every reference."""
    return from_reading(company, "unknown-reference")
