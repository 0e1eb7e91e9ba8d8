"""Every file lies where its kind belongs.

The path of a record says what it is: an objective's is `cycles/<cycle>/<owner>/<slug>.md`. A file anywhere else would
be read by nobody, and its author would not know. Guides, notes and pictures belong in `pages/`, where they are
published as they are; the names of files are lower-case letters, digits and hyphens.

Source: T, tools that keep requirements as text.

Bad:

    # notes/questions.md
    What newcomers ask.

Good:

    # pages/questions.md
    What newcomers ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR109"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the files that lie where no record can."""
    return from_reading(company, "misplaced-file")
