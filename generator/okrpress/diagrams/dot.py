"""Graph → DOT: what Graphviz needs to know to place it, which is sizes and lines and not one word of an author's.

Names are our own (`n0`, `e0`), and every size is fixed by us: the layout depends on no font, and graphs of one shape
have one text, whatever they say. Only groups tied to nothing are not in it: they are set below the picture afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from okrpress.diagrams.boxes import NOTE_LINE, cluster_label, edge_label, label_width
from okrpress.diagrams.graph import Cluster, Direction
from okrpress.diagrams.plan import Plan

_POINTS_PER_INCH: Final = 72
_SPACING: Final[Mapping[Direction, str]] = {
    "up": "rankdir=BT nodesep=0.3 ranksep=0.6",
    "left": "rankdir=RL nodesep=0.17 ranksep=1.1",
}
_PORTS: Final[Mapping[Direction, str]] = {"up": "tailport=n headport=s", "left": "tailport=w headport=e"}
_GRAPH: Final = {"newrank": "true", "pad": "0"}  # rows go through groups
_NODE: Final = {"shape": "box", "fixedsize": "true", "label": ""}
_EDGE: Final = {"arrowsize": "0.5"}


def source(statements: Iterable[str], name: str) -> str:
    """Return the DOT text of a graph. `name` is what its layout is returned under."""
    import graphviz  # noqa: PLC0415 - 100 ms, and `okr check` draws nothing

    body = [f"\t{statement}\n" for statement in statements]
    return str(graphviz.Digraph(name, graph_attr=_GRAPH, node_attr=_NODE, edge_attr=_EDGE, body=body).source)


def statements(plan: Plan) -> tuple[str, ...]:
    """Return what a graph's layout depends on, statement by statement: graphs with the same are laid out the same.

    The statements are written as they are, a tenth of the time that quoting takes: there is nothing in them to quote.
    """
    return (
        f"graph [{_SPACING[plan.direction]}]",
        f"node [width={_inches(max((box.width for box in plan.boxes.values()), default=0))}]",
        *_boxes(plan),
        *_frames(plan),
        *_lanes(plan),
        *_loners(plan),
        *_upright_edges(plan),
        *_other_edges(plan),
    )


def _boxes(plan: Plan) -> Iterator[str]:
    stacked = {member for stack in plan.stacks for member in stack.members}
    for node_id, box in plan.boxes.items():
        if node_id not in stacked:
            yield f"{plan.names[node_id]} [height={_height(plan, box.height)}]"
    for stack in plan.stacks:
        if not stack.apart:
            yield f"{stack.id} [width={_inches(stack.width)} height={_height(plan, stack.height)}]"


def _height(plan: Plan, points: int) -> str:
    """Return a height, the same for all where it makes no difference: one shape is many pictures then."""
    return "1" if plan.is_plain else _inches(points)


def _frames(plan: Plan) -> Iterator[str]:
    apart = {member for stack in plan.stacks if stack.apart for member in stack.members}
    frames = (cluster for cluster in plan.graph.clusters if not cluster.lane)
    for index, cluster in enumerate(frames):
        if apart.isdisjoint(cluster.nodes):
            yield _frame(plan, cluster, f"cluster_{index}")


def _frame(plan: Plan, cluster: Cluster, name: str) -> str:
    # Standing upright, bottom and top are exchanged.
    above = "b" if plan.direction == "up" else "t"
    text = cluster_label(cluster.label)
    label = f" label={_room(text)}" if text else ""
    members = " ".join(dict.fromkeys(plan.names[member] for member in cluster.nodes))
    return f"subgraph {name} {{graph [margin=12 labeljust=l labelloc={above}{label}] {members}}}"


def _lanes(plan: Plan) -> Iterator[str]:
    """Write every lane as one row, and hold the rows in order by a chain of unseen points."""
    lanes = [cluster for cluster in plan.graph.clusters if cluster.lane and cluster.nodes]
    for index, lane in enumerate(lanes):
        members = " ".join(plan.names[member] for member in lane.nodes)
        yield f"{{graph [rank=same] l{index} [style=invis width=0.01 height=0.01] {members}}}"
        if index:
            yield f"l{index} -> l{index - 1} [style=invis]"


def _loners(plan: Plan) -> Iterator[str]:
    """Put what is tied to nothing below the picture, under its top, where it makes no row broader."""
    loners = plan.loners
    if not loners or plan.direction != "up" or any(cluster.lane for cluster in plan.graph.clusters):
        return
    depths = plan.depths
    top = next((name for name, depth in depths.items() if not depth), "")
    for loner in loners:
        if top and depths[loner]:
            yield f"{loner} -> {top} [style=invis minlen={depths[loner]}]"


def _upright_edges(plan: Plan) -> Iterator[str]:
    lines = []
    for name, edge in plan.edges.items():
        if _is_upright(plan, name):
            label = f" label={_room(edge_label(edge.label))}" if edge.label else ""
            arrow = " arrowhead=normal" if edge.relation == "causes" else ""
            lines.append(f"{plan.names[edge.tail]} -> {plan.names[edge.head]} [id={name}{label}{arrow}]")
    if lines:
        yield f"{{edge [arrowhead=none weight=2 {_PORTS[plan.direction]}]"
        yield from lines
        yield "}"


def _other_edges(plan: Plan) -> Iterator[str]:
    for name, edge in plan.edges.items():
        if not _is_upright(plan, name):
            tail, head = plan.names[edge.tail], plan.names[edge.head]
            if plan.bearings[name] == "level":
                yield f"{{graph [rank=same] {tail} {head}}}"
            label = f" label={_room(edge_label(edge.label))}" if edge.label else ""
            loose = " constraint=false" if plan.bearings[name] == "loose" else ""
            yield f"{tail} -> {head} [id={name}{label}{loose}]"


def _is_upright(plan: Plan, name: str) -> bool:
    edge = plan.edges[name]
    return plan.bearings[name] == "upright" and plan.names[edge.tail] != plan.names[edge.head]


def _inches(points: int) -> str:
    return f"{points / _POINTS_PER_INCH:.4f}"


def _room(text: str) -> str:
    """Return a label that takes the room of a text: an HTML-like table of one empty cell."""
    return (
        '<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE"'
        f' WIDTH="{label_width(text) + 8}" HEIGHT="{NOTE_LINE + 2}"></TD></TR></TABLE>>'
    )
