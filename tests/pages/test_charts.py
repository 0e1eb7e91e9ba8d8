"""Charts: where columns and dots stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from okrpress.pages.parts import charts

NOTE = 9
"""Where the name of a line stands, from above, as the template writes it."""
DIGITS = 9
"""How high the digits of a number are."""


def entry(size):
    return charts.Entry(size, str(size), "", "")


def test_the_highest_column_fills_the_chart_and_the_others_are_in_proportion():
    chart = charts.columns("", "", [entry(4), entry(1), entry(0)])
    assert [float(column.height) for column in chart.columns] == [charts.BODY, charts.BODY / 4, 0]
    assert all(float(column.y) + float(column.height) == chart.base for column in chart.columns)


def test_columns_share_the_width_and_do_not_touch():
    chart = charts.columns("", "", [entry(1)] * 7)
    boxes = [(float(column.x[:-1]), float(column.width[:-1])) for column in chart.columns]
    assert all(x + width < following for (x, width), (following, _) in pairwise(boxes))
    assert boxes[0][0] > 0
    assert sum(boxes[-1]) < 100


@pytest.mark.parametrize("entries", [[], [entry(0), entry(0)]])
def test_nothing_to_show_is_a_chart_without_height(entries):
    assert {float(column.height) for column in charts.columns("", "", entries).columns} <= {0.0}


def test_names_of_lines_stand_above_the_numbers_and_neighbours_on_one_line():
    named = charts.columns("", "", [entry(4)], [(0.7, "done")])
    beside = charts.columns("", "", [entry(4)], [])
    assert float(named.columns[0].number_y) - DIGITS > NOTE
    assert (beside.base, beside.height) == (named.base, named.height)
    assert charts.columns("", "", [entry(4)]).base < named.base


def test_lines_stand_at_their_share_of_the_width():
    assert [line.x for line in charts.columns("", "", [], [(0.7, "done")]).lines] == ["70%"]


def test_the_area_of_a_dot_stands_for_its_number_and_no_two_dots_touch():
    found = [(0, 0, 100, ""), (1, 0, 25, ""), (2, 4, 1, "")]
    chart = charts.dots("", "", found, ["0", "1", "2"], ["0", "1", "2", "3", "4", "5"])
    assert [float(dot.radius) for dot in chart.dots] == [charts.WIDEST, charts.WIDEST / 2, charts.SMALLEST]
    assert 2 * charts.WIDEST < charts.LEVEL
    assert [dot.x for dot in chart.dots] == [tick.place for tick in chart.across]


def test_rows_of_dots_lie_between_their_lines():
    chart = charts.dots("", "", [(0, 0, 1, ""), (0, 1, 1, "")], ["0"], ["0.0", "0.5", "1.0"])
    low, middle, high = (float(tick.place) for tick in chart.up)
    assert low > float(chart.dots[0].y) > middle > float(chart.dots[1].y) > high > 0
