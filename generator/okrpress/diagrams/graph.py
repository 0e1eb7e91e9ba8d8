"""A picture before it is drawn: boxes, the lines between them and the groups around them, as values.

A graph says nothing of coordinates, fonts or colours. Two equal graphs give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Tone: TypeAlias = Literal["none", "on-track", "attention", "at-risk", "stale", "too-early", "done"]
"""The colour of a state. It never stands alone: `Node.state` holds the glyph and the word."""

Kind: TypeAlias = Literal["objective", "theme", "unit", "ask", "more"]
"""What a box stands for, shown by its outline; `more` is the box "+ 12 more" that leads on."""

Stage: TypeAlias = Literal["agreed", "draft", "dropped"]
"""How binding it is: draft and proposed objectives have a dashed outline, dropped ones are struck through."""

Relation: TypeAlias = Literal["aligns", "carries", "causes", "supports", "asks"]
"""What a line means. The first three run from a tail to a head above it, the last two run sideways."""

Direction: TypeAlias = Literal["auto", "up", "left"]
"""Where heads stand: above their tails, or to the left of them; `auto` turns what would be too broad for a page."""

Change: TypeAlias = Literal["", "added", "removed"]
"""Where a picture compares two states: what is only in the second, or only in the first. The caller writes a sign beside it."""

SIDEWAYS: Final[frozenset[Relation]] = frozenset({"supports", "asks"})


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its title in up to three lines, then one smaller line of who and how it stands."""

    id: str
    title: str
    note: str = ""
    """Whose it is; shortened where it is too long, so that the state beside it is always whole."""
    state: str = ""
    """Number, glyph and word: "0.36 ▲ at risk"."""
    href: str = ""
    """An address relative to `Graph.base`; "" for a box that leads nowhere."""
    tone: Tone = "none"
    kind: Kind = "objective"
    stage: Stage = "agreed"
    focus: bool = False
    """Whether the picture stands on this very record's page."""
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another."""

    tail: str
    head: str
    relation: Relation = "aligns"
    label: str = ""
    """A word or two: longer ones are cut."""
    weight: int = 1
    """How many links it stands for: the more, the thicker."""
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Boxes that belong together: a frame around them, or a lane across the whole picture."""

    label: str
    nodes: tuple[str, ...]
    href: str = ""
    lane: bool = False
    """A lane is one row; lanes stand above each other, the first on top."""
    focus: bool = False
    """Whether the picture stands on the page of whose boxes these are."""


@dataclass(frozen=True, slots=True)
class Graph:
    """One picture. Raises ValueError where a line or a group names a box that is not there: a mistake in our code."""

    id: str
    """Unique within its page: prefix of every id in the SVG."""
    title: str
    """What it shows, for those who cannot see it."""
    description: str = ""
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    direction: Direction = "auto"
    base: str = ""
    """What leads from the page to the site's root ("../../../"): put before every address."""

    def __post_init__(self) -> None:
        """Hold the graph against itself."""
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            message = f"picture {self.id!r}: two boxes have one id"
            raise ValueError(message)
        ends = [end for edge in self.edges for end in (edge.tail, edge.head)]
        members = [member for cluster in self.clusters for member in cluster.nodes]
        if strangers := {*ends, *members} - known:
            message = f"picture {self.id!r}: no box is called {min(strangers)!r}"
            raise ValueError(message)
        if len(set(members)) < len(members):
            message = f"picture {self.id!r}: a box stands in two groups"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a picture could not be drawn."""

    graph: str
    """Its name among the graphs that were to be drawn."""
    reason: str


class DiagramError(Exception):
    """No picture can be drawn at all: there is no Graphviz, or it does not start. The message says what to do."""
