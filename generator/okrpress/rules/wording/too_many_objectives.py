"""An owner pursues few objectives at a time.

Whoever has seven priorities has none. Three to five objectives are what a unit or a person can keep in mind for a
whole cycle; what does not fit among them is work that goes on without an OKR, or something for the next cycle.

How many are few is `limits: {objectives: 5}` in the settings. Dropped objectives do not count. All of the owner's
objectives are named, for which of them waits is the owner's choice.

Source: G, re:Work: three to five objectives; B, the book chapter on OKR.

Bad:

    # settings.yml
    limits: {objectives: 1}

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave the north full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # settings.yml
    limits: {objectives: 2}

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave the north full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR201"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Count the objectives of each owner in each cycle that is not closed."""
    most = company.settings.limits.objectives
    for (cycle, owner), objectives in company.by_owner.items():
        if len(objectives) <= most or company.phases.get(cycle) == "closed":
            continue
        pursued = [objective for objective in objectives if objective.stage != "dropped"]
        if len(pursued) <= most:
            continue
        for objective in pursued:
            yield notice(
                objective,
                say(
                    "{owner} has {count} objectives in {cycle}; {most} are few enough",
                    owner=company.workspace.name_of(owner),
                    count=len(pursued),
                    cycle=cycle,
                    most=most,
                ),
                hint=say("keep what matters most; let the rest wait for the next cycle or go on without an OKR"),
            )
