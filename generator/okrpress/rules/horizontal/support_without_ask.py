"""Help is agreed by both sides: whoever is supported has asked.

`supports` says "we help with that". When the other file holds no ask for it, its owner may not know, may not need it, or may
have planned the same work. The alignment meeting is the place to find out.

Add the ask to the other file, so that both agree, or take the `supports` away. If the objective simply contributes to the one
above it, `aligns_to` is the right word. Help for an objective of the same owner needs no ask.

Source: B, the book chapter on OKR; F, Feishu and ByteDance.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    supports: [customer-service/first-call]
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
    supports: [customer-service/rush]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/customer-service/rush.md
    ---
    title: Nobody waits in the Friday rush
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    asks:
      - {id: full, to: hub-north, what: Full trucks on Fridays}
    key_results:
      - {id: wait, title: Minutes in the queue fall from 9 to 3, metric: {start: 9, target: 3, unit: minutes}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.alignment import Link
from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR403"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for the ask behind each support; one that was withdrawn no longer asks."""
    workspace, alignment = company.workspace, company.alignment
    for objective in company.open_objectives:
        for ref in objective.supports:
            helped = workspace.objectives.get(ref.objective)
            if helped is None or helped.owner == objective.owner or not workspace.knows(ref):
                continue
            if helped.stage == "dropped" or company.phases[helped.cycle] == "closed":
                continue
            if alignment.is_asked_for(objective.owner, Link(objective.id, ref.target)):
                continue
            yield notice(
                objective,
                say(
                    "supports: {name} has not asked for this: '{target}' holds no ask to '{owner}'",
                    name=workspace.name_of(helped.owner),
                    target=helped.id,
                    owner=objective.owner,
                ),
                ref.at,
                hint=say("add the ask there, so that both files agree: asks: [{{to: {owner}, what: …}}]", owner=objective.owner),
            )
