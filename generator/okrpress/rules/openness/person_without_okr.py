"""Everyone who takes part has an objective or a key result of their own.

Personal OKRs tell colleagues what someone is about, and give each a line of sight to what the company wants. Nobody is graded
by them, and a company may well decide that teams are enough: then it switches this rule off.

Write an objective, or take on a key result of the unit's (`owner:`), in this cycle or in a longer one around it. Someone who
has left, or came after the cycle began, is not missed. The CEO has a rule of their own.

Source: B, the book chapter on OKR; F, Feishu and ByteDance.

Bad:

    # people/wu-yan.md
    ---
    name: Wu Yan
    unit: hub-north
    ---

Good:

    # people/wu-yan.md
    ---
    name: Wu Yan
    unit: hub-north
    ---
    # cycles/2026-Q4/wu-yan/gates.md
    ---
    title: The gates open by themselves
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: gates, title: Gates that open by themselves rise from 0 to 8, metric: {start: 0, target: 8, unit: gates}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.openness.taking_part import carrying, is_expected

CODE = "OKR704"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for people in scope who own nothing in the cycles that everyone now works in."""
    if not company.active_cycles:
        return
    owners = carrying(company)
    cycle = company.active_cycles[0].id
    for handle, person in company.workspace.people.items():
        if handle in owners or handle in company.alignment.top or handle not in company.scope:
            continue
        if is_expected(company, person):
            yield notice(
                person,
                say("{name} has no objective and no key result in {cycle}", name=person.name, cycle=cycle),
                hint=say("cycles/{cycle}/{handle}/….md holds the first; 'okr new' writes it", cycle=cycle, handle=handle),
            )
