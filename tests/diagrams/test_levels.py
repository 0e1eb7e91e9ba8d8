"""Which units of a large company a map shows."""

from __future__ import annotations

import pytest

from okrpress.company import company_on
from okrpress.diagrams.levels import levels_of, units_with_maps
from okrpress.load import load
from tests.bench.company import TODAY, write


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Return a company of 60 units in four levels."""
    return company_on(load(write(tmp_path_factory.mktemp("large"), 400, years=1, units=60)), TODAY)


def below(company, unit, levels=9):
    depths = company.alignment.depths
    return {other for other in company.workspace.units if unit in company.alignment.above(other) and depths[other] <= levels}


def test_what_fits_is_shown_whole(large):
    levels = levels_of(large, "company", "2026-Q4", 60)
    assert set(levels.inside) == set(large.workspace.units)
    assert levels.within == {}


def test_two_levels_are_shown_of_what_does_not_fit(large):
    levels = levels_of(large, "company", "2026-Q4", 59)
    assert levels.inside[0] == "company"
    assert set(levels.inside) == {"company"} | below(large, "company", 2)
    hidden = {unit for units in levels.within.values() for unit in units}
    assert hidden == set(large.workspace.units) - set(levels.inside)
    assert hidden
    for shown, units in levels.within.items():
        assert set(units) == below(large, shown)


def test_one_level_where_two_are_too_many_and_then_as_many_as_fit(large):
    departments = below(large, "company", 1)
    assert len(departments) == 5
    assert set(levels_of(large, "company", "2026-Q4", 6).inside) == {"company"} | departments
    assert len(levels_of(large, "company", "2026-Q4", 4).inside) == 4


def test_everybody_has_one_home_on_every_map(large):
    for top in ("company", *units_with_maps(large, "2026-Q4")):
        levels = levels_of(large, top, "2026-Q4", 12)
        assert set(levels.homes) == {*large.workspace.units, *large.workspace.people}
        outside = set(levels.homes.values()) - set(levels.inside)
        # No unit outside stands for the map's own, and none of them holds another one but those above the map.
        upward = set(large.alignment.above(top))
        assert all(top not in below(large, unit) for unit in outside - upward)
        for unit in outside - upward:
            assert not below(large, unit) & outside


def test_whoever_has_units_below_has_a_map(large):
    units = large.workspace.units.values()
    assert set(units_with_maps(large, "2026-Q4")) == {unit.parent for unit in units} - {"", "company"}


def test_every_unit_is_reached_by_opening_boxes(large):
    reached, waiting = {"company"}, ["company"]
    for top in waiting:
        levels = levels_of(large, top, "2026-Q4", 12)
        fresh = set(levels.inside) - reached
        reached |= fresh
        waiting.extend(unit for unit in levels.within if unit != top)
    assert reached == set(large.workspace.units)
