"""The archive: what is closed, with what came of it."""

from __future__ import annotations

from datetime import date

from okrpress.pages.archive import view
from okrpress.pages.page import Desk
from okrpress.words import Words


def test_closed_cycles_stand_with_what_came_of_them(site):
    found = site["archive/"].view
    assert [(year.name, [cycle.cycle.text for cycle in year.cycles]) for year in found.years] == [("2026", ["2026 Q3"])]
    closed = found.years[0].cycles[0]
    assert (closed.objectives, closed.committed, closed.aspirational, closed.reviews) == (2, "0 of 1", "1 of 1", 1)
    assert closed.closed_on == "14 Oct 2026"
    assert {"../2026-Q3/", "../2026-Q3/statistics/"} <= set(site["archive/"].read.links)


def test_what_runs_is_not_in_it(site):
    assert "../2026-Q4/" not in site["archive/"].read.links


def test_while_nothing_is_closed_it_says_when_the_first_will_be(company):
    found = view(Desk.of(company(), (), Words()))
    assert found.years == ()
    assert (found.next_cycle.text, found.next_day) == ("2026 Q4", "14 Jan 2027")


def test_the_latest_year_comes_first(company):
    cycles = {f"cycles/{name}/cycle.md": f"---\ntitle: {name}\n---\n" for name in ("2025-Q4", "2026-Q1", "2026-Q2")}
    found = view(Desk.of(company(cycles, date(2026, 11, 10)), (), Words()))
    assert [[cycle.cycle.text for cycle in year.cycles] for year in found.years] == [["2026-Q2", "2026-Q1"], ["2025-Q4"]]


def test_an_empty_company_is_told_where_to_begin(empty_site):
    assert "There is no cycle yet" in empty_site["archive/"].read.text
