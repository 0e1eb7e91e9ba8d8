"""Where a cycle is on a day: its phases in order, and how much of it is gone."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.model import Cycle, Phase
from okrpress.pages.page import Desk
from okrpress.pages.parts.bar import Bar, bar
from okrpress.scoring.pace import elapsed
from okrpress.words import Words

When: TypeAlias = Literal["past", "now", "ahead"]

ORDER: Final[tuple[Phase, ...]] = ("drafting", "aligning", "running", "review", "closed")


class PhaseStep(NamedTuple):
    """A phase with the day on which it begins."""

    word: str
    day: str
    when: When


class Timeline(NamedTuple):
    """A cycle on a day."""

    phase: str
    dates: str
    """First and last day."""
    position: str
    """How far it is: "day 51 of 92"; "" before and after."""
    bar: Bar
    steps: tuple[PhaseStep, ...]


def dates(words: Words, start: date, end: date) -> str:
    """Write from which day to which, a year that both share once: 1 Oct to 31 Dec 2026 · 2026年10月1日 至 12月31日."""
    if start.year != end.year:
        return words("{start} to {end}", start=words.date(start), end=words.date(end))
    if words.language == "zh":
        return words("{start} to {end}", start=words.date(start), end=words.day(end))
    return words("{start} to {end}", start=words.day(start), end=words.date(end))


def timeline(desk: Desk, cycle: Cycle) -> Timeline:
    """Look at a cycle."""
    words, today, terms = desk.words, desk.company.today, desk.vocabulary
    phase = cycle.phase(today)
    begins = {
        "drafting": cycle.phases.draft,
        "aligning": cycle.phases.align,
        "running": cycle.start,
        "review": cycle.phases.review,
        "closed": cycle.phases.closed,
    }
    reached = ORDER.index(phase) if phase in ORDER else -1
    is_on = cycle.start <= today <= cycle.end
    return Timeline(
        phase=terms.phases[phase],
        dates=dates(words, cycle.start, cycle.end),
        position=words("day {day} of {days}", day=(today - cycle.start).days + 1, days=cycle.days) if is_on else "",
        bar=bar(elapsed(cycle.start, cycle.end, today), None, "none"),
        steps=tuple(
            PhaseStep(
                terms.phases[step], words.day(begins[step]), "past" if place < reached else "now" if place == reached else "ahead"
            )
            for place, step in enumerate(ORDER)
        ),
    )
