"""The OKR meeting at a cycle's end: scores and verdicts, what was won, and what was missed with its explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.meeting import Seat, Table, address_of, meeting_pages, objectives_of, seat
from okrpress.pages.parts.portfolio import OwnerScore, owner_score
from okrpress.pages.parts.rows import ObjectiveRow, row
from okrpress.pages.parts.tally import Tally, tallies
from okrpress.scoring.verdict import reaches


class Told(NamedTuple):
    """What is said of a key result that fell short, or that was graded with a note."""

    key_result: Mention
    score: str
    note: str


class Outcome(NamedTuple):
    """An objective with what came of it."""

    row: ObjectiveRow
    told: tuple[Told, ...]
    is_owed: bool
    """A commitment that was missed, and nobody says why."""


class OwnerLine(NamedTuple):
    """An owner's two numbers."""

    owner: Mention
    score: OwnerScore
    objectives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingQuarterlyView(View):
    """What came of a cycle."""

    seat: Seat
    has_verdicts: bool = False
    tallies: tuple[Tally, ...] = ()
    owners: tuple[OwnerLine, ...] = ()
    wins: tuple[Outcome, ...] = ()
    partly: tuple[Outcome, ...] = ()
    misses: tuple[Outcome, ...] = ()
    running: tuple[Outcome, ...] = ()
    """Without a verdict."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the meeting of the company and of every unit."""
    return meeting_pages(desk, "quarterly", view)


def view(desk: Desk, table: Table) -> MeetingQuarterlyView:
    """Gather what came of a unit's objectives."""
    words = desk.words
    agreed = [entry for entry in objectives_of(desk, table, table.close) if entry.stage == "agreed"]
    by_verdict: dict[str, list[Outcome]] = {}
    for objective in agreed:
        judged = desk.company.standing(objective.id).verdict or ""
        by_verdict.setdefault(judged, []).append(_outcome(desk, objective))
    wins = (*by_verdict.get("met", ()), *by_verdict.get("attained", ()))
    partly, misses, running = (tuple(by_verdict.get(name, ())) for name in ("partly", "missed", ""))
    sections = (
        (bool(agreed), Heading("Scores", words("Scores"))),
        (bool(wins), Heading("Wins", words("Met and attained"))),
        (bool(partly), Heading("Partly", words("Partly attained"))),
        (bool(misses), Heading("Misses", words("Missed, and why"))),
        (bool(running), Heading("Running", words("Without a verdict yet"))),
    )
    found = seat(desk, "quarterly", table)
    return MeetingQuarterlyView(
        title=f"{found.meeting} · {found.unit.text}",
        address=address_of(desk, "quarterly", table),
        description=words("Scores and verdicts, what was won, and what was missed with its explanation."),
        headings=tuple(heading for is_there, heading in sections if is_there),
        seat=found,
        has_verdicts=desk.company.phases[table.cycle.id] in ("review", "closed"),
        tallies=tallies(desk, agreed) if agreed else (),
        owners=tuple(_owners(desk, table)),
        wins=wins,
        partly=partly,
        misses=misses,
        running=running,
    )


def _owners(desk: Desk, table: Table) -> Iterator[OwnerLine]:
    """Yield the units on the table, in the order of the company; people's numbers stand with their objectives alone."""
    for owner in table.close:
        if owner in desk.company.workspace.units:
            number = len(desk.company.objectives_of(table.cycle.id, owner))
            yield OwnerLine(desk.mentions.owner(owner), owner_score(desk, table.cycle.id, owner), number)


def _outcome(desk: Desk, objective: Objective) -> Outcome:
    company, words = desk.company, desk.words
    standing = company.standing(objective.id)
    line = company.settings.scoring.attained(objective.type)
    told = []
    for entry in objective.key_results:
        known = standing.key_results.get(entry.id)
        note = entry.grade.note if entry.grade else ""
        fell_short = known is not None and known.score is not None and not reaches(known.score, line)
        if entry.dropped is None and known is not None and (note or fell_short):
            told.append(Told(desk.mentions.part(objective, entry), words.score(known.score), note))
    is_owed = objective.type == "committed" and standing.verdict == "missed" and not any(entry.note for entry in told)
    return Outcome(row(desk, objective), tuple(told), is_owed)
