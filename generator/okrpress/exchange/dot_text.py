"""A picture of the site as DOT, with its words: for Graphviz and whatever else reads the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from okrpress.diagrams.graph import SIDEWAYS, Edge, Graph, Node

_TONES: Final[Mapping[str, str]] = {
    "on-track": "#2e7d32", "done": "#2e7d32", "attention": "#b26a00", "at-risk": "#c62828", "stale": "#6a1b9a",
    "too-early": "#1565c0", "none": "#616161",
}  # fmt: skip
_LINES: Final[Mapping[str, str]] = {"aligns": "solid", "causes": "bold"}


def dot_text(graph: Graph) -> str:
    """Return a graph as DOT."""
    import graphviz  # noqa: PLC0415 - 100 ms, and most calls draw nothing

    made = graphviz.Digraph(
        graph.id,
        graph_attr={"label": _text(graph.title), "labelloc": "t", "rankdir": "RL" if graph.direction == "left" else "BT"},
        node_attr={"shape": "box", "style": "rounded", "fontname": "sans-serif"},
        edge_attr={"fontname": "sans-serif", "fontsize": "10"},
    )
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        made.node(names[node.id], _label(node), id=_text(node.id), **_look(node))
    for edge in graph.edges:
        made.edge(names[edge.tail], names[edge.head], **_line(edge))
    for number, cluster in enumerate(graph.clusters):
        with made.subgraph(name=f"cluster_{number}", graph_attr={"label": _text(cluster.label)}) as inner:
            for member in cluster.nodes:
                inner.node(names[member])
    return str(made.source)


def _text(*lines: str) -> str:
    """Return lines as a text in which nothing is a command of the language's."""
    import graphviz  # noqa: PLC0415 - as above

    text: str = graphviz.nohtml(r"\n".join(graphviz.escape(line) for line in lines))
    return text


def _label(node: Node) -> str:
    facts = " · ".join(filter(None, (node.note, node.state)))
    return _text(*filter(None, (node.title, facts)))


def _look(node: Node) -> dict[str, str]:
    look = {"color": _TONES.get(node.tone, _TONES["none"])}
    if node.focus:
        look["penwidth"] = "2"
    if node.stage != "agreed":
        look["style"] = "rounded,dashed"
    return look


def _line(edge: Edge) -> dict[str, str]:
    look = {"style": _LINES.get(edge.relation, "dashed"), "class": edge.relation}
    if edge.relation in SIDEWAYS:
        look["constraint"] = "false"
    if edge.label:
        look["label"] = _text(edge.label)
    if edge.weight > 1:
        look["penwidth"] = str(min(edge.weight, 6))
    return look
