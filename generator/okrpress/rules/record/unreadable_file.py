"""Every file can be read.

A record is a UTF-8 text whose first line is `---`, then lines of `key: value`, then `---` again, then the story. What
cannot be read is on no page and in nobody's numbers, so the site is not published until it can: a record must not
vanish because of a quotation mark.

Also unreadable: a file larger than 1 MiB, values that unfold without end, a link that leads out of the folder, and
anything that is no ordinary file.

Source: T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: "Li Na
    unit: logistics
    ---

Good:

    # people/li-na.md
    ---
    name: "Li Na"
    unit: logistics
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR101"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on what could not be read."""
    return from_reading(company, "unreadable-file")
