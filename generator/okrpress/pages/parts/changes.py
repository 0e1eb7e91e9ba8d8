"""What happened to an objective: check-ins, amendments and comments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from okrpress.model import Amendment, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.quantity import amended_value, quantity, unit_of
from okrpress.pages.parts.story import said


class CheckInRow(NamedTuple):
    """A check-in in a list."""

    day: str
    key_result: Mention
    value: str
    """With its unit; "" where none was given."""
    confidence: str
    by: Mention | None
    note: str


class AmendmentRow(NamedTuple):
    """A change of a commitment."""

    day: str
    key_result: Mention | None
    """None where the objective itself changed."""
    change: str
    """What changed, from what to what, as a sentence."""
    reason: str


class CommentRow(NamedTuple):
    """What somebody said."""

    day: str
    by: Mention
    said: Markup


def comment_rows(desk: Desk, objective: Objective) -> tuple[CommentRow, ...]:
    """List the comments as a conversation is read: the first one first."""
    sheet = desk.company.workspace.comments.get(objective.id)
    if sheet is None:
        return ()
    write = DayWriter(desk, (entry.date for entry in sheet.comments))
    address = addresses.of_record(objective.id)
    return tuple(
        CommentRow(write(entry.date), desk.mentions.owner(entry.by), said(desk, sheet.source, entry.text, address))
        for entry in sheet.comments
    )


def check_in_rows(desk: Desk, objective: Objective) -> tuple[CheckInRow, ...]:
    """List the check-ins of all key results, newest first, each day's in the order of the key results."""
    words, names = desk.words, desk.mentions
    found = [
        (check_in, part, unit)
        for entry in objective.key_results
        for part, unit in [(names.part(objective, entry), unit_of(entry))]
        for check_in in entry.check_ins
    ]
    found.sort(key=lambda row: row[0].date, reverse=True)
    write = DayWriter(desk, (check_in.date for check_in, _, _ in found))
    return tuple(
        CheckInRow(
            day=write(check_in.date),
            key_result=part,
            value="" if check_in.value is None else quantity(words, check_in.value, unit),
            confidence="" if check_in.confidence is None else words.number(check_in.confidence),
            by=names.owner(check_in.by) if check_in.by else None,
            note=check_in.note,
        )
        for check_in, part, unit in found
    )


def amendment_rows(desk: Desk, objective: Objective, but: tuple[str, ...] = ()) -> tuple[AmendmentRow, ...]:
    """List the amendments, newest first, leaving out those of some fields."""
    if not objective.amendments:
        return ()
    listed = sorted(objective.amendments, key=lambda entry: entry.date, reverse=True)
    return tuple(amendment_row(desk, objective, entry) for entry in listed if entry.field not in but)


def amendment_row(desk: Desk, objective: Objective, entry: Amendment) -> AmendmentRow:
    """Describe an amendment."""
    words = desk.words
    key_result = objective.key_result(entry.key_result) if entry.key_result else None
    unit = unit_of(key_result) if key_result and entry.field in ("target", "start", "at_least", "at_most", "floor") else ""
    before, after = (_said(desk, entry.field, value, unit) for value in (entry.before, entry.after))
    changed = desk.vocabulary.amendable.get(entry.field, entry.field)
    if entry.field == "dropped" and entry.before is None:
        sentence = words("dropped")
    elif entry.before is None:
        sentence = words("{field} set to {after}", field=changed, after=after)
    else:
        sentence = words(
            "{field} changed from {before} to {after}",
            field=changed, before=before, after=after,
        )  # fmt: skip
    return AmendmentRow(
        day=words.date(entry.date),
        key_result=desk.mentions.key_result(objective, entry.key_result) if entry.key_result else None,
        change=sentence[:1].upper() + sentence[1:],
        reason=entry.reason,
    )


def _said(desk: Desk, field: str, value: object, unit: str) -> str:
    """Write what an amendment leads from or to, in words where the format has some."""
    if field == "type" and isinstance(value, str):
        return desk.vocabulary.types.get(value, value)
    return amended_value(desk.words, value, unit)


class DayWriter:
    """Writes days without their year where all fall into one year and it is this one."""

    def __init__(self, desk: Desk, days: Iterable[date]) -> None:
        """Look at the days."""
        self._words = desk.words
        self._short = {day.year for day in days} <= {desk.company.today.year}

    def __call__(self, day: date) -> str:
        """Write one."""
        return self._words.day(day) if self._short else self._words.date(day)
