"""Nobody gives a medal to themselves.

A medal is one person's thanks to another. What you did yourself stands in your check-ins and in your review, where everyone
can read it, and whoever it helped may thank you for it.

Take it away, or correct the name: the file belongs to the giver, `to` names who is thanked.

Source: B, the book chapter on OKR.

Bad:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: li-na, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
    ---

Good:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR802"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Compare who gives with who gets."""
    for sheet in company.workspace.medals.values():
        for medal in sheet.medals:
            if medal.to == sheet.giver:
                name = company.workspace.name_of(sheet.giver)
                yield notice(
                    sheet,
                    say("to: {name} gives this medal to themselves", name=name),
                    (*medal.at, "to"),
                    hint=say("name who is thanked; the file itself belongs to who gives"),
                )
