"""The picture of what changed: what came is green with a plus, what went is red with a minus."""

from __future__ import annotations

import pytest

from okrpress.check import check
from okrpress.company import Company, company_on
from okrpress.diagrams.difference import graph, signed
from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import engine_of
from okrpress.differences.difference import difference
from okrpress.load import load
from okrpress.words import Words
from tests import small
from tests.differences.scenes import EVERYTHING, SCENES, Scene


@pytest.fixture
def picture(tmp_path):
    def make(scene: Scene, most: int = 120):
        before, after = (load(small.write(tmp_path / name, files)) for name, files in zip("ab", scene, strict=True))
        then, now = Company(before, small.TODAY), company_on(after, small.TODAY, before)
        return graph(difference(then, now, check(then), check(now)), Words(), most)

    return make


def test_boxes_and_lines_say_what_became_of_them(picture):
    shown = picture(EVERYTHING)
    changes = {node.id: node.change for node in shown.nodes}
    assert changes["2026-Q4/li-na/twice"] == "added"
    assert changes["2026-Q4/customer-service/ears"] == ""
    assert changes["2026-Q4/company/reliable"] == ""
    lines = {(edge.tail[8:], edge.head[8:], edge.relation, edge.label): edge.change for edge in shown.edges}
    assert lines["hub-north/sorting", "logistics/on-time", "aligns", "−"] == "removed"
    assert lines["li-na/coach", "hub-north/sorting", "aligns", "+"] == "added"
    assert lines["customer-service/first-call", "hub-north/sorting", "supports", "+ helps"] == "added"
    assert lines["logistics/on-time", "company/reliable", "aligns", ""] == ""
    assert all(not node.href for node in shown.nodes)


def test_what_is_gone_is_shown_where_it_stood(picture):
    shown = picture(SCENES["removed"])
    assert {node.id: node.change for node in shown.nodes}["2026-Q4/li-na/coach"] == "removed"
    assert [(edge.head, edge.change) for edge in shown.edges if edge.tail.endswith("coach")] == [
        ("2026-Q4/logistics/on-time", "removed")
    ]


def test_a_sign_goes_with_every_colour(picture):
    shown = signed(picture(EVERYTHING))
    drawn = draw({"x": shown}, engine_of()).svgs["x"]
    assert "is-added" in drawn
    assert "+ Callers need not" in drawn
    gone = draw({"x": signed(picture(SCENES["removed"]))}, engine_of()).svgs["x"]
    assert 'class="okr-node kind-objective tone-on-track is-removed"' in gone
    assert "− Every shift leader" in gone


def test_scores_that_moved_are_told_from_where(picture):
    states = {node.id: node.state for node in picture(SCENES["scores-up-the-tree"]).nodes}
    assert states["2026-Q4/company/reliable"].startswith("0.63 → 0.68")


def test_nothing_is_an_empty_picture(picture):
    assert picture(Scene({}, {})).nodes == ()


def test_a_large_change_is_a_picture_that_can_be_read(picture):
    text = "---\ntitle: {}\ntype: aspirational\nstage: draft\nkey_results: [{{title: x, done: false}}]\n---\n"
    files = {f"cycles/2026-Q4/li-na/o{number}.md": text.format(number) for number in range(20)}
    shown = picture(Scene({}, files), 10)
    assert len(shown.nodes) == 10
    assert shown.nodes[-1].title == "+ 11 more"
