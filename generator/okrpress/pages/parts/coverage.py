"""How far the rollout has come: who of those that it reaches has OKRs in the cycles that everyone now works in."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.company import Company
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.owners import listed_depth, unit_tree
from okrpress.rules.openness.taking_part import carrying, is_expected, taking_part


class UnitCoverage(NamedTuple):
    """A unit that the rollout reaches."""

    unit: Mention
    depth: int
    has_own: bool
    """Whether it has an objective itself."""
    people: int
    """Of its people, how many own an objective or a key result …"""
    of: int
    """… of how many who are expected to."""


class Coverage(NamedTuple):
    """How many take part."""

    ceo: Mention | None
    ceo_has_own: bool
    units: int
    of_units: int
    people: int
    of_people: int
    by_unit: tuple[UnitCoverage, ...]


def coverage(desk: Desk) -> Coverage | None:
    """Count who takes part; None while no cycle is one that everyone works in."""
    company = desk.company
    if not company.active_cycles:
        return None
    owners, carriers = taking_part(company), carrying(company)
    people_of = _expected_people(company)
    top = company.alignment.top
    rows = []
    deepest = listed_depth(desk)
    for handle, depth in unit_tree(desk):
        people = people_of.get(handle, ())
        unit = company.workspace.units[handle]
        is_awaited = handle in company.scope and is_expected(company, unit)
        if is_awaited or people:
            # The CEO stands with the company: objectives of either speak for it.
            has_own = not owners.isdisjoint(top if handle in top else {handle})
            carrying_here = sum(1 for person in people if person in carriers)
            rows.append((is_awaited, UnitCoverage(desk.mentions.owner(handle), depth, has_own, carrying_here, len(people))))
    root = company.workspace.units.get(company.settings.company)
    awaited = [row for is_awaited, row in rows if is_awaited]
    return Coverage(
        ceo=desk.mentions.owner(root.ceo) if root and root.ceo else None,
        ceo_has_own=root is not None and root.ceo in owners,
        units=sum(1 for row in awaited if row.has_own),
        of_units=len(awaited),
        people=sum(row.people for _, row in rows),
        of_people=sum(row.of for _, row in rows),
        by_unit=tuple(row for _, row in rows if deepest is None or row.depth <= deepest),
    )


def _expected_people(company: Company) -> dict[str, list[str]]:
    """Return by unit the people whom the rollout reaches and who were there when the cycle began."""
    found: dict[str, list[str]] = {}
    for handle, person in company.workspace.people.items():
        if handle in company.scope and is_expected(company, person):
            found.setdefault(person.unit, []).append(handle)
    return found
