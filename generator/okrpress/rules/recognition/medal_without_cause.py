"""A medal says which objective it was for.

`for` ties thanks to what the company wants: whoever reads the medal sees what it helped to reach, and whoever reads the
objective may see who carried it. Without it a medal is a compliment.

Add `for: <cycle>/<owner>/<slug>`, with `#<key result>` if it was for one. If it was for no objective at all, thank them in
words: a medal is for what moved an OKR.

Source: B, the book chapter on OKR.

Bad:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, reason: Always in a good mood}
    ---

Good:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, for: 2026-Q4/logistics/on-time#rate, reason: Retrained two hubs over a weekend}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR804"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for medals without `for`."""
    for sheet in company.workspace.medals.values():
        for medal in sheet.medals:
            if medal.cause is None:
                yield notice(
                    sheet,
                    say("medals: the medal for {name} does not say what it was for", name=company.workspace.name_of(medal.to)),
                    medal.at,
                    hint=say("for: <cycle>/<owner>/<slug>, the objective that it helped"),
                )
