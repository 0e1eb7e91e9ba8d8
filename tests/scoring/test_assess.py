"""A whole workspace: roll-ups in the order of what they need, and loops."""

import pytest

from okrpress.model import Metric, Rollup
from okrpress.scoring import standing
from okrpress.scoring.order import in_order
from tests.scoring.builders import amendment, assessed, at, cycle, key_result, objective, stands

TOP = "c/company/top"


def rolled(name="kr1", **rest):
    return key_result(Rollup(), name, **rest)


def top(*others, **rest):
    return objective(rolled(), *others, name=TOP, **rest)


def child(number, *scores, to=f"{TOP}#kr1", **rest):
    results = [at(score, f"kr{place}") for place, score in enumerate(scores, 1)]
    return objective(*results, name=rest.pop("name", f"c/team/o{number}"), aligns_to=[to], **rest)


def score(*objectives, of=TOP):
    return assessed(*objectives, cycles=[cycle(), cycle("d")]).objectives[of].score


def test_the_mean_is_unweighted_and_of_the_agreed():
    children = (child(1, 0.2, weight=9), child(2, 0.6), child(3, 1, stage="draft"), child(4, 1, stage="dropped"))
    assert score(top(), *children, child(5, 1, stage="proposed")) == pytest.approx(0.4)


def test_none_is_0():
    assert score(top()) == 0
    assert score(top(), child(1, 1, stage="draft")) == 0


def test_only_those_that_align_to_exactly_that_key_result():
    assert score(top(at(0.5, "kr2", weight=0)), child(1, 0.2), child(2, 1, to=TOP), child(3, 1, to=f"{TOP}#kr2")) == 0.2


def test_of_any_cycle():
    assert score(top(), child(1, 0.3, name="d/team/o")) == 0.3


def test_an_objective_without_a_score_is_skipped():
    assert score(top(), child(1, 0.3), child(2, None)) == 0.3


def test_where_no_objective_has_a_score_there_is_none():
    found = assessed(top(), child(1, None)).objectives[TOP]
    assert found.score is None
    assert found.key_results["kr1"].reason == standing.CHILDREN_WITHOUT_SCORE


def test_rollups_of_rollups_in_whatever_order_the_ids_come():
    for middle, leaf in (("c/a/m", "c/z/l"), ("c/z/m", "c/a/l")):
        between = objective(rolled(), at(1, "kr2"), name=middle, aligns_to=[f"{TOP}#kr1"])
        assert score(top(), between, child(1, 0.5, name=leaf, to=f"{middle}#kr1")) == 0.75


def test_a_shared_child_is_no_loop():
    left = objective(rolled(), name="c/a/left", aligns_to=[f"{TOP}#kr1"])
    right = objective(rolled(), name="c/b/right", aligns_to=[f"{TOP}#kr1"])
    leaf = objective(at(0.3), name="c/d/leaf", aligns_to=["c/a/left#kr1", "c/b/right#kr1"])
    assert score(top(), left, right, leaf) == 0.3


def loop(*, first=None, second=None, stage="agreed"):
    """Two objectives whose roll-ups take each other, each with a key result of its own."""
    return (
        objective(first or rolled(), at(0.2, "own"), name="c/a/one", aligns_to=["c/b/two#kr1"], stage=stage),
        objective(second or rolled(), at(0.6, "own"), name="c/b/two", aligns_to=["c/a/one#kr1"]),
    )


def test_what_depends_on_itself_has_no_score_and_the_rest_counts():
    found = assessed(*loop()).objectives
    for objective_id, rest in (("c/a/one", 0.2), ("c/b/two", 0.6)):
        stands = found[objective_id].key_results["kr1"]
        assert (stands.progress, stands.score, stands.reason) == (None, None, standing.DEPENDS_ON_ITSELF)
        assert found[objective_id].score == rest


def test_what_only_looks_at_a_loop_is_scored():
    one, two = loop()
    watcher = objective(rolled(), name="c/w/watch")
    one = objective(*one.key_results, name=one.id, aligns_to=["c/b/two#kr1", "c/w/watch#kr1"])
    assert score(one, two, watcher, of="c/w/watch") == 0.2


def test_a_rollup_that_takes_its_own_objective_depends_on_itself():
    own = objective(rolled(), at(0.2, "own"), name=TOP, aligns_to=[f"{TOP}#kr1"])
    found = assessed(own).objectives[TOP]
    assert found.key_results["kr1"].reason == standing.DEPENDS_ON_ITSELF
    assert found.score == 0.2


def test_a_draft_opens_the_loop():
    found = assessed(*loop(stage="draft")).objectives
    assert found["c/b/two"].key_results["kr1"].score == 0
    assert found["c/a/one"].key_results["kr1"].score == 0.3


def test_dropping_one_rollup_opens_the_loop():
    found = assessed(*loop(first=rolled(dropped=20))).objectives
    assert found["c/a/one"].score == 0.2
    assert found["c/b/two"].key_results["kr1"].score == 0.2
    assert found["c/b/two"].score == pytest.approx(0.4)
    assert found["c/a/one"].key_results["kr1"].progress == pytest.approx(0.4)


def test_grading_one_rollup_opens_the_loop_and_the_computed_score_is_shown_beside_it():
    found = assessed(*loop(first=rolled(grade=0.8))).objectives
    assert found["c/a/one"].score == 0.5
    assert found["c/b/two"].score == pytest.approx(0.55)
    graded = found["c/a/one"].key_results["kr1"]
    assert (graded.score, graded.computed_score) == (0.8, pytest.approx(0.55))


def test_a_loop_gives_the_same_however_the_objectives_are_ordered():
    one, two = loop()
    third = objective(rolled(), name="c/c/three", aligns_to=["c/a/one#kr1"])
    assert assessed(one, two, third).objectives == assessed(third, two, one).objectives


@pytest.mark.parametrize("upwards", [True, False])
def test_a_chain_of_five_thousand(upwards):
    length = 5_000
    names = [f"c/team/o{number:04}" for number in (range(length) if upwards else reversed(range(length)))]
    chain = [
        objective(rolled(), name=name, aligns_to=[f"{above}#kr1"] if above else [])
        for above, name in zip([None, *names], names, strict=False)
    ]
    chain[-1] = objective(at(0.5), name=names[-1], aligns_to=[f"{names[-2]}#kr1"])
    found = assessed(*sorted(chain, key=lambda entry: entry.id)).objectives
    assert found[names[0]].score == 0.5
    assert found[names[0]].health == "on track"


def test_a_loop_of_five_thousand():
    names = [f"c/team/o{number:04}" for number in range(5_000)]
    ring = [objective(rolled(), name=name, aligns_to=[f"{names[number - 1]}#kr1"]) for number, name in enumerate(names)]
    found = assessed(*ring).objectives
    assert {entry.key_results["kr1"].reason for entry in found.values()} == {standing.DEPENDS_ON_ITSELF}


def test_groups_come_after_what_they_need():
    needs = {"a": ["b", "x"], "b": ["c"], "c": ["b", "d"], "d": ["d"], "e": []}
    assert list(in_order(needs)) == [{"d"}, {"b", "c"}, {"a"}, {"e"}]


def test_standings_keep_the_order_of_the_records():
    objectives = [top(), child(1, 0.3), child(2, 0.1), objective(at(1), name="c/z/z")]
    assert list(assessed(*objectives).objectives) == [entry.id for entry in objectives]


def test_amended_and_unamended_stand_side_by_side():
    amended = objective(at(0.5), name="c/team/a", amendments=(amendment("target", 2),))
    found = assessed(amended, objective(at(0.5), name="c/team/b")).objectives
    assert [entry.score_as_agreed for entry in found.values()] == [0.25, 0.5]


def test_an_empty_workspace():
    assert assessed() == standing.Standings()


def test_an_objective_by_hand():
    """On-time delivery 91 → 98 now 94.5, weight 2; calls at most 5 met in 2 of 3; three of four steps. Half way, committed."""
    one = stands(
        objective(
            key_result(Metric(91, 98), "rate", weight=2, check_ins=[(20, 92.4), (40, 94.5)]),
            at(0.75, "steps"),
            kind="committed",
        )
    )
    assert one.score == pytest.approx((2 * 0.5 + 0.75) / 3)
    assert (one.expected, one.health, one.band, one.verdict) == (0.5, "on track", "amber", None)
