"""Weights are 0 or more, and not all of them are 0.

A weight says how much a part counts beside the others. A negative one makes the score fall when the part succeeds;
where all are 0 there is nothing to count. A single 0 is fine: that part is shown and does not count.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery rises from 91 % to 98 %, weight: -1, metric: {start: 91, target: 98, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    key_results:
      - {title: On-time delivery rises from 91 % to 98 %, weight: 2, metric: {start: 91, target: 98, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrpress.company import Company
from okrpress.model import Milestones, Objective
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR114"
SEVERITY = "error"


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at the weights of objectives, key results and milestones, each beside its like."""
    weights = [(entry.weight, entry.at) for entry in objective.key_results if entry.dropped is None]
    yield from _among(objective, weights, ("key_results",), _NO_SCORE)
    for entry in objective.key_results:
        if isinstance(entry.measure, Milestones) and entry.dropped is None:
            steps = [(item.weight, item.at) for item in entry.measure.items]
            yield from _among(objective, steps, (*entry.at, "milestones"), _NO_PROGRESS)
    if objective.weight < 0:
        yield _negative(objective, objective.weight, ("weight",))


def check(company: Company) -> Iterator[Problem]:
    """Look at the weights of the objectives of an owner, beside each other."""
    for (cycle, owner), objectives in company.by_owner.items():
        counting = [objective for objective in objectives if objective.stage == "agreed"]
        if counting and all(objective.weight == 0 for objective in counting):
            message = say("the weights of all objectives of '{owner}' in {cycle} are 0", owner=owner, cycle=cycle)
            for objective in counting:
                yield notice(objective, message, ("weight",), hint=_HINT)


_NO_SCORE = say("the weights of all key results are 0, so the objective has no score")
_NO_PROGRESS = say("the weights of all milestones are 0, so the key result has no score")
_HINT = say("give at least one a weight above 0")


def _among(objective: Objective, weights: Sequence[tuple[float, Place]], place: Place, all_zero: Message) -> Iterator[Problem]:
    for weight, at in weights:
        if weight < 0:
            yield _negative(objective, weight, (*at, "weight"))
    if weights and all(weight == 0 for weight, _ in weights):
        yield notice(objective, all_zero, place, key=True, hint=_HINT)


def _negative(objective: Objective, weight: float, place: Place) -> Problem:
    message = say("weight: {weight} is less than 0", weight=f"{weight:g}")
    return notice(objective, message, place, hint=say("what must not count has the weight 0"))
