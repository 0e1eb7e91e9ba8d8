"""A key result has exactly one measure.

The measure is what turns a sentence into progress: `metric`, `threshold`, `milestones`, `done` or `rollup`. Without
one nobody can say how far it is; with two, two numbers contradict each other. A result with two numbers is two key
results.

Source: D, Doerr: it is not a key result unless it has a number; B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - title: On-time delivery rises from 91 % to 98 %
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - title: On-time delivery rises from 91 % to 98 %
        metric: {start: 91, target: 98, unit: "%"}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR112"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on key results without a measure or with several."""
    return from_reading(company, "measure-count")
