"""From Graphviz' layout to the final places of boxes and lines.

Graphviz sets the boxes of a row middle to middle, and bends a line wherever it finds room. Two things read better and
are done here. In an upright picture the boxes of a row hang from one line, so that a tall block does not push its small
neighbours down. And a line between two rows that follow each other, where nothing can be in its way, swings from
port to port in one curve; every other line is the one that Graphviz routed around the boxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from okrpress.diagrams.frames import Frame, Spot, frames_of
from okrpress.diagrams.graph import Edge
from okrpress.diagrams.layout import Layout, Point
from okrpress.diagrams.lines import arrow_head, link, path
from okrpress.diagrams.plan import Plan

_ARROWS: Final = frozenset({"causes", "supports", "asks"})
_STUB: Final = 6
"""Px that a swinging line goes straight at either end: so that it is seen where it arrives."""
_BETWEEN_ROWS: Final = 43
"""Px between rows: what `dot` leaves for its `ranksep` of 0.6 inches."""
_LABEL_ABOVE: Final = 5
"""Px between a level line and the text on it."""


class Line(NamedTuple):
    """An edge as path data, its arrow's head ("" for none), and the place of its label's middle."""

    edge: Edge
    path: str
    head: str
    label: Point | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything in its final place."""

    nodes: Mapping[str, Spot]
    """By node id."""
    trays: tuple[Spot, ...]
    """What lies below the boxes of a block."""
    frames: tuple[Frame, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


class _Band(NamedTuple):
    """A row (in a turned picture: a column): its number and its two rims, both along the way from heads to tails."""

    number: int
    near: float
    far: float


def place(plan: Plan, layout: Layout) -> Placement:
    """Put everything in its place."""
    if plan.is_plain:
        layout = _with_heights(plan, layout)
    bands = _bands(plan, layout)
    swings = {name for name, edge in plan.edges.items() if _may_swing(plan, name, edge, bands)}
    frames = frames_of(plan, layout)
    spots = {**_spots(plan, layout, bands, swings), **frames.apart}
    nodes: dict[str, Spot] = {}
    for stack in plan.stacks:
        tray = spots[stack.id]
        for member, (left, top, height) in stack.places.items():
            nodes[member] = Spot(tray.left + left, tray.top + top, plan.boxes[member].width, height)
    for node_id, name in plan.names.items():
        nodes.setdefault(node_id, spots[name])
    lines: list[Line] = []
    for name, edge in plan.edges.items():
        if name in swings:
            lines.append(_swing(plan, edge, spots, bands))
        elif line := _routed(layout, name, edge, spots[plan.names[edge.head]]):
            lines.append(line)
    trays = tuple(spots[stack.id] for stack in plan.stacks if not stack.apart)
    return Placement(nodes, trays, frames.frames, tuple(lines), frames.width, frames.height)


def _with_heights(plan: Plan, layout: Layout) -> Layout:
    """Return the layout of a plain picture, which Graphviz made without knowing how high things are."""
    rows: dict[float, list[str]] = {}
    for name in plan.sizes:
        rows.setdefault(layout.centres[name].y, []).append(name)
    centres: dict[str, Point] = {}
    top = -_BETWEEN_ROWS
    for row in sorted(rows):
        high = max(plan.sizes[name][1] for name in rows[row])
        top += _BETWEEN_ROWS
        centres.update({name: Point(layout.centres[name].x, top + high / 2) for name in rows[row]})
        top += high
    return replace(layout, height=top, centres=centres)


def _bands(plan: Plan, layout: Layout) -> dict[str, _Band]:
    """Return the row of everything, by name in DOT: what has its middle on one height."""
    rows: dict[int, list[str]] = {}
    sizes = plan.sizes
    upright = plan.direction == "up"
    for name in sizes:
        centre = layout.centres[name]
        rows.setdefault(round(centre.y if upright else centre.x), []).append(name)
    bands: dict[str, _Band] = {}
    for number, middle in enumerate(sorted(rows)):
        half = max(sizes[name][1 if upright else 0] for name in rows[middle]) / 2
        bands.update(dict.fromkeys(rows[middle], _Band(number, middle - half, middle + half)))
    return bands


def _may_swing(plan: Plan, name: str, edge: Edge, bands: Mapping[str, _Band]) -> bool:
    """Tell whether nothing can be between the ends of an edge, not even the label that Graphviz made room for."""
    if plan.bearings[name] != "upright" or edge.label:
        return False
    return bands[plan.names[edge.tail]].number == bands[plan.names[edge.head]].number + 1


def _spots(plan: Plan, layout: Layout, bands: Mapping[str, _Band], swings: set[str]) -> dict[str, Spot]:
    """Return where everything is drawn, by name in DOT: at the top of its row, unless a line or a frame holds it."""
    held = {plan.names[member] for cluster in plan.graph.clusters if not cluster.lane for member in cluster.nodes}
    for name, edge in plan.edges.items():
        if plan.bearings[name] != "upright":
            held.update((plan.names[edge.tail], plan.names[edge.head]))
        elif name not in swings:
            held.add(plan.names[edge.tail])
    spots: dict[str, Spot] = {}
    for name, (width, height) in plan.sizes.items():
        centre = layout.centres[name]
        top = bands[name].near if plan.direction == "up" and name not in held else centre.y - height / 2
        spots[name] = Spot(round(centre.x - width / 2), round(top), width, height)
    return spots


def _swing(plan: Plan, edge: Edge, spots: Mapping[str, Spot], bands: Mapping[str, _Band]) -> Line:
    tail, head = plan.names[edge.tail], plan.names[edge.head]
    below, above = spots[tail], spots[head]
    rim, upper_rim = bands[tail].near - _STUB, bands[head].far + _STUB
    if plan.direction == "up":
        start = Point(below.left + below.width / 2, below.top)
        end = Point(above.left + above.width / 2, above.top + above.height)
        bend = (Point(start.x, rim), Point(end.x, upper_rim))
    else:
        start = Point(below.left, below.top + below.height / 2)
        end = Point(above.left + above.width, above.top + above.height / 2)
        bend = (Point(rim, start.y), Point(upper_rim, end.y))
    return Line(edge, link(start, bend, end), _head(edge, bend[1], end, plan), None)


def _head(edge: Edge, before: Point, tip: Point, plan: Plan) -> str:
    if edge.relation not in _ARROWS:
        return ""
    # A swing arrives straight, wherever it comes from.
    along = Point(tip.x, before.y) if plan.direction == "up" else Point(before.x, tip.y)
    return arrow_head(along, tip)


def _routed(layout: Layout, name: str, edge: Edge, head: Spot) -> Line | None:
    curve = layout.curves.get(name)
    if curve is None:
        return None
    points, tip = curve.points, curve.tip
    written = path(points)
    label = curve.label
    if tip:
        written += f"L{round(tip.x)} {round(tip.y)}"
        start = points[0]
        if label and round(start.y) == round(tip.y):
            label = Point((start.x + tip.x) / 2, tip.y - _LABEL_ABOVE)
    elif round(points[-1].y) > head.top + head.height:
        written += f"V{head.top + head.height}"
    return Line(edge, written, arrow_head(points[-1], tip) if tip and edge.relation in _ARROWS else "", label)
