"""Progress of each measure: every row of SCORING, Key result."""

import sys
from math import inf, isfinite, nan

import pytest

from okrpress.model import Metric, Milestones, Rollup, Threshold, YesNo
from okrpress.scoring import standing
from okrpress.scoring.measures import last_sign, latest_value, metric_reading, read, up_to
from tests.scoring.builders import at, check_in, check_ins, day, key_result, kr_stands, milestones

UP = Metric(91, 98)
DOWN = Metric(48, 24)
HUGE = sys.float_info.max


@pytest.mark.parametrize(
    ("measure", "given", "progress", "score", "current"),
    [
        pytest.param(UP, [(10, 94.5)], 0.5, 0.5, 94.5, id="up"),
        pytest.param(DOWN, [(10, 30)], 0.75, 0.75, 30, id="down"),
        pytest.param(Metric(-10, 10), [(10, 0)], 0.5, 0.5, 0, id="through zero"),
        pytest.param(Metric(0, 100), [(10, 137)], 1.37, 1, 137, id="beyond the target"),
        pytest.param(DOWN, [(10, 12)], 1.5, 1, 12, id="beyond the target, down"),
        pytest.param(UP, [(10, 84)], -1, 0, 84, id="wrong way"),
        pytest.param(DOWN, [(10, 60)], -0.5, 0, 60, id="wrong way, down"),
        pytest.param(UP, [], 0, 0, 91, id="no check-in"),
        pytest.param(UP, [(10, None)], 0, 0, 91, id="no check-in with a value"),
        pytest.param(UP, [(10, 94.5), (20, None)], 0.5, 0.5, 94.5, id="a note lets the value before it stand"),
        pytest.param(UP, [(20, 98), (10, 94.5)], 1, 1, 98, id="out of order"),
        pytest.param(UP, [(10, 98), (10, 94.5)], 0.5, 0.5, 94.5, id="two on one day: the later in the file"),
        pytest.param(UP, [(10, 94.5), (51, 98)], 0.5, 0.5, 94.5, id="after today"),
        pytest.param(UP, [(50, 98)], 1, 1, 98, id="today counts"),
        pytest.param(UP, [(51, 98)], 0, 0, 91, id="all after today"),
        pytest.param(UP, [(10, 98), (20, 91)], 0, 0, 91, id="back where it began is 0, not nothing"),
    ],
)
def test_metric(measure, given, progress, score, current):
    stands = kr_stands(key_result(measure, check_ins=given))
    assert stands.progress == pytest.approx(progress)
    assert stands.computed_score == stands.score == pytest.approx(score)
    assert stands.current == current
    assert stands.reason == ""


@pytest.mark.parametrize("measure", [Metric(5, 5), Metric(0, 0), Metric(0, -0.0)])
def test_start_equals_target_has_no_progress_and_says_why(measure):
    stands = kr_stands(key_result(measure, check_ins=[(10, 7)]))
    assert stands.progress is stands.score is stands.computed_score is stands.forecast is None
    assert stands.reason == standing.START_EQUALS_TARGET
    assert stands.current == 7


@pytest.mark.parametrize(
    ("measure", "given", "share"),
    [
        (Threshold("at_least", 99.9), [], 0),
        (Threshold("at_least", 99.9), [(10, None)], 0),
        (Threshold("at_least", 99.9), [(10, 99.9)], 1),
        (Threshold("at_least", 99.9), [(10, 99.9), (20, 99.8), (30, 100), (40, None)], 2 / 3),
        (Threshold("at_most", 5), [(10, 5), (20, 5.1)], 0.5),
        (Threshold("at_most", 5), [(10, 4), (51, 9)], 1),
        (Threshold("at_least", 100, floor=90), [(10, 95)], 0.5),
        (Threshold("at_least", 100, floor=90), [(10, 80), (20, 95), (30, 120)], 0.5),
        (Threshold("at_most", 5, floor=10), [(10, 6)], 0.8),
        (Threshold("at_most", 5, floor=10), [(10, 4), (20, 11)], 0.5),
        (Threshold("at_least", 100, floor=90), [], 0),
    ],
)
def test_threshold(measure, given, share):
    stands = kr_stands(key_result(measure, check_ins=given))
    assert stands.progress == stands.score == pytest.approx(share)


def test_threshold_stands_at_its_latest_value():
    assert kr_stands(key_result(Threshold("at_least", 9), check_ins=[(10, 8), (20, 7), (30, None)])).current == 7
    assert kr_stands(key_result(Threshold("at_least", 9))).current is None


@pytest.mark.parametrize(
    "measure", [Threshold("at_least", 9, floor=9), Threshold("at_least", 9, floor=10), Threshold("at_most", 9, 8)]
)
def test_a_floor_that_is_not_short_of_the_threshold_gives_no_score(measure):
    stands = kr_stands(key_result(measure, check_ins=[(10, 8.5)]))
    assert (stands.progress, stands.reason) == (None, standing.FLOOR_BEYOND_THRESHOLD)


@pytest.mark.parametrize(
    ("steps", "share"),
    [
        ([(1, None), (1, None)], 0),
        ([(1, 10), (1, None)], 0.5),
        ([(3, 10), (1, None)], 0.75),
        ([(1, 50), (1, 51)], 0.5),
        ([(0, None), (1, 10)], 1),
        ([(0, 10), (1, None)], 0),
        ([(HUGE, 10), (HUGE, None)], 0.5),
    ],
)
def test_milestones(steps, share):
    stands = kr_stands(key_result(milestones(*steps)))
    assert stands.progress == stands.score == pytest.approx(share)


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        (milestones((0, 10), (0, None)), standing.ALL_WEIGHTS_ZERO),
        (milestones((1, 10), (-1, None)), standing.NEGATIVE_WEIGHT),
        (milestones((nan, 10)), standing.NOT_A_NUMBER),
        (Milestones(()), standing.NO_MILESTONES),
        (None, standing.NO_MEASURE),
        (Metric(0, nan), standing.NOT_A_NUMBER),
        (Metric(0, inf), standing.NOT_A_NUMBER),
        (Threshold("at_least", nan), standing.NOT_A_NUMBER),
        (Threshold("at_least", 10**400), standing.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_computed_is_none_with_its_reason(measure, reason):
    stands = kr_stands(key_result(measure, check_ins=[(10, inf)]))
    assert stands.progress is stands.score is None
    assert stands.reason == reason
    assert reason in standing.WHY_NO_SCORE


@pytest.mark.parametrize(("done", "share"), [(None, 0), (10, 1), (50, 1), (51, 0)])
def test_yes_or_no(done, share):
    stands = kr_stands(key_result(YesNo(None if done is None else day(done))))
    assert stands.progress == stands.score == share


def test_rollup_alone_is_0():
    assert kr_stands(key_result(Rollup())).score == 0


@pytest.mark.parametrize(
    ("start", "target", "current", "progress"),
    [
        (-HUGE, HUGE, 0, 0.5),
        (-HUGE, HUGE, HUGE, 1),
        (HUGE, -HUGE, HUGE / 2, 0.25),
        (0, sys.float_info.min, HUGE, HUGE),
        (0, -5e-324, HUGE, -HUGE),
        (HUGE, HUGE / 2, -HUGE, 4),
        (0, 10**400, 10**400 // 2, 0.5),
        (0, 1, 10**400, HUGE),
    ],
)
def test_huge_numbers_neither_raise_nor_leave_the_finite(start, target, current, progress):
    found = metric_reading(Metric(start, target), current).progress
    assert isfinite(found)
    assert found == pytest.approx(progress)


def test_a_grade_stands_and_the_computed_score_beside_it():
    stands = kr_stands(at(0.4, grade=0.6))
    assert (stands.score, stands.computed_score, stands.progress) == (0.6, 0.4, 0.4)


@pytest.mark.parametrize("grade", [0, 1])
def test_a_grade_may_be_either_end(grade):
    assert kr_stands(at(0.4, grade=grade)).score == grade


@pytest.mark.parametrize("grade", [83, 1.0001, -0.1, nan, inf])
def test_a_grade_that_is_no_share_is_ignored(grade):
    assert kr_stands(at(0.4, grade=grade)).score == 0.4


def test_a_grade_scores_what_cannot_be_computed():
    stands = kr_stands(key_result(Metric(1, 1), grade=0.5))
    assert (stands.score, stands.progress, stands.computed_score, stands.reason) == (0.5, None, None, "")


@pytest.mark.parametrize("grade", [None, 0.9])
def test_dropped_has_no_score_but_keeps_its_progress(grade):
    stands = kr_stands(at(0.4, dropped=48, grade=grade))
    assert (stands.score, stands.progress, stands.computed_score, stands.reason) == (None, 0.4, 0.4, standing.DROPPED)
    assert stands.expected is stands.health is stands.forecast is None


def test_reading_is_of_the_check_ins_given():
    given = check_ins((10, 1), (20, 2), (20, 3), (30, 4))
    assert [entry.value for entry in up_to(given, day(20))] == [1, 2, 3]
    assert up_to(given, day(30)) is given
    assert up_to(given, day(9)) == ()
    assert latest_value(()) is None
    assert read(Metric(0, 10), given, day(30)).current == 4


def test_last_sign_of_life():
    spoken = (check_in(20),)
    assert last_sign(Metric(0, 1), spoken, day(50)) == day(20)
    assert last_sign(Metric(0, 1), (), day(50)) is None
    assert last_sign(milestones((1, 30), (1, 60), (1, None)), spoken, day(50)) == day(30)
    assert last_sign(milestones((1, 10), (1, None)), spoken, day(50)) == day(20)
    assert last_sign(milestones((1, None)), (), day(50)) is None
    assert last_sign(YesNo(day(30)), spoken, day(50)) == day(30)
    assert last_sign(YesNo(day(60)), spoken, day(50)) == day(20)
