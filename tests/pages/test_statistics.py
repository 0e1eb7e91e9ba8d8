"""A cycle in numbers: what counts, where it counts, and what is never shown."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.pages.parts.cycle_numbers import UnitNumbers, cycle_numbers, part_of


def numbers_of(company, cycle):
    objectives = [entry for entry in company.workspace.objectives.values() if entry.cycle == cycle]
    return cycle_numbers(company, company.workspace.cycles[cycle], objectives)


@pytest.fixture
def running(showcase_company):
    return numbers_of(showcase_company, "2026-Q4")


@pytest.fixture
def closed(showcase_company):
    return numbers_of(showcase_company, "2026-Q3")


@pytest.mark.parametrize(
    ("share", "part"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.3, 3), (0.1 * 3, 3), (0.7, 7), (0.999, 9), (1.0, 10), (-1.0, 0)]
)
def test_tenths_of_a_score(share, part):
    assert part_of(share, 10) == part


def test_only_what_is_agreed_counts(running):
    assert running.agreed == 10
    assert running.stages == {"agreed": 10, "draft": 1, "dropped": 1, "proposed": 1}
    assert {kind: found.objectives for kind, found in running.kinds.items()} == {"committed": 6, "aspirational": 4}
    assert sum(sum(found.tenths) for found in running.kinds.values()) == 10


def test_what_came_of_a_closed_cycle(closed):
    committed, aspirational = closed.kinds["committed"], closed.kinds["aspirational"]
    assert (committed.objectives, committed.well) == (1, 0)  # one key result of two at 0.80: missed
    assert (aspirational.objectives, aspirational.well) == (1, 1)
    assert committed.mean == pytest.approx(0.9)
    assert committed.tenths == (0,) * 9 + (1, 0)


def test_who_proposed_aligned_and_helped(running, closed):
    assert running.bottom_up == 4
    assert running.aligned == 10
    assert closed.aligned == 1
    assert running.tied == 3
    assert (running.asks, running.answered) == (6, 3)


def test_people_count_in_their_unit(running):
    assert running.units["logistics"].committed == 1
    assert running.units["logistics"].aspirational == 1  # Li Na's
    assert set(running.units) == {"company", "customer-service", "hub-north", "it-platform", "logistics", "物流华东"}
    assert sum(found.committed + found.aspirational for found in running.units.values()) == running.agreed


def test_signs_of_life_week_by_week(running, closed):
    weeks = {week.first: week for week in running.rhythm}
    assert next(iter(weeks)) == date(2026, 10, 1)
    assert running.rhythm[-1].last == date(2026, 11, 25)  # the week that is going on
    first = weeks[date(2026, 10, 1)]
    assert (first.heard, first.signs) == (1, 1)  # rate, on 2 October
    assert weeks[date(2026, 10, 8)].heard == 1  # damage, on 8 October
    assert sum(week.signs for week in closed.rhythm) == 5
    assert len(closed.rhythm) == 14  # ninety-two days


def test_a_dropped_key_result_and_a_rollup_are_not_waited_for(showcase_company):
    assert numbers_of(showcase_company, "2026").alive == 1
    assert len(numbers_of(showcase_company, "2026").rhythm) == 12  # a year goes by in fours of weeks


def test_confidence_is_held_against_the_outcome_once_there_is_one(company, running):
    assert running.calibration == {}
    early = "- {date: 2026-10-20, confidence: 9, value: 92, by: li-na}"
    told = """\
---
title: Every parcel arrives on the day we promised
type: committed
stage: agreed
key_results:
  - id: rate
    title: On-time delivery rises from 91 % to 98 %
    metric: {start: 91, target: 98, unit: "%"}
    check_ins:
      EARLY
      - {date: 2026-12-20, confidence: 3, value: 94.5, by: li-na}
---
""".replace("EARLY", early)
    files = {"cycles/2026-Q4/logistics/on-time.md": told}
    found = numbers_of(company(files, date(2026, 12, 28)), "2026-Q4").calibration
    assert found[9, 2] == 1  # sure at half-time; half of the way came of it
    assert not any(confidence == 3 for confidence, _ in found)


def test_units_without_objectives_have_no_numbers():
    assert UnitNumbers() == (0, 0, 0, 0)


def test_no_person_is_named(site):
    for address in ("2026-Q4/statistics/", "2026-Q3/statistics/", "2026/statistics/"):
        assert not [link for link in site[address].read.links if "people/" in link]


def test_units_stand_in_the_order_of_the_company(site):
    view = site["2026-Q4/statistics/"].view
    assert [row.unit.text for row in view.units] == [
        "Parcel", "Customer service", "IT platform", "Logistics", "Hub North", "华东物流"
    ]  # fmt: skip


def test_home_and_the_cycle_lead_to_the_numbers(site):
    assert "2026-Q4/statistics/" in site[""].read.links
    assert "../2026-Q4/statistics/" in site["2026-Q4/"].read.links


def test_every_chart_says_its_numbers_in_words_and_as_a_table(site):
    page = site["2026-Q3/statistics/"]
    charts = page.html.count('<svg class="okr-chart"')
    assert charts == 3
    assert page.html.count("<desc>") == charts
    assert page.html.count("The same as a table") == 2
    assert "0.70–0.80: 1 objective" in page.html


def test_a_cycle_in_which_nothing_is_agreed_says_so(company):
    from okrpress.pages.page import Desk
    from okrpress.pages.statistics import view
    from okrpress.words import Words

    empty = company({"cycles/2027-Q1/cycle.md": "---\ntitle: 2027 Q1\n---\n"})
    found = view(Desk.of(empty, (), Words()), empty.workspace.cycles["2027-Q1"])
    assert found.agreed == 0
    assert found.headings == ()


def test_a_state_is_counted_once_even_where_two_have_the_same_word(showcase_company):
    from okrpress.pages.page import Desk
    from okrpress.pages.parts.tally import tallies
    from okrpress.words import Words

    desk = Desk.of(showcase_company, (), Words("zh"))
    closed = [entry for entry in showcase_company.workspace.objectives.values() if entry.cycle == "2026-Q3"]
    assert [[share.number for share in tally.shares] for tally in tallies(desk, closed)] == [[1], [1]]


def test_a_page_of_ones_own_cannot_take_the_address_of_the_numbers(company):
    found = company({"pages/2026-Q4/statistics.md": "# Mine\n", "pages/meetings/monday.md": "# Monday\n"})
    assert [problem.rule for problem in found.workspace.problems] == ["duplicate-id", "duplicate-id"]
