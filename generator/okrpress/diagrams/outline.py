"""A picture in words: the nested list of the same boxes, for those who cannot or do not want to look at it."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.diagrams.graph import SIDEWAYS, Edge, Graph, Node


class Tie(NamedTuple):
    """A line to the side, seen from one of its ends."""

    edge: Edge
    other: Node
    outgoing: bool
    """Whether it leads from here to the other."""


class Entry(NamedTuple):
    """A box in the list: what hangs on it below it, what stands beside it with it."""

    node: Node
    edge: Edge | None
    """The line to the entry above; None at the top."""
    beside: tuple[Tie, ...]
    below: tuple[Entry, ...]
    again: bool = False
    """It stands in the list before, with everything below it."""


def outline(graph: Graph) -> tuple[Entry, ...]:
    """Return the list, what nothing stands above first. Every box is in it, every line exactly once at either end."""
    nodes = {node.id: node for node in graph.nodes}
    below: dict[str, list[Edge]] = {}
    ties: dict[str, list[Tie]] = {}
    hanging: set[str] = set()
    for edge in graph.edges:
        if edge.relation in SIDEWAYS:
            ties.setdefault(edge.tail, []).append(Tie(edge, nodes[edge.head], outgoing=True))
            ties.setdefault(edge.head, []).append(Tie(edge, nodes[edge.tail], outgoing=False))
        else:
            below.setdefault(edge.head, []).append(edge)
            hanging.add(edge.tail)
    told: set[str] = set()

    def entry(node_id: str, edge: Edge | None) -> Entry:
        again = node_id in told
        told.add(node_id)
        return Entry(
            nodes[node_id],
            edge,
            () if again else tuple(ties.get(node_id, ())),
            () if again else tuple(entry(line.tail, line) for line in below.get(node_id, ())),
            again,
        )

    def stands_beside(node_id: str) -> bool:
        """Tell whether a box is told already as standing beside another one, and nowhere else."""
        bound = node_id in hanging or node_id in below
        return not bound and any(tie.other.id in told for tie in ties.get(node_id, ()))

    tops = [node_id for node_id in nodes if node_id not in hanging and (node_id in below or node_id not in ties)]
    # Then what is on a loop, which has something above it all around, and at last what only stands side by side.
    rest = (*(node_id for node_id in nodes if node_id in hanging), *nodes)
    return tuple(entry(node_id, None) for node_id in (*tops, *rest) if node_id not in told and not stands_beside(node_id))
