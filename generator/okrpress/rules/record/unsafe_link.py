"""A link is one that everyone can follow safely.

Links begin with https://, http:// or mailto:, or are relative. Others run a program in the reader's browser
(`javascript:`, `data:`), open a file that only the author has (`file:`, `C:`), or lead to another host without saying
so (`//`). This holds for links in stories and notes too.

Source: T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    links: {chat: "javascript:alert(1)"}
    ---

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    links: {chat: "https://chat.example.com/li-na"}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR115"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the links that are not safe."""
    return from_reading(company, "unsafe-link")
