"""Units and people in the order of the company's tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from okrpress.pages.page import Desk

MOST_LISTED: Final = 300
"""Units in one list: a larger company is listed from the top down to the level that still fits."""


def unit_tree(desk: Desk) -> Iterator[tuple[str, int]]:
    """Yield every unit with its depth, each before those below it; what hangs under nothing comes last."""
    units, below = desk.company.workspace.units, desk.involvement.units_below
    root = desk.company.settings.company
    seen: set[str] = set()
    tops = [root, *(handle for handle, unit in units.items() if unit.parent not in units), *units]
    for top in tops:
        stack = [(top, 0)]
        while stack:
            handle, depth = stack.pop()
            if handle in seen or handle not in units:
                continue
            seen.add(handle)
            yield handle, depth
            stack += [(other, depth + 1) for other in reversed(below.get(handle, ()))]


def listed_depth(desk: Desk) -> int | None:
    """Return the lowest level that a list of all units shows; None where it shows them all.

    Those further down stand on the pages of the units above them. What is directly below the company is always shown.
    """
    levels = Counter(depth for _, depth in unit_tree(desk))
    if levels.total() <= MOST_LISTED:
        return None
    deepest = 1
    while sum(number for depth, number in levels.items() if depth <= deepest + 1) <= MOST_LISTED:
        deepest += 1
    return deepest


def listed_units(desk: Desk) -> Iterator[tuple[str, int]]:
    """Yield the units of a list of all of them, as `unit_tree` does, down to the level that it shows."""
    deepest = listed_depth(desk)
    yield from ((handle, depth) for handle, depth in unit_tree(desk) if deepest is None or depth <= deepest)


def in_tree_order(desk: Desk, owners: Iterable[str]) -> tuple[str, ...]:
    """Sort owners: unit by unit, its people after it, the CEO before the company; strangers last."""
    workspace, wanted = desk.company.workspace, set(owners)
    root = workspace.units.get(desk.company.settings.company)
    people: dict[str, list[str]] = {}
    for owner in sorted(wanted):
        if person := workspace.people.get(owner):
            people.setdefault(person.unit, []).append(owner)
    found: dict[str, None] = dict.fromkeys([root.ceo] if root and root.ceo in wanted else [])
    for handle, _ in unit_tree(desk):
        if handle in wanted:
            found[handle] = None
        found.update(dict.fromkeys(people.get(handle, ())))
    found.update(dict.fromkeys(sorted(wanted)))
    return tuple(found)
