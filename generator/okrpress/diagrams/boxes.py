"""How big every box is and what stands on its lines, in px (one Graphviz point is one px).

A box has its title, then one smaller line of whose it is and how it stands, or two where these do not fit into one.

Boxes of one picture are all as wide as the widest needs, within bounds: rows and columns then look like ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from okrpress.diagrams.graph import Graph, Node
from okrpress.diagrams.lettering import plain, shorten, width, wrap

TITLE_SIZE: Final = 12
NOTE_SIZE: Final = 11
TITLE_LINE: Final = 16
NOTE_LINE: Final = 15
PADDING: Final = 12
"""Left and right of the text."""
MARGIN: Final = 7
"""Above and below the text."""
WIDEST: Final = 212
NARROWEST: Final = 72
STEP: Final = 20
"""From the narrowest to the widest in so many px: pictures of one shape are then laid out once, most of them the widest."""
MOST_LINES: Final = 3
LABEL_ROOM: Final = 9.0
"""Em that an edge's label may take."""
CLUSTER_ROOM: Final = 40.0

SEPARATOR: Final = " · "


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its text broken into lines."""

    node: Node
    title: tuple[str, ...]
    note: str
    state: str
    two_lines: bool
    """Whether note and state have a line each."""
    cut: bool
    """Whether some of the text had to go: its whole then goes into a tooltip."""
    width: int
    height: int

    @property
    def lines(self) -> tuple[str, ...]:
        """All its lines as text."""
        second = (self.note, self.state) if self.two_lines else (SEPARATOR.join(filter(None, (self.note, self.state))),)
        return tuple(filter(None, (*self.title, *second)))

    @property
    def whole_text(self) -> str:
        """Everything it says, uncut."""
        second = SEPARATOR.join(filter(None, (plain(self.node.note), plain(self.node.state))))
        return "\n".join(filter(None, (plain(self.node.title), second)))


def boxes_of(graph: Graph) -> Mapping[str, Box]:
    """Return the box of every node, by id."""
    texts = [_text(node.title, node.note, node.state) for node in graph.nodes]
    broad = NARROWEST + STEP * ceil((max((text.width for text in texts), default=0) - NARROWEST) / STEP)
    return {
        node.id: Box(node, text.title, text.note, text.state, text.two_lines, text.cut, broad, text.height)
        for node, text in zip(graph.nodes, texts, strict=True)
    }


def label_width(text: str) -> int:
    """Return the px that an edge's or a group's label takes."""
    return ceil(width(text) * NOTE_SIZE)


def edge_label(text: str) -> str:
    """Return an edge's label as it is drawn."""
    return shorten(plain(text), LABEL_ROOM)


def cluster_label(text: str) -> str:
    """Return a group's label as it is drawn."""
    return shorten(plain(text), CLUSTER_ROOM)


class _Text(NamedTuple):
    """The text of a box, broken into lines, and the size that it needs."""

    title: tuple[str, ...]
    note: str
    state: str
    two_lines: bool
    cut: bool
    width: int
    height: int


@lru_cache(maxsize=65536)
def _text(title: str, note: str, state: str) -> _Text:
    """Break the text of a box into lines. The same record stands in many pictures."""
    room = WIDEST - 2 * PADDING
    lines = wrap(plain(title) or "–", room / TITLE_SIZE, MOST_LINES)
    short_note, short_state = (shorten(plain(text), room / NOTE_SIZE) for text in (note, state))
    between = SEPARATOR if short_note and short_state else ""
    two_lines = bool(between) and width(short_note + between + short_state) * NOTE_SIZE > room
    small = (short_note, short_state) if two_lines else tuple(filter(None, (short_note + between + short_state,)))
    needed = max(
        max(map(width, lines.lines)) * TITLE_SIZE,
        max(map(width, small), default=0) * NOTE_SIZE,
    )
    return _Text(
        lines.lines,
        short_note,
        short_state,
        two_lines,
        lines.cut or (short_note, short_state) != (plain(note), plain(state)),
        min(WIDEST, max(NARROWEST, 2 * ceil((needed + 2 * PADDING) / 2))),
        2 * MARGIN + TITLE_LINE * len(lines.lines) + NOTE_LINE * len(small),
    )
