"""What changed in the company lately: check-ins, amendments and comments, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from okrpress.model import Amendment, CheckIn, Comment, KeyResult, Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.changes import amendment_row
from okrpress.pages.parts.quantity import quantity, unit_of

DAYS: Final = 7


class News(NamedTuple):
    """One thing that happened."""

    day: str
    what: Mention
    """The key result, or the objective."""
    owner: Mention
    text: str
    note: str


class Happened(NamedTuple):
    """The same before it is put into words: only what is shown is."""

    day: date
    objective: Objective
    key_result: KeyResult | None
    event: CheckIn | Amendment | Comment


def lately(desk: Desk, objectives: Iterable[Objective], days: int = DAYS) -> list[Happened]:
    """Return what happened in the last days, the most telling first."""
    today = desk.company.today
    since = today - timedelta(days=days)
    found: list[Happened] = []
    for objective in objectives:
        found += [
            Happened(event.date, objective, objective.key_result(event.key_result), event)
            for event in objective.amendments
            if since < event.date <= today
        ]
        comments = desk.company.workspace.said_of(objective.id)
        found += [Happened(event.date, objective, None, event) for event in comments if since < event.date <= today]
        for entry in objective.key_results:
            found += [Happened(event.date, objective, entry, event) for event in entry.check_ins if since < event.date <= today]
    return sorted(found, key=_weight)


def _weight(entry: Happened) -> tuple[int, bool, bool, str]:
    """Put the newest first; on one day amendments, then check-ins and comments that say something, then the others."""
    event = entry.event
    return (
        -entry.day.toordinal(),
        not isinstance(event, Amendment),
        isinstance(event, CheckIn) and not event.note,
        entry.objective.id,
    )


def news(desk: Desk, entry: Happened) -> News:
    """Put it into words."""
    words, names = desk.words, desk.mentions
    objective, event = entry.objective, entry.event
    if isinstance(event, Amendment):
        change = amendment_row(desk, objective, event)
        text, note = change.change, change.reason
    elif isinstance(event, Comment):
        text, note = words("{name} comments", name=names.owner(event.by).text), _plain(desk, event.text)
    else:
        said = []
        if event.value is not None and entry.key_result:
            said.append(quantity(words, event.value, unit_of(entry.key_result)))
        if event.confidence is not None:
            said.append(words("confidence {number}", number=words.number(event.confidence)))
        text, note = " · ".join(said), event.note
    return News(
        day=words.day(entry.day),
        what=names.key_result(objective, entry.key_result.id) if entry.key_result else names.objective(objective.id),
        owner=names.owner(objective.owner),
        text=text,
        note=note,
    )


def _plain(desk: Desk, text: str) -> str:
    """Return what a comment says, without its Markdown."""
    return " ".join(desk.stories.html(text).striptags().split())
