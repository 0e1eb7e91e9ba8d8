"""An objective's place in the company: above it what it helps to reach, up to the strategy; below it what helps it.

Who supports it stands to its left, whom it supports and what it asks for to its right.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from okrpress.alignment import Link
from okrpress.company import Company
from okrpress.diagrams.graph import Edge, Graph, Node
from okrpress.diagrams.records import Boxes, address, focused
from okrpress.model import Objective
from okrpress.words import Words

MOST: Final = 60
"""Boxes of a picture: more can be drawn, but not read; the picture is half of the page's weight, too."""
MOST_ABOVE: Final = 40
MOST_BESIDE: Final = 8
"""Boxes on either side."""


def graph(company: Company, objective: Objective, words: Words, most: int = MOST) -> Graph:
    """Return the picture of an objective's place, for its own page."""
    boxes = Boxes(company, words, objective.cycle)
    nodes: dict[str, Node] = {objective.id: focused(boxes.objective(objective))}
    above = _above(company, objective.id)
    nodes.update((name, boxes.target(name)) for name in above)
    below, left_out = _below(company, objective.id, set(nodes), most - len(nodes))
    nodes.update((name, boxes.target(name)) for name in below)
    edges = list(_upward(company, nodes))
    for parent, count in left_out.items():
        more = boxes.more(parent, count, address(parent))
        nodes[more.id] = more
        edges.append(Edge(more.id, parent))
    on_line = len(nodes)
    edges.extend(_beside(company, objective, words, boxes, nodes))
    return Graph(
        id="place",
        title=words("Its place in the company"),
        description=words(
            "{above} above, {below} below, {beside} beside it",
            above=len(above),
            below=len(below) + sum(left_out.values()),
            beside=len(nodes) - on_line,
        ),
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        base="../" * 3,
    )


def record_of(link: Link) -> str:
    """Return the id of what a link points at, without a key result; a theme is a record of its own here."""
    return link.target if link.objective == "strategy" else link.objective


def _above(company: Company, start: str) -> list[str]:
    """Return everything that a record helps to reach, nearest first."""
    found: dict[str, None] = {start: None}
    queue = deque([start])
    while queue:
        for link in company.alignment.parents.get(queue.popleft(), ()):
            name = record_of(link)
            if name not in found and len(found) <= MOST_ABOVE:
                found[name] = None
                queue.append(name)
    return list(found)[1:]


def _below(company: Company, start: str, known: set[str], room: int) -> tuple[list[str], dict[str, int]]:
    """Return what helps a record, nearest first, in at most `room` boxes, and by whom how many are left out."""
    objectives, alignment = company.workspace.objectives, company.alignment
    found: list[str] = []
    left_out: dict[str, int] = {}
    queue = deque([start])
    while queue:
        parent = queue.popleft()
        children = dict.fromkeys(link.source for link in alignment.children_of(objectives[parent]))
        fresh = [child for child in children if child not in known]
        # Whoever has more below than there is room for gets a box that says how many, the last of them with the first.
        free = room - len(found) - len(left_out) - 1
        taken = fresh if len(fresh) <= free else fresh[: max(0, free - 1)]
        if len(taken) < len(fresh):
            teller = parent if free > 0 else start
            left_out[teller] = left_out.get(teller, 0) + len(fresh) - len(taken)
        known.update(fresh)
        found.extend(taken)
        queue.extend(taken)
    return found, left_out


def _upward(company: Company, nodes: Iterable[str]) -> Iterable[Edge]:
    """Yield the lines of alignment between boxes, each once, however many key results it means."""
    names = set(nodes)
    for name in nodes:
        for head in dict.fromkeys(map(record_of, company.alignment.parents.get(name, ()))):
            if head in names:
                yield Edge(name, head)


def _beside(company: Company, objective: Objective, words: Words, boxes: Boxes, nodes: dict[str, Node]) -> Iterable[Edge]:
    """Yield the lines to the side, and add the boxes that they lead to."""
    alignment, here = company.alignment, objective.id
    helpers = list(dict.fromkeys(link.source for link in alignment.supported_by.get(here, ())))
    helped = list(dict.fromkeys(link.objective for link in alignment.supports.get(here, ())))
    asks = [placed for placed in alignment.asks.get(here, ()) if placed.is_waiting]
    helps, asked = words("helps"), words("asks")
    for name in helpers[:MOST_BESIDE]:
        nodes.setdefault(name, boxes.target(name))
        yield Edge(name, here, "supports", helps)
    if len(helpers) > MOST_BESIDE:
        more = boxes.more("helpers", len(helpers) - MOST_BESIDE, address(here))
        nodes[more.id] = more
        yield Edge(more.id, here, "supports", helps)
    for name in helped[:MOST_BESIDE]:
        nodes.setdefault(name, boxes.target(name))
        yield Edge(here, name, "supports", helps)
    if len(helped) > MOST_BESIDE:
        more = boxes.more("helped", len(helped) - MOST_BESIDE, address(here))
        nodes[more.id] = more
        yield Edge(here, more.id, "supports", helps)
    for placed in asks[:MOST_BESIDE]:
        node = boxes.ask(placed)
        nodes.setdefault(node.id, node)
        yield Edge(here, node.id, "asks", asked)
