"""A unit's or a person's objectives of one cycle, in a frame, with what they hang on and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from okrpress.company import Company
from okrpress.diagrams.graph import Cluster, Edge, Graph, Node
from okrpress.diagrams.place import record_of
from okrpress.diagrams.records import Boxes, address
from okrpress.words import Words

MOST: Final = 120


def graph(company: Company, owner: str, cycle: str, words: Words, most: int = MOST) -> Graph:
    """Return the picture of an owner's objectives in a cycle, for the owner's page; without any it is empty."""
    workspace = company.workspace
    kind = "units" if owner in workspace.units else "people"
    known = workspace.cycles.get(cycle)
    name, title = workspace.name_of(owner), known.title if known and known.title else cycle
    own = {objective.id for objective in company.objectives_of(cycle, owner)}
    boxes = Boxes(company, words, cycle)
    nodes: dict[str, Node] = {objective.id: boxes.objective(objective) for objective in company.objectives_of(cycle, owner)}
    edges: dict[Edge, None] = {}
    left_out: dict[str, int] = {}
    for edge in _edges(company, own, words):
        other = next((end for end in (edge.tail, edge.head) if end not in own), edge.tail)
        if other not in nodes and len(nodes) >= most:
            inside = edge.head if other == edge.tail else edge.tail
            left_out[inside] = left_out.get(inside, 0) + 1
            continue
        nodes.setdefault(other, boxes.target(other))
        edges[edge] = None
    for inside, count in left_out.items():
        more = boxes.more(inside, count, address(inside))
        nodes[more.id] = more
        edges[Edge(more.id, inside)] = None
    return Graph(
        id="unit",
        title=words("Objectives of {name} in {cycle} and what they are tied to", name=name, cycle=title),
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        clusters=(
            Cluster(
                f"{name} · {title}",
                tuple(own_id for own_id in nodes if own_id in own),
                address(f"{kind}/{owner}"),
                focus=True,
            ),
        ),
        base="../" * 2,
    )


def _edges(company: Company, own: set[str], words: Words) -> Iterator[Edge]:
    """Yield the lines of every own objective: up, to the side, down."""
    alignment, objectives = company.alignment, company.workspace.objectives
    helps = words("helps")
    ordered = sorted(own)
    for name in ordered:
        for head in dict.fromkeys(map(record_of, alignment.parents.get(name, ()))):
            yield Edge(name, head)
    for name in ordered:
        for link in alignment.supports.get(name, ()):
            yield Edge(name, link.objective, "supports", helps)
        for link in alignment.supported_by.get(name, ()):
            yield Edge(link.source, name, "supports", helps)
    for name in ordered:
        for link in alignment.children_of(objectives[name]):
            yield Edge(link.source, name)
