from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.diagrams.dot import source, statements
from okrpress.diagrams.engine import engine_of
from okrpress.diagrams.graph import Cluster, Edge, Graph, Node
from okrpress.diagrams.plan import Plan
from tests.diagrams import pictures


@pytest.mark.parametrize("graph", [pictures.family(), pictures.lanes()], ids=lambda graph: graph.id)
def test_dot_is_as_agreed(graph, golden):
    golden(f"diagrams/{graph.id}.dot", source(statements(Plan.of(graph)), graph.id))


def test_no_word_of_an_author_reaches_dot():
    text = source(statements(Plan.of(pictures.hostile())), "g")
    known = {"TABLE", "TR", "TD", "FIXEDSIZE", "TRUE", "WIDTH", "HEIGHT", "BORDER", "CELLBORDER", "CELLPADDING", "CELLSPACING"}
    assert set(re.findall(r"[A-Z]+", text)) <= known | {"BT", "RL"}
    assert text.isascii()


def test_graphs_of_one_shape_have_one_text():
    graph = pictures.family()
    renamed = replace(
        graph, id="other", title="Other", nodes=tuple(replace(node, href="x/", tone="done") for node in graph.nodes)
    )
    assert statements(Plan.of(graph)) == statements(Plan.of(renamed))


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_any_text_is_laid_out(texts):
    nodes = tuple(Node(f"{index}", text, text, text, text) for index, text in enumerate(texts))
    edges = tuple(Edge(nodes[index].id, nodes[0].id, "aligns", text) for index, text in enumerate(texts) if index)
    graph = Graph("any", "any", "", nodes, edges, (Cluster(texts[0], (nodes[0].id,), texts[0]),))
    plan = Plan.of(graph)
    layouts = engine_of().lay_out({"g": source(statements(plan), "g")})
    assert not layouts.failed
    assert set(plan.sizes) <= set(layouts.made["g"].centres)


def test_the_size_of_a_box_does_not_depend_on_who_lays_it_out():
    plan = Plan.of(pictures.family())
    text = source(statements(plan), "g")
    assert "fixedsize=true" in text
    assert text.count("height=") == len(plan.sizes)


def test_many_children_become_a_block():
    plan = Plan.of(pictures.wide(1, 12))
    assert len(plan.stacks) == 1
    assert len(plan.stacks[0].members) == 12
    assert len(plan.edges) == 2
    assert "".join(statements(plan)).count("->") == 2


def test_a_theme_and_what_carries_it_are_one_block():
    nodes = (Node("t", "Theme", kind="theme"), Node("u", "Effect", kind="theme"), Node("a", "A"), Node("b", "B"))
    edges = (Edge("a", "t", "carries"), Edge("b", "t", "carries"), Edge("t", "u", "causes"))
    plan = Plan.of(Graph("g", "g", "", nodes, edges))
    assert [stack.members for stack in plan.stacks] == [("t", "a", "b")]
    assert [edge.relation for edge in plan.edges.values()] == ["causes"]


def test_a_group_that_is_tied_to_nothing_is_set_apart():
    nodes = tuple(Node(name, name) for name in "abcde")
    graph = Graph("g", "g", "", nodes, (Edge("b", "a"),), (Cluster("alone", ("c", "d", "e")),))
    assert [stack.apart for stack in Plan.of(graph).stacks] == [True]
    partly = replace(graph, clusters=(Cluster("partly", ("b", "c", "d", "e")),))
    assert not Plan.of(partly).stacks


def test_a_few_children_stay_a_row():
    assert not Plan.of(pictures.wide(4, 0)).stacks


def test_too_broad_a_picture_is_turned():
    assert Plan.of(pictures.wide(3, 3)).direction == "up"
    assert Plan.of(pictures.wide(9, 15)).direction == "left"
    assert Plan.of(replace(pictures.wide(9, 15), direction="up")).direction == "up"
    assert Plan.of(replace(pictures.family(), direction="left")).direction == "left"


def test_helpers_stand_beside_whom_they_help_only_where_they_can():
    chain = (Node("a", "A"), Node("b", "B"), Node("c", "C"))
    both = Graph("g", "g", "", chain, (Edge("b", "a"), Edge("c", "b"), Edge("c", "a", "supports")))
    assert "level" not in Plan.of(both).bearings.values()
    free = Graph("g", "g", "", chain, (Edge("b", "a"), Edge("c", "b", "supports")))
    assert list(Plan.of(free).bearings.values()) == ["upright", "level"]
    torn = Graph("g", "g", "", (*chain, Node("d", "D")), (Edge("b", "a"), Edge("d", "a", "supports"), Edge("d", "b", "supports")))
    assert list(Plan.of(torn).bearings.values()) == ["upright", "level", "loose"]


@pytest.mark.parametrize(
    ("nodes", "edges", "clusters", "complaint"),
    [
        (("a", "a"), (), (), "two boxes have one id"),
        (("a",), (("a", "b"),), (), "no box is called 'b'"),
        (("a",), (), (("a", "a"),), "a box stands in two groups"),
    ],
)
def test_a_graph_that_contradicts_itself_is_refused(nodes, edges, clusters, complaint):
    with pytest.raises(ValueError, match=complaint):
        Graph(
            "g",
            "g",
            "",
            tuple(Node(name, name) for name in nodes),
            tuple(Edge(*ends) for ends in edges),
            tuple(Cluster("c", members) for members in clusters),
        )
