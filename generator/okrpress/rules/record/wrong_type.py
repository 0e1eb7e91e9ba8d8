"""A value is of the kind that its key holds.

A number is a number alone: `value: 92.5`, not `92.5 %`, and never prose such as "about 90". A date is written year,
month, day: `2026-11-05`. Nothing is guessed from a text, because a guess that goes wrong looks like a fact.

Source: P, data seen in public OKRs: "602% of 120", "n/a", "约 75%".

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    since: last spring
    ---

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    since: 2022-03-01
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR105"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the values of the wrong kind."""
    return from_reading(company, "wrong-type")
