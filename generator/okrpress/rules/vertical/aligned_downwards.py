"""Alignment points up: nothing aligns to what stands below it.

`aligns_to` says "this helps to reach that". A department that aligns to its team's objective has the arrow the wrong way
round, and every score, chain and diagram built on it reads upside down.

Turn the link round: the one below aligns to this one. If it was meant as a debt to people further down, write an
ask, and let their `supports` answer it.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/logistics/winter.md
    ---
    title: Winter does not slow us down
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: days, title: Days lost to snow fall from 6 to 1, metric: {start: 6, target: 1, unit: days}}
    ---

Good:

    # cycles/2026-Q4/logistics/winter.md
    ---
    title: Winter does not slow us down
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable]
    key_results:
      - {id: days, title: Days lost to snow fall from 6 to 1, metric: {start: 6, target: 1, unit: days}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR304"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Compare the owners at both ends of each link, in cycles that are not closed: units move, history does not."""
    workspace, alignment = company.workspace, company.alignment
    for objective in company.open_objectives:
        for ref in objective.aligns_to:
            parent = workspace.objectives.get(ref.objective)
            if parent is None or not alignment.is_below(parent.owner, objective.owner):
                continue
            yield notice(
                objective,
                say(
                    "aligns_to: '{parent}' is further down: {below} stands below {owner}",
                    parent=ref.written,
                    below=workspace.name_of(parent.owner),
                    owner=workspace.name_of(objective.owner),
                ),
                ref.at,
                hint=say("turn it round: '{parent}' aligns to '{objective}'", parent=parent.id, objective=objective.id),
            )
