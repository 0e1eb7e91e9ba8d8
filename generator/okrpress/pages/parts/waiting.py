"""What waits on a person: check-ins that are due, asks without an answer, parents that moved, grades, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from okrpress.model import Objective, Person
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk

SPOKEN: Final = ("suspect-alignment", "ungraded-after-close", "committed-miss-unexplained", "drafted-late")
"""Rules whose findings in somebody's objectives are something to do for them."""


class Waiting(NamedTuple):
    """One thing to do."""

    what: str
    where: Mention
    note: str


def waiting(desk: Desk, person: Person) -> tuple[Waiting, ...]:
    """List what waits on a person."""
    return (*_check_ins(desk, person), *_asks(desk, person), *_findings(desk, person), *_reviews(desk, person))


def _mine(desk: Desk, handle: str) -> Iterator[Objective]:
    """Yield a person's objectives, and those of the units that they lead."""
    for owner in (handle, *desk.involvement.led.get(handle, ())):
        for cycle in desk.involvement.cycles_of.get(owner, ()):
            yield from desk.company.objectives_of(cycle, owner)


def _check_ins(desk: Desk, person: Person) -> Iterator[Waiting]:
    words, handle = desk.words, person.handle
    leads = {handle, *desk.involvement.led.get(handle, ())}
    mine = {objective.id: objective for objective in _mine(desk, handle)}
    mine.update((entry.objective.id, entry.objective) for entry in desk.involvement.key_results.get(handle, ()))
    for objective in mine.values():
        if objective.stage != "agreed":
            continue
        standing = desk.company.standing(objective.id)
        for entry in objective.key_results:
            found = standing.key_results.get(entry.id)
            if found and found.health == "stale" and entry.owner in leads:
                last = words.date(found.last_check_in) if found.last_check_in else ""
                note = words("last on {day}", day=last) if last else words("none yet")
                yield Waiting(words("A check-in is due"), desk.mentions.key_result(objective, entry.id), note)


def _asks(desk: Desk, person: Person) -> Iterator[Waiting]:
    words = desk.words
    for to in (person.handle, *desk.involvement.led.get(person.handle, ())):
        for placed in desk.involvement.asked.get(to, ()):
            if placed.is_waiting:
                by = words("by {day}", day=words.date(placed.ask.by)) if placed.ask.by else ""
                note = ", ".join(filter(None, (placed.ask.what, by)))
                yield Waiting(words("An ask is unanswered"), desk.mentions.objective(placed.objective), note)


def _findings(desk: Desk, person: Person) -> Iterator[Waiting]:
    words = desk.words
    said = {
        "suspect-alignment": words("What it aligns to has changed"),
        "ungraded-after-close": words("A grade is missing"),
        "committed-miss-unexplained": words("A missed commitment needs its explanation"),
        "drafted-late": words("It is still a draft"),
    }
    for objective in _mine(desk, person.handle):
        for finding in desk.by_record.get(objective.id, ()):
            if finding.rule in SPOKEN and not finding.waived:
                yield Waiting(said[finding.rule], desk.mentions.objective(objective.id), words.message(finding.message))


def _reviews(desk: Desk, person: Person) -> Iterator[Waiting]:
    """Yield a person's latest review that is due: of a cycle in review, or of a closed one."""
    words = desk.words
    for owner in (person.handle, *desk.involvement.led.get(person.handle, ())):
        for cycle in desk.company.unreviewed.get(owner, ())[:1]:
            yield Waiting(words("A review is due"), desk.mentions.owner(owner), desk.mentions.cycle(cycle).text)
