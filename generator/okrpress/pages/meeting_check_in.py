"""The weekly check-in: every key result with its number, its confidence and what was said, on one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from okrpress.model import KeyResult, Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, View
from okrpress.pages.parts.meeting import Seat, Table, address_of, meeting_pages, objectives_of, seat
from okrpress.pages.parts.rows import KeyResultRow, ObjectiveRow, key_result_row, row, rows
from okrpress.pages.parts.summary import Figure
from okrpress.scoring.standing import KeyResultStanding

WEEK: Final = timedelta(days=7)


class Line(NamedTuple):
    """A key result on the table."""

    row: KeyResultRow
    owner: Mention
    confidence: str
    before: str
    """The confidence of a week ago, where it was another one."""
    last: str
    """The day of the last sign of life."""
    note: str
    """What was said this week."""
    is_overdue: bool


class Group(NamedTuple):
    """An objective with its key results."""

    row: ObjectiveRow
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCheckInView(View):
    """The table."""

    seat: Seat
    position: str = ""
    figures: tuple[Figure, ...] = ()
    groups: tuple[Group, ...] = ()
    """What the unit and its people pursue, with every key result."""
    below: tuple[ObjectiveRow, ...] = ()
    """What the units directly below pursue: a line each, they have a meeting of their own."""
    questions: tuple[str, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the meeting of the company and of every unit."""
    return meeting_pages(desk, "check-in", view)


def view(desk: Desk, table: Table) -> MeetingCheckInView:
    """Lay a unit's key results on the table."""
    words, today, cycle = desk.words, desk.company.today, table.cycle
    units = desk.company.workspace.units
    below = tuple(owner for owner in table.close if owner in units and owner != table.unit)
    own = tuple(owner for owner in table.close if owner not in below)
    agreed = [entry for entry in objectives_of(desk, table, own) if entry.stage == "agreed"]
    groups = tuple(Group(row(desk, objective), tuple(_lines(desk, objective))) for objective in agreed)
    lines = [line for group in groups for line in group.lines]
    healths = [standing.health for objective in agreed for standing in desk.company.standing(objective.id).key_results.values()]
    fallen = sum(1 for objective in agreed for entry in objective.key_results if _has_fallen(desk, objective, entry))
    found = seat(desk, "check-in", table)
    is_on = cycle.start <= today <= cycle.end
    return MeetingCheckInView(
        title=f"{found.meeting} · {found.unit.text}",
        address=address_of(desk, "check-in", table),
        description=words("Every key result with its number, its confidence and what was said this week."),
        seat=found,
        position=words("day {day} of {days}", day=(today - cycle.start).days + 1, days=cycle.days) if is_on else "",
        figures=(
            Figure(words("Key results"), str(len(lines))),
            Figure(words("At risk"), str(healths.count("at risk"))),
            Figure(words("Check-in is due"), str(sum(1 for line in lines if line.is_overdue))),
            Figure(words("Confidence fell this week"), str(fallen)),
        ),
        groups=groups,
        below=rows(desk, (entry for entry in objectives_of(desk, table, below) if entry.stage == "agreed")),
        questions=(
            words("What is in the way, and who can help?"),
            words("The three things that matter most this week"),
            words("What comes in the next four weeks"),
        ),
    )


def _lines(desk: Desk, objective: Objective) -> Iterator[Line]:
    words, today = desk.words, desk.company.today
    standings = desk.company.standing(objective.id).key_results
    for entry in objective.key_results:
        if entry.dropped is not None:
            continue
        standing = standings.get(entry.id, KeyResultStanding())
        before = _confidence_before(desk, entry)
        notes = [check_in.note for check_in in entry.check_ins if today - WEEK < check_in.date <= today and check_in.note]
        yield Line(
            row=key_result_row(desk, objective, entry),
            owner=desk.mentions.owner(entry.owner),
            confidence="" if standing.confidence is None else words.number(standing.confidence),
            before=words.number(before) if before is not None and before != standing.confidence else "",
            last=words.day(standing.last_check_in) if standing.last_check_in else "",
            note=notes[-1] if notes else "",
            is_overdue=standing.health == "stale",
        )


def _confidence_before(desk: Desk, entry: KeyResult) -> float | None:
    """Return the confidence that stood a week ago."""
    line = desk.company.today - WEEK
    given = [check_in.confidence for check_in in entry.check_ins if check_in.date <= line and check_in.confidence is not None]
    return given[-1] if given else None


def _has_fallen(desk: Desk, objective: Objective, entry: KeyResult) -> bool:
    standing = desk.company.standing(objective.id).key_results.get(entry.id)
    before = _confidence_before(desk, entry)
    return (
        entry.dropped is None
        and standing is not None
        and standing.confidence is not None
        and before is not None
        and standing.confidence < before
    )
