"""A picture of what changed as a tree of text: what was added with a plus, what was removed with a minus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from okrpress.diagrams.graph import Change, Edge, Graph, Node
from okrpress.diagrams.outline import Entry, outline
from okrpress.reports.account_values import brief
from okrpress.words import Words

_SIGNS: Final[dict[Change, str]] = {"": " ", "added": "+", "removed": "-"}
_TITLE: Final = 90


class TreeLine(NamedTuple):
    """A line of the tree."""

    sign: str
    """"+", "-" or " "."""
    text: str
    """With its indent."""


def tree(graph: Graph, words: Words) -> tuple[TreeLine, ...]:
    """Return the lines of a tree: below everything what helps to reach it, beside it with an arrow what it helps or asks."""
    return tuple(_lines(outline(graph), 0, words))


def _lines(entries: Iterable[Entry], depth: int, words: Words) -> Iterator[TreeLine]:
    for entry in entries:
        line = entry.edge
        text = _text(entry.node) + _link(entry.node, line, words)
        if entry.again:
            text = words("{box} (see above)", box=text)
        yield TreeLine(_SIGNS[_change(entry.node, line)], "  " * depth + text)
        for tie in entry.beside:
            arrow = "→" if tie.outgoing else "←"
            label = words("asks") if tie.edge.relation == "asks" else words("helps")
            sign = _SIGNS[_change(tie.other, tie.edge)]
            yield TreeLine(
                sign, "  " * (depth + 1) + f"{arrow} " + words("{relation}: {box}", relation=label, box=_text(tie.other))
            )
        yield from _lines(entry.below, depth + 1, words)


def _link(node: Node, line: Edge | None, words: Words) -> str:
    """Say that it is the link which came or went, where the box was there all along."""
    if node.change or line is None or not line.change:
        return ""
    said = words("link added") if line.change == "added" else words("link removed")
    return f" · {said}"


def _change(node: Node, line: Edge | None) -> Change:
    return node.change or (line.change if line else "")


def _text(node: Node) -> str:
    return " · ".join(filter(None, (brief(node.title, _TITLE), brief(node.note, 60), node.state)))
