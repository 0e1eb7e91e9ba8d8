"""Every ask for help gets an answer.

An ask is answered when an objective of whoever was asked has `supports` pointing at the asking objective or key result: both
files then agree, and nobody is promised for. An open call is answered by anyone. Until then the asking team plans with help
that nobody has given.

Whoever is asked answers with `supports`, or says no: the asking file then closes the ask with `declined`, with `withdrawn`, or
with `done` once help was had in another way. While the cycle runs, an unanswered ask of an objective of priority 1 is an
error: the company's first priority waits for somebody who may not know.

Source: B, the book chapter on OKR; F, Feishu and ByteDance.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect}
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
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect}
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/customer-service/habits.md
    ---
    title: We know when customers are at home
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    supports: [hub-north/loading]
    key_results:
      - {id: known, title: Customers with a known hour rise from 5 % to 40 %, metric: {start: 5, target: 40, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.alignment import PlacedAsk
from okrpress.company import Company
from okrpress.load.checked import short
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR401"
SEVERITY = "warning"

_BEGUN = ("running", "review")
_FIRST = 1


def check(company: Company) -> Iterator[Problem]:
    """Look at each ask that waits."""
    objectives = company.workspace.objectives
    for placed in company.asks:
        if not placed.is_waiting:
            continue
        objective = objectives[placed.objective]
        urgent = objective.priority == _FIRST and company.phases[objective.cycle] in _BEGUN
        yield notice(
            objective,
            _message(company, placed),
            placed.ask.at,
            hint=_way_out(placed, f"{objective.owner}/{objective.slug}"),
            severity="error" if urgent else "warning",
        )


def _message(company: Company, placed: PlacedAsk) -> Message:
    ask = placed.ask
    if not ask.to:
        return say("asks: nobody has answered the open call '{what}'", what=short(ask.what or ask.id))
    name = company.workspace.name_of(ask.to)
    return say("asks: {name} has not answered '{what}'", name=name, what=short(ask.what or ask.id))


def _way_out(placed: PlacedAsk, asking: str) -> Message:
    target = f"{asking}#{placed.ask.key_result}" if placed.ask.key_result else asking
    if not placed.ask.to:
        return say("whoever helps writes 'supports: [{target}]'; else close it with withdrawn or done", target=target)
    return say(
        "'supports: [{target}]' in an objective of '{to}' answers it; else close it with declined, withdrawn or done",
        target=target,
        to=placed.ask.to,
    )
