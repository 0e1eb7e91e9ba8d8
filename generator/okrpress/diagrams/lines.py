"""Curves as SVG path data: whole px, relative, straight where the eye sees no bend."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from okrpress.diagrams.layout import Point

HEAD_LENGTH: Final = 6
HEAD_WIDTH: Final = 3.5
"""Half of an arrow head's opening, in px."""
_BEND: Final = 0.75
"""Px off the straight line that nobody sees."""


def path(points: Sequence[Point]) -> str:
    """Return the path of a start and any number of Bézier curves (three points each)."""
    written = f"M{round(points[0].x)} {round(points[0].y)}"
    if _is_straight(points):
        return written + _straight(points[0], points[-1])
    return written + "".join(_bend(points[index : index + 4]) for index in range(0, len(points) - 3, 3))


def link(start: Point, bend: tuple[Point, Point], end: Point) -> str:
    """Return the path from a port straight to where the bend begins, in one swing, and straight to the other port.

    The bend leaves and arrives along the way the straight parts go.
    """
    first, second = bend
    if round(start.x) == round(end.x) or round(start.y) == round(end.y):
        return f"M{round(start.x)} {round(start.y)}{_straight(start, end)}"
    if abs(first.x - start.x) < 1 and abs(second.x - end.x) < 1:
        middle = (first.y + second.y) / 2
        swing = (first, Point(first.x, middle), Point(second.x, middle), second)
    else:
        middle = (first.x + second.x) / 2
        swing = (first, Point(middle, first.y), Point(middle, second.y), second)
    return f"M{round(start.x)} {round(start.y)}{_straight(start, first)}{_bend(swing)}{_straight(second, end)}"


def arrow_head(end: Point, tip: Point) -> str:
    """Return the two strokes of an open head at `tip`, for a line that comes from `end`."""
    length = hypot(tip.x - end.x, tip.y - end.y)
    if not length:
        return ""
    unit_x, unit_y = (tip.x - end.x) / length, (tip.y - end.y) / length
    back_x, back_y = tip.x - HEAD_LENGTH * unit_x, tip.y - HEAD_LENGTH * unit_y
    (first_x, first_y), (last_x, last_y) = (
        (back_x - side * unit_y * HEAD_WIDTH, back_y + side * unit_x * HEAD_WIDTH) for side in (1, -1)
    )
    middle = f"{_short(tip.x)} {_short(tip.y)}"
    return f"M{_short(first_x)} {_short(first_y)}L{middle}L{_short(last_x)} {_short(last_y)}"


def _straight(start: Point, end: Point) -> str:
    across, down = round(end.x) - round(start.x), round(end.y) - round(start.y)
    if not across:
        return f"v{down}" if down else ""
    return f"l{_pair(across, down)}" if down else f"h{across}"


def _bend(points: Sequence[Point]) -> str:
    """Return one Bézier curve, relative to its start."""
    x, y = round(points[0].x), round(points[0].y)
    pairs = (_pair(round(point.x) - x, round(point.y) - y) for point in points[1:])
    return "c" + " ".join(pairs).replace(" -", "-")


def _is_straight(points: Sequence[Point]) -> bool:
    start, end = points[0], points[-1]
    across_x, across_y = end.x - start.x, end.y - start.y
    length = hypot(across_x, across_y)
    return length > 0 and all(
        abs((point.x - start.x) * across_y - (point.y - start.y) * across_x) <= _BEND * length for point in points[1:-1]
    )


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def _short(number: float) -> str:
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
