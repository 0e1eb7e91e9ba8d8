"""A name belongs to one thing.

Ids are addresses: of two records with one id, one would have no page, and a link to it would lead to the other. Units
and people share their names, since either can own an objective; capitals and the form of an accent make no
difference, because on half of all file systems they do not; and no record may take an address that the site itself or
a company page has.

Source: T, tools that keep requirements as text.

Bad:

    # people/logistics.md
    ---
    name: Lo Gistics
    unit: company
    ---

Good:

    # people/lo-gistics.md
    ---
    name: Lo Gistics
    unit: company
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR107"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on names that two things have."""
    return from_reading(company, "duplicate-id")
