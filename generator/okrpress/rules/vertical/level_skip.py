"""Alignment goes one level at a time, where there is something to align to.

A team that aligns straight to the company's objective, past a department that has objectives of its own, leaves its own
department out of the picture: the department cannot count on the work, and hears of it last.

Align to the objective in between that it serves. A second link further up does no harm. Where the units in between
have no objectives in this cycle nothing is skipped, and from the fifth level on a shortcut is fine: trees are better flat.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from okrpress.company import Company
from okrpress.model import Objective, Reference
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR311"
SEVERITY = "info"

_DEEPEST_WITHOUT_SHORTCUT = 3
"""Levels below the company: a person in a team of a department."""
_MOST_NAMED = 3


def check(company: Company) -> Iterator[Problem]:
    """Measure how far up the nearest parent of each objective stands."""
    depths = company.alignment.depths
    for objective in company.open_objectives:
        depth = depths.get(objective.owner, 0)
        if depth < 2:  # noqa: PLR2004 - below it there is no level to skip
            continue
        nearest = _nearest(company, objective)
        if nearest is None:
            continue
        ref, owner = nearest
        levels = depth - depths.get(owner, 0)
        if levels <= 1 + max(0, depth - _DEEPEST_WITHOUT_SHORTCUT):
            continue
        between = _between(company, objective, owner)
        if between:
            yield notice(
                objective,
                say("aligns_to: '{parent}' stands {levels} levels up", parent=ref.written, levels=levels),
                ref.at,
                hint=say("in between there is {objectives}", objectives=", ".join(between[:_MOST_NAMED])),
            )


def _nearest(company: Company, objective: Objective) -> tuple[Reference, str] | None:
    """Return the link that climbs least, with its owner; None where one leads sideways, into nothing or to the strategy."""
    alignment = company.alignment
    links: list[tuple[Reference, str]] = []
    for ref in objective.aligns_to:
        parent = company.workspace.objectives.get(ref.objective)
        if parent is None or not alignment.is_below(objective.owner, parent.owner):
            return None
        links.append((ref, parent.owner))
    return max(links, key=lambda link: alignment.depths.get(link[1], 0), default=None)


def _between(company: Company, objective: Objective, owner: str) -> list[str]:
    """Return the objectives of the units between two owners that are there to align to: of this cycle or one around it."""
    end = company.settings.company if owner in company.alignment.top else owner
    units = takewhile(lambda unit: unit != end, company.alignment.above(objective.owner))
    return [
        mine.id
        for unit in units
        for cycle in company.around(objective.cycle)
        for mine in company.objectives_of(cycle.id, unit)
        if mine.stage != "dropped" and mine is not objective
    ]
