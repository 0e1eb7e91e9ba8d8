"""The CEO goes first: the cycle that runs has an objective of the CEO's own.

Openness starts at the top. Where everyone's OKRs can be read but the CEO's cannot, the whole thing is read as control.
An objective in this cycle or in a longer one around it will do, a draft too; a dropped one will not.

Write `cycles/<cycle>/<ceo>/….md`, and name the CEO under `ceo` in the company's own record. Before the cycle begins nothing
is missing yet, nor from a CEO who came after it began. In a pilot or a project only a CEO who takes part is asked.

Source: B, the book chapter on OKR; F, Feishu and ByteDance.

Bad:

    # cycles/2026-Q4/zhang-min/listen.md
    ---
    title: Every team has spoken with the CEO about its work
    type: aspirational
    stage: dropped
    reason: The teams write instead
    aligns_to: [company/reliable]
    key_results:
      - {id: visits, title: Visits to teams rise from 0 to 10, metric: {start: 0, target: 10, unit: visits}}
    ---

Good:

    # cycles/2026-Q4/zhang-min/listen.md
    ---
    title: Every team has spoken with the CEO about its work
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable]
    key_results:
      - {id: visits, title: Visits to teams rise from 0 to 10, metric: {start: 0, target: 10, unit: visits}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.openness.taking_part import is_expected, taking_part

CODE = "OKR702"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Look for objectives of the CEO in the cycles that everyone now works in."""
    workspace = company.workspace
    unit = workspace.units.get(company.settings.company)
    if unit is None or not company.active_cycles:
        return
    if not unit.ceo:
        if unit.handle in company.scope:
            yield notice(
                unit,
                say("ceo: the company's record does not say who leads it"),
                hint=say("ceo: the handle of a person; their OKRs come first"),
                severity="warning",
            )
        return
    person = workspace.people.get(unit.ceo)
    if person is None or unit.ceo not in company.scope or not is_expected(company, person) or unit.ceo in taking_part(company):
        return
    cycle = company.active_cycles[0].id
    yield notice(
        person,
        say("{name} leads the company and has no objective in {cycle}", name=person.name, cycle=cycle),
        hint=say("cycles/{cycle}/{handle}/….md holds the first; everyone else follows", cycle=cycle, handle=unit.ceo),
    )
