"""Boxes that would stand in one endless row become a block, so that forty children do not make 9,000 px.

Graphviz sets every child of a box into one row. Children that have no other line are therefore put into one block of
rows and columns that Graphviz places as a single box, with a single line: fewer boxes to lay out, and a picture of
the width of a page. So are helpers beside a box, boxes in a frame that are tied to nothing, and what carries a theme:
that hangs in one block with the theme itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.diagrams.boxes import Box
from okrpress.diagrams.graph import SIDEWAYS, Edge, Graph

GAP: Final = 8
"""Px between the boxes of a block, and between them and its frame."""
COLUMNS: Final = 5
"""How many boxes beside each other make a picture of a page's width: a row of so many stays a row."""

_Why: TypeAlias = Literal["below", "beside", "carries", "alone", "apart"]
_FEWEST: Final[Mapping[_Why, int]] = {"below": 2, "beside": 2, "carries": 2, "alone": 4, "apart": 1}


class Place(NamedTuple):
    """Where a member stands, from its block's left upper corner, and how high it is drawn."""

    left: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A block: its members, row by row, with the place of each. Boxes of one row are equally high."""

    id: str
    members: tuple[str, ...]
    places: Mapping[str, Place]
    width: int
    height: int
    apart: bool = False
    """Whether it is a whole group of which no box is tied to anything: it is set below the picture."""


def stacks_of(graph: Graph, boxes: Mapping[str, Box], *, upright: bool) -> tuple[Stack, ...]:
    """Return the blocks of a picture, in the order of their first members."""
    groups = [(why, members) for why, members in _groups(graph) if len(members) >= _FEWEST[why]]
    below = [len(members) for why, members in groups if why == "below"]
    # What fits into a row stays one; several blocks share the width of the page.
    if sum(below) <= COLUMNS:
        groups = [(why, members) for why, members in groups if why != "below"]
    share = max(1, COLUMNS // len(below)) if below else COLUMNS
    stacks: list[Stack] = []
    for why, members in groups:
        columns = _columns(len(members))
        if why in ("beside", "carries"):
            columns = 1
        elif why == "below":
            columns = min(share, columns) if upright else 1
        stacks.append(_stack(f"s{len(stacks)}", members, boxes, columns, apart=why == "apart"))
    return tuple(stacks)


def _groups(graph: Graph) -> Iterator[tuple[_Why, tuple[str, ...]]]:
    """Yield the boxes that may be put into one block."""
    lines = _lines(graph.edges)
    cluster_of = {member: index for index, cluster in enumerate(graph.clusters) for member in cluster.nodes}
    lanes = {index for index, cluster in enumerate(graph.clusters) if cluster.lane}
    groups: dict[tuple[object, ...], list[str]] = {}
    reasons: dict[tuple[object, ...], _Why] = {}
    for node in graph.nodes:
        cluster = cluster_of.get(node.id)
        found = None if node.focus or cluster in lanes else _tie(node.id, lines.get(node.id, ()), cluster)
        if found:
            key, why, hub = found
            reasons[key] = why
            # What carries a theme stands with the theme in the block, unless that is in another one.
            groups.setdefault(key, [hub] if why == "carries" else []).append(node.id)
    taken: set[str] = set()
    for key, members in groups.items():
        if taken.isdisjoint(members):
            taken.update(members)
            whole = reasons[key] == "alone" and any(set(members) == set(cluster.nodes) for cluster in graph.clusters)
            yield "apart" if whole else reasons[key], tuple(members)


def _tie(node: str, lines: Iterable[Edge], cluster: int | None) -> tuple[tuple[object, ...], _Why, str] | None:
    """Return what a box must have in common with others to be put together with them, why, and what all hang on."""
    match tuple(lines):
        case ():
            return None if cluster is None else ((cluster,), "alone", "")
        case (edge,) if edge.weight == 1 and edge.tail != edge.head:
            is_tail = edge.tail == node
            hub = edge.head if is_tail else edge.tail
            if edge.relation in SIDEWAYS:
                return (hub, is_tail, edge.relation, edge.label, cluster), "beside", hub
            if is_tail:
                return (hub, edge.relation, edge.label, cluster), "carries" if edge.relation == "carries" else "below", hub
    return None


def _lines(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    lines: dict[str, list[Edge]] = {}
    for edge in edges:
        lines.setdefault(edge.tail, []).append(edge)
        if edge.head != edge.tail:
            lines.setdefault(edge.head, []).append(edge)
    return lines


def _columns(count: int) -> int:
    """Return a number of columns that gives a block broader than tall, without going beyond a page."""
    return next((columns for columns in range(2, COLUMNS) if count <= columns * columns), COLUMNS)


def _stack(stack_id: str, members: tuple[str, ...], boxes: Mapping[str, Box], columns: int, *, apart: bool) -> Stack:
    places: dict[str, Place] = {}
    broad = boxes[members[0]].width
    top = GAP
    for start in range(0, len(members), columns):
        row = members[start : start + columns]
        high = max(boxes[member].height for member in row)
        for column, member in enumerate(row):
            places[member] = Place(GAP + column * (broad + GAP), top, high)
        top += high + GAP
    return Stack(stack_id, members, places, GAP + min(columns, len(members)) * (broad + GAP), top, apart)
