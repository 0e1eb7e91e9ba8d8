"""Every objective belongs to a cycle that has a beginning and an end.

Without dates nobody can say how much of the time has passed, so nothing in the folder can be shown. A folder named
2026, 2026-H1, 2026-Q4, 2026-B5 (two months) or 2026-11 says its own dates; one of any other name has a `cycle.md`
that gives `start` and `end`.

Source: G, Google's OKR playbook.

Bad:

    # cycles/peak-season/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---

Good:

    # cycles/peak-season/cycle.md
    ---
    start: 2026-11-01
    end: 2026-12-31
    ---
    # cycles/peak-season/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR117"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the cycles that nobody knows."""
    return from_reading(company, "unknown-cycle")
