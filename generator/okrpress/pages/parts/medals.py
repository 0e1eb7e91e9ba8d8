"""Medals by month: who was thanked by whom, for what and why. In the order of names, never of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrpress.model import MedalSheet
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk


class MedalLine(NamedTuple):
    """A medal."""

    to: Mention
    giver: Mention
    cause: Mention | None
    reason: str


class Month(NamedTuple):
    """The medals of one month."""

    id: str
    """YYYY-MM."""
    name: Mention
    medals: tuple[MedalLine, ...]
    more: int
    """Medals that are not listed: their receivers’ pages show them."""


def by_month(desk: Desk) -> Mapping[str, list[MedalSheet]]:
    """Return the sheets of each month in which somebody gave a medal, the latest month first."""
    found: dict[str, list[MedalSheet]] = {}
    for sheet in desk.company.workspace.medals.values():
        if sheet.medals:
            found.setdefault(sheet.month, []).append(sheet)
    return {month: found[month] for month in sorted(found, reverse=True)}


def month_of(desk: Desk, month: str, sheets: Iterable[MedalSheet], most: int) -> Month:
    """Gather a month's medals by the names of those who got them; no more than `most` are listed."""
    names = desk.mentions
    lines = [
        MedalLine(
            names.owner(medal.to),
            names.owner(sheet.giver),
            names.reference(medal.cause) if medal.cause else None,
            medal.reason,
        )
        for sheet in sheets
        for medal in sheet.medals
    ]
    listed = tuple(sorted(lines, key=lambda line: (line.to, line.giver))[:most])
    return Month(month, Mention(desk.words.month(month), addresses.of_month(month)), listed, len(lines) - len(listed))
