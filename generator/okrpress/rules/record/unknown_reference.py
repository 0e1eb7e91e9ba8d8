"""Every reference leads somewhere.

A link to an objective, a key result, a theme, a unit or a person that does not exist draws no line in any diagram and
counts in nobody's alignment. Ids never change once a cycle runs, so a reference that breaks is a slip of the pen or a
record that was never written.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/wang-lei/night.md
    ---
    title: The night shift goes home unhurt
    type: aspirational
    aligns_to: [hub-north/sortign]
    key_results:
      - {title: Accidents fall from 6 to 0, metric: {start: 6, target: 0}}
    ---

Good:

    # cycles/2026-Q4/wang-lei/night.md
    ---
    title: The night shift goes home unhurt
    type: aspirational
    aligns_to: [hub-north/sorting]
    key_results:
      - {title: Accidents fall from 6 to 0, metric: {start: 6, target: 0}}
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
