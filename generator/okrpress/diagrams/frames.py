"""The frames around groups: where Graphviz put them, and below the picture those whose boxes are tied to nothing.

Such a group could stand anywhere; Graphviz would give it a row beside the others and make the picture twice as broad.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from okrpress.diagrams.boxes import cluster_label, label_width
from okrpress.diagrams.graph import Cluster
from okrpress.diagrams.layout import Layout, Point
from okrpress.diagrams.plan import Plan
from okrpress.diagrams.stacks import GAP, Stack

HEAD: Final = 24
"""Px for the label above the boxes of a frame."""
INDENT: Final = 12
APART: Final = 28
"""Px between the picture and what is set below it."""


class Spot(NamedTuple):
    """Where a box, a block or a frame is drawn: left upper corner and size."""

    left: int
    top: int
    width: int
    height: int


class Frame(NamedTuple):
    """A group's frame and where its label begins."""

    cluster: Cluster
    spot: Spot
    label: Point


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, the places of the blocks that Graphviz does not know, and how large the whole is with them."""

    frames: tuple[Frame, ...]
    apart: Mapping[str, Spot]
    """By the block's name."""
    width: int
    height: int


def frames_of(plan: Plan, layout: Layout) -> Frames:
    """Place the frames of a picture."""
    width, height = round(layout.width), round(layout.height)
    found = list(_laid_out(plan, layout))
    apart: dict[str, Spot] = {}
    for stack in (stack for stack in plan.stacks if stack.apart):
        frame = _below(plan, stack, width, height + APART if height else 0)
        inner = frame.spot.left + (frame.spot.width - stack.width) // 2
        apart[stack.id] = Spot(inner, frame.spot.top + HEAD, stack.width, stack.height)
        found.append(frame)
        width, height = max(width, frame.spot.width), frame.spot.top + frame.spot.height
    return Frames(tuple(found), apart, width, height)


def _laid_out(plan: Plan, layout: Layout) -> Iterator[Frame]:
    groups = (cluster for cluster in plan.graph.clusters if not cluster.lane)
    for index, cluster in enumerate(groups):
        if place := layout.frames.get(f"cluster_{index}"):
            left, top = round(place.left), round(place.top)
            spot = Spot(left, top, round(place.right) - left, round(place.bottom) - top)
            yield Frame(cluster, spot, Point(left + INDENT, place.label.y + 4 if place.label else top + HEAD))


def _below(plan: Plan, stack: Stack, width: int, top: int) -> Frame:
    """Set a block with its frame below everything, in the middle."""
    cluster = next(cluster for cluster in plan.graph.clusters if stack.members[0] in cluster.nodes)
    broad = max(stack.width, label_width(cluster_label(cluster.label)) + 2 * INDENT)
    left = max(0, (width - broad) // 2)
    return Frame(cluster, Spot(left, top, broad, HEAD + stack.height), Point(left + GAP + 2, top + HEAD - 6))
