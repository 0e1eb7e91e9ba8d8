"""Medals go round, they do not go back and forth.

Two people who give each other three medals or more in one month, and nobody else any, may have had a very good month together.
More often it is a game. Points from such a month mean little, also to the two themselves.

Nothing needs to be taken back: this is for information. Look around: who else made it possible?

Source: B, the book chapter on OKR.

Bad:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Drove the night van himself}
      - {to: wang-lei, for: 2026-Q4/hub-north/sorting, reason: The second shift works}
    ---
    # recognition/2026-10/wang-lei.md
    ---
    medals:
      - {to: li-na, for: 2026-Q4/logistics/on-time, reason: Found the money for the second shift}
      - {to: li-na, for: 2026-Q4/logistics/on-time, reason: Listened to the night shift}
      - {to: li-na, for: 2026-Q4/li-na/coach, reason: Four new pairs in a week}
    ---

Good:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Drove the night van himself}
      - {to: wang-lei, for: 2026-Q4/hub-north/sorting, reason: The second shift works}
      - {to: chen-jie, for: 2026-Q4/customer-service/first-call, reason: Told us why people call}
    ---
    # recognition/2026-10/wang-lei.md
    ---
    medals:
      - {to: li-na, for: 2026-Q4/logistics/on-time, reason: Found the money for the second shift}
      - {to: li-na, for: 2026-Q4/logistics/on-time, reason: Listened to the night shift}
      - {to: li-na, for: 2026-Q4/li-na/coach, reason: Four new pairs in a week}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrpress.company import Company
from okrpress.model import MedalSheet
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR805"
SEVERITY = "info"

MANY = 3
"""Medals in one direction from which it looks like a game."""


def check(company: Company) -> Iterator[Problem]:
    """Look for two sheets of one month that name only each other."""
    sheets = {(sheet.month, sheet.giver): sheet for sheet in company.workspace.medals.values()}
    for sheet in sheets.values():
        other = _only_one(sheet)
        if other and other != sheet.giver and _is_returned(sheets, sheet, other):
            yield notice(
                sheet,
                say(
                    "medals: in {month} {name} and {other} gave medals to each other alone",
                    month=sheet.month,
                    name=company.workspace.name_of(sheet.giver),
                    other=company.workspace.name_of(other),
                ),
                ("medals",),
                hint=say("who else made it possible?"),
            )


def _only_one(sheet: MedalSheet) -> str:
    """Return who got all the medals of a sheet; "" where they are few, or went to several."""
    named = {medal.to for medal in sheet.medals}
    return named.pop() if len(sheet.medals) >= MANY and len(named) == 1 else ""


def _is_returned(sheets: Mapping[tuple[str, str], MedalSheet], sheet: MedalSheet, other: str) -> bool:
    answer = sheets.get((sheet.month, other))
    return answer is not None and _only_one(answer) == sheet.giver
