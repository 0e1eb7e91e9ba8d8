"""Where everything stands: what Graphviz says (`json0`), read into px with the origin in the left upper corner."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any, NamedTuple


class Point(NamedTuple):
    """A place, in px from the left upper corner."""

    x: float
    y: float


class Curve(NamedTuple):
    """An edge: its start and the control points of its Bézier curves, three each; the arrow's tip; its label's place."""

    points: tuple[Point, ...]
    tip: Point | None
    label: Point | None


class Frame(NamedTuple):
    """A group's rectangle, and the middle of its label."""

    left: float
    top: float
    right: float
    bottom: float
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """One picture's layout; every name is one that the DOT gave."""

    width: float
    height: float
    centres: Mapping[str, Point]
    curves: Mapping[str, Curve]
    frames: Mapping[str, Frame]


def read_layouts(output: str) -> Iterator[tuple[str, Layout]]:
    """Yield the (name, layout) of every graph in an engine's output, up to where it was broken off."""
    decoder = json.JSONDecoder(strict=False)
    start = output.find("{")
    while start >= 0:
        try:
            graph, end = decoder.raw_decode(output, start)
            yield graph["name"], _layout(graph)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            return
        start = output.find("{", end)


def to_text(layout: Layout) -> str:
    """Write a layout, to be kept."""
    return json.dumps((layout.width, layout.height, layout.centres, layout.curves, layout.frames), separators=(",", ":"))


def from_text(text: str) -> Layout:
    """Read a layout that was kept. Raises ValueError or TypeError where it is none."""
    width, height, centres, curves, frames = json.loads(text)
    return Layout(
        width,
        height,
        {name: Point(*place) for name, place in centres.items()},
        {name: Curve(tuple(starmap(Point, points)), _kept(tip), _kept(label)) for name, (points, tip, label) in curves.items()},
        {name: Frame(left, top, right, bottom, _kept(label)) for name, (left, top, right, bottom, label) in frames.items()},
    )


def _kept(place: list[float] | None) -> Point | None:
    return Point(*place) if place else None


def _layout(graph: dict[str, Any]) -> Layout:
    _, _, width, height = _numbers(graph["bb"])
    centres: dict[str, Point] = {}
    frames: dict[str, Frame] = {}
    for item in graph.get("objects", ()):
        if "pos" in item:
            centres[item["name"]] = _point(item["pos"], height)
        elif "bb" in item and item["name"].startswith("cluster"):
            left, bottom, right, top = _numbers(item["bb"])
            frames[item["name"]] = Frame(left, height - top, right, height - bottom, _place(item, height))
    curves = {edge["id"]: _curve(edge, height) for edge in graph.get("edges", ()) if "id" in edge and "pos" in edge}
    return Layout(width, height, centres, curves, frames)


def _curve(edge: dict[str, Any], height: float) -> Curve:
    tip: Point | None = None
    points: list[Point] = []
    for word in edge["pos"].partition(";")[0].split():
        if word.startswith("e,"):
            tip = _point(word[2:], height)
        elif not word.startswith("s,"):
            points.append(_point(word, height))
    return Curve(tuple(points), tip, _place(edge, height))


def _place(item: dict[str, Any], height: float) -> Point | None:
    return _point(item["lp"], height) if "lp" in item else None


def _point(text: str, height: float) -> Point:
    x, y = _numbers(text.removesuffix("!"))
    return Point(x, height - y)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
