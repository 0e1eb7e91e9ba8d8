"""A record says what its kind has to say.

Few keys are required, and each because a page or a number cannot do without it: an objective without a type has no
threshold for success, a metric without a start has no progress. A dropped objective and a cancelled key result owe
their readers the reason.

Source: B, the book chapter on OKR; T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: Li Na
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

CODE = "OKR104"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the keys that are missing."""
    return from_reading(company, "missing-key")
