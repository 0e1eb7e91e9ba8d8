"""Whoever owns an objective or a key result has a record.

An owner is one unit or one person, by handle. "@a & @b" or "TBC" is nobody: no page lists the work and no one is
asked how it stands. Others who share the work are `contributors`.

Source: P, data seen in public OKRs, where owners look like "@a & @b".

Bad:

    # cycles/2026-Q4/it-platform/api.md
    ---
    title: Every team can ask where a parcel is
    type: aspirational
    key_results:
      - {title: Calls answered within 200 ms reach 99 %, metric: {start: 60, target: 99, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/logistics/api.md
    ---
    title: Every team can ask where a parcel is
    type: aspirational
    key_results:
      - {title: Calls answered within 200 ms reach 99 %, metric: {start: 60, target: 99, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR110"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Pass on owners that nobody knows."""
    return from_reading(company, "unknown-owner")
