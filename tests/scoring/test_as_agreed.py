"""As first agreed: SCORING, As first agreed."""

from datetime import timedelta

import pytest

from okrpress.model import Metric, Rollup, Threshold, YesNo
from tests.scoring.builders import START, amendment, assessed, at, check_in, day, key_result, milestones, objective, stands

HALF = key_result(Metric(0, 10), check_ins=[(45, 5)])


def agreed(one, *amendments, others=()):
    """Return (objective, key result) scores as first agreed."""
    found = stands(objective(one, *others, amendments=tuple(amendments)))
    return found.score_as_agreed, found.key_results[one.id].score_as_agreed


def test_without_amendments_it_is_the_score():
    one = stands(objective(at(0.4), at(0.8, "b", dropped=20)))
    assert one.score_as_agreed == one.score == 0.4
    assert one.key_results["kr1"].score_as_agreed == 0.4
    assert one.key_results["b"].score_as_agreed is None


@pytest.mark.parametrize(
    ("measure", "changes", "score"),
    [
        pytest.param(Metric(0, 10), [("target", 20)], 0.25, id="target"),
        pytest.param(Metric(0, 10), [("target", "20")], 0.25, id="quoted"),
        pytest.param(Metric(0, 10), [("start", -5)], 10 / 15, id="start"),
        pytest.param(Metric(0, 10), [("start", 4), ("target", 6)], 0.5, id="both"),
        pytest.param(Metric(0, 10), [("target", 0)], None, id="start equalled target"),
        pytest.param(Metric(0, 10), [("target", "about 20 %")], None, id="prose is no number"),
        pytest.param(Metric(0, 10), [("target", "nan")], None, id="not a number"),
        pytest.param(Metric(0, 10), [("target", True)], None, id="yes is no number"),
        pytest.param(Metric(0, 10), [("title", "Old words"), ("due", None)], 0.5, id="title and due move nothing"),
        pytest.param(Threshold("at_least", 4), [("at_least", 6)], 0, id="limit"),
        pytest.param(Threshold("at_most", 4), [("at_most", 5)], 1, id="limit from above"),
        pytest.param(Threshold("at_least", 4), [("floor", 0)], 1, id="floor there was"),
        pytest.param(Threshold("at_least", 10, floor=0), [("floor", None)], 0, id="no floor there was"),
        pytest.param(Threshold("at_least", 10, floor=0), [("floor", "low")], None, id="a floor in words"),
        pytest.param(Threshold("at_most", 4), [("at_least", 4), ("at_most", None)], 1, id="the other way round"),
        pytest.param(Threshold("at_least", 4), [("at_most", 4), ("at_least", None)], 0, id="and back"),
        pytest.param(Threshold("at_least", 4), [("at_most", 4), ("at_least", 3)], None, id="both at once"),
        pytest.param(
            Threshold("at_least", 4), [("measure", {"metric": {"start": 0, "target": 20}})], 0.25, id="measure as a map"
        ),
        pytest.param(Metric(0, 10), [("measure", {"threshold": {"at_least": 4}})], 1, id="a threshold it was"),
        pytest.param(Metric(0, 10), [("measure", "threshold"), ("at_least", 4), ("start", None)], 1, id="measure by name"),
        pytest.param(Metric(0, 10), [("measure", "threshold")], None, id="a name alone does not say it"),
        pytest.param(Metric(0, 10), [("measure", {"done": False})], 0, id="yes or no it was"),
        pytest.param(Metric(0, 10), [("measure", {"done": day(10)})], 1, id="done it was"),
        pytest.param(
            Metric(0, 10),
            [("measure", {"milestones": [{"title": "a", "done": day(9)}, {"title": "b", "weight": 3}]})],
            0.25,
            id="steps",
        ),
        pytest.param(Metric(0, 10), [("measure", {"milestones": [{"title": "a", "weight": "much"}]})], None, id="bad steps"),
        pytest.param(Metric(0, 10), [("measure", {"rollup": "mean"})], 0, id="a roll-up it was"),
        pytest.param(Metric(0, 10), [("measure", "rollup")], 0, id="a roll-up by name"),
        pytest.param(Metric(0, 10), [("measure", "the number of parcels")], None, id="a measure in words"),
        pytest.param(milestones((1, 10), (1, None)), [("target", 9)], 0.5, id="steps have no target"),
        pytest.param(YesNo(day(10)), [("target", 9)], 1, id="nor has yes or no"),
        pytest.param(None, [("target", 9)], None, id="no measure"),
    ],
)
def test_each_field_takes_its_from(measure, changes, score):
    one = key_result(measure, check_ins=[(45, 5)])
    expected = None if score is None else pytest.approx(score)
    assert agreed(one, *(amendment(field, before) for field, before in changes)) == (expected, expected)


def test_the_earliest_amendment_of_a_field_counts_whatever_the_order_of_the_file():
    assert agreed(HALF, amendment("target", 20, on=40), amendment("target", 50, on=30)) == (0.1, 0.1)
    assert agreed(HALF, amendment("target", 20, on=40), amendment("target", 50, on=40)) == (0.25, 0.25)


def test_what_was_amended_after_the_measure_belongs_to_the_new_one():
    changed = amendment("measure", {"metric": {"start": 0, "target": 20}}, on=30)
    assert agreed(HALF, changed, amendment("target", 7, on=40)) == (0.25, 0.25)
    assert agreed(HALF, amendment("target", 50, on=20), changed) == (0.1, 0.1)


def test_weights_as_first_agreed():
    other = at(1, "b")
    assert agreed(HALF, amendment("weight", 3), others=[other]) == (0.625, 0.5)
    assert agreed(key_result(Metric(0, 10), weight=9, check_ins=[(45, 5)]), amendment("weight", None), others=[other]) == (
        0.75,
        0.5,
    )
    assert agreed(HALF, amendment("weight", "double"), others=[other]) == (None, 0.5)
    assert agreed(HALF, amendment("weight", -1), others=[other]) == (None, 0.5)


@pytest.mark.parametrize("field", ["target", "at_least", "at_most", "start", "measure"])
def test_added_later_is_left_out(field):
    assert agreed(HALF, amendment(field, None), others=[at(1, "b")]) == (1, None)


def test_added_later_and_amended_after_that_is_still_left_out():
    assert agreed(HALF, amendment("start", 2, on=45), amendment("target", None, on=40), others=[at(1, "b")]) == (1, None)


def test_an_objective_whose_key_results_are_all_new_had_no_score():
    assert agreed(HALF, amendment("target", None)) == (None, None)


@pytest.mark.parametrize("changes", [[amendment("dropped", None)], [amendment("weight", 1, key="b")]])
def test_dropped_later_counts_with_its_score(changes):
    dropped = key_result(Metric(0, 10), dropped=40, check_ins=[(35, 5)])
    found = stands(objective(dropped, at(1, "b"), amendments=tuple(changes)))
    assert (found.score, found.score_as_agreed) == (1, 0.75)
    assert found.key_results["kr1"].score is None
    assert found.key_results["kr1"].score_as_agreed == 0.5


def test_the_cycles_first_day_is_later():
    dropped = key_result(Metric(0, 10), dropped=0, check_ins=[(-1, 5)])
    assert agreed(dropped, amendment("weight", 1, key="b"), others=[at(1, "b")]) == (0.75, 0.5)


def test_turned_round_on_two_days_it_was_there_before():
    one = key_result(Threshold("at_most", 4), check_ins=[(45, 5)])
    assert agreed(one, amendment("at_most", None, on=40), amendment("at_least", 4, on=42)) == (1, 1)


def test_dropped_before_the_cycle_or_from_the_beginning_does_not_count():
    early = key_result(Metric(0, 10), dropped=START - timedelta(days=1), check_ins=[(35, 5)])
    assert agreed(early, amendment("weight", 1, key="b"), others=[at(1, "b")]) == (1, None)
    assert agreed(HALF, amendment("dropped", day(-3)), others=[at(1, "b")]) == (1, None)


def test_a_grade_is_of_what_the_commitment_became():
    one = key_result(Metric(0, 10), grade=0.9, check_ins=[(45, 5)])
    assert agreed(one, amendment("target", 20)) == (0.25, 0.25)
    assert agreed(one, amendment("weight", 2)) == (0.9, 0.9)


def test_amendments_of_the_objective_itself_move_no_key_result():
    assert agreed(HALF, amendment("weight", 5, key=""), amendment("target", 5, key="")) == (0.5, 0.5)


def test_amendments_of_a_key_result_that_is_not_there_change_nothing():
    assert agreed(HALF, amendment("target", 5, key="gone")) == (0.5, 0.5)


def test_a_former_rollup_takes_the_objectives_that_still_align_to_it():
    parent = objective(HALF, name="c/company/p", amendments=(amendment("measure", "rollup"),))
    child = objective(at(0.8), name="c/team/z", aligns_to=["c/company/p#kr1"])
    found = assessed(child, parent).objectives["c/company/p"]
    assert (found.score, found.score_as_agreed) == (0.5, 0.8)


def test_a_rollup_takes_the_scores_as_they_stand():
    parent = objective(key_result(Rollup()), name="c/company/p")
    child = objective(HALF, name="c/team/z", aligns_to=["c/company/p#kr1"], amendments=(amendment("target", 20),))
    found = assessed(child, parent).objectives
    assert found["c/team/z"].score_as_agreed == 0.25
    assert found["c/company/p"].score_as_agreed == found["c/company/p"].score == 0.5


def test_progress_health_and_forecast_are_of_what_stands():
    one = key_result(Metric(0, 10), check_ins=(check_in(20, 2), check_in(45, 4.5)))
    plain, amended = (stands(objective(one, amendments=given)) for given in ((), (amendment("target", 20),)))
    assert amended.score_as_agreed == 0.225
    assert (amended.score, amended.health, amended.forecast) == (plain.score, plain.health, plain.forecast)
