"""Pace and health: SCORING, Pace and health."""

from itertools import pairwise

import pytest

from okrpress.model import Metric, Rollup, Threshold, YesNo
from okrpress.scoring.pace import WORST_FIRST, elapsed, expected, ratio, worst
from okrpress.settings import Thresholds
from tests.scoring.builders import (
    assessed,
    at,
    check_in,
    cycle,
    day,
    key_result,
    kr_stands,
    milestones,
    objective,
    stands,
)

STEADY = Threshold("at_least", 9)


@pytest.mark.parametrize(("today", "share"), [(-20, 0), (0, 0), (1, 0.01), (50, 0.5), (99, 0.99), (100, 1), (130, 1)])
def test_elapsed(today, share):
    assert elapsed(day(0), day(100), day(today)) == share


@pytest.mark.parametrize(("today", "share"), [(-1, 0), (0, 1), (1, 1)])
def test_a_cycle_of_one_day_has_passed_on_it(today, share):
    assert elapsed(day(0), day(0), day(today)) == share


def test_expected_and_ratio():
    assert expected(0.5, 0.7) == 0.35
    assert ratio(0.35, 0.35) == 1
    assert ratio(0.35, 0.7) == 0.5
    assert ratio(0, 0) is None


@pytest.mark.parametrize(("kind", "due"), [("committed", 0.5), ("aspirational", 0.35)])
def test_each_type_heads_for_its_own_number(kind, due):
    assert kr_stands(at(0.2), kind).expected == pytest.approx(due)


@pytest.mark.parametrize(
    ("score", "health"),
    [(1, "done"), (0.6, "on track"), (0.45, "on track"), (0.4499, "needs attention"), (0.35, "needs attention"),
     (0.3499, "at risk"), (0, "at risk")],
)  # fmt: skip
def test_health_of_a_committed_key_result_half_way(score, health):
    assert kr_stands(at(score), "committed").health == health


@pytest.mark.parametrize(
    ("score", "health"),
    [(0.7, "on track"), (0.315, "on track"), (0.3149, "needs attention"), (0.245, "needs attention"), (0.2449, "at risk")],
)
def test_an_aspirational_one_needs_less(score, health):
    assert kr_stands(at(score)).health == health


@pytest.mark.parametrize(
    ("today", "last", "score", "health"),
    [
        (14, 14, 0, "too early"),
        (15, 15, 0, "at risk"),
        (14, 0, 0.5, "too early"),
        (10, 10, 1, "done"),
        (50, 36, 0.7, "on track"),
        (50, 35, 0.7, "stale"),
        (50, 35, 0, "stale"),
        (50, 5, 1, "done"),
        (113, 100, 0.7, "on track"),
        (114, 114, 0.7, None),
        (200, 100, 1, None),
        (-5, -5, 0, "too early"),
    ],
)
def test_health_day_by_day(today, last, score, health):
    assert kr_stands(key_result(Metric(0, 1), check_ins=[(last, score)]), on=today).health == health


@pytest.mark.parametrize(("today", "health"), [(14, "too early"), (15, "stale")])
def test_never_checked_in_counts_from_the_cycles_start(today, health):
    assert kr_stands(key_result(Metric(0, 1)), on=today).health == health


def test_a_check_in_before_the_cycle_counts_from_its_start():
    prompt = Thresholds(too_early=0.05)
    one = key_result(Metric(0, 1), check_ins=[(-10, 0.5)])
    assert kr_stands(one, on=14, thresholds=prompt).health == "on track"
    assert kr_stands(one, on=15, thresholds=prompt).health == "stale"


def test_a_note_breaks_the_silence_and_one_from_the_future_does_not():
    assert kr_stands(key_result(Metric(0, 1), check_ins=[(10, 0.7), (45, None)])).health == "on track"
    assert kr_stands(key_result(Metric(0, 1), check_ins=[(10, 0.7), (60, 0.8)])).health == "stale"


@pytest.mark.parametrize(
    ("given", "today", "health"),
    [
        ([(40, 9)], 50, "on track"),
        ([(30, 5), (40, 9)], 50, "on track"),
        ([(30, 9), (40, 8)], 50, "at risk"),
        ([(30, 9), (40, 8), (45, None)], 50, "at risk"),
        ([(5, 9)], 10, "on track"),
        ([(5, 8)], 10, "at risk"),
        ([(30, 9)], 50, "stale"),
        ([], 10, "too early"),
        ([], 50, "stale"),
        ([(45, None)], 50, "at risk"),
    ],
)
def test_a_threshold_goes_by_its_latest_check_in(given, today, health):
    assert kr_stands(key_result(STEADY, check_ins=given), on=today).health == health


@pytest.mark.parametrize(
    ("measure", "health"),
    [
        (milestones((1, 40), (1, None)), "on track"),
        (milestones((1, 36), (1, None)), "on track"),
        (milestones((1, 35), (1, None)), "stale"),
        (milestones((1, 60), (1, None)), "stale"),
        (milestones((1, 5), (1, 6)), "done"),
        (YesNo(None), "stale"),
        (YesNo(day(3)), "done"),
        (YesNo(day(60)), "stale"),
    ],
)
def test_milestones_and_yes_or_no_speak_by_what_was_done(measure, health):
    assert kr_stands(key_result(measure)).health == health


def test_a_grade_sets_the_pace_too():
    assert kr_stands(at(0.1, grade=0.5)).health == "on track"


@pytest.mark.parametrize(("given", "today", "health"), [([(45, 1)], 50, None), ([(10, 1)], 50, "stale"), ([], 10, "too early")])
def test_without_a_score_only_silence_and_the_early_days_speak(given, today, health):
    assert kr_stands(key_result(Metric(1, 1), check_ins=given), on=today).health == health


def test_nothing_expected_yet_is_on_track():
    assert kr_stands(key_result(Metric(0, 1)), on=0, thresholds=Thresholds(too_early=0)).health == "on track"


def test_an_unknown_cycle_gives_no_pace():
    one = stands(objective(at(0.4)), cycles=())
    assert one.score == 0.4
    assert one.expected is one.health is one.verdict is None
    assert one.key_results["kr1"].expected is one.key_results["kr1"].health is one.forecast is None


def test_settings_set_the_pace():
    strict = Thresholds(pace=(0.95, 1.2), stale_after_days=3, too_early=0.6)
    assert kr_stands(at(0.35), thresholds=strict).health == "too early"
    assert kr_stands(at(0.35), thresholds=Thresholds(stale_after_days=4)).health == "stale"
    assert kr_stands(at(0.35), thresholds=Thresholds(pace=(0.95, 1.2))).health == "needs attention"


def test_worst_of_each_pair():
    for bad, better in pairwise(WORST_FIRST):
        assert worst([better, bad, None]) == bad
    assert worst([None]) is None


@pytest.mark.parametrize(
    ("others", "health"),
    [
        ((), "done"),
        ((at(0.6, "b"),), "on track"),
        ((at(0.3, "b"),), "needs attention"),
        ((key_result(Metric(0, 1), "b", check_ins=[(9, 0.9)]),), "stale"),
        ((at(0.1, "b"), key_result(Metric(0, 1), "c")), "at risk"),
        ((at(0.1, "b", dropped=20),), "done"),
        ((at(0.1, "b", weight=0),), "done"),
    ],
)
def test_an_objectives_health_is_its_worst_key_results(others, health):
    assert stands(objective(at(1), *others)).health == health


def test_a_dropped_objective_has_a_score_but_no_health_verdict_or_colour():
    for today in (50, 90, 120):
        one = stands(objective(at(0.4), kind="committed", stage="dropped"), on=today)
        assert one.score == 0.4
        assert one.health is one.verdict is one.band is one.key_results["kr1"].health is None


def test_a_rollup_speaks_through_the_objectives_below_it():
    parent = objective(key_result(Rollup()), name="c/company/p")
    middle = objective(key_result(Rollup()), name="c/dept/m", aligns_to=["c/company/p#kr1"])
    leaf = objective(at(0.6), name="c/team/l", aligns_to=["c/dept/m#kr1"])
    found = assessed(parent, middle, leaf).objectives
    assert found["c/company/p"].health == "on track"
    assert found["c/company/p"].key_results["kr1"].last_check_in is None
    assert assessed(parent, middle, leaf, on=70).objectives["c/company/p"].health == "stale"
    assert assessed(parent).objectives["c/company/p"].health == "stale"


def test_a_closed_cycle_keeps_the_numbers():
    one = stands(objective(key_result(Metric(0, 1), check_ins=(check_in(99, 0.8, 9),))), cycles=[cycle()], on=200)
    assert (one.score, one.expected, one.health, one.confidence) == (0.8, 0.7, None, 9)
