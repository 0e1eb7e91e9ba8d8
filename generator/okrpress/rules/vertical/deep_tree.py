"""From an objective to the top it is four levels at most.

Every level adds a round of waiting and a translation. People can explain their work along three or four links; in a deeper
tree changes at the top reach the bottom when the cycle is half over.

Align to something higher up: the levels in between lose nothing. What one owner aligns to its own objective of a longer
cycle adds no level, and the CEO stands with the company.

Source: G, Google's OKR playbook; T, requirement tools.

Bad:

    # units/dock-two.md
    ---
    name: Dock Two
    kind: team
    parent: hub-north
    ---
    # cycles/2026-Q4/dock-two/ready.md
    ---
    title: Dock Two is ready before the trucks are
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: wait, title: Minutes that trucks wait fall from 20 to 5, metric: {start: 20, target: 5, unit: minutes}}
    ---
    # people/wu-yan.md
    ---
    name: Wu Yan
    unit: dock-two
    ---
    # cycles/2026-Q4/wu-yan/gates.md
    ---
    title: The gates open by themselves
    type: aspirational
    stage: agreed
    aligns_to: [dock-two/ready]
    key_results:
      - {id: gates, title: Gates that open by themselves rise from 0 to 8, metric: {start: 0, target: 8, unit: gates}}
    ---

Good:

    # units/dock-two.md
    ---
    name: Dock Two
    kind: team
    parent: hub-north
    ---
    # cycles/2026-Q4/dock-two/ready.md
    ---
    title: Dock Two is ready before the trucks are
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: wait, title: Minutes that trucks wait fall from 20 to 5, metric: {start: 20, target: 5, unit: minutes}}
    ---
    # people/wu-yan.md
    ---
    name: Wu Yan
    unit: dock-two
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

CODE = "OKR312"
SEVERITY = "info"

_MOST = 4


def check(company: Company) -> Iterator[Problem]:
    """Count the owners on the longest chain of parents of each objective, itself included."""
    levels = _levels(company)
    for objective in company.open_objectives:
        count = levels.get(objective.id, 1)
        if count > _MOST:
            yield notice(
                objective,
                say("aligns_to: '{objective}' is {count} levels deep", objective=objective.id, count=count),
                ("aligns_to",),
                hint=say("align to something higher up: {most} levels at most, from the company down", most=_MOST),
            )


def _levels(company: Company) -> dict[str, int]:
    alignment, objectives = company.alignment, company.workspace.objectives

    def owner_of(objective_id: str) -> str:
        owner = objectives[objective_id].owner
        return company.settings.company if owner in alignment.top else owner

    levels: dict[str, int] = {}
    for group in company.open_from_above:
        if len(group) > 1:
            continue  # a loop has no depth; `alignment-loop` speaks of it
        (member,) = group
        owner = owner_of(member)
        steps = [levels.get(parent, 1) + (owner_of(parent) != owner) for parent in alignment.upwards[member]]
        levels[member] = max(steps, default=1)
    return levels
