from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import engine_of
from okrpress.diagrams.graph import Edge, Graph, Node
from okrpress.diagrams.lettering import plain
from okrpress.diagrams.svg import linked, standalone
from tests.diagrams import pictures

GRAPHS = (
    pictures.family(),
    pictures.lanes(),
    pictures.apart(),
    replace(pictures.apart(), edges=()),
    pictures.hostile(),
    pictures.wide(2, 3),
    pictures.wide(9, 15),
)


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def svg_of(graph: Graph) -> str:
    return draw({"g": graph}, engine_of()).svgs["g"]


@pytest.mark.parametrize("graph", [pictures.family(), pictures.lanes()], ids=lambda graph: graph.id)
def test_svg_is_as_agreed(graph, golden):
    golden(f"diagrams/{graph.id}.svg", svg_of(graph).replace("><", ">\n<") + "\n")


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.id[:8])
def test_every_picture_is_well_formed_and_says_everything(graph):
    root = parse(svg_of(graph))
    assert root.tag == "svg"
    said = {re.sub(r"\s+", " ", "".join(box.find("text").itertext())) for box in root.iter() if _is_box(box)}
    assert len([box for box in root.iter() if _is_box(box)]) == len(graph.nodes)
    for node in graph.nodes:
        beginning = (plain(node.title) or "–")[:6].strip()
        assert any(text.startswith(beginning) for text in said), node.title
    addresses = [link.get("href") for link in root.iter("a") if _is_box(link)]
    assert sorted(addresses) == sorted(graph.base + node.href for node in graph.nodes if node.href)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.id[:8])
def test_boxes_do_not_overlap_and_stay_in_the_picture(graph):
    root = parse(svg_of(graph))
    left, top, width, height = map(int, root.get("viewBox").split())
    boxes = [[int(box.find("rect").get(name)) for name in ("x", "y", "width", "height")] for box in root.iter() if _is_box(box)]
    for index, (x, y, w, h) in enumerate(boxes):
        assert left <= x
        assert top <= y
        assert x + w <= left + width
        assert y + h <= top + height
        for other_x, other_y, other_w, other_h in boxes[:index]:
            assert x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y


def test_nothing_but_our_own_marks_is_in_it():
    svg = svg_of(pictures.hostile())
    tags = {element.tag for element in parse(svg).iter()}
    assert tags <= {"svg", "title", "desc", "g", "a", "rect", "path", "text", "tspan"}
    assert "<!--" not in svg
    assert "<?xml" not in svg


def test_no_colour_and_no_version_is_fixed():
    svg = svg_of(pictures.family())
    assert not re.search(r"#[0-9a-f]{3}|rgb|graphviz|font-family", svg, re.IGNORECASE)


def test_ids_are_its_own():
    root = parse(svg_of(pictures.hostile()))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert ids == {"an--id---x--t", "an--id---x--d"}
    assert set(root.get("aria-labelledby").split()) == ids


def test_a_picture_with_links_is_a_group_and_one_without_an_image():
    assert 'role="group"' in svg_of(pictures.family())
    assert 'role="img"' in svg_of(Graph("g", "One box", "", (Node("a", "A"),)))


def test_what_a_frame_is_called_stands_above_the_lines():
    svg = svg_of(pictures.apart())
    assert svg.index("okr-frame") < svg.index("okr-edge") < svg.index("okr-frame__label")


def test_state_kind_stage_and_focus_are_classes():
    svg = svg_of(pictures.family())
    for look in (
        '"okr-node kind-theme"',
        '"okr-node kind-objective tone-at-risk is-focus"',
        '"okr-node kind-objective stage-draft"',
        '"okr-node kind-unit tone-attention"',
        '"okr-edge carries"',
        '"okr-edge supports"',
        '"okr-head asks"',
    ):
        assert f"class={look}" in svg
    assert svg.count('aria-current="page"') == 1


def test_what_was_cut_is_in_a_tooltip():
    title = "An objective whose title is so long that nobody could ever read it in a box of three lines, however hard they try"
    root = parse(svg_of(Graph("g", "g", "", (Node("a", title, "Logistics", "0.36 ▲ At risk"),))))
    assert root.find("g/title").text == f"{title}\nLogistics · 0.36 ▲ At risk"
    assert "…" in "".join(root.find("g/text").itertext())


def test_a_state_is_never_cut_for_a_long_name():
    svg = svg_of(
        Graph("g", "g", "", (Node("a", "A", "The customer success and after-sales department", "0.55 ◆ Needs attention"),))
    )
    assert '<tspan class="okr-node__state">0.55 ◆ Needs attention</tspan>' in svg


def test_a_dozen_boxes_take_a_few_kilobytes():
    svg = svg_of(pictures.wide(2, 4))
    assert len(svg.encode()) < 450 * 11


def test_weight_is_thickness():
    nodes = tuple(Node(name, name) for name in "abcd")
    edges = (Edge("b", "a", weight=1), Edge("c", "a", weight=3), Edge("d", "a", weight=40))
    svg = svg_of(Graph("g", "g", "", nodes, edges))
    assert [look in svg for look in ('"okr-edge aligns"', "okr-edge--w2", "okr-edge--w3", "okr-edge--w4")] == [
        True,
        True,
        False,
        True,
    ]


def test_loops_are_drawn():
    nodes = (Node("a", "A"), Node("b", "B"))
    assert svg_of(Graph("g", "g", "", nodes, (Edge("a", "b"), Edge("b", "a"), Edge("a", "a"), Edge("b", "b", "supports"))))


def test_right_to_left_text_stands_at_the_right():
    svg = svg_of(Graph("g", "g", "", (Node("a", "مرحبا"), Node("b", "A longer title to its left"))))
    assert svg.count('direction="rtl"') == 1


def test_a_file_of_its_own_has_its_style():
    text = standalone(svg_of(pictures.family()), ".okr-node { fill: red } /* a < b */")
    root = parse(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}style").text.startswith(".okr-node")


def test_a_file_of_a_site_links_its_style_and_can_be_seen_without():
    text = linked(svg_of(pictures.family()), ["../../a.css"])
    root = parse(text)
    assert text.startswith('<?xml-stylesheet type="text/css" href="../../a.css"?>')
    assert "<style" not in text
    space = "{http://www.w3.org/2000/svg}"
    assert {rect.get("fill") for rect in root.iter(f"{space}rect")} <= {"#fff", "#f3f5f8"}
    assert {letters.get("fill") for letters in root.iter(f"{space}text")} == {"#1d2733"}


def _is_box(element: ET.Element) -> bool:
    return "okr-node" in (element.get("class") or "").split()
