"""An OKR is never tied to pay.

Who is paid by the score sets low targets, hides trouble and helps nobody else. OKRs say where the company wants to
go; pay is settled elsewhere, with other eyes. So no record has a key for a bonus, a salary or a rating.

Source: B, the book chapter on OKR.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    bonus: 3 months at a score of 1.0
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

CODE = "OKR215"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the keys that speak of pay."""
    return from_reading(company, "pay-link")
