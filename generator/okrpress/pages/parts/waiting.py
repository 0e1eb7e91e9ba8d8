"""What waits on a person, put into words."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.duties import Duty
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk


class Waiting(NamedTuple):
    """One thing to do."""

    what: str
    where: Mention
    note: str


def waiting(desk: Desk, handle: str) -> tuple[Waiting, ...]:
    """List what waits on a person."""
    return tuple(told(desk, duty) for duty in desk.duties.get(handle, ()))


def told(desk: Desk, duty: Duty) -> Waiting:
    """Put one thing into words."""
    words, names = desk.words, desk.mentions
    said = {
        "check-in": words("A check-in is due"),
        "ask": words("An ask is unanswered"),
        "parent-moved": words("What it aligns to has changed"),
        "draft": words("It is still a draft"),
        "grade": words("A grade is missing"),
        "explanation": words("A missed commitment needs its explanation"),
        "review": words("A review is due"),
    }[duty.kind]
    if duty.kind == "review":
        return Waiting(said, names.owner(duty.owner), names.cycle(duty.record).text)
    objective = desk.company.workspace.objectives[duty.record]
    if duty.kind == "check-in":
        note = words("last on {day}", day=words.date(duty.since)) if duty.since else words("none yet")
        return Waiting(said, names.key_result(objective, duty.key_result), note)
    if duty.kind == "ask":
        by = words("by {day}", day=words.date(duty.since)) if duty.since else ""
        asker = names.owner(objective.owner).text
        return Waiting(said, names.objective(duty.record), " · ".join(filter(None, (asker, duty.what, by))))
    return Waiting(said, names.objective(duty.record), words.message(duty.message) if duty.message else "")
