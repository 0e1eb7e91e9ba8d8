"""Recognition: this month's medals with their reasons, and how many are left to give; nobody stands above anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.model import MedalSheet
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.medals import Month, by_month, month_of

IN_FULL: Final = 2
"""Months whose medals are listed here; every month has a page of its own."""
MOST: Final = 60
"""Medals of a month that are listed here, and givers with what they have left."""


class Left(NamedTuple):
    """What a giver has left this month."""

    giver: Mention
    given: int
    left: int


class MonthLine(NamedTuple):
    """A month in the list of all."""

    month: Mention
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionView(View):
    """Who was thanked for what."""

    now: str = ""
    """This month in words."""
    folder: str = ""
    """Where this month's medals are written."""
    each: int = 0
    """Medals that everyone may give in a month."""
    is_silent: bool = False
    """Whether nobody has been thanked this month."""
    months: tuple[Month, ...] = ()
    left: tuple[Left, ...] = ()
    more_left: int = 0
    every: tuple[MonthLine, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("Recognition")
    nav = (words("Together"), title)
    yield Page(addresses.RECOGNITION, "recognition", title, partial(view, desk), hub=True, nav=nav, search=search)


def view(desk: Desk) -> RecognitionView:
    """Look at the medals of the latest months."""
    words, workspace = desk.words, desk.company.workspace
    now = f"{desk.company.today:%Y-%m}"
    sheets = by_month(desk)
    shown = tuple(month_of(desk, month, sheets[month], MOST) for month in list(sheets)[:IN_FULL])
    left = tuple(_left(desk, sheets.get(now, [])))
    sections = (
        *(Heading(f"Month-{month.id}", month.name.text) for month in shown),
        *([Heading("Left", words("Left to give"))] if left else []),
        *([Heading("Every", words("Every month"))] if sheets else []),
    )
    return RecognitionView(
        title=words("Recognition"),
        address=addresses.RECOGNITION,
        description=words("Medals with their reasons, month by month."),
        headings=sections,
        now=words.month(now),
        folder=f"{workspace.root}/recognition/{now}/",
        each=desk.company.settings.medals_per_month,
        is_silent=now not in sheets,
        months=shown,
        left=left[:MOST],
        more_left=max(0, len(left) - MOST),
        every=tuple(
            MonthLine(Mention(words.month(month), addresses.of_month(month)), sum(len(sheet.medals) for sheet in found))
            for month, found in sheets.items()
        ),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    return SearchEntry(text=found.description)


def _left(desk: Desk, sheets: list[MedalSheet]) -> Iterator[Left]:
    """Say for everyone who gave this month how many are left, by name."""
    most = desk.company.settings.medals_per_month
    for sheet in sorted(sheets, key=lambda sheet: desk.company.workspace.name_of(sheet.giver)):
        yield Left(desk.mentions.owner(sheet.giver), len(sheet.medals), max(0, most - len(sheet.medals)))
