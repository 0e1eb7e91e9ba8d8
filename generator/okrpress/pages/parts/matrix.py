"""Who supports whom, with the holes: asks that nobody answered, and support that nobody asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from okrpress.diagrams.levels import Levels, levels_of
from okrpress.model import Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk

MOST: Final = 25
"""Units of a matrix: a larger company is shown level by level, each row with the matrix of what is in it."""

_Pair = tuple[str, str]
"""Who gives, and who takes."""


class Cell(NamedTuple):
    """What ties two units."""

    agreed: int
    """Supports that were asked for, or that stay with one owner."""
    unasked: int
    """Supports without an ask."""
    waiting: int
    """Asks without an answer."""
    title: str


class MatrixRow(NamedTuple):
    """Whom a unit supports."""

    unit: Mention
    opens: Mention | None
    """The matrix of what is in it, with the number of units there."""
    is_outside: bool
    """Whether it is no part of the unit that the matrix is of."""
    cells: tuple[Cell, ...]


class Matrix(NamedTuple):
    """The units that are tied to each other; rows and columns are the same."""

    rows: tuple[MatrixRow, ...]
    agreed: int
    unasked: int
    waiting: int


def matrix(desk: Desk, top: str, cycle: str) -> Matrix:
    """Look at who supports whom below a unit, and to and from the units outside of it; a person's ties with their unit's."""
    levels = levels_of(desk.company, top, cycle, MOST)
    agreed, unasked, waiting = _ties(desk, cycle, levels)
    tied = {unit for pair in (*agreed, *unasked, *waiting) for unit in pair}
    inside = set(levels.inside)
    units = [*(unit for unit in levels.inside if unit in tied), *(unit for unit in levels.homes if unit in tied - inside)]
    rows = tuple(
        MatrixRow(
            desk.mentions.owner(giver),
            _opens(desk, giver, levels),
            giver not in inside,
            tuple(_cell(desk, (giver, taker), agreed, unasked, waiting) for taker in units),
        )
        for giver in units
    )
    return Matrix(rows, agreed.total(), unasked.total(), waiting.total())


def _ties(desk: Desk, cycle: str, levels: Levels) -> tuple[Counter[_Pair], Counter[_Pair], Counter[_Pair]]:
    """Count by (who gives, who takes); what lies outside of the map's unit at both ends does not count."""
    company, alignment, home, inside = desk.company, desk.company.alignment, levels.homes, set(levels.inside)
    agreed: Counter[_Pair] = Counter()
    unasked: Counter[_Pair] = Counter()
    waiting: Counter[_Pair] = Counter()
    for objective in _objectives(desk, cycle):
        mine = home.get(objective.owner)
        for link in alignment.supports.get(objective.id, ()):
            helped = company.workspace.objectives[link.objective]
            pair = (mine, home.get(helped.owner))
            is_agreed = helped.owner == objective.owner or alignment.is_asked_for(objective.owner, link)
            _count(agreed if is_agreed else unasked, pair, inside)
        for placed in alignment.asks.get(objective.id, ()):
            if placed.is_waiting and placed.ask.to:
                _count(waiting, (home.get(placed.ask.to), mine), inside)
    return agreed, unasked, waiting


def _objectives(desk: Desk, cycle: str) -> Iterator[Objective]:
    for owner in desk.involvement.owners_in.get(cycle, ()):
        yield from (entry for entry in desk.company.objectives_of(cycle, owner) if entry.stage != "dropped")


def _count(counts: Counter[_Pair], pair: tuple[str | None, str | None], inside: set[str]) -> None:
    giver, taker = pair
    if giver and taker and not inside.isdisjoint((giver, taker)):
        counts[giver, taker] += 1


def _opens(desk: Desk, unit: str, levels: Levels) -> Mention | None:
    within = len(levels.within.get(unit, ()))
    if not within or unit == levels.top:
        return None
    return Mention(
        desk.words.plural("+ {count} unit", "+ {count} units", within), f"{addresses.href(addresses.of_map(unit))}#Matrix"
    )


def _cell(
    desk: Desk, pair: _Pair, agreed: Mapping[_Pair, int], unasked: Mapping[_Pair, int], waiting: Mapping[_Pair, int]
) -> Cell:
    words, (giver, taker) = desk.words, pair
    names = {"giver": desk.mentions.owner(giver).text, "taker": desk.mentions.owner(taker).text}
    said = (
        words("{giver} supports {taker}", **names) if agreed.get(pair) else "",
        words("{giver} supports {taker}, which has not asked", **names) if unasked.get(pair) else "",
        words("{taker} asks {giver} and has no answer", **names) if waiting.get(pair) else "",
    )
    return Cell(agreed.get(pair, 0), unasked.get(pair, 0), waiting.get(pair, 0), "; ".join(filter(None, said)))
