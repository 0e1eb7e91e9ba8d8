"""What always holds: SCORING, tried on whatever Hypothesis thinks of."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model import CheckIn, Metric, Rollup, Threshold, YesNo
from okrpress.scoring.measures import read
from okrpress.scoring.order import in_order
from okrpress.scoring.rollup import weighted_mean
from tests.scoring.builders import (
    DAYS,
    amendment,
    assessed,
    check_in,
    day,
    key_result,
    kr_stands,
    milestones,
    objective,
    stands,
)

numbers = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(0, 1)
weights = st.floats(0.001, 1000)
days = st.integers(-30, DAYS + 60)
optional_days = st.none() | days
metrics = st.builds(Metric, numbers, numbers)
honest_metrics = st.builds(Metric, st.integers(-1000, 1000), st.integers(-1000, 1000)).filter(lambda one: one.start != one.target)
thresholds = st.builds(Threshold, st.sampled_from(["at_least", "at_most"]), numbers, st.none() | numbers)
steps = st.lists(st.tuples(st.floats(0, 1000), optional_days), min_size=1, max_size=5).map(lambda given: milestones(*given))
yes_or_no = optional_days.map(lambda done: YesNo(None if done is None else day(done)))
measures = metrics | honest_metrics | thresholds | steps | yes_or_no | st.builds(Rollup) | st.none()
histories = st.lists(st.builds(check_in, days, st.none() | numbers, st.none() | st.integers(0, 10)), max_size=6).map(
    lambda given: tuple(sorted(given, key=lambda entry: entry.date))
)
grades = st.none() | st.floats(-1, 2)


@st.composite
def key_results(draw, name="kr1"):
    rest = {
        "grade": draw(grades),
        "dropped": draw(optional_days),
        "check_ins": draw(histories),
        "weight": draw(st.floats(0, 100)),
    }
    return key_result(draw(measures), name, **rest)


several = st.integers(1, 4).flatmap(lambda count: st.tuples(*(key_results(f"kr{number}") for number in range(count))))
kinds = st.sampled_from(["committed", "aspirational"])


def is_share(value):
    return value is None or 0 <= value <= 1


@given(several, kinds, days)
def test_no_share_ever_leaves_0_to_1(many, kind, today):
    one = stands(objective(*many, kind=kind), on=today)
    for value in (one.score, one.score_as_agreed, one.expected, one.forecast):
        assert is_share(value)
    for entry in one.key_results.values():
        for value in (entry.score, entry.computed_score, entry.score_as_agreed, entry.expected, entry.forecast):
            assert is_share(value)
        assert entry.progress is None or isfinite(entry.progress)


@given(several, kinds, days)
def test_what_has_no_score_has_a_reason_and_only_that(many, kind, today):
    one = stands(objective(*many, kind=kind), on=today)
    for entry in (one, *one.key_results.values()):
        assert (entry.score is None) == bool(entry.reason)


@given(several, kinds, days, st.randoms())
def test_the_order_of_key_results_never_matters(many, kind, today, chance):
    shuffled = list(many)
    chance.shuffle(shuffled)
    assert stands(objective(*many, kind=kind), on=today) == stands(objective(*shuffled, kind=kind), on=today)


@given(st.lists(st.tuples(weights, st.none() | shares), max_size=8), weights)
def test_scaling_all_weights_changes_nothing(terms, factor):
    values = [value for _, value in terms]
    plain = weighted_mean([weight for weight, _ in terms], values)
    scaled = weighted_mean([weight * factor for weight, _ in terms], values)
    assert scaled == (None if plain is None else pytest.approx(plain))


@given(st.lists(st.tuples(weights, shares), min_size=1, max_size=8))
def test_a_mean_lies_within_its_values(terms):
    values = [value for _, value in terms]
    assert min(values) <= weighted_mean([weight for weight, _ in terms], values) <= max(values)


@given(st.lists(st.tuples(weights, shares), min_size=1, max_size=8), st.data())
def test_a_better_key_result_never_lowers_the_mean(terms, data):
    place = data.draw(st.integers(0, len(terms) - 1))
    all_weights, values = [weight for weight, _ in terms], [value for _, value in terms]
    better = [*values[:place], data.draw(st.floats(values[place], 1)), *values[place + 1 :]]
    assert weighted_mean(all_weights, better) >= weighted_mean(all_weights, values) - 1e-12


@given(st.lists(st.tuples(weights, shares), min_size=1, max_size=8))
def test_one_that_weighs_nothing_changes_nothing(terms):
    all_weights, values = [weight for weight, _ in terms], [value for _, value in terms]
    assert weighted_mean([*all_weights, 0], [*values, 1]) == pytest.approx(weighted_mean(all_weights, values))


@given(metrics, histories, days)
def test_a_check_in_that_meets_the_target_never_lowers_a_metrics_score(metric, history, today):
    before = kr_stands(key_result(metric, check_ins=history), on=today).score
    met = (*(entry for entry in history if entry.date <= day(today)), check_in(today, metric.target))
    after = kr_stands(key_result(metric, check_ins=met), on=today).score
    assert after == (None if before is None else 1)


@given(thresholds, histories, days)
def test_nor_a_thresholds(threshold, history, today):
    before = kr_stands(key_result(threshold, check_ins=history), on=today).score
    met = tuple(sorted([*history, check_in(today, threshold.limit)], key=lambda entry: entry.date))
    after = kr_stands(key_result(threshold, check_ins=met), on=today).score
    assert after is before is None or after >= before


@given(honest_metrics, st.integers(-5000, 5000))
def test_up_and_down_are_mirror_images(metric, value):
    mirrored = Metric(-metric.start, -metric.target)
    given = (check_in(1, value),)
    turned = (check_in(1, -value),)
    assert read(metric, given, day(2)).progress == read(mirrored, turned, day(2)).progress


@given(measures, histories, days)
def test_check_ins_after_today_do_not_exist(measure, history, today):
    past = tuple(entry for entry in history if entry.date <= day(today))
    assert kr_stands(key_result(measure, check_ins=history), on=today) == kr_stands(key_result(measure, check_ins=past), on=today)


@given(several, kinds, days)
def test_title_and_due_amendments_change_nothing(many, kind, today):
    changes = (amendment("title", "Old", key="kr0"), amendment("due", None, key="kr0"))
    assert stands(objective(*many, kind=kind), on=today) == stands(objective(*many, kind=kind, amendments=changes), on=today)


@given(st.sampled_from(["target", "start", "at_least", "at_most", "floor", "weight", "measure", "dropped"]),
       st.none() | numbers | st.integers() | st.booleans() | st.text() | st.dictionaries(st.text(), st.none() | numbers)
       | st.dictionaries(st.sampled_from(["metric", "threshold", "milestones", "done", "rollup"]),
                         st.none() | numbers | st.text() | st.lists(st.none() | st.dictionaries(st.text(), numbers))
                         | st.dictionaries(st.sampled_from(["start", "target", "at_least", "floor"]), numbers)),
       key_results())  # fmt: skip
def test_no_amendment_raises_or_leaves_0_to_1(field, before, one):
    assert is_share(stands(objective(one, amendments=(amendment(field, before),))).score_as_agreed)


@given(key_results(), days)
def test_pace_never_falls_when_the_grade_rises(one, today):
    order = ["at risk", "needs attention", "on track", "done"]
    healths = [
        kr_stands(key_result(Metric(0, 1), check_ins=one.check_ins, grade=grade / 10), on=today).health for grade in range(11)
    ]
    ranks = [order.index(health) for health in healths if health in order]
    assert ranks == sorted(ranks)


nodes = st.integers(0, 7).map(str)


@given(st.dictionaries(nodes, st.lists(nodes, max_size=4), max_size=8))
def test_order_holds_every_objective_once_and_needs_come_first(needs):
    groups = list(in_order(needs))
    assert sorted(node for group in groups for node in group) == sorted(needs)
    told = set()
    for group in groups:
        told |= group
        assert {other for node in group for other in needs[node] if other in needs} <= told
        for node in group:
            reached, path = set(), [node]
            while path:
                fresh = [other for other in needs[path.pop()] if other in needs and other not in reached]
                reached.update(fresh)
                path.extend(fresh)
            assert len(group) == 1 or group <= reached


@given(st.lists(st.tuples(nodes, nodes), max_size=12), st.randoms())
def test_rollups_stand_the_same_in_any_order_and_loops_end(links, chance):
    objectives = [
        objective(
            key_result(Rollup()),
            key_result(Metric(0, 10), "own", check_ins=[(45, int(node))]),
            name=f"c/team/{node}",
            aligns_to=[f"c/team/{above}#kr1" for below, above in links if below == node],
        )
        for node in map(str, range(8))
    ]
    shuffled = objectives.copy()
    chance.shuffle(shuffled)
    assert assessed(*objectives).objectives == assessed(*shuffled).objectives


def test_the_builders_sort_as_the_loader_does():
    assert isinstance(key_result(Metric(0, 1), check_ins=[(2, 1), (1, 0)]).check_ins[0], CheckIn)
