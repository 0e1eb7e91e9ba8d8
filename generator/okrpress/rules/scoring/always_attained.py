"""Aspirations that always come true aim too low.

An aspirational objective is meant to be reached by about 70 %. Where all of an owner's have scored 0.95 or more in three
cycles running, the targets were known to be safe, and nobody finds out what would have been possible.

Aim higher next time: double the number that feels comfortable, or call the objective committed, which is what it is. The
rule looks at the last three closed cycles in which the owner had aspirational objectives, while the owner has objectives
under way.

Source: G, Google's OKR playbook, on sandbagging.

Bad:

    # cycles/2026-Q1/hub-north/a.md
    ---
    title: The yard is safe
    type: aspirational
    stage: agreed
    key_results:
      - {id: falls, title: Falls go from 9 to 4, metric: {start: 9, target: 4}, grade: {score: 1, note: Reached early}}
    ---
    # cycles/2026-Q2/hub-north/a.md
    ---
    title: The yard is clean
    type: aspirational
    stage: agreed
    key_results:
      - {id: bins, title: Bins rise from 2 to 8, metric: {start: 2, target: 8}, grade: {score: 0.95, note: Nearly all}}
    ---
    # cycles/2026-Q3/hub-north/a.md
    ---
    title: The yard is quiet
    type: aspirational
    stage: agreed
    key_results:
      - {id: noise, title: Noise falls from 80 to 70, metric: {start: 80, target: 70}, grade: {score: 1, note: Reached}}
    ---

Good:

    # cycles/2026-Q1/hub-north/a.md
    ---
    title: The yard is safe
    type: aspirational
    stage: agreed
    key_results:
      - {id: falls, title: Falls go from 9 to 0, metric: {start: 9, target: 0}, grade: {score: 0.6, note: Down to four}}
    ---
    # cycles/2026-Q2/hub-north/a.md
    ---
    title: The yard is clean
    type: aspirational
    stage: agreed
    key_results:
      - {id: bins, title: Bins rise from 2 to 8, metric: {start: 2, target: 8}, grade: {score: 0.95, note: Nearly all}}
    ---
    # cycles/2026-Q3/hub-north/a.md
    ---
    title: The yard is quiet
    type: aspirational
    stage: agreed
    key_results:
      - {id: noise, title: Noise falls from 80 to 70, metric: {start: 80, target: 70}, grade: {score: 1, note: Reached}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Cycle
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.scoring.verdict import reaches

CODE = "OKR506"
SEVERITY = "warning"

_CYCLES = 3
_ALL_OF_IT = 0.95


def check(company: Company) -> Iterator[Problem]:
    """Look back over the closed cycles of each owner who has objectives under way; the finding is the owner's."""
    workspace = company.workspace
    history: dict[str, list[Cycle]] = {objective.owner: [] for objective in company.open_objectives}
    for cycle, owner in company.by_owner:
        if owner in history and company.phases[cycle] == "closed":
            history[owner].append(workspace.cycles[cycle])
    for owner, cycles in sorted(history.items()):
        record = workspace.units.get(owner) or workspace.people.get(owner)
        if record is None or len(cycles) < _CYCLES or not company.is_here(record):
            continue
        safe = _latest_all_safe(company, owner, cycles)
        if len(safe) == _CYCLES:
            yield notice(
                record,
                say(
                    "every aspirational objective of {owner} in {cycles} scored {score} or more",
                    owner=record.name,
                    cycles=", ".join(reversed(safe)),
                    score=f"{_ALL_OF_IT:g}",
                ),
                hint=say("aim higher: 70 % of an aspiration is success; or call it committed"),
            )


def _latest_all_safe(company: Company, owner: str, cycles: list[Cycle]) -> list[str]:
    """Return the latest cycles, latest first, in which all of an owner's aspirations came true: three are enough."""
    safe: list[str] = []
    for cycle in sorted(cycles, key=lambda cycle: (cycle.end, cycle.start, cycle.id), reverse=True):
        scores = _scores(company, cycle.id, owner)
        if len(safe) == _CYCLES or not all(reaches(score, _ALL_OF_IT) for score in scores):
            break
        if scores:
            safe.append(cycle.id)
    return safe


def _scores(company: Company, cycle: str, owner: str) -> list[float]:
    """Return the scores of an owner's agreed aspirational objectives in a cycle."""
    scores = [
        company.standing(objective.id).score
        for objective in company.objectives_of(cycle, owner)
        if objective.type == "aspirational" and objective.stage == "agreed"
    ]
    return [score for score in scores if score is not None]
