"""No record holds what a reader's browser could run.

A site that everyone writes and everyone reads must not run what one of them wrote. Tags such as `<script>` and
`<iframe>`, attributes such as `onclick` and addresses that begin with `javascript:` are errors wherever they stand.
Harmless tags are none: they are shown as the text that they are.

To speak of such a tag, put it between backticks.

Source: T, tools that keep requirements as text.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    ---
    Ask me anything. <script src="https://example.com/chat.js"></script>

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    ---
    Ask me anything, even what a `<script>` is.
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR116"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Pass on the HTML that is not safe."""
    return from_reading(company, "unsafe-html")
