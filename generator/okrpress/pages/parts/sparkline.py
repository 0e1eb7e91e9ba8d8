"""A key result's confidence over time, as a small line."""

from __future__ import annotations

from typing import Final, NamedTuple

from okrpress.model import CheckIn
from okrpress.words import Words

WIDTH: Final = 56
HEIGHT: Final = 16
INSET: Final = 2
"""Room for the dot at the end of the line."""
MOST_CONFIDENT: Final = 10
FEWEST: Final = 2


class Sparkline(NamedTuple):
    """A line in a field of `WIDTH` × `HEIGHT` px, its last point, and what it says in words."""

    points: str
    x: str
    y: str
    title: str


def sparkline(words: Words, check_ins: tuple[CheckIn, ...]) -> Sparkline | None:
    """Draw the confidence of the check-ins, in time; None where there is no line to draw."""
    given = [entry for entry in check_ins if entry.confidence is not None and 0 <= entry.confidence <= MOST_CONFIDENT]
    if len(given) < FEWEST:
        return None
    first, last = given[0].date.toordinal(), given[-1].date.toordinal()
    across = (WIDTH - 2 * INSET) / max(last - first, 1)
    down = (HEIGHT - 2 * INSET) / MOST_CONFIDENT
    points = [
        (
            f"{INSET + (entry.date.toordinal() - first) * across:.4g}",
            f"{INSET + (MOST_CONFIDENT - (entry.confidence or 0)) * down:.4g}",
        )
        for entry in given
    ]
    said = [f"{words.number(entry.confidence)} ({words.day(entry.date)})" for entry in given]
    return Sparkline(" ".join(map(",".join, points)), *points[-1], words("Confidence: {values}", values=words.listed(said)))
