r"""Graph → DOT, written and quoted by the `graphviz` package.

Author text reaches DOT only as labels, escaped so that nothing in it is ever read as HTML, as an escape (`\N`) or
as DOT. Names are our own (`n0`, `e0`), and every size is fixed by us: the layout does not depend on fonts, and any
Graphviz makes a picture of this DOT that can be read, with its links. Only groups tied to nothing are not in it: they
are set below the picture afterwards.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from okrpress.diagrams.boxes import (
    NOTE_LINE,
    NOTE_SIZE,
    Box,
    cluster_label,
    edge_label,
    label_width,
)
from okrpress.diagrams.graph import SIDEWAYS, Cluster, Direction, Edge, Node
from okrpress.diagrams.lettering import plain
from okrpress.diagrams.plan import Plan

if TYPE_CHECKING:
    import graphviz

_POINTS_PER_INCH = 72
_LABEL_SIZE = "9"
"""A little less than we draw, so that no engine's own font is too broad for our sizes; it would only say so."""
_RANKDIR: Mapping[Direction, str] = {"up": "BT", "left": "RL"}
_PORTS: Mapping[Direction, tuple[str, str]] = {"up": ("n", "s"), "left": ("w", "e")}


def source(plan: Plan, name: str = "") -> str:
    """Return the DOT text of a graph. `name` (default: the graph's id) is what the layout is returned under."""
    import graphviz  # noqa: PLC0415 - 100 ms, and `okr check` draws nothing

    graph, upright = plan.graph, plan.direction == "up"
    dot = graphviz.Digraph(
        name or graph.id,
        graph_attr={
            "rankdir": _RANKDIR[plan.direction],
            "newrank": "true",  # rows go through groups
            "nodesep": "0.3" if upright else "0.17",
            "ranksep": "0.6" if upright else "1.1",
            "pad": "0",
            "outputorder": "edgesfirst",
            "fontsize": _LABEL_SIZE,
        },
        # What nearly all have in common is said once: the quoting takes longer than everything else here.
        node_attr={
            "shape": "box",
            "fixedsize": "true",
            "style": "rounded",
            "fontsize": str(NOTE_SIZE),
            "width": _inches(max((box.width for box in plan.boxes.values()), default=0)),
        },
        edge_attr={"arrowsize": "0.5", "fontsize": _LABEL_SIZE},
    )
    _write_boxes(dot, plan)
    apart = {member for stack in plan.stacks if stack.apart for member in stack.members}
    for index, cluster in enumerate(cluster for cluster in graph.clusters if not cluster.lane):
        if apart.isdisjoint(cluster.nodes):
            _write_frame(dot, plan, cluster, f"cluster_{index}")
    _write_lanes(dot, plan)
    _write_loners(dot, plan)
    _write_upright_edges(dot, plan)
    for edge_name, edge in plan.edges.items():
        if not _is_upright(plan, edge_name):
            _write_other_edge(dot, plan, edge_name, edge)
    return str(dot.source)


def _write_boxes(dot: graphviz.Digraph, plan: Plan) -> None:
    stacked = {member for stack in plan.stacks for member in stack.members}
    for node in plan.graph.nodes:
        if node.id not in stacked:
            box = plan.boxes[node.id]
            dot.node(plan.names[node.id], height=_inches(box.height), **_text(box), **_link(plan, node))
    for stack in (stack for stack in plan.stacks if not stack.apart):
        texts = (line for member in stack.members for line in plan.boxes[member].lines)
        dot.node(stack.id, width=_inches(stack.width), height=_inches(stack.height), label=_label(texts))


def _write_frame(dot: graphviz.Digraph, plan: Plan, cluster: Cluster, name: str) -> None:
    upright = plan.direction == "up"
    with dot.subgraph(name=name) as frame:
        text = cluster_label(cluster.label)
        # Standing upright, bottom and top are exchanged.
        frame.attr(style="rounded", margin="12", labeljust="l", labelloc="b" if upright else "t")
        if text:
            frame.attr(label=_fixed(text))
        for member in dict.fromkeys(plan.names[member] for member in cluster.nodes):
            frame.node(member)


def _write_lanes(dot: graphviz.Digraph, plan: Plan) -> None:
    """Write every lane as one row, and hold the rows in order by a chain of unseen points."""
    lanes = [cluster for cluster in plan.graph.clusters if cluster.lane and cluster.nodes]
    for index, lane in enumerate(lanes):
        with dot.subgraph() as row:
            row.attr(rank="same")
            row.node(f"l{index}", style="invis", label="", width="0.01", height="0.01")
            for member in lane.nodes:
                row.node(plan.names[member])
        if index:
            dot.edge(f"l{index}", f"l{index - 1}", style="invis")


def _write_loners(dot: graphviz.Digraph, plan: Plan) -> None:
    """Put what is tied to nothing below the picture, under its top, where it makes no row broader."""
    depths = plan.depths()
    top = next((name for name, depth in depths.items() if not depth), "")
    if top and plan.direction == "up" and not any(cluster.lane for cluster in plan.graph.clusters):
        for loner in plan.loners():
            if depths[loner]:
                dot.edge(loner, top, style="invis", minlen=str(depths[loner]))


def _write_upright_edges(dot: graphviz.Digraph, plan: Plan) -> None:
    with dot.subgraph() as block:
        tail_port, head_port = _PORTS[plan.direction]
        block.attr("edge", arrowhead="none", weight="2", tailport=tail_port, headport=head_port)
        for name, edge in plan.edges.items():
            if _is_upright(plan, name):
                label = _fixed(edge_label(edge.label)) if edge.label else None
                arrow = "normal" if edge.relation == "causes" else None
                block.edge(plan.names[edge.tail], plan.names[edge.head], id=name, label=label, arrowhead=arrow)


def _write_other_edge(dot: graphviz.Digraph, plan: Plan, name: str, edge: Edge) -> None:
    tail, head = plan.names[edge.tail], plan.names[edge.head]
    attributes = {"id": name, "label": _fixed(edge_label(edge.label)) if edge.label else None}
    if edge.relation in SIDEWAYS:
        attributes["style"] = "dashed"
    if plan.bearings[name] == "loose":
        attributes["constraint"] = "false"
    elif plan.bearings[name] == "level":
        with dot.subgraph() as row:
            row.attr(rank="same")
            row.node(tail)
            row.node(head)
    dot.edge(tail, head, **attributes)


def _is_upright(plan: Plan, name: str) -> bool:
    edge = plan.edges[name]
    return plan.bearings[name] == "upright" and plan.names[edge.tail] != plan.names[edge.head]


def _inches(points: int) -> str:
    return f"{points / _POINTS_PER_INCH:.4f}"


def _text(box: Box) -> dict[str, str | None]:
    whole = {"tooltip": _escape(box.whole_text)} if box.cut else {}
    return {"label": _label(box.lines), **whole}


def _link(plan: Plan, node: Node) -> dict[str, str | None]:
    styles = ["rounded", *(["dashed"] if node.stage == "draft" else []), *(["bold"] if node.focus else [])]
    return {
        "URL": _escape(plain(plan.graph.base + node.href)) if node.href else None,
        "style": ",".join(styles) if len(styles) > 1 else None,
    }


def _label(lines: Iterable[str]) -> str:
    """Join lines into a label, each against the left edge; every line is text whatever it holds."""
    import graphviz  # noqa: PLC0415 - as above

    label: str = graphviz.nohtml("".join(f"{graphviz.escape(line)}\\l" for line in lines))
    return label


def _escape(text: str) -> str:
    import graphviz  # noqa: PLC0415 - as above

    escaped: str = graphviz.escape(text)
    return escaped


def _fixed(text: str) -> str:
    """Return a label of our own size: an HTML-like table of one cell, the text escaped."""
    broad = label_width(text) + 8
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE"'
        f' WIDTH="{broad}" HEIGHT="{NOTE_LINE + 2}">{html.escape(text)}</TD></TR></TABLE>>'
    )
