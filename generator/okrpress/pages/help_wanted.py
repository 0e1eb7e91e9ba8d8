"""Help wanted: what is asked for and not answered yet, what is offered, and which of the two may fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from okrpress.alignment import PlacedAsk
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.matching import shared

MOST: Final = 150
"""Asks of one kind that are listed; each is on its objective's page as well."""
MOST_ANSWERED: Final = 40
MOST_FITS: Final = 5
"""Offers named with an ask, and asks with an offer."""


class Fit(NamedTuple):
    """Something on the other side that may fit, and the words that say so."""

    what: str
    who: tuple[Mention, ...]
    words: tuple[str, ...]


class Wanted(NamedTuple):
    """An ask that waits."""

    row: AskRow
    cycle: Mention
    answer: str
    """What an objective of the helper says under `supports`."""
    fits: tuple[Fit, ...]


class Offered(NamedTuple):
    """Help that may be had."""

    what: str
    unit: Mention
    contact: Mention | None
    fits: tuple[Fit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWantedView(View):
    """Who needs help and who has it."""

    calls: tuple[Wanted, ...] = ()
    """Unanswered, to everyone."""
    more_calls: int = 0
    waiting: tuple[Wanted, ...] = ()
    """Unanswered, to somebody."""
    more_waiting: int = 0
    answered: tuple[AskRow, ...] = ()
    more_answered: int = 0
    offers: tuple[Offered, ...] = ()
    more_offers: int = 0


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    words = desk.words
    title = words("Help wanted")
    yield Page(
        addresses.HELP_WANTED, "help_wanted", title, partial(view, desk), hub=True, nav=(words("Together"), title), search=search
    )


def view(desk: Desk) -> HelpWantedView:
    """Look at the asks of cycles that are not closed, and at all offers."""
    words, workspace = desk.words, desk.company.workspace
    asks = desk.company.alignment.asks
    placed = [entry for objective in desk.company.open_objectives for entry in asks.get(objective.id, ()) if entry.ask.is_open]
    urgent = sorted(placed, key=lambda entry: (entry.ask.by or date.max, entry.objective, entry.ask.id))
    calls = [entry for entry in urgent if entry.is_waiting and not entry.ask.to]
    waiting = [entry for entry in urgent if entry.is_waiting and entry.ask.to]
    answered = [entry for entry in urgent if not entry.is_waiting]
    offers = [
        Offered(offer.what, desk.mentions.owner(unit.handle), desk.mentions.owner(offer.contact) if offer.contact else None, ())
        for unit in workspace.units.values()
        if desk.company.is_here(unit)
        for offer in unit.offers
    ]
    sections = (
        Heading("Calls", words("Open calls to everyone")),
        Heading("Waiting", words("Asked of somebody, and unanswered")),
        *([Heading("Answered", words("Answered, and still open"))] if answered else []),
        Heading("Offers", words("What is offered")),
    )
    return HelpWantedView(
        title=words("Help wanted"),
        address=addresses.HELP_WANTED,
        description=words("What is asked for and not answered yet, and what is offered."),
        headings=sections,
        calls=tuple(_wanted(desk, entry, offers) for entry in calls[:MOST]),
        more_calls=max(0, len(calls) - MOST),
        waiting=tuple(_wanted(desk, entry, offers) for entry in waiting[:MOST]),
        more_waiting=max(0, len(waiting) - MOST),
        answered=tuple(ask_row(desk, entry) for entry in answered[:MOST_ANSWERED]),
        more_answered=max(0, len(answered) - MOST_ANSWERED),
        more_offers=max(0, len(offers) - MOST),
        offers=tuple(offer._replace(fits=_first(_fitting_asks(desk, offer, [*calls, *waiting]))) for offer in offers[:MOST]),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, HelpWantedView):
        raise TypeError(found)
    wanted = (entry.row.what for entry in (*found.calls, *found.waiting))
    return SearchEntry(" ".join((found.description, *wanted, *(offer.what for offer in found.offers))))


def _wanted(desk: Desk, placed: PlacedAsk, offers: Iterable[Offered]) -> Wanted:
    cycle, _, own = placed.objective.partition("/")
    asker = desk.company.workspace.objectives[placed.objective].owner
    return Wanted(
        row=ask_row(desk, placed),
        cycle=desk.mentions.cycle(cycle),
        answer=f"{own}#{placed.ask.key_result}" if placed.ask.key_result else own,
        fits=_first(
            Fit(offer.what, (offer.unit, *([offer.contact] if offer.contact else [])), found)
            for offer in offers
            if offer.unit != desk.mentions.owner(asker) and (found := shared(placed.ask.what, offer.what))
        ),
    )


def _first(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Keep as many as help: a call that fits everything would else repeat the whole page."""
    return tuple(islice(fits, MOST_FITS))


def _fitting_asks(desk: Desk, offer: Offered, asks: Iterable[PlacedAsk]) -> Iterator[Fit]:
    for placed in asks:
        found = shared(placed.ask.what, offer.what)
        asker = desk.mentions.owner(desk.company.workspace.objectives[placed.objective].owner)
        if found and asker != offer.unit:
            yield Fit(placed.ask.what, (asker, desk.mentions.objective(placed.objective)), found)
