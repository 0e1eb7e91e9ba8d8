"""A waiver whose last day has passed is renewed or removed.

A waiver sets a rule aside in one record, in the open, for a reason and for a time. When the time is over the reason
should be too: mend what it was for, or give it a new day and say why. Until then its rule counts again.

Source: L, GitLab's handbook.

Bad:

    # units/hub-north.md
    ---
    name: Hub North
    kind: team
    parent: logistics
    waivers:
      - {rule: unit-without-okr, reason: The team is being formed, until: 2026-10-31}
    ---

Good:

    # units/hub-north.md
    ---
    name: Hub North
    kind: team
    parent: logistics
    waivers:
      - {rule: unit-without-okr, reason: The team is being formed, until: 2026-12-31}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.waivers import waivers

CODE = "OKR118"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the last day of every waiver."""
    for record, waiver in waivers(company):
        if waiver.until is not None and waiver.until < company.today:
            yield notice(
                record,
                say("the waiver of '{rule}' ended on {day}", rule=waiver.rule, day=waiver.until.isoformat()),
                (*waiver.at, "until"),
                hint=say("mend what it was for, or give it a new day and say why"),
            )
