"""The review meeting (复盘): the questions in their order, and for each objective what was decided or has to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from okrpress.model import Decision, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.meeting import Seat, Table, address_of, meeting_pages, objectives_of, seat
from okrpress.pages.parts.rows import ObjectiveRow, row


class Question(NamedTuple):
    """A step of the review."""

    title: str
    asks: str


class Decided(NamedTuple):
    """An objective and what becomes of it."""

    row: ObjectiveRow
    decision: str
    """"" while nobody has decided."""
    reason: str
    carried_on: tuple[Mention, ...]


class OwnerReview(NamedTuple):
    """An owner's objectives with their review."""

    owner: Mention
    review: Mention | None
    path: str
    """The file in which the review is written."""
    date: str
    participants: tuple[Mention, ...]
    objectives: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReviewView(View):
    """The agenda."""

    seat: Seat
    questions: tuple[Question, ...] = ()
    owners: tuple[OwnerReview, ...] = ()
    undecided: int = 0
    choices: tuple[str, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the meeting of the company and of every unit."""
    return meeting_pages(desk, "review", view)


def view(desk: Desk, table: Table) -> MeetingReviewView:
    """Make the agenda of a unit's review."""
    words = desk.words
    owners = tuple(_owner(desk, table, owner) for owner in table.close)
    found = seat(desk, "review", table)
    return MeetingReviewView(
        title=f"{found.meeting} · {found.unit.text}",
        address=address_of(desk, "review", table),
        description=words("The questions of the review, and what becomes of each objective."),
        headings=(Heading("Questions", words("Four questions")), Heading("Decisions", words("What becomes of it"))),
        seat=found,
        questions=(
            Question(words("What did we want?"), words("The objective, its key results and why they mattered.")),
            Question(words("What happened?"), words("Scores and facts, without judging: what went well, what did not.")),
            Question(words("Why was it different?"), words("Causes, our own before others’. For what went well, too.")),
            Question(
                words("What do we take along?"), words("What we keep, what we change, what we stop, and who does it by when.")
            ),
        ),
        owners=tuple(entry for entry in owners if entry.objectives),
        undecided=sum(1 for entry in owners for decided in entry.objectives if not decided.decision),
        choices=tuple(desk.vocabulary.decisions.values()),
    )


def _owner(desk: Desk, table: Table, owner: str) -> OwnerReview:
    workspace = desk.company.workspace
    record = workspace.reviews.get(f"{table.cycle.id}/{owner}/review")
    decisions = {decision.objective.objective: decision for decision in record.decisions} if record else {}
    return OwnerReview(
        owner=desk.mentions.owner(owner),
        review=Mention(desk.words("Review"), addresses.href(addresses.of_record(record.id))) if record else None,
        path=f"{workspace.root}/cycles/{table.cycle.id}/{owner}/review.md",
        date=desk.words.date(record.date) if record and record.date else "",
        participants=desk.mentions.owners(record.participants) if record else (),
        objectives=tuple(
            _decided(desk, objective, decisions.get(objective.id)) for objective in objectives_of(desk, table, (owner,))
        ),
    )


def _decided(desk: Desk, objective: Objective, decision: Decision | None) -> Decided:
    later = desk.involvement.carried_on.get(objective.id, ())
    return Decided(
        row=row(desk, objective),
        decision=desk.vocabulary.decisions.get(decision.decision, decision.decision) if decision else "",
        reason=decision.reason if decision else "",
        carried_on=tuple(map(desk.mentions.objective, later)),
    )
