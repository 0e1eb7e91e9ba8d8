"""The medals of one month, with their reasons: there for ever, as everything is that was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from okrpress.model import MedalSheet
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, SearchEntry, View
from okrpress.pages.parts.medals import Month, by_month, month_of

MOST: Final = 500
"""Medals on the page of a month: more than anybody reads, and the page does not grow with the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionMonthView(View):
    """A month."""

    crumbs: tuple[Mention, ...] = ()
    month: Month


def pages(desk: Desk) -> Iterator[Page]:
    """Yield a page for every month in which somebody gave a medal."""
    for month, sheets in by_month(desk).items():
        yield Page(
            address=addresses.of_month(month),
            kind="recognition_month",
            title=_title(desk, month),
            view=partial(view, desk, month, sheets),
            under=addresses.RECOGNITION,
            search=search,
        )


def view(desk: Desk, month: str, sheets: list[MedalSheet]) -> RecognitionMonthView:
    """Look at a month."""
    return RecognitionMonthView(
        title=_title(desk, month),
        address=addresses.of_month(month),
        description=desk.words("Medals with their reasons, month by month."),
        crumbs=(Mention(desk.words("Recognition"), addresses.RECOGNITION),),
        month=month_of(desk, month, sheets, MOST),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says: the reasons."""
    if not isinstance(found, RecognitionMonthView):
        raise TypeError(found)
    return SearchEntry(" ".join(f"{line.to.text} {line.reason}" for line in found.month.medals), closed=True)


def _title(desk: Desk, month: str) -> str:
    return desk.words("Recognition, {month}", month=desk.words.month(month))
