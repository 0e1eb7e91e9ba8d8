from __future__ import annotations

from okrpress.diagrams.graph import Edge, Graph, Node
from okrpress.diagrams.outline import Entry, outline
from tests.diagrams import pictures


def written(entries: tuple[Entry, ...], depth: int = 0) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        ties = "".join(f" {'>' if tie.outgoing else '<'}{tie.other.id}" for tie in entry.beside)
        lines.append("  " * depth + entry.node.id + ties + (" again" if entry.again else ""))
        lines += written(entry.below, depth + 1)
    return lines


def graph(nodes: str, *edges: str) -> Graph:
    """Read `ab`: a hangs on b; `a>b`: a supports b."""
    return Graph(
        "g",
        "g",
        "",
        tuple(Node(name, name) for name in nodes),
        tuple(Edge(edge[0], edge[-1], "supports" if ">" in edge else "aligns") for edge in edges),
    )


def test_the_list_says_what_the_picture_shows():
    assert written(outline(pictures.family())) == [
        "theme",
        "  top",
        "    me <left <left2 >right",
        "      child",
        "      gone",
        "      more",
    ]


def test_what_hangs_on_two_is_told_once():
    assert written(outline(graph("abcd", "ca", "cb", "dc"))) == ["a", "  c", "    d", "b", "  c again"]


def test_loops_end():
    assert written(outline(graph("abc", "ab", "ba", "cb"))) == ["a", "  b", "    a again", "    c"]


def test_boxes_that_hang_on_nothing_are_there():
    assert written(outline(graph("abcd", "a>b", "c>d"))) == ["a >b", "c >d"]


def test_every_box_is_told():
    for picture in (pictures.family(), pictures.lanes(), pictures.apart(), pictures.hostile(), graph("abcd", "a>b", "c>d")):
        told = {tie.other.id for entry in flat(outline(picture)) for tie in entry.beside}
        told |= {entry.node.id for entry in flat(outline(picture))}
        assert told == {node.id for node in picture.nodes}


def flat(entries: tuple[Entry, ...]) -> list[Entry]:
    return [found for entry in entries for found in (entry, *flat(entry.below))]
