"""The map of a part of the company: a unit, what is below it, and what ties it to the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from okrpress.diagrams.levels import units_with_maps
from okrpress.pages import addresses
from okrpress.pages.alignment_map import FILE, view
from okrpress.pages.page import Desk, Page, TrailStep


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the map of every unit with others below it."""
    company, words = desk.company, desk.words
    cycle = company.current_cycle.id if company.current_cycle else ""
    for unit in units_with_maps(company, cycle):
        above = [other for other in company.alignment.above(unit) if other != company.settings.company][::-1]
        steps = (TrailStep(company.workspace.name_of(other), addresses.of_map(other)) for other in above)
        yield Page(
            address=addresses.of_map(unit),
            kind="unit_alignment",
            title=words("{unit}: alignment", unit=company.workspace.name_of(unit)),
            view=partial(view, desk, unit),
            under=addresses.ALIGNMENT_MAP,
            trail=tuple(steps),
            files={FILE: "map"},
        )
