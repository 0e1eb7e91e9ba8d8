"""Charts as numbers: where each column and dot stands. The template draws them as SVG, the style sheet colours them.

Across, everything is in percent, so that a chart is as wide as its place without its words growing or shrinking; down, it
is in px. Nothing is said by colour alone: every column and dot has its number on it, and the table beside it says the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

BODY: Final = 96
"""Height of the highest column."""
ABOVE: Final = 18
"""Room for the number on the highest column."""
NAMED: Final = 14
"""Room for the names of lines, above the numbers."""
GAP: Final = 0.18
"""Share of a column's place that is left free."""
LEVEL: Final = 30
"""Height of a row of dots."""
WIDEST: Final = 13
"""Radius of the largest dot: the area stands for the number, and two neighbours never touch."""
SMALLEST: Final = 5


class Entry(NamedTuple):
    """What a column stands for."""

    size: float
    number: str
    """What stands on it; "" for nothing."""
    label: str
    """What stands below it; "" for nothing."""
    title: str
    """All of it in words."""


class Column(NamedTuple):
    """A column: its box, and the middle of its place."""

    x: str
    width: str
    y: str
    height: str
    middle: str
    number_y: str
    number: str
    label: str
    title: str


class Line(NamedTuple):
    """An upright line across a chart, with what it means."""

    x: str
    label: str


class Columns(NamedTuple):
    """A chart of columns."""

    title: str
    description: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    base: int
    """Where the columns stand, in px from the top."""
    height: int


class Dot(NamedTuple):
    """A dot whose area stands for a number."""

    x: str
    y: str
    radius: str
    number: str
    title: str


class Tick(NamedTuple):
    """A word at an axis."""

    place: str
    label: str


class Dots(NamedTuple):
    """A chart of dots on a grid."""

    title: str
    description: str
    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    """The thin lines between the rows, with their words."""
    height: int


def columns(title: str, description: str, entries: Sequence[Entry], lines: Sequence[tuple[float, str]] | None = None) -> Columns:
    """Lay columns out beside each other. `lines` are marks at a share 0 … 1 of the width, named above the columns.

    An empty list keeps the room for the names, so that charts beside each other stand on one line.
    """
    above = ABOVE if lines is None else ABOVE + NAMED
    most = max((entry.size for entry in entries), default=0) or 1
    place = 100 / max(1, len(entries))
    laid = []
    for position, entry in enumerate(entries):
        height = entry.size / most * BODY
        y = above + BODY - height
        laid.append(
            Column(
                x=_percent(position * place + place * GAP / 2),
                width=_percent(place * (1 - GAP)),
                y=f"{y:.4g}",
                height=f"{height:.4g}",
                middle=_percent((position + 0.5) * place),
                number_y=f"{y - 5:.4g}",
                number=entry.number,
                label=entry.label,
                title=entry.title,
            )
        )
    marks = tuple(Line(_percent(share * 100), label) for share, label in lines or ())
    return Columns(title, description, tuple(laid), marks, above + BODY, above + BODY + ABOVE)


def dots(
    title: str,
    description: str,
    found: Sequence[tuple[int, int, int, str]],
    across: Sequence[str],
    up: Sequence[str],
) -> Dots:
    """Lay dots out on a grid: (column, row from below, number, all of it in words).

    `up` names the lines between the rows, from below, in a column of its own.
    """
    most = max((number for _, _, number, _ in found), default=1)
    place = 100 / (len(across) + 1)
    base = ABOVE / 2 + LEVEL * (len(up) - 1)
    return Dots(
        title=title,
        description=description,
        dots=tuple(
            Dot(
                x=_percent((column + 1.5) * place),
                y=f"{base - (row + 0.5) * LEVEL:.4g}",
                radius=f"{max(SMALLEST, WIDEST * math.sqrt(number / most)):.4g}",
                number=str(number),
                title=said,
            )
            for column, row, number, said in found
        ),
        across=tuple(Tick(_percent((column + 1.5) * place), label) for column, label in enumerate(across)),
        up=tuple(Tick(f"{base - row * LEVEL:.4g}", label) for row, label in enumerate(up)),
        height=int(base) + ABOVE,
    )


def _percent(value: float) -> str:
    return f"{value:.4g}%"
