"""The alignment map: the whole company at unit level, as a picture, as a nested list and as a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.diagrams import alignment_map as picture
from okrpress.model import Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.family import Relative, relative
from okrpress.pages.parts.owners import unit_tree

MOST_COLUMNS: Final = 24
"""A matrix of more units than this says nothing on a screen: only the units nearest to the company are in it."""


class Aligned(NamedTuple):
    """An objective and what it helps to reach; nothing there is a hole."""

    objective: Relative
    parents: tuple[Relative, ...]


class UnitBranch(NamedTuple):
    """A unit at its depth, with its objectives of the current cycle."""

    unit: Mention
    depth: int
    objectives: tuple[Aligned, ...]


class Cell(NamedTuple):
    """What ties two units: supports, and asks without an answer (holes)."""

    supports: int
    holes: int
    title: str


class MatrixRow(NamedTuple):
    """Whom a unit supports."""

    unit: Mention
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentMapView(View):
    """The map."""

    cycle: Mention | None = None
    branches: tuple[UnitBranch, ...] = ()
    columns: tuple[Mention, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    aligned: int = 0
    objectives: int = 0


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the map."""
    words = desk.words
    title = words("Alignment")
    yield Page(addresses.ALIGNMENT_MAP, "alignment_map", title, partial(view, desk), hub=True, nav=(words("Maps"), title))


def view(desk: Desk) -> AlignmentMapView:
    """Look at how everything hangs together in the current cycle."""
    company, words = desk.company, desk.words
    cycle = company.current_cycle
    objectives = _objectives(desk)
    columns, matrix = _matrix(desk, objectives)
    parents = company.alignment.parents
    return AlignmentMapView(
        title=words("Alignment"),
        address=addresses.ALIGNMENT_MAP,
        headings=(
            Heading("Map", words("The company at a glance")),
            Heading("List", words("The same as a list")),
            Heading("Matrix", words("Who supports whom")),
        ),
        pictures={"map": picture.graph(company, cycle.id if cycle else "", words)},
        cycle=desk.mentions.cycle(cycle.id) if cycle else None,
        branches=tuple(_branches(desk)),
        columns=columns,
        matrix=matrix,
        aligned=sum(1 for objective in objectives if parents.get(objective.id)),
        objectives=len(objectives),
    )


def _objectives(desk: Desk) -> list[Objective]:
    """Return what is pursued in the current cycle."""
    cycle = desk.company.current_cycle
    owners = desk.involvement.owners_in.get(cycle.id, ()) if cycle else ()
    found = [entry for owner in owners for entry in desk.company.objectives_of(cycle.id if cycle else "", owner)]
    return [objective for objective in found if objective.stage != "dropped"]


def _branches(desk: Desk) -> Iterator[UnitBranch]:
    """Yield the units in order, each with its own objectives and those of the people whose unit it is."""
    company, people = desk.company, desk.company.workspace.people
    cycle = company.current_cycle.id if company.current_cycle else ""
    for handle, depth in unit_tree(desk):
        members = desk.involvement.people_in.get(handle, ())
        owners = (handle, *(member for member in members if member in people and people[member].unit == handle))
        mine = [entry for owner in owners for entry in company.objectives_of(cycle, owner) if entry.stage != "dropped"]
        until = company.workspace.units[handle].until
        if not mine and until and until < company.today:
            continue
        yield UnitBranch(desk.mentions.owner(handle), depth, tuple(_aligned(desk, entry) for entry in mine))


def _aligned(desk: Desk, objective: Objective) -> Aligned:
    links = desk.company.alignment.parents.get(objective.id, ())
    targets = dict.fromkeys(link.target if link.objective == "strategy" else link.objective for link in links)
    return Aligned(relative(desk, objective.id), tuple(relative(desk, target) for target in targets))


def _matrix(desk: Desk, objectives: list[Objective]) -> tuple[tuple[Mention, ...], tuple[MatrixRow, ...]]:
    """Count supports between units, a person's with their unit's; and asks that nobody answered."""
    company, words = desk.company, desk.words
    shown = [handle for handle, _ in sorted(unit_tree(desk), key=lambda entry: entry[1])][:MOST_COLUMNS]
    home = {handle: _shown_unit(desk, handle, set(shown)) for handle in (*company.workspace.units, *company.workspace.people)}
    supports: Counter[tuple[str, str]] = Counter()
    holes: Counter[tuple[str, str]] = Counter()
    for objective in objectives:
        mine = home.get(objective.owner, "")
        for link in company.alignment.supports.get(objective.id, ()):
            supports[mine, home.get(company.workspace.objectives[link.objective].owner, "")] += 1
        for placed in company.alignment.asks.get(objective.id, ()):
            if placed.is_waiting and placed.ask.to:
                holes[home.get(placed.ask.to, ""), mine] += 1
    tied = {unit for pair in (*supports, *holes) for unit in pair}
    units = [handle for handle, _ in unit_tree(desk) if handle in tied and handle in shown]
    names = [desk.mentions.owner(handle) for handle in units]
    rows = tuple(
        MatrixRow(
            name,
            tuple(
                Cell(
                    supports[giver, taker],
                    holes[giver, taker],
                    words("{giver} supports {taker}", giver=name.text, taker=other.text)
                    if supports[giver, taker]
                    else words("{taker} asks {giver} and has no answer", giver=name.text, taker=other.text)
                    if holes[giver, taker]
                    else "",
                )
                for taker, other in zip(units, names, strict=True)
            ),
        )
        for giver, name in zip(units, names, strict=True)
    )
    return tuple(names), rows


def _shown_unit(desk: Desk, handle: str, shown: set[str]) -> str:
    """Return the nearest unit at or above an owner that is in the matrix."""
    if handle in shown:
        return handle
    return next((unit for unit in desk.company.alignment.above(handle) if unit in shown), "")
