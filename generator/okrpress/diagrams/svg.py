"""Layout → SVG, written by ourselves: Graphviz places, the page's style sheet draws.

Graphviz' own SVG was weighed and left: it is three times the bytes, fixes fonts and colours, knows neither one style
for light and dark nor focus nor language, and its text would have to be taken apart to be put into our boxes. From the
layout alone the picture comes out in one pass, with names, links and classes as the site wants them, and the
same bytes from every engine that agrees on the places.

Colours, dashes and fonts are in `diagrams.css`; without it lines and text are thin and dark, and can still be read.
Nothing is in a `style`, so that a strict content policy holds. What a script needs to follow a box up and down is in
`data-ties`: which boxes a line ties, by their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, TypeAlias

from okrpress.diagrams.boxes import (
    MARGIN,
    NOTE_LINE,
    PADDING,
    SEPARATOR,
    TITLE_LINE,
    TITLE_SIZE,
    Box,
    cluster_label,
    edge_label,
)
from okrpress.diagrams.frames import Spot
from okrpress.diagrams.graph import SIDEWAYS, Cluster, Edge, Graph, Node
from okrpress.diagrams.layout import Layout
from okrpress.diagrams.lettering import is_right_to_left, plain
from okrpress.diagrams.placement import Placement, place
from okrpress.diagrams.plan import Plan

RIM: Final = 4
"""Px around the picture, for the outline of the boxes at its rim."""
LANE_HEAD: Final = 26
"""Px that a lane begins above its boxes: its label stands there."""
_MANY: Final = 16
"""Lines to the side that a reader can still tell apart."""
_ROUND: Final = {"theme": 14, "ask": 14, "unit": 2}
_ROUND_ELSE: Final = 6
_THICKNESS: Final = ((16, 4), (6, 3), (2, 2))
"""From so many links on, this class of line."""


def write(plan: Plan, layout: Layout) -> str:
    """Return the SVG of a graph, to stand in an HTML page: no prolog, no fixed colours, ids of its own."""
    graph = plan.graph
    placement = place(plan, layout)
    has_lanes = any(cluster.lane for cluster in graph.clusters)
    top = -RIM - (LANE_HEAD if has_lanes else 0)
    size = (placement.width + 2 * RIM, placement.height + RIM - top)
    return "".join(
        (
            _opening(plan, top, *size),
            *_lanes(graph, placement, size[0]),
            *_frames(placement),
            *(_rectangle("okr-tray", tray, 10) for tray in placement.trays),
            *_lines(plan, placement),
            *_frame_labels(graph, placement),
            *(_box(graph, box, placement.nodes[box.node.id]) for box in plan.boxes.values()),
            "</svg>",
        )
    )


def standalone(svg: str, stylesheet: str) -> str:
    """Return a picture as a file of its own, with its style in it."""
    name, rest = svg.split(" ", 1)
    head, body = rest.split(">", 1)
    style = f"<style>{escape(stylesheet, quote=False)}</style>"
    return f'{name} xmlns="http://www.w3.org/2000/svg" {head}>{style}{body}\n'


def linked(svg: str, sheets: Iterable[str]) -> str:
    """Return a picture as a file of a site: the site's style sheets draw it, by day and by night.

    They are linked, as a strict content policy lets no file bring a style along. Where they are out of reach, as in a
    copy that was sent to somebody, plain attributes give boxes, lines and letters their place and ink.
    """
    links = "".join(f'<?xml-stylesheet type="text/css" href="{escape(sheet)}"?>\n' for sheet in sheets)
    name, rest = svg.split(" ", 1)
    for mark, inked in _INK.items():
        rest = rest.replace(mark, inked)
    return f'{links}{name} xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12" {rest}\n'


_INK: Final = {
    "<rect x": '<rect fill="#fff" stroke="#c6d0da" stroke-width="1" x',
    '<rect class="okr-frame': '<rect fill="#f3f5f8" stroke="none" class="okr-frame',
    '<rect class="okr-tray': '<rect fill="#f3f5f8" stroke="none" class="okr-tray',
    "<text": '<text fill="#1d2733" stroke="none"',
    '<tspan class="okr-node__note': '<tspan fill="#5a6775" font-size="11" class="okr-node__note',
    '<g class="okr-edge': '<g stroke="#8391a1" stroke-width="1" class="okr-edge',
    '<g class="okr-head': '<g stroke="#8391a1" stroke-width="1" class="okr-head',
}
"""What every part of a file has where no style sheet says otherwise."""


def _opening(plan: Plan, top: int, width: int, height: int) -> str:
    graph = plan.graph
    name = re.sub(r"[^\w-]", "-", graph.id)
    title, description = escape(plain(graph.title)), escape(plain(graph.description))
    # What holds links is a group: the parts of an "img" are hidden from those who listen.
    role = "group" if any(node.href for node in graph.nodes) else "img"
    labelled = f"{name}-t {name}-d" if description else f"{name}-t"
    return (
        f'<svg class="okr-diagram{_busy(graph)}" role="{role}" aria-labelledby="{labelled}"'
        f' viewBox="{-RIM} {top} {width} {height}" width="{width}" height="{height}"{_ties(plan, _within(plan))}'
        ' fill="none" stroke="currentColor" stroke-width=".6">'
        f'<title id="{name}-t">{title}</title>' + (f'<desc id="{name}-d">{description}</desc>' if description else "")
    )


def _busy(graph: Graph) -> str:
    """Say where lines to the side are so many that they should step back behind the boxes."""
    return " okr-diagram--busy" if sum(edge.relation in SIDEWAYS for edge in graph.edges) > _MANY else ""


def _lanes(graph: Graph, placement: Placement, width: int) -> Iterator[str]:
    for cluster in graph.clusters:
        if cluster.lane and cluster.nodes:
            top = min(placement.nodes[member].top for member in cluster.nodes) - LANE_HEAD
            yield f'<path class="okr-lane" d="M{-RIM} {top}h{width}"/>'
            yield _group_label(graph, cluster, 0, top + 16)


def _frames(placement: Placement) -> Iterator[str]:
    for cluster, spot, _ in placement.frames:
        yield _rectangle("okr-frame is-focus" if cluster.focus else "okr-frame", spot, 8)


def _frame_labels(graph: Graph, placement: Placement) -> Iterator[str]:
    """Yield what the frames are called: above the lines, which a label’s halo then keeps off."""
    for cluster, _, label in placement.frames:
        yield _group_label(graph, cluster, round(label.x), round(label.y))


def _group_label(graph: Graph, cluster: Cluster, x: int, y: int) -> str:
    text = f'<text class="okr-frame__label" x="{x}" y="{y}">{escape(cluster_label(cluster.label))}</text>'
    return f'<a href="{escape(plain(graph.base + cluster.href))}">{text}</a>' if cluster.href else text


def _lines(plan: Plan, placement: Placement) -> Iterator[str]:
    """Yield the lines, those of one look together, then their arrow heads, then the labels."""
    paths: dict[str, list[str]] = {}
    labels: list[str] = []
    bundles = _bundles(plan)
    for edge, path, head, label in placement.lines:
        ties = _ties(plan, bundles.get(_ends(plan, edge), (edge,)))
        thick = next((f" okr-edge--w{step}" for least, step in _THICKNESS if edge.weight >= least), "")
        changed = f" is-{edge.change}" if edge.change else ""
        paths.setdefault(f"okr-edge {edge.relation}{thick}{changed}", []).append(f'<path d="{path}"{ties}/>')
        if head:
            paths.setdefault(f"okr-head {edge.relation}{changed}", []).append(f'<path d="{head}"{ties}/>')
        if edge.label and label:
            text = escape(edge_label(edge.label))
            labels.append(f'<text class="okr-edge__label" x="{round(label.x)}" y="{round(label.y)}"{ties}>{text}</text>')
    for look, parts in paths.items():
        yield f'<g class="{look}">{"".join(parts)}</g>'
    yield from labels


_Ends: TypeAlias = tuple[str, str, str]


def _ends(plan: Plan, edge: Edge) -> _Ends:
    return plan.names[edge.tail], plan.names[edge.head], edge.relation


def _bundles(plan: Plan) -> dict[_Ends, tuple[Edge, ...]]:
    """Return what a line to or from a block stands for: all that has the same ends."""
    bundles: dict[_Ends, tuple[Edge, ...]] = {}
    unseen = {_ends(plan, edge) for edge in plan.unseen}
    for edge in (*plan.edges.values(), *plan.unseen):
        if (ends := _ends(plan, edge)) in unseen:
            bundles[ends] = (*bundles.get(ends, ()), edge)
    return bundles


def _within(plan: Plan) -> Iterable[Edge]:
    """Return what no line shows: a block does."""
    return (edge for edge in plan.unseen if plan.names[edge.tail] == plan.names[edge.head])


def _ties(plan: Plan, edges: Iterable[Edge]) -> str:
    """Say which boxes a line ties, by their number in the picture, tail first: what a script follows up and down."""
    number = plan.numbers
    written = " ".join(f"{number[edge.tail]}-{number[edge.head]}" for edge in edges)
    return f' data-ties="{written}"' if written else ""


def _rectangle(look: str, spot: Spot, rounding: int) -> str:
    place_and_size = f'x="{spot.left}" y="{spot.top}" width="{spot.width}" height="{spot.height}"'
    named = f' class="{look}"' if look else ""
    return f'<rect{named} {place_and_size} rx="{rounding}"/>'


def _box(graph: Graph, box: Box, spot: Spot) -> str:
    node = box.node
    name = "a" if node.href else "g"
    link = f' href="{escape(plain(graph.base + node.href))}"' if node.href else ""
    current = ' aria-current="page"' if node.focus and node.href else ""
    tooltip = f"<title>{escape(box.whole_text)}</title>" if box.cut else ""
    rounding = _ROUND.get(node.kind, _ROUND_ELSE)
    return f'<{name} class="{_look(node)}"{link}{current}>{tooltip}{_rectangle("", spot, rounding)}{_text(box, spot)}</{name}>'


def _look(node: Node) -> str:
    words = ["okr-node", f"kind-{node.kind}"]
    if node.tone != "none":
        words.append(f"tone-{node.tone}")
    if node.stage != "agreed":
        words.append(f"stage-{node.stage}")
    if node.focus:
        words.append("is-focus")
    if node.change:
        words.append(f"is-{node.change}")
    return " ".join(words)


def _text(box: Box, spot: Spot) -> str:
    """Write the lines of a box, its middle in the middle of the spot; from the right where its language runs so."""
    backwards = is_right_to_left(box.title[0])
    x = spot.left + (box.width - PADDING if backwards else PADDING)
    y = spot.top + (spot.height - box.height) // 2 + MARGIN + TITLE_SIZE
    direction = ' direction="rtl"' if backwards else ""
    first, *others = box.title
    written = escape(first)
    for line in others:
        written += f' <tspan x="{x}" dy="{TITLE_LINE}">{escape(line)}</tspan>'
    state = f'<tspan class="okr-node__state">{escape(box.state)}</tspan>' if box.state else ""
    between = SEPARATOR if box.note and box.state else ""
    small = (escape(box.note), state) if box.two_lines else (escape(box.note) + between + state,)
    for line in filter(None, small):
        written += f' <tspan class="okr-node__note" x="{x}" dy="{NOTE_LINE}">{line}</tspan>'
    return f'<text x="{x}" y="{y}"{direction}>{written}</text>'
