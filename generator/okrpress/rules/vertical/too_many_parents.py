"""An objective helps to reach one or two things, not everything.

Nearly all good work helps nearly everything a little. With three parents and more the links no longer say what an
objective is for, and when two of the three pull in different directions nobody knows which one it follows.

Keep the one or two that it moves most; the story below the front matter can speak of the others. Several key results of one
objective count as one parent.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time#rate, company/reliable, strategy#growth]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time#rate, logistics/on-time#damage, strategy#growth]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Reference
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR309"
SEVERITY = "info"

_MOST = 2


def check(company: Company) -> Iterator[Problem]:
    """Count the parents of each objective; the finding stands at the first that is too many."""
    for objective in company.open_objectives:
        if len(objective.aligns_to) <= _MOST:
            continue
        parents: dict[str, Reference] = {}
        for ref in objective.aligns_to:
            parents.setdefault(ref.target if ref.is_theme else ref.objective, ref)
        if len(parents) > _MOST:
            yield notice(
                objective,
                say("aligns_to: '{objective}' has {count} parents", objective=objective.id, count=len(parents)),
                list(parents.values())[_MOST].at,
                hint=say("keep the one or two that it moves most; the story can speak of the others"),
            )
