"""Weighted means: SCORING, Objective, owner, cycle, with the vectors of the real world."""

from math import inf, nan

import pytest

from okrpress.model import Metric
from okrpress.scoring import standing
from okrpress.scoring.rollup import weighted_mean, why_no_mean
from okrpress.scoring.standing import OwnerStanding
from tests.scoring.builders import assessed, at, at_each, check_in, key_result, objective, stands

REAL_WORLD = [
    ((0.33, 1, 1, 0.36, 0.39), 0.616),
    ((0, 0, 0, 0.5, 1), 0.30),
    ((0.24, 0.40, 0.05, 0.95, None), 0.41),
    ((1, 0.66, 1, 0.14, 0.5), 0.66),
    ((0.55, 0.67, 0.5, 0.75, 0.5), 0.594),
    ((0.05, 0.83, 0.5, 0.67, 0.66), 0.542),
    ((1, 0.4, 0.24, 0.37), 0.5025),
]


@pytest.mark.parametrize(("scores", "mean"), REAL_WORLD)
def test_real_world_vectors(scores, mean):
    assert weighted_mean([1] * len(scores), scores) == pytest.approx(mean, abs=1e-12)
    assert stands(objective(*at_each(*scores))).score == pytest.approx(mean, abs=1e-12)


@pytest.mark.parametrize(("scores", "mean"), REAL_WORLD)
def test_real_world_vectors_as_grades(scores, mean):
    graded = [at(None, f"kr{number}", grade=score) for number, score in enumerate(scores)]
    assert stands(objective(*graded)).score == pytest.approx(mean, abs=1e-12)


@pytest.mark.parametrize(
    ("weights", "values", "mean", "reason"),
    [
        ([], [], None, standing.NOTHING_TO_COUNT),
        ([1, 1], [None, None], None, standing.NOTHING_TO_COUNT),
        ([2, 1], [None, None], None, standing.NOTHING_TO_COUNT),
        ([0, 0], [0.5, 1], None, standing.ALL_WEIGHTS_ZERO),
        ([0, 1], [0.5, None], None, standing.NOTHING_TO_COUNT),
        ([-1, 2], [0.5, 1], None, standing.NEGATIVE_WEIGHT),
        ([-1, -1], [0.5, 1], None, standing.NEGATIVE_WEIGHT),
        ([-1, 2], [None, 1], None, standing.NEGATIVE_WEIGHT),
        ([inf, 1], [0.5, 1], None, standing.NOT_A_NUMBER),
        ([nan, nan], [0.5, 1], None, standing.NOT_A_NUMBER),
        ([1], [0.0], 0, ""),
        ([1, 3], [0.4, 0.8], 0.7, ""),
        ([0, 1], [0.4, 0.8], 0.8, ""),
        ([1, 2], [None, 0.8], 0.8, ""),
        ([1e308, 1e308, 1e308], [0, 0.5, 1], 0.5, ""),
        ([1e308, 5e-324], [0.25, 1], 0.25, ""),
        ([3, 1, 1], [0.7, 0.7, 0.7], 0.7, ""),
        ([1, 1, 1], [0.7, 0.7, 0.7], 0.7, ""),
    ],
)
def test_weighted_mean(weights, values, mean, reason):
    assert weighted_mean(weights, values) == (None if mean is None else pytest.approx(mean, abs=1e-15))
    if mean is None:
        assert why_no_mean(weights) == reason


def test_equal_values_are_their_own_mean_to_the_last_bit():
    assert weighted_mean([3, 1, 1], [0.7] * 3) == 0.7
    assert weighted_mean([1, 1, 1], [0.7] * 3) == 0.7


def test_key_results_weigh_as_they_say():
    assert stands(objective(at(1, "a", weight=3), at(0, "b"))).score == 0.75


def test_dropped_key_results_count_nowhere_but_are_listed():
    one = stands(objective(at(1, "a"), at(0, "b", dropped=20, weight=-5)))
    assert one.score == 1
    assert list(one.key_results) == ["a", "b"]


@pytest.mark.parametrize(
    ("key_results", "reason"),
    [
        ((), standing.NOTHING_TO_COUNT),
        ((at(1, dropped=20),), standing.NOTHING_TO_COUNT),
        ((at(None),), standing.NOTHING_TO_COUNT),
        ((at(1, weight=0), at(1, "b", weight=0)), standing.ALL_WEIGHTS_ZERO),
        ((at(1, weight=-1), at(1, "b")), standing.NEGATIVE_WEIGHT),
    ],
)
def test_an_objective_without_a_score_says_why(key_results, reason):
    one = stands(objective(*key_results))
    assert one.score is one.score_as_agreed is one.band is None
    assert one.reason == reason


def test_repeated_ids_all_count_and_the_first_is_listed():
    one = stands(objective(at(1), at(0)))
    assert one.score == 0.5
    assert one.key_results["kr1"].score == 1


def test_expected_confidence_and_forecast_are_weighted_means_of_those_that_have_one():
    first = key_result(Metric(0, 1), "a", weight=3, check_ins=(check_in(10, 0.1, 8), check_in(40, 0.4, 6)))
    second = key_result(Metric(0, 1), "b", check_ins=(check_in(45, 0.4, 2),))
    silent = key_result(Metric(0, 1), "c", weight=9)
    ignored = key_result(Metric(0, 1), "d", weight=0, check_ins=(check_in(49, 1, 10),))
    one = stands(objective(first, second, silent, ignored))
    assert one.confidence == (3 * 6 + 2) / 4
    assert one.forecast == pytest.approx(1)
    assert one.expected == pytest.approx(0.35)
    assert one.last_check_in == check_in(49).date


@pytest.mark.parametrize(
    ("given", "latest"),
    [
        ((check_in(10, 1, 3), check_in(20, 2, 7)), 7),
        ((check_in(10, 1, 3), check_in(20, 2)), 3),
        ((check_in(10, 1, 0),), 0),
        ((check_in(10, 1, 3), check_in(20, 2, 83), check_in(30, 2, -1)), 3),
        ((check_in(10, 1, 3), check_in(60, 2, 9)), 3),
        ((check_in(10, 1),), None),
        ((), None),
    ],
)
def test_confidence_is_the_latest_one_given(given, latest):
    assert stands(objective(key_result(Metric(0, 10), check_ins=given))).key_results["kr1"].confidence == latest


def test_an_owners_two_numbers_are_never_averaged_together():
    owners = assessed(
        objective(at(1), name="c/team/a", kind="committed", weight=3),
        objective(at(0), name="c/team/b", kind="committed"),
        objective(at(0.4), name="c/team/c"),
        objective(at(None), name="c/team/d", weight=50),
        objective(at(0.9), name="c/li-na/e"),
        objective(at(0.1), name="d/team/f"),
    ).owners
    assert owners == {
        ("c", "team"): OwnerStanding(0.75, 0.4),
        ("c", "li-na"): OwnerStanding(None, 0.9),
        ("d", "team"): OwnerStanding(None, 0.1),
    }


@pytest.mark.parametrize("stage", ["draft", "proposed", "dropped"])
def test_only_agreed_objectives_count_for_their_owner_but_all_are_scored(stage):
    found = assessed(objective(at(1), name="c/team/a"), objective(at(0.2), name="c/team/b", stage=stage))
    assert found.objectives["c/team/b"].score == 0.2
    assert found.owners["c", "team"] == OwnerStanding(None, 1)
    alone = assessed(objective(at(1), name="c/team/a", stage=stage))
    assert alone.owners["c", "team"] == OwnerStanding(None, None)


@pytest.mark.parametrize("weights", [(0, 0), (-1, 2)])
def test_an_owner_has_no_number_where_the_weights_make_none(weights):
    first, second = (objective(at(1), name=f"c/team/o{number}", weight=weight) for number, weight in enumerate(weights))
    assert assessed(first, second).owners["c", "team"].aspirational is None
