"""How each line bears on where its boxes stand: above each other, in one row, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from okrpress.diagrams.graph import SIDEWAYS, Edge, Graph

Bearing: TypeAlias = Literal["upright", "level", "loose"]
"""Its head stands above its tail; both stand in one row; it is drawn between boxes that other lines put in their places."""


def bearings_of(graph: Graph, edges: Mapping[str, Edge]) -> dict[str, Bearing]:
    """Return the bearing of edges, by name. No two of them contradict each other, but for loops of alignment."""
    lane_of = _lanes(graph)
    rows = _Rows(graph)
    found: dict[str, Bearing] = {}
    for name, edge in edges.items():
        tail, head = lane_of.get(edge.tail), lane_of.get(edge.head)
        if tail is not None and head is not None:
            found[name] = "level" if tail == head else "upright" if tail > head and edge.relation not in SIDEWAYS else "loose"
        elif edge.relation not in SIDEWAYS:
            found[name] = "upright"
        else:
            found[name] = "level" if rows.join(edge) else "loose"
    return found


def _lanes(graph: Graph) -> dict[str, int]:
    """Return the lane of every box that is in one, the top lane first."""
    lanes = [cluster for cluster in graph.clusters if cluster.lane]
    return {member: number for number, lane in enumerate(lanes) for member in lane.nodes}


class _Rows:
    """Boxes that stand in one row because of lines to the side.

    A box that hangs on something above or below has its row already, and so has one in a group: no row may hold two of
    those from different rows, or both would be pulled out of their places.
    """

    def __init__(self, graph: Graph) -> None:
        self._bound = {end for edge in graph.edges if edge.relation not in SIDEWAYS for end in (edge.tail, edge.head)}
        self._bound.update(member for cluster in graph.clusters for member in cluster.nodes)
        self._row: dict[str, str] = {}

    def join(self, edge: Edge) -> bool:
        """Put the ends of a line into one row, if that contradicts nothing."""
        tail, head = self._first(edge.tail), self._first(edge.head)
        if tail == head:
            return edge.tail != edge.head
        if tail in self._bound and head in self._bound:
            return False
        # The one that is bound speaks for the row.
        if head in self._bound:
            self._row[tail] = head
        else:
            self._row[head] = tail
        return True

    def _first(self, node: str) -> str:
        while node in self._row:
            node = self._row[node]
        return node
