"""A key is written once.

Most programs silently take the last of two equal keys, some the first. Readers of the file see both and believe
either. Keep the one that is true.

Source: T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    unit: hub-north
    ---

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR102"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the keys that are written twice."""
    return from_reading(company, "duplicate-key")
