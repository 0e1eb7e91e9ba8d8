"""A key result's confidence and its value over time, as small lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrpress.model import CheckIn, Measure, Metric, Threshold
from okrpress.pages.parts.quantity import quantity
from okrpress.words import Words

WIDTH: Final = 56
HEIGHT: Final = 16
INSET: Final = 2
"""Room for the dot at the end of the line."""
MOST_CONFIDENT: Final = 10
EVEN_ODDS: Final = 5
FEWEST: Final = 2


class Sparkline(NamedTuple):
    """A line in a field of `WIDTH` × `HEIGHT` px, its last point, the line across that it is held against, and both in words."""

    points: str
    x: str
    y: str
    across: str
    title: str
    description: str


def confidence_line(words: Words, check_ins: Sequence[CheckIn]) -> Sparkline | None:
    """Draw the confidence of the check-ins, in time, with even odds across; None where there is no line to draw."""
    given = [
        (entry.date, entry.confidence)
        for entry in check_ins
        if entry.confidence is not None and 0 <= entry.confidence <= MOST_CONFIDENT
    ]
    title = words("Confidence: {values}", values=_listed(words, given, words.number))
    return _line(given, (0, MOST_CONFIDENT), EVEN_ODDS, title, words("The line across is 5, even odds"))


def value_line(words: Words, measure: Measure | None, check_ins: Sequence[CheckIn]) -> Sparkline | None:
    """Draw the values of the check-ins, in time, with what is promised across; None where there is no line to draw."""
    given = [(entry.date, entry.value) for entry in check_ins if entry.value is not None]
    match measure:
        case Metric(start, goal, unit):
            marks = (start, goal)
            said = words("The line across is the target, {value}", value=quantity(words, goal, unit))
        case Threshold(limit=goal, unit=unit):
            marks = (goal, goal)
            said = words("The line across is the limit, {value}", value=quantity(words, goal, unit))
        case _:
            return None
    title = words("Value: {values}", values=_listed(words, given, lambda value: quantity(words, value, unit)))
    return _line(given, marks, goal, title, said)


def _listed(words: Words, given: Sequence[tuple[date, float]], shown: Callable[[float], str]) -> str:
    return words.listed([f"{shown(value)} ({words.day(day)})" for day, value in given])


def _line(
    given: Sequence[tuple[date, float]], marks: tuple[float, float], across: float, title: str, description: str
) -> Sparkline | None:
    """Draw values in a field as high as they and the marks need; None for fewer than two, or for numbers beyond drawing."""
    heights = [*marks, *(value for _, value in given)]
    low, high = min(heights), max(heights)
    if len(given) < FEWEST or not 0 < high - low < float("inf"):
        return None
    first, last = given[0][0].toordinal(), given[-1][0].toordinal()
    right, down = (WIDTH - 2 * INSET) / max(last - first, 1), (HEIGHT - 2 * INSET) / (high - low)

    def height(value: float) -> str:
        return f"{INSET + (high - value) * down:.4g}"

    points = [(f"{INSET + (day.toordinal() - first) * right:.4g}", height(value)) for day, value in given]
    return Sparkline(" ".join(map(",".join, points)), *points[-1], height(across), title, description)
