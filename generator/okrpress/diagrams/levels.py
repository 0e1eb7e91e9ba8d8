"""Which units a map shows, and which of them stands for an owner that it does not show.

A company of hundreds of units is read level by level: a map shows a unit and at most two levels below it, each box with
everything that is in it, and each of them has a map of its own. What lies outside of it is shown as coarsely as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from okrpress.company import Company

DEEPEST: Final = 2
"""Levels below a map's unit, where not everything fits."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The units of one map."""

    top: str
    inside: tuple[str, ...]
    """The map's unit and what is shown below it, whole levels, the upper first."""
    homes: Mapping[str, str]
    """Owner → the unit that stands for it: one of `inside`, or one outside of them."""
    within: Mapping[str, tuple[str, ...]]
    """Shown unit → units in it that are not shown."""


def levels_of(company: Company, top: str, cycle: str, most: int) -> Levels:
    """Return the units of the map of `top`, at most `most` of them as long as a level below it fits at all."""
    below = [unit for unit in alive_units(company, cycle) if unit != top and _is_in(company, unit, top)]
    depths, floor = company.alignment.depths, company.alignment.depths.get(top, 0)
    below.sort(key=lambda unit: depths[unit])
    shown = below
    if len(below) >= most:
        whole = [[unit for unit in below if depths[unit] <= floor + deep] for deep in range(DEEPEST, 0, -1)]
        shown = next((level for level in whole if level and len(level) < most), below[: most - 1])
    inside = (top, *shown)
    homes = dict(_homes(company, top, frozenset(inside)))
    within: dict[str, list[str]] = {}
    for unit in below:
        if homes.get(unit, top) != unit:
            within.setdefault(homes.get(unit, top), []).append(unit)
    return Levels(top, inside, homes, {unit: tuple(members) for unit, members in within.items()})


def alive_units(company: Company, cycle: str) -> Iterator[str]:
    """Yield the units of a cycle's maps."""
    return (handle for handle in company.workspace.units if is_alive(company, handle, cycle))


def is_alive(company: Company, handle: str, cycle: str) -> bool:
    """Tell whether a unit is there today or has objectives in a cycle."""
    unit = company.workspace.units[handle]
    is_there = (unit.until is None or unit.until >= company.today) and (unit.since is None or unit.since <= company.today)
    return is_there or (cycle, handle) in company.by_owner


def units_with_maps(company: Company, cycle: str) -> tuple[str, ...]:
    """Return the units that have a map of their own beside the company's: those with others below them."""
    units = company.workspace.units
    above = dict.fromkeys(units[unit].parent for unit in alive_units(company, cycle))
    return tuple(unit for unit in above if unit in units and unit != company.settings.company)


def _is_in(company: Company, unit: str, top: str) -> bool:
    """Tell whether a unit is part of another one; everything is part of the company, whatever it hangs under."""
    return top == company.settings.company or top in company.alignment.above(unit)


def _homes(company: Company, top: str, inside: frozenset[str]) -> Iterator[tuple[str, str]]:
    workspace, alignment = company.workspace, company.alignment
    upward = frozenset(alignment.above(top))
    for owner in (*workspace.units, *workspace.people):
        way = (owner, *alignment.above(owner)) if owner in workspace.units else tuple(alignment.above(owner))
        home = next((unit for unit in way if unit in inside), None)
        if home is None:
            # The broadest unit that does not hold the map's own.
            outer = [unit for unit in way if unit not in upward]
            home = outer[-1] if outer else next(iter(way), None)
        if home is not None:
            yield owner, home
