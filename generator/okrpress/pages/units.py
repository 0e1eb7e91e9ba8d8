"""The list of units: the company's tree, with how each unit stands in the current cycle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.owners import listed_depth, listed_units
from okrpress.pages.unit import UnitRow, unit_row


class TreeRow(NamedTuple):
    """A unit at its depth in the tree, with how many people are in it."""

    row: UnitRow
    depth: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsView(View):
    """The tree of units."""

    cycle: Mention | None = None
    rows: tuple[TreeRow, ...] = ()
    gone: tuple[TreeRow, ...] = ()
    is_folded: bool = False
    """Whether units further down are left to the pages of those above them."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of units."""
    title = desk.words("Units")
    yield Page(addresses.UNITS, "units", title, partial(view, desk), hub=True, nav=(title,), search=search)


def view(desk: Desk) -> UnitsView:
    """Look at all units."""
    words, units, people = desk.words, desk.company.workspace.units, desk.involvement.people_in
    cycle = desk.company.current_cycle
    rows = [TreeRow(unit_row(desk, units[handle]), depth, len(people.get(handle, ()))) for handle, depth in listed_units(desk)]
    gone = tuple(row for row in rows if row.row.is_gone)
    return UnitsView(
        title=words("Units"),
        address=addresses.UNITS,
        description=words("The company’s departments, teams and projects."),
        headings=(Heading("Closed", words("Closed units")),) if gone else (),
        cycle=desk.mentions.cycle(cycle.id) if cycle else None,
        rows=tuple(row for row in rows if not row.row.is_gone),
        gone=gone,
        is_folded=listed_depth(desk) is not None,
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    return SearchEntry(text=found.description)
