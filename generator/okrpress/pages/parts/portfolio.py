"""An owner's objectives, cycle by cycle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrpress.model import Cycle, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.rows import ObjectiveRow, OpenRow, open_rows, rows
from okrpress.scoring.standing import OwnerStanding


class OwnerScore(NamedTuple):
    """An owner's two numbers in a cycle; "–" where there is nothing to count."""

    committed: str
    aspirational: str


class Term(NamedTuple):
    """An owner's objectives in one cycle. Those of an open cycle have their key results, those of a closed one are rows."""

    cycle: Mention
    phase: str
    score: OwnerScore
    opened: tuple[OpenRow, ...]
    closed: tuple[ObjectiveRow, ...]
    review: Mention | None


class Portfolio(NamedTuple):
    """What an owner pursues and has pursued."""

    running: tuple[Term, ...]
    """In cycles that are not closed: the current one first, then longer ones, then those to come."""
    past: tuple[Term, ...]
    """In closed cycles, latest first."""


def owner_score(desk: Desk, cycle: str, owner: str) -> OwnerScore:
    """Return an owner's two numbers."""
    standing = desk.company.standings.owners.get((cycle, owner), OwnerStanding())
    return OwnerScore(desk.words.score(standing.committed), desk.words.score(standing.aspirational))


def portfolio(desk: Desk, owner: str) -> Portfolio:
    """Gather an owner's objectives."""
    workspace, today = desk.company.workspace, desk.company.today
    running: list[Term] = []
    past: list[Term] = []
    for cycle_id in _in_order(desk, desk.involvement.cycles_of.get(owner, ())):
        cycle = workspace.cycles.get(cycle_id)
        is_closed = cycle is not None and cycle.phase(today) == "closed"
        (past if is_closed else running).append(_term(desk, cycle, cycle_id, owner, is_closed=is_closed))
    return Portfolio(tuple(running), tuple(past))


def review_of(desk: Desk, cycle: str, owner: str) -> Mention | None:
    """Name an owner's review of a cycle, if there is one."""
    review_id = f"{cycle}/{owner}/review"
    if review_id not in desk.company.workspace.reviews:
        return None
    return Mention(desk.words("Review"), addresses.href(addresses.of_record(review_id)))


def _term(desk: Desk, cycle: Cycle | None, cycle_id: str, owner: str, *, is_closed: bool) -> Term:
    objectives: tuple[Objective, ...] = desk.company.objectives_of(cycle_id, owner)
    return Term(
        cycle=desk.mentions.cycle(cycle_id),
        phase=desk.vocabulary.phases[cycle.phase(desk.company.today)] if cycle else "",
        score=owner_score(desk, cycle_id, owner),
        opened=() if is_closed else open_rows(desk, objectives),
        closed=rows(desk, objectives) if is_closed else (),
        review=review_of(desk, cycle_id, owner),
    )


def _in_order(desk: Desk, cycles: Iterable[str]) -> list[str]:
    """Put the current cycle first, then the longer ones around it; the rest stays latest first."""
    current = desk.company.current_cycle
    known = desk.company.workspace.cycles

    def rank(cycle_id: str) -> int:
        cycle = known.get(cycle_id)
        if current is None or cycle is None:
            return 2
        return 0 if cycle_id == current.id else 1 if cycle.contains(current) else 2

    return sorted(cycles, key=rank)
