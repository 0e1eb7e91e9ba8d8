"""The alignment map: the whole company at unit level, as a picture, as a nested list and as a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.diagrams import alignment_map as picture
from okrpress.diagrams.levels import levels_of
from okrpress.model import Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.family import Relative, relative
from okrpress.pages.parts.matrix import Matrix, matrix
from okrpress.pages.parts.owners import unit_tree

FILE: Final = "map.svg"
"""The picture as a file of its own, beside the page."""


class Aligned(NamedTuple):
    """An objective and what it helps to reach; nothing there is a hole."""

    objective: Relative
    parents: tuple[Relative, ...]


class UnitBranch(NamedTuple):
    """A unit at its depth, with its objectives of the current cycle."""

    unit: Mention
    box: str
    """Where its box in the picture leads, which is its name there."""
    depth: int
    objectives: tuple[Aligned, ...]
    map: Mention | None
    """The map that shows what is in it."""
    within: tuple[Mention, ...]
    """Units in it that have no branch of their own here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentMapView(View):
    """The map of the company, or of a unit."""

    unit: Mention | None = None
    """Whose map it is; None for the company's."""
    crumbs: tuple[Mention, ...] = ()
    cycle: Mention | None = None
    branches: tuple[UnitBranch, ...] = ()
    matrix: Matrix
    aligned: int = 0
    objectives: int = 0
    file: str = FILE


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the company's map."""
    words = desk.words
    title = words("Alignment")
    yield Page(
        addresses.ALIGNMENT_MAP,
        "alignment_map",
        title,
        partial(view, desk),
        hub=True,
        nav=(words("Maps"), title),
        files={FILE: "map"},
    )


def view(desk: Desk, top: str = "") -> AlignmentMapView:
    """Look at how everything below a unit, or in the company, hangs together in the current cycle."""
    company, words = desk.company, desk.words
    cycle = company.current_cycle
    cycle_id = cycle.id if cycle else ""
    unit = top or company.settings.company
    objectives = list(_objectives_in(desk, unit, cycle_id))
    parents = company.alignment.parents
    return AlignmentMapView(
        title=words("{unit}: alignment", unit=company.workspace.name_of(top)) if top else words("Alignment"),
        address=addresses.of_map(top) if top else addresses.ALIGNMENT_MAP,
        headings=(
            Heading("Map", words("The company at a glance") if not top else words("The unit at a glance")),
            Heading("List", words("The same as a list")),
            Heading("Matrix", words("Who supports whom")),
        ),
        pictures={"map": picture.graph(company, cycle_id, words, top=top)},
        unit=desk.mentions.owner(top) if top else None,
        crumbs=_crumbs(desk, top),
        cycle=desk.mentions.cycle(cycle_id) if cycle else None,
        branches=tuple(_branches(desk, unit, cycle_id)),
        matrix=matrix(desk, unit, cycle_id),
        aligned=sum(1 for objective in objectives if parents.get(objective.id)),
        objectives=len(objectives),
    )


def _objectives_in(desk: Desk, top: str, cycle: str) -> Iterator[Objective]:
    """Yield what a unit, everything below it and its people pursue; in the company's map what everybody does."""
    company = desk.company
    for owner in desk.involvement.owners_in.get(cycle, ()):
        if top in (owner, company.settings.company) or top in company.alignment.above(owner):
            yield from (entry for entry in company.objectives_of(cycle, owner) if entry.stage != "dropped")


def _crumbs(desk: Desk, top: str) -> tuple[Mention, ...]:
    """Return the way down through the maps above."""
    if not top:
        return ()
    company = desk.company
    above = [unit for unit in company.alignment.above(top) if unit != company.settings.company]
    maps = [Mention(company.workspace.name_of(unit), addresses.href(addresses.of_map(unit))) for unit in reversed(above)]
    return (Mention(desk.words("Alignment"), addresses.ALIGNMENT_MAP), *maps)


def _branches(desk: Desk, top: str, cycle: str) -> Iterator[UnitBranch]:
    """Yield the units of the picture in order, each with its own objectives and those of the people whose unit it is."""
    company, names = desk.company, desk.mentions
    levels = levels_of(company, top, cycle, picture.MOST)
    inside = set(levels.inside)
    floor = 0
    for handle, depth in unit_tree(desk):
        if handle == top:
            floor = depth
        if handle not in inside:
            continue
        within = levels.within.get(handle, ())
        opens = bool(within) and handle != top
        yield UnitBranch(
            names.owner(handle),
            (addresses.of_map(handle) if opens else addresses.of_unit(handle)).rstrip("/"),
            max(depth - floor, 0),
            tuple(_aligned(desk, entry) for entry in _objectives(desk, handle, cycle)),
            Mention(desk.words.plural("+ {count} unit", "+ {count} units", len(within)), addresses.href(addresses.of_map(handle)))
            if opens
            else None,
            tuple(map(names.owner, within)),
        )


def _objectives(desk: Desk, unit: str, cycle: str) -> Iterator[Objective]:
    people = desk.company.workspace.people
    members = (member for member in desk.involvement.people_in.get(unit, ()) if member in people and people[member].unit == unit)
    for owner in (unit, *members):
        yield from (entry for entry in desk.company.objectives_of(cycle, owner) if entry.stage != "dropped")


def _aligned(desk: Desk, objective: Objective) -> Aligned:
    links = desk.company.alignment.parents.get(objective.id, ())
    targets = dict.fromkeys(link.target if link.objective == "strategy" else link.objective for link in links)
    return Aligned(relative(desk, objective.id), tuple(relative(desk, target) for target in targets))
