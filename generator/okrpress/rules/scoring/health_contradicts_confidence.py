"""Numbers and confidence tell the same story.

A key result whose number is at risk while its owner is nearly sure of it, or a committed one on track that hardly anyone
believes in: one of the two is out of date, or the owner knows something that readers ought to know.

Look again at the confidence, or say in a note what is coming. An aspirational key result on track may well have a low
confidence: it heads for 0.7, and confidence speaks of the whole target.

Source: R, Wodtke.

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
        check_ins: [{date: 2026-11-06, value: 73, confidence: 9, by: wang-lei, note: A slow start}]
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
        check_ins: [{date: 2026-11-06, value: 73, confidence: 4, by: wang-lei, note: A slow start}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import KeyResult, Objective
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.measures import up_to
from okrpress.scoring.standing import KeyResultStanding

CODE = "OKR510"
SEVERITY = "info"

_SURE, _DOUBTFUL = 8, 2


def check(company: Company) -> Iterator[Problem]:
    """Hold the health of each key result against its latest confidence, while the cycle runs."""
    for objective in company.open_objectives:
        if objective.stage != "agreed" or company.phases[objective.cycle] != "running":
            continue
        standings = company.standing(objective.id).key_results
        for key_result in objective.key_results:
            message = _contradiction(objective, key_result, standings[key_result.id])
            if message is not None:
                given = [entry for entry in up_to(key_result.check_ins, company.today) if entry.confidence is not None]
                yield notice(
                    objective,
                    message,
                    (*given[-1].at, "confidence"),
                    hint=say("look again at the confidence, or say in a note what is coming"),
                )


def _contradiction(objective: Objective, key_result: KeyResult, standing: KeyResultStanding) -> Message | None:
    confidence, health = standing.confidence, standing.health
    if confidence is None or not key_result.weight:
        return None
    if health == "at risk" and confidence >= _SURE:
        return say("'{key_result}' is at risk, with a confidence of {given}", key_result=key_result.id, given=f"{confidence:g}")
    if health == "on track" and objective.type == "committed" and confidence <= _DOUBTFUL:
        return say("'{key_result}' is on track, with a confidence of {given}", key_result=key_result.id, given=f"{confidence:g}")
    return None
