"""What a difference holds: nothing of nothing, the same from both sides, and who is who whatever they are called."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.check import check
from okrpress.company import Company, company_on
from okrpress.differences.difference import Difference, difference
from okrpress.load import load
from tests import small
from tests.differences.scenes import COACH, EVERYTHING, NIGHT, ON_TIME, SCENES, SORTING, VOICES, Scene, edited

COMPARING = ("commitment-moved", "closed-cycle-changed", "amendment-mismatch")
"""Rules that look at the base, which is another one from the other side."""


def only(found: Difference, name: str):
    (change,) = [change for change in found.objectives if change.objective.id == f"2026-Q4/{name}"]
    return change


def test_a_commitment_that_moves_in_silence(compared):
    change = only(compared(SCENES["commitment-silent"]), "logistics/on-time")
    assert [(move.key_result, move.field, move.is_silent) for move in change.moves] == [
        ("", "title", True),
        ("rate", "target", True),
    ]


def test_an_amendment_without_a_reason_is_as_good_as_none(compared):
    change = only(compared(SCENES["commitment-amended"]), "logistics/on-time")
    assert [(move.field, move.reason, move.is_silent) for move in change.moves] == [
        ("type", "", True), ("at_most", "Ice on the pass", False),
    ]  # fmt: skip
    assert all(move.amendment for move in change.moves)


def test_a_draft_promises_nothing(compared):
    draft = edited(ON_TIME, ("stage: agreed", "stage: draft"))
    change = only(compared(Scene(draft, {ON_TIME: draft[ON_TIME].replace("target: 98", "target: 90")})), "logistics/on-time")
    assert [(move.field, move.is_commitment, move.is_silent) for move in change.moves] == [("target", False, False)]


def test_a_renamed_objective_is_the_same(compared):
    change = only(compared(SCENES["renamed"]), "customer-service/ears")
    assert (change.kind, change.is_moved, change.before.id) == ("changed", True, "2026-Q4/chen-jie/voices")
    assert [move.field for move in change.moves] == ["title", "owner"]
    assert (change.key_results, change.check_ins, change.links) == ((), (), ())


def test_a_link_to_what_was_renamed_breaks_unless_it_follows(compared):
    files = {ON_TIME: "", "cycles/2026-Q4/logistics/punctual.md": small.FILES[ON_TIME]}
    found = compared(Scene({}, {**files, **edited(SORTING, ("[logistics/on-time#rate", "[logistics/punctual#rate"))}))
    links = {
        (change.objective.slug, link.target, link.before, link.after) for change in found.objectives for link in change.links
    }
    assert links == {
        ("coach", "2026-Q4/logistics/on-time", "whole", "broken"),
        ("sorting", "2026-Q4/logistics/on-time#damage", "whole", "broken"),
    }


def test_a_key_result_that_moves_to_another_objective_takes_its_commitment_along(compared):
    found = compared(SCENES["key-results-moved"])
    (change,) = found.objectives
    assert change.objective.id == "2026-Q4/wang-lei/night"
    (moved,) = change.key_results
    assert (moved.before.id, moved.after.id) == ("2026-Q4/li-na/coach#stay", "2026-Q4/wang-lei/night#stay")
    assert ("stay", "target", True) in [(move.key_result, move.field, move.is_silent) for move in change.moves]


def test_a_key_result_with_a_new_id_keeps_its_check_ins(compared):
    change = only(compared(SCENES["key-results-renamed"]), "logistics/on-time")
    assert [(entry.before.id, entry.after.id) for entry in change.key_results] == [
        ("2026-Q4/logistics/on-time#damage", "2026-Q4/logistics/on-time#broken")
    ]
    assert change.check_ins == ()
    assert [(move.key_result, move.field) for move in change.moves] == [("broken", "at_most")]


def test_scores_go_up_the_tree(compared):
    found = compared(SCENES["scores-up-the-tree"])
    assert [(change.objective, change.is_own, change.is_moved) for change in found.scores] == [
        ("2026-Q4/logistics/on-time", True, True), ("2026-Q4/company/reliable", False, True),
    ]  # fmt: skip
    assert [(entry.owner, entry.after.committed > entry.before.committed) for entry in found.owners] == [
        ("company", True), ("logistics", True),
    ]  # fmt: skip


def test_who_is_affected(compared):
    found = compared(SCENES["check-ins"])
    assert {(entry.handle, entry.role) for entry in found.affected["2026-Q4/logistics/on-time"]} == {
        ("logistics", "owner"), ("company", "parent"), ("li-na", "child"), ("hub-north", "child"),
    }  # fmt: skip


def test_who_relied_on_what_it_was_is_affected_too(compared):
    away = edited(SORTING, ("[logistics/on-time#rate, logistics/on-time#damage]", "[company/reliable]"))
    found = compared(Scene({}, {**away, **edited(ON_TIME, ("target: 98", "target: 96"))}))
    assert ("hub-north", "child") in {(entry.handle, entry.role) for entry in found.affected["2026-Q4/logistics/on-time"]}


def test_what_is_silent_for_more_or_fewer_days_is_still_silent(compared):
    found = compared(Scene(edited(NIGHT, ("2026-11-04, value: 4", "2026-10-10, value: 4")),
                           edited(NIGHT, ("2026-11-04, value: 4", "2026-10-20, value: 4"))))  # fmt: skip
    assert [finding for finding in (*found.found, *found.mended) if finding.rule == "stale-check-in"] == []
    assert [change.objective.slug for change in found.objectives] == ["night"]


def test_what_cannot_be_read_is_not_called_removed(compared):
    assert only(compared(SCENES["unreadable"]), "li-na/coach").kind == "unreadable"
    assert only(compared(SCENES["removed"]), "li-na/coach").kind == "removed"


def test_a_finding_stays_the_same_on_another_line_and_under_another_name(compared):
    flawed = edited(VOICES, ("stage: agreed", "stage: agreed\ncolour: red"))
    moved = {VOICES: "", "cycles/2026-Q4/chen-jie/ears.md": flawed[VOICES].replace("type:", "# a comment\ntype:")}
    found = compared(Scene(flawed, moved))
    assert (found.found, found.mended) == ((), ())


EDITS = [
    None,
    ("target: 98", "target: 96"),
    ("value: 94.5", "value: 95"),
    ("id: damage", "id: broken"),
    ("stage: agreed", "stage: dropped\nreason: x"),
    ("stage: agreed", "stage: draft"),
    ("aligns_to: [company/reliable#on-time]", "aligns_to: [company/reliable, hub-north/sorting]"),
    ("aligns_to: [company/reliable#on-time]", "aligns_to: [company/nothing]"),
    ("title: Every parcel", "title: Each parcel"),
]
states = st.fixed_dictionaries(
    {
        "edit": st.sampled_from(EDITS),
        "place": st.sampled_from([ON_TIME, "cycles/2026-Q4/logistics/punctual.md", "cycles/2026-Q4/hub-north/on-time.md", ""]),
        "copy": st.booleans(),
        "scene": st.sampled_from([None, *(name for name in SCENES if name not in ("other-records", "hostile"))]),
    }
)


def files_of(state) -> dict[str, str]:
    text = small.FILES[ON_TIME].replace(*state["edit"], 1) if state["edit"] else small.FILES[ON_TIME]
    files = dict(SCENES[state["scene"]].after) if state["scene"] else {}
    files[ON_TIME] = ""
    if state["place"]:
        files[state["place"]] = text
    if state["copy"]:
        files["cycles/2026-Q4/customer-service/on-time.md"] = text
    return files


def both_ways(one, other) -> tuple[Difference, Difference]:
    with tempfile.TemporaryDirectory() as folder:
        workspaces = [load(small.write(Path(folder) / name, files_of(state))) for name, state in (("a", one), ("b", other))]

    def compare(first, second):
        then, now = Company(first, small.TODAY), company_on(second, small.TODAY, first)
        return difference(then, now, check(then), check(now))

    return compare(*workspaces), compare(*reversed(workspaces))


def came(found: Difference) -> dict[str, object]:
    changes = found.objectives
    return {
        "objectives": sorted(change.objective.id for change in changes if change.before is None),
        "key results": sorted(
            entry.after.id for change in changes for entry in change.key_results if entry.before is None and entry.after
        ),
        "check-ins": sorted(entry.after[:2] for change in changes for entry in change.check_ins if not entry.before),
        "links": sorted(
            (change.after.id, link.relation, link.target) for change in changes if change.after and change.before
            for link in change.links if link.before == "none" and link.target in found.after.workspace.objectives
            and link.target in found.before.workspace.objectives
        ),
        "moved": sorted((change.before.id, change.after.id) for change in changes if change.is_moved),
        "findings": sorted((finding.rule, finding.path) for finding in found.found if finding.rule not in COMPARING),
        "records": sorted(change.id for change in found.records if change.before is None),
    }  # fmt: skip


def went(found: Difference) -> dict[str, object]:
    changes = found.objectives
    return {
        "objectives": sorted(change.objective.id for change in changes if change.after is None),
        "key results": sorted(
            entry.before.id for change in changes for entry in change.key_results if entry.after is None and entry.before
        ),
        "check-ins": sorted(entry.before[:2] for change in changes for entry in change.check_ins if not entry.after),
        "links": sorted(
            (change.before.id, link.relation, link.target) for change in changes if change.after and change.before
            for link in change.links if link.after == "none" and link.target in found.after.workspace.objectives
            and link.target in found.before.workspace.objectives
        ),
        "moved": sorted((change.after.id, change.before.id) for change in changes if change.is_moved),
        "findings": sorted((finding.rule, finding.path) for finding in found.mended if finding.rule not in COMPARING),
        "records": sorted(change.id for change in found.records if change.after is None),
    }  # fmt: skip


@settings(max_examples=25)
@given(states)
def test_nothing_differs_from_itself(state):
    there, back = both_ways(state, state)
    assert not there
    assert not back
    assert (there.objectives, there.scores, there.records, there.found, there.mended, there.overlaps) == ((), (), (), (), (), ())


@pytest.mark.slow
@settings(max_examples=60)
@given(states, states)
def test_what_came_one_way_went_the_other_way(one, other):
    there, back = both_ways(one, other)
    assert came(there) == went(back)
    assert went(there) == came(back)


@pytest.mark.parametrize("scene", [*SCENES.values(), EVERYTHING])
def test_every_scene_is_a_change(compared, scene):
    assert compared(scene)
    assert compared(Scene(scene.after, scene.before))


def test_an_objective_that_only_scores_differently_is_told(compared):
    rolled = edited("cycles/2026-Q4/company/reliable.md", ('metric: {start: 91, target: 98, unit: "%"}', "rollup: mean"))
    assert compared(Scene(rolled, {**rolled, **edited(NIGHT, ("value: 4", "value: 3"))}))
    assert not compared(Scene(edited(COACH), edited(COACH)))
