"""An objective's place in the company in words: what it helps to reach, up to the strategy, and what helps it."""

from __future__ import annotations

from typing import Final, NamedTuple

from okrpress.alignment import Link
from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.states import objective_status
from okrpress.pages.vocabulary import Status

MOST_PATHS: Final = 6
"""Ways up to the strategy that are listed; an objective has one or two, a mistake may have thousands."""
MOST_STEPS: Final = 12
MOST_BELOW: Final = 40


class Relative(NamedTuple):
    """An objective or theme near another one."""

    title: Mention
    owner: Mention | None
    """None for a theme."""
    part: Mention | None
    """The key result that the link points at."""
    score: str
    status: Status | None


class Branch(NamedTuple):
    """One entry of the nested list."""

    relative: Relative
    is_self: bool
    below: tuple[Branch, ...]
    more: int = 0
    """How many below are left out."""


def tree(desk: Desk, objective: Objective) -> tuple[Branch, ...]:
    """Return the ways from the top down to an objective; what stands directly below it is listed on the first."""
    links = tuple({link.source: link for link in desk.company.alignment.children_of(objective)}.values())
    below = tuple(Branch(from_link(desk, link), is_self=False, below=()) for link in links[:MOST_BELOW])
    me = Branch(relative(desk, objective.id), is_self=True, below=below, more=max(0, len(links) - MOST_BELOW))
    trunks: list[Branch] = []
    for way in _ways_up(desk, objective.id):
        branch = me if not trunks else me._replace(below=(), more=0)
        for target in way:
            branch = Branch(relative(desk, target), is_self=False, below=(branch,))
        trunks.append(branch)
    return tuple(trunks)


def relative(desk: Desk, target: str) -> Relative:
    """Describe what a full id points at."""
    head, _, part = target.partition("#")
    if head == "strategy":
        return Relative(desk.mentions.target(target), None, None, "", None)
    workspace = desk.company.workspace
    objective = workspace.objectives[head]
    standing = desk.company.standing(head)
    return Relative(
        title=desk.mentions.objective(head),
        owner=desk.mentions.owner(objective.owner),
        part=desk.mentions.target(target) if part else None,
        score=desk.words.score(standing.score),
        status=objective_status(desk, objective, standing),
    )


def from_link(desk: Desk, link: Link) -> Relative:
    """Describe who holds a link, with the key result that it points at."""
    found = relative(desk, link.source)
    return found._replace(part=desk.mentions.target(link.target)) if "#" in link.target else found


def _ways_up(desk: Desk, objective_id: str) -> list[tuple[str, ...]]:
    """Return the ways from an objective to the top as targets, nearest first; loops and crowds are cut short."""
    parents = desk.company.alignment.parents
    ways: list[tuple[str, ...]] = []
    open_ways: list[tuple[str, ...]] = [()]
    while open_ways and len(ways) < MOST_PATHS:
        way = open_ways.pop()
        passed = {objective_id, *(target.partition("#")[0] for target in way)}
        current = way[-1].partition("#")[0] if way else objective_id
        further = [link for link in parents.get(current, ()) if link.objective not in passed]
        if not further or len(way) >= MOST_STEPS:
            ways.append(way)
        open_ways += [(*way, link.target) for link in reversed(further)] if len(way) < MOST_STEPS else []
    return ways
