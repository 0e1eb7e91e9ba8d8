"""Which cycles' pages can have changed: a closed cycle's on the days that its records name and in a new year alone."""

from datetime import date

import pytest

from okrpress.site.parts import part_keys
from tests.site.sequences import CLOSED

TRUCKS = "cycles/2026-Q3/logistics/trucks.md"


def keys(company, today, text=CLOSED[TRUCKS]):
    there = {"cycles/2026-Q3/cycle.md": CLOSED["cycles/2026-Q3/cycle.md"], TRUCKS: text}
    return part_keys(company(there, date.fromisoformat(today)), ())


def test_a_closed_cycle_is_the_same_every_day(company):
    one, other = keys(company, "2026-11-10"), keys(company, "2026-11-11")
    assert one["2026-Q3"] == other["2026-Q3"]
    assert one["2026-Q4"] != other["2026-Q4"]


def test_a_closed_cycle_is_another_in_another_year(company):
    assert keys(company, "2026-12-31")["2026-Q3"] != keys(company, "2027-01-01")["2026-Q3"]


@pytest.mark.parametrize("late", ["2026-11-11", "2026-11-9"])
def test_a_day_that_has_yet_to_come_counts_once_it_comes(company, late):
    text = CLOSED[TRUCKS].replace("2026-09-20", late)
    assert keys(company, "2026-11-08", text)["2026-Q3"] != keys(company, "2026-11-12", text)["2026-Q3"]
    assert keys(company, "2026-11-12", text)["2026-Q3"] == keys(company, "2026-11-13", text)["2026-Q3"]
