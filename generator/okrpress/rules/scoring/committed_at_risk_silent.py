"""When a commitment is at risk, its owner says so in words.

A commitment at risk is the moment for others to help, move people or warn customers. A number alone asks for nothing:
the newest check-in says what is in the way and what would help.

Add a `note` to that check-in, and an entry under `asks` if somebody could help. Numbers that have grown stale are
`stale-check-in`'s business.

Source: G, Google's OKR playbook: teams escalate a commitment at risk promptly.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        check_ins: [{date: 2026-11-06, value: 73, confidence: 3, by: wang-lei}]
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        check_ins: [{date: 2026-11-06, value: 73, confidence: 3, by: wang-lei, note: Two loaders are ill; we ask for help}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.measures import up_to

CODE = "OKR505"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the newest check-in of each committed key result at risk."""
    for objective in company.open_objectives:
        if objective.type != "committed" or objective.stage != "agreed":
            continue
        standing = company.standing(objective.id)
        if standing.health != "at risk":
            continue
        for key_result in objective.key_results:
            if not key_result.weight or standing.key_results[key_result.id].health != "at risk":
                continue
            check_ins = up_to(key_result.check_ins, company.today)
            if check_ins and not check_ins[-1].note:
                yield notice(
                    objective,
                    say("'{key_result}' is at risk, and its newest check-in has no note", key_result=key_result.id),
                    check_ins[-1].at,
                    hint=say("note: what is in the way and what would help; 'asks' tells who could"),
                )
