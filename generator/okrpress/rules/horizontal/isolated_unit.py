"""A unit with much to do is tied to others beside it.

It has three or more objectives, and no ask, no support and no shared work connects it with another unit. Such a unit either
needs nobody, which is rare, or has not looked to its left and right yet. Alignment upwards is not meant here.

Bring the unit's objectives to the alignment meeting. Ties are asks and supports in either direction, contributors and owners
of key results from elsewhere, and alignment to a unit that is not above; those of the unit's people count.

Source: B, the book chapter on OKR: alignment to the left and to the right.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/hub-north/quiet.md
    ---
    title: The yard is quiet at night
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: noise, title: Complaints about noise fall from 14 to 2, metric: {start: 14, target: 2}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/hub-north/quiet.md
    ---
    title: The yard is quiet at night
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    contributors: [chen-jie]
    key_results:
      - {id: noise, title: Complaints about noise fall from 14 to 2, metric: {start: 14, target: 2}}
    ---
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR407"
SEVERITY = "info"

MANY = 3
"""Objectives from which a unit is expected to have looked around."""


def check(company: Company) -> Iterator[Problem]:
    """Count the objectives of each unit below the company, and look for one tie to another unit."""
    units = company.workspace.units
    own = Counter(objective.owner for objective in company.open_objectives if objective.owner in units)
    busy = {handle for handle, number in own.items() if number >= MANY and handle not in company.alignment.top}
    if not busy:
        return
    tied = _tied(company)
    for handle in sorted(busy - tied):
        yield notice(
            units[handle],
            say(
                "{name} has {count} objectives and no tie to another unit: no ask, no support, nobody who shares the work",
                name=units[handle].name,
                count=own[handle],
            ),
            hint=say("whom does it need, and who needs it? 'asks', 'supports' and 'contributors' say so"),
        )


def _tied(company: Company) -> set[str]:
    """Return the units that have a tie to another one: from either end of it."""
    people = company.workspace.people
    tied: set[str] = set()
    for objective in company.open_objectives:
        mine = people[objective.owner].unit if objective.owner in people else objective.owner
        for other in _beside(company, objective):
            theirs = people[other].unit if other in people else other
            if theirs and theirs != mine:
                tied.update((mine, theirs))
    return tied


def _beside(company: Company, objective: Objective) -> Iterator[str]:
    """Yield the owners that an objective names beside its own."""
    objectives, alignment = company.workspace.objectives, company.alignment
    yield from objective.contributors
    for key_result in objective.key_results:
        if key_result.owner != objective.owner:
            yield key_result.owner
    for ask in objective.asks:
        if ask.to:
            yield ask.to
    for link in alignment.supports.get(objective.id, ()):
        yield objectives[link.objective].owner
    for link in alignment.parents.get(objective.id, ()):
        parent = objectives.get(link.objective)
        if parent is not None and not alignment.is_below(objective.owner, parent.owner):
            yield parent.owner
