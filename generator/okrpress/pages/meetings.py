"""All meetings: what each is for, which cycle it is about now, and its page for the company and for every unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.meeting import MEETINGS, Meeting, cycle_of, tables, title_of
from okrpress.pages.parts.owners import listed_depth, listed_units


class Kind(NamedTuple):
    """A kind of meeting."""

    meeting: Mention
    purpose: str
    cycle: Mention
    phase: str


class UnitLine(NamedTuple):
    """A unit with its meetings: None where it has nothing to meet about."""

    unit: Mention
    depth: int
    meetings: tuple[Mention | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsView(View):
    """All meetings."""

    kinds: tuple[Kind, ...] = ()
    units: tuple[UnitLine, ...] = ()
    is_folded: bool = False
    """Whether units further down are left to the pages of those above them."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of meetings."""
    words = desk.words
    title = words("Meetings")
    yield Page(
        addresses.MEETINGS, "meetings", title, partial(view, desk), hub=True, nav=(words("Together"), title), search=search
    )


def view(desk: Desk) -> MeetingsView:
    """Look at all meetings."""
    words = desk.words
    purposes: dict[Meeting, str] = {
        "alignment": words("Settle asks, conflicts and overlaps between teams before the cycle begins."),
        "check-in": words("A quarter of an hour a week: numbers, confidence, what is in the way."),
        "quarterly": words("Scores and verdicts: what was won, what was missed and why."),
        "review": words("Learn from the cycle, and decide what goes on, changes or stops."),
    }
    kinds: list[Kind] = []
    pages_of: dict[str, list[Mention | None]] = {}
    units = [handle for handle, _ in listed_units(desk) if handle != desk.company.settings.company]
    for meeting in MEETINGS:
        cycle = cycle_of(desk.company, meeting)
        if cycle is None:
            continue
        kinds.append(
            Kind(
                Mention(title_of(desk, meeting), addresses.of_meeting(meeting)),
                purposes[meeting],
                desk.mentions.cycle(cycle.id),
                desk.vocabulary.phases[desk.company.phases[cycle.id]],
            )
        )
        met = {table.unit for table in tables(desk, cycle)}
        for handle in units:
            page = Mention(title_of(desk, meeting), addresses.href(addresses.of_meeting(meeting, handle)))
            pages_of.setdefault(handle, []).append(page if handle in met else None)
    lines = tuple(
        UnitLine(desk.mentions.owner(handle), depth, tuple(pages_of[handle]))
        for handle, depth in listed_units(desk)
        if any(pages_of.get(handle, ()))
    )
    return MeetingsView(
        title=words("Meetings"),
        address=addresses.MEETINGS,
        description=words("The agendas of all meetings, made from the records, ready to print."),
        headings=(Heading("Units", words("For each unit")),) if lines else (),
        kinds=tuple(kinds),
        units=lines,
        is_folded=listed_depth(desk) is not None,
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, MeetingsView):
        raise TypeError(found)
    return SearchEntry(" ".join((found.description, *(kind.meeting.text for kind in found.kinds))))
