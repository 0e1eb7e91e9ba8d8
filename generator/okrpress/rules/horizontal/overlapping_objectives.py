"""Nobody does the same work twice without knowing it.

Two owners who write nearly the same, and whom no link ties together, may be about to do one piece of work twice, or to pull at it
from two sides. That is found most cheaply while both are still talking about it.

Talk to each other: one aligns to the other, supports it, contributes to it, or leaves it to them. If both are needed, say
in the titles what is different. Objectives and key results of cycles that overlap are compared, by their words, in English and
Chinese; what is tied by a link already is left alone. A parent in common is no such link: who stands above two teams may not know
that they do the same.

Source: B, the book chapter on OKR: work done twice.

Bad:

    # cycles/2026-Q4/hub-north/boxes.md
    ---
    title: No box bursts on the belt
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time#damage]
    key_results:
      - {id: test, title: Boxes that fail the drop test fall from 34 to 8, metric: {start: 34, target: 8}}
    ---
    # cycles/2026-Q4/customer-service/claims.md
    ---
    title: Claims are settled at the first call
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    key_results:
      - {id: drop, title: "Fewer boxes failing our drop test: 12", metric: {start: 34, target: 12}}
    ---

Good:

    # cycles/2026-Q4/hub-north/boxes.md
    ---
    title: No box bursts on the belt
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time#damage]
    contributors: [customer-service]
    key_results:
      - {id: test, title: Boxes that fail the drop test fall from 34 to 8, metric: {start: 34, target: 8}}
    ---
    # cycles/2026-Q4/customer-service/claims.md
    ---
    title: Claims are settled at the first call
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    key_results:
      - {id: drop, title: "Fewer boxes failing our drop test: 12", metric: {start: 34, target: 12}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR405"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Tell each objective of those that it overlaps with, the closest first."""
    objectives = company.workspace.objectives
    for objective_id, overlaps in company.overlaps.items():
        for overlap in overlaps:
            owner = company.workspace.name_of(objectives[overlap.other.partition("#")[0]].owner)
            yield notice(
                objectives[objective_id],
                say(
                    "this is close to '{other}' of {owner}, and no link ties them: {words}",
                    other=overlap.other,
                    owner=owner,
                    words=" · ".join(overlap.words),
                ),
                overlap.at,
                hint=say("talk to each other; then align, support or contribute, or leave it to one of you"),
            )
