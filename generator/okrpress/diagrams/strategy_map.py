"""The strategy: themes in lanes of perspective, from cause to effect, each with the objectives that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from okrpress.company import Company
from okrpress.diagrams.graph import Cluster, Edge, Graph, Node
from okrpress.diagrams.records import Boxes, address
from okrpress.model import Objective
from okrpress.words import Words

MOST_CARRIERS: Final = 4
"""Objectives shown with a theme, the company's own first; of the others it says how many there are."""


def graph(company: Company, words: Words) -> Graph:
    """Return the strategy map of today, for its own page; without themes it is empty."""
    workspace = company.workspace
    themes = {theme.id: theme for theme in workspace.strategy.themes}
    boxes = Boxes(company, words, company.current_cycle.id if company.current_cycle else "")
    nodes: list[Node] = []
    edges: list[Edge] = []
    for theme in themes.values():
        name = _name(theme.id)
        carriers = _carriers(company, theme.id)
        counted = words.plural("{count} objective", "{count} objectives", len(carriers))
        nodes.append(replace(boxes.theme(theme), note=counted))
        # An objective that carries two themes stands with both.
        held = [replace(box, id=f"{name}/{box.id}") for box in map(boxes.objective, carriers[:MOST_CARRIERS])]
        if len(carriers) > MOST_CARRIERS:
            held.append(boxes.more(name, len(carriers) - MOST_CARRIERS, address(name)))
        nodes.extend(held)
        edges.extend(Edge(box.id, name, "carries") for box in held)
        effects = dict.fromkeys(effect for effect in theme.leads_to if effect in themes and effect != theme.id)
        edges.extend(Edge(name, _name(effect), "causes") for effect in effects)
    return Graph(
        id="strategy",
        title=words("Strategy map"),
        description=words("An arrow leads from a cause to its effect; below each theme stand the objectives that carry it"),
        nodes=tuple(nodes),
        edges=tuple(edges),
        clusters=tuple(_lanes({theme.id: theme.perspective or "" for theme in themes.values()}, words)),
        base="../" * 2,
    )


def _carriers(company: Company, theme_id: str) -> list[Objective]:
    """Return the objectives that align to a theme in a cycle that is not closed, but those dropped; the company's first."""
    workspace = company.workspace
    found: list[Objective] = []
    for link in company.alignment.children.get(f"strategy#{theme_id}", ()):
        objective = workspace.objectives[link.source]
        cycle = workspace.cycles.get(objective.cycle)
        if objective.stage != "dropped" and cycle and cycle.phase(company.today) != "closed":
            found.append(objective)
    return sorted(found, key=lambda objective: objective.owner != company.settings.company)


def _lanes(perspectives: Mapping[str, str], words: Words) -> Iterator[Cluster]:
    """Yield the lanes that have something in them; none where no theme says its perspective."""
    if not any(perspectives.values()):
        return
    labels = {
        "financial": words("Financial"),
        "customer": words("Customer"),
        "process": words("Process"),
        "learning": words("Learning"),
        "": words("Without a perspective"),
    }
    for perspective, label in labels.items():
        if members := tuple(_name(theme) for theme, stands in perspectives.items() if stands == perspective):
            yield Cluster(label, members, lane=True)


def _name(theme_id: str) -> str:
    return f"strategy#{theme_id}"
