"""The alignment meeting: asks that nobody answered, objectives that align to nothing, conflicts and work done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from okrpress.alignment import PlacedAsk
from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.meeting import Seat, Table, address_of, meeting_pages, objectives_of, seat
from okrpress.pages.parts.retold import retold

MOST: Final = 12
"""More than that nobody settles in one meeting: the first are listed, the others counted."""

UNALIGNED: Final = (
    "unaligned-objective",
    "company-objective-without-strategy",
    "committed-not-from-company",
    "suspect-alignment",
)
CONFLICTS: Final = ("conflicting-targets",)
OVERLAPS: Final = ("overlapping-objectives", "copied-key-result")


class Point(NamedTuple):
    """Something to settle."""

    objective: Mention
    owner: Mention
    said: tuple[Mention, ...]
    """The sentence in pieces, of which those with an address are names."""


class Points(NamedTuple):
    """The points of one kind."""

    id: str
    title: str
    none: str
    """What to say where there is none."""
    points: tuple[Point, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAlignmentView(View):
    """The agenda."""

    seat: Seat
    objectives: int = 0
    asks: tuple[AskRow, ...] = ()
    more_asks: int = 0
    agenda: tuple[Points, ...] = ()
    starts: str = ""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the meeting of the company and of every unit."""
    return meeting_pages(desk, "alignment", view)


def view(desk: Desk, table: Table) -> MeetingAlignmentView:
    """Gather what has to be settled in a unit and below it."""
    words, cycle = desk.words, table.cycle
    objectives = list(objectives_of(desk, table, table.below))
    asks = sorted(_asks(desk, table), key=lambda placed: (placed.ask.by or date.max, placed.objective, placed.ask.id))
    unaligned, conflicts, overlaps = (_found(desk, objectives, rules) for rules in (UNALIGNED, CONFLICTS, OVERLAPS))
    agenda = (
        _points("Unaligned", words("Not aligned"), words("Everything says what it helps to reach."), unaligned),
        _points("Conflicts", words("Conflicts"), words("No two targets contradict each other."), conflicts),
        _points("Overlaps", words("Work that may be done twice"), words("Nothing seems to be done twice."), overlaps),
        _points("Open", words("Still to be agreed"), words("Everything is agreed."), _open(desk, objectives)),
    )
    found = seat(desk, "alignment", table)
    return MeetingAlignmentView(
        title=f"{found.meeting} · {found.unit.text}",
        address=address_of(desk, "alignment", table),
        description=words("What has to be settled between teams before the objectives are agreed."),
        headings=(
            Heading("Asks", words("Asks without an answer")),
            *(Heading(points.id, points.title) for points in agenda),
        )
        if objectives
        else (),
        seat=found,
        objectives=len(objectives),
        asks=tuple(ask_row(desk, placed) for placed in asks[:MOST]),
        more_asks=max(0, len(asks) - MOST),
        agenda=agenda,
        starts=words.date(cycle.start) if desk.company.today < cycle.start else "",
    )


def _asks(desk: Desk, table: Table) -> Iterator[PlacedAsk]:
    """Yield what is asked from here, or of somebody here, and waits."""
    here = {table.unit, *table.below, *desk.involvement.people_in.get(table.unit, ())}
    asks = desk.company.alignment.asks
    for owner in desk.involvement.owners_in.get(table.cycle.id, ()):
        for objective in desk.company.objectives_of(table.cycle.id, owner):
            if objective.stage == "dropped":
                continue
            for placed in asks.get(objective.id, ()):
                if placed.is_waiting and (owner in here or placed.ask.to in here):
                    yield placed


def _found(desk: Desk, objectives: list[Objective], rules: tuple[str, ...]) -> Iterator[Point]:
    for objective in objectives:
        for finding in desk.by_record.get(objective.id, ()):
            if finding.rule in rules and not finding.waived:
                said = retold(desk, objective, finding.message)
                yield Point(desk.mentions.objective(objective.id), desk.mentions.owner(objective.owner), said)


def _open(desk: Desk, objectives: list[Objective]) -> Iterator[Point]:
    for objective in objectives:
        if objective.stage != "agreed":
            said = (Mention(desk.vocabulary.stages[objective.stage]),)
            yield Point(desk.mentions.objective(objective.id), desk.mentions.owner(objective.owner), said)


def _points(anchor: str, title: str, none: str, found: Iterator[Point]) -> Points:
    listed = tuple(found)
    return Points(anchor, title, none, listed[:MOST], max(0, len(listed) - MOST))
