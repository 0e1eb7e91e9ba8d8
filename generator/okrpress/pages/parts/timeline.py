"""Where a cycle is on a day: its phases in order, and how much of it is gone."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.model import Cycle, Phase
from okrpress.pages.page import Desk
from okrpress.pages.parts.bar import Bar, bar
from okrpress.scoring.pace import elapsed

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
        dates=words("{start} to {end}", start=words.date(cycle.start), end=words.date(cycle.end)),
        position=words("day {day} of {days}", day=(today - cycle.start).days + 1, days=cycle.days) if is_on else "",
        bar=bar(elapsed(cycle.start, cycle.end, today), None, "none"),
        steps=tuple(
            PhaseStep(
                terms.phases[step], words.day(begins[step]), "past" if place < reached else "now" if place == reached else "ahead"
            )
            for place, step in enumerate(ORDER)
        ),
    )
