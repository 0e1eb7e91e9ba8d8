"""Everyone has the same few medals to give in a month.

A medal says something because there are few. Who could give any number would thank everybody, and then it says nothing. How
many they are is `recognition: {medals_per_month: …}` in the settings, 6 unless it says otherwise.

Keep those that you would give first; the others wait for next month, or you thank people in words.

Source: B, the book chapter on OKR: recognition beside, not inside, the pay system.

Bad:

    # settings.yml
    language: en
    recognition: {medals_per_month: 1}
    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
      - {to: chen-jie, for: 2026-Q4/customer-service/first-call, reason: Wrote the guide that everyone now uses}
    ---

Good:

    # settings.yml
    language: en
    recognition: {medals_per_month: 1}
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

CODE = "OKR801"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Count the medals of each sheet; the first that is too many is pointed at."""
    most = company.settings.medals_per_month
    for sheet in company.workspace.medals.values():
        if len(sheet.medals) > most:
            name = company.workspace.name_of(sheet.giver)
            yield notice(
                sheet,
                say(
                    "medals: {name} gave {count} in {month}, and everyone has {most}",
                    name=name,
                    count=len(sheet.medals),
                    month=sheet.month,
                    most=most,
                ),
                sheet.medals[most].at,
                hint=say("keep the {most} that you would give first", most=most) if most else say("this company gives no medals"),
            )
