"""What Graphviz is asked to place: the boxes of a graph, those that hang together in blocks taken as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from okrpress.diagrams.bearing import Bearing, bearings_of
from okrpress.diagrams.boxes import Box, boxes_of
from okrpress.diagrams.graph import Edge, Graph
from okrpress.diagrams.stacks import Stack, stacks_of

BROADEST: Final = 1250
"""Px that an upright picture may take: a page's width and a little that a reader scrolls or shrinks."""
_BETWEEN: Final = 22
"""Px between boxes of a row."""


@dataclass(frozen=True)
class Plan:
    """A graph with the sizes of everything on it, and the short names that it has in DOT."""

    graph: Graph
    direction: Literal["up", "left"]
    boxes: Mapping[str, Box]
    stacks: tuple[Stack, ...]
    names: Mapping[str, str]
    """Node id → its name in DOT: that of its block where it is in one. Author text is never a name."""
    edges: Mapping[str, Edge]
    """Name in DOT → edge; of the edges of a block only the one that stands for them, of those within it none."""
    bearings: Mapping[str, Bearing]
    """Name in DOT → how the edge bears on where its boxes stand."""
    unseen: tuple[Edge, ...]
    """Edges that are not drawn because another one stands for them, or because a block shows what they mean."""

    @classmethod
    def of(cls, graph: Graph) -> Plan:
        """Measure a graph, and turn it where it is too broad to stand upright."""
        boxes = boxes_of(graph)
        upright = _lay(graph, boxes, "up")
        if graph.direction == "up" or any(cluster.lane for cluster in graph.clusters):
            return upright
        if graph.direction == "auto" and upright.breadth() <= BROADEST:
            return upright
        return _lay(graph, boxes, "left")

    @cached_property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """Return (width, height) of everything that Graphviz places, by name in DOT."""
        found = {self.names[node_id]: (box.width, box.height) for node_id, box in self.boxes.items()}
        found.update((stack.id, (stack.width, stack.height)) for stack in self.stacks)
        for stack in self.stacks:
            if stack.apart:
                del found[stack.id]
        return found

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Return which box of the picture a node is, counted from 0."""
        return {node_id: number for number, node_id in enumerate(self.boxes)}

    @cached_property
    def loners(self) -> tuple[str, ...]:
        """Return the names in DOT of what Graphviz places although it is tied to nothing."""
        tied = {self.names[end] for edge in self.edges.values() for end in (edge.tail, edge.head)}
        return tuple(name for name in self.sizes if name not in tied)

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """Return how many rows below the top everything stands, by name in DOT: what is tied to nothing below all others."""
        depths = _depths(self)
        loners = self.loners
        rest = [name for name in self.sizes if name not in loners]
        lowest = max((depths.get(name, 0) for name in rest), default=-1) + 1
        return {**dict.fromkeys(rest, 0), **depths, **dict.fromkeys(loners, lowest)}

    @cached_property
    def is_plain(self) -> bool:
        """Whether every line goes up from one row to the next, as in four of five pictures, and nothing else takes room.

        Who stands beside whom, and how far to the side, then does not depend on how high anything is.
        """
        return (
            self.direction == "up"
            and not self.graph.clusters
            and all(
                self.bearings[name] == "upright" and not edge.label and self._climb(edge) == 1
                for name, edge in self.edges.items()
            )
        )

    def _climb(self, edge: Edge) -> int:
        return self.depths[self.names[edge.tail]] - self.depths[self.names[edge.head]]

    def breadth(self) -> int:
        """Return about how broad the broadest row is when the picture stands upright, in px."""
        depths = self.depths
        rows: dict[int, int] = {}
        for name, (width, _) in self.sizes.items():
            rows[depths[name]] = rows.get(depths[name], 0) + width + _BETWEEN
        return max(rows.values(), default=0)


def _lay(graph: Graph, boxes: Mapping[str, Box], direction: Literal["up", "left"]) -> Plan:
    stacks = stacks_of(graph, boxes, upright=direction == "up")
    names = {node.id: f"n{index}" for index, node in enumerate(graph.nodes)}
    for stack in stacks:
        names.update(dict.fromkeys(stack.members, stack.id))
    stacked = {stack.id for stack in stacks}
    drawn: set[tuple[str, str, str]] = set()
    edges: dict[str, Edge] = {}
    unseen: list[Edge] = []
    for edge in graph.edges:
        ends = (names[edge.tail], names[edge.head], edge.relation)
        within = ends[0] == ends[1] and ends[0] in stacked
        if not within and (stacked.isdisjoint(ends) or ends not in drawn):
            drawn.add(ends)
            edges[f"e{len(edges)}"] = edge
        else:
            unseen.append(edge)
    return Plan(graph, direction, boxes, stacks, names, edges, bearings_of(graph, edges), tuple(unseen))


def _depths(plan: Plan) -> dict[str, int]:
    """Return how many rows below the top everything stands, by name in DOT; what is on a loop stands anywhere."""
    depths: dict[str, int] = {}
    below: dict[str, list[str]] = {}
    open_heads: dict[str, int] = {}
    for name, edge in plan.edges.items():
        if plan.bearings[name] == "upright":
            tail, head = plan.names[edge.tail], plan.names[edge.head]
            below.setdefault(head, []).append(tail)
            open_heads[tail] = open_heads.get(tail, 0) + 1
    ready = [name for name in dict.fromkeys(plan.names.values()) if not open_heads.get(name)]
    while ready:
        name = ready.pop()
        for tail in below.get(name, ()):
            depths[tail] = max(depths.get(tail, 0), depths.get(name, 0) + 1)
            open_heads[tail] -= 1
            if not open_heads[tail]:
                ready.append(tail)
    # Helpers stand in the row of what they stand beside.
    for name, edge in plan.edges.items():
        if plan.bearings[name] == "level":
            tail, head = plan.names[edge.tail], plan.names[edge.head]
            row = max(depths.get(tail, 0), depths.get(head, 0))
            depths[tail] = depths[head] = row
    return depths
