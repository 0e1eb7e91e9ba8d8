"""Forecast: SCORING, Confidence and forecast."""

from math import nan

import pytest

from okrpress.model import Metric, Rollup, Threshold, YesNo
from okrpress.scoring.forecast import forecast
from tests.scoring.builders import check_ins, day, key_result, kr_stands, milestones


def heading_for(*given, metric=None):
    return forecast(metric or Metric(0, 10), check_ins(*given), day(0), day(100))


@pytest.mark.parametrize(
    ("given", "share"),
    [
        pytest.param((), None, id="one point: the start"),
        pytest.param(((10, 1),), None, id="two points"),
        pytest.param(((10, 1), (20, None)), None, id="a check-in without a value is no point"),
        pytest.param(((10, 1), (20, 2)), 1, id="the third point, straight to the target"),
        pytest.param(((10, 0.5), (20, 1)), 0.5, id="half as fast"),
        pytest.param(((10, 0), (20, 0)), 0, id="not moving"),
        pytest.param(((10, 3), (20, 6)), 1, id="clamped above"),
        pytest.param(((10, -1), (20, -2)), 0, id="clamped below"),
        pytest.param(((0, 0), (0, 4)), None, id="all on the first day: no line"),
        pytest.param(((20, 2), (10, 1)), 1, id="order does not matter"),
        pytest.param(((20, 2), (20, 1)), 0.75, id="two on one day are two points"),
    ],
)
def test_forecast(given, share):
    assert heading_for(*given) == (None if share is None else pytest.approx(share))


def test_by_hand():
    # Points (0, 0), (50, 0.2), (100, 0.7): mean (50, 0.3), slope (50 * 0.3 + 50 * 0.4) / 5000 = 0.007, at 100: 0.3 + 0.35.
    assert heading_for((50, 2), (100, 7)) == pytest.approx(0.65)


def test_the_line_need_not_pass_through_the_start():
    # Points (0, 0), (10, 0.4), (20, 0.4): mean (10, 4/15), slope 0.02; ten days on 4/15 + 0.02 * 90.
    assert forecast(Metric(0, 10), check_ins((10, 4), (20, 4)), day(0), day(30)) == pytest.approx(4 / 15 + 0.4)


def test_downwards_is_the_same():
    down = heading_for((10, 47), (40, 42), metric=Metric(48, 24))
    up = heading_for((10, 1), (40, 6), metric=Metric(0, 24))
    assert down == pytest.approx(up)


def test_only_check_ins_up_to_today_are_points():
    one = key_result(Metric(0, 10), check_ins=[(10, 1), (40, 4), (60, 0)])
    assert kr_stands(one).forecast == pytest.approx(1)
    assert kr_stands(one, on=20).forecast is None


@pytest.mark.parametrize("measure", [Threshold("at_least", 1), Rollup(), YesNo(None), milestones((1, None)), Metric(1, 1), None])
def test_only_a_metric_has_one(measure):
    assert kr_stands(key_result(measure, check_ins=[(10, 1), (20, 2), (30, 3)])).forecast is None


@pytest.mark.parametrize(
    "metric", [Metric(0, 1e308), Metric(-1e308, 1e308), Metric(0, 5e-324), Metric(0, 10**400), Metric(0, nan)]
)
@pytest.mark.parametrize("value", [1e308, -1e308, nan, 10**400])
def test_no_number_raises(metric, value):
    found = heading_for((10, value), (20, value), (30, -value), metric=metric)
    assert found is None or 0 <= found <= 1
