"""A medal goes to a person whom the company knows.

A medal for a misspelt handle is on nobody's page: the one who was thanked never sees it. A medal for a unit is on nobody's
page either; a unit's success is the success of people, and they have names.

Correct the handle, or give each of the people one. Someone from outside cannot get a medal: thank them in the story.

Source: B, the book chapter on OKR: people by name.

Bad:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: wang-lay, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
    ---

Bad:

    # recognition/2026-10/li-na.md
    ---
    medals:
      - {to: hub-north, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
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
from okrpress.load.checked import did_you_mean, short
from okrpress.load.suggest import Names
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR803"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Look for each one who gets a medal; a person whose file could not be read is nobody's mistake here."""
    workspace = company.workspace
    names: Names | None = None
    unread: set[str] = set()
    for sheet in workspace.medals.values():
        for medal in sheet.medals:
            if medal.to in workspace.people:
                continue
            if names is None:
                names = Names(workspace.people)
                unread = {problem.path for problem in workspace.problems}
            if f"people/{medal.to}.md" in unread or f"{workspace.root}/people/{medal.to}.md" in unread:
                continue
            unit = workspace.units.get(medal.to)
            hint: Message | None
            if unit is not None:
                message = say("to: '{handle}' is a unit; a medal goes to a person", handle=medal.to)
                hint = say("name the people of {unit} who are thanked", unit=unit.name)
            else:
                message = say("to: there is no person '{handle}'", handle=short(medal.to))
                hint = did_you_mean(names.nearest(medal.to)) or say("people/{handle}.md makes them known", handle=short(medal.to))
            yield notice(sheet, message, (*medal.at, "to"), hint=hint)
