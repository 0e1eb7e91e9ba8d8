"""The archive: every closed cycle with what came of it. Permanent, marked as closed, found after everything that runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.model import Cycle
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.timeline import dates


class ClosedCycle(NamedTuple):
    """A closed cycle."""

    cycle: Mention
    theme: str
    dates: str
    closed_on: str
    objectives: int
    committed: str
    aspirational: str
    """So many of so many were met or attained; "" where there is none of the type."""
    reviews: int
    numbers: Mention


class Year(NamedTuple):
    """The cycles that ended in one year."""

    name: str
    cycles: tuple[ClosedCycle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView(View):
    """What is closed."""

    years: tuple[Year, ...] = ()
    next_cycle: Mention | None = None
    """The cycle that closes next, while none is closed."""
    next_day: str = ""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the archive."""
    words = desk.words
    title = words("Archive")
    yield Page(addresses.ARCHIVE, "archive", title, partial(view, desk), hub=True, nav=(words("Cycles"), title))


def view(desk: Desk) -> ArchiveView:
    """Look at every closed cycle, the latest first."""
    company, words = desk.company, desk.words
    closed = [cycle for cycle in desk.involvement.cycles if company.phases[cycle.id] == "closed"]
    reviews = Counter(review.cycle for review in company.workspace.reviews.values())
    years: dict[str, list[ClosedCycle]] = {}
    for cycle in closed:
        years.setdefault(str(cycle.end.year), []).append(_closed(desk, cycle, reviews[cycle.id]))
    coming = min(desk.involvement.cycles, key=lambda cycle: (cycle.phases.closed, cycle.id), default=None)
    return ArchiveView(
        title=words("Archive"),
        address=addresses.ARCHIVE,
        description=words("Every closed cycle, with what came of it."),
        headings=tuple(Heading(f"Year-{year}", year) for year in years),
        years=tuple(Year(year, tuple(found)) for year, found in years.items()),
        next_cycle=desk.mentions.cycle(coming.id) if coming and not closed else None,
        next_day=words.date(coming.phases.closed) if coming and not closed else "",
    )


def _closed(desk: Desk, cycle: Cycle, reviews: int) -> ClosedCycle:
    company, words = desk.company, desk.words
    counted: Counter[str] = Counter()
    for owner in desk.involvement.owners_in.get(cycle.id, ()):
        for objective in company.objectives_of(cycle.id, owner):
            counted["all"] += 1
            if objective.stage == "agreed":
                counted[objective.type] += 1
                if company.standing(objective.id).verdict in ("met", "attained"):
                    counted[f"{objective.type} well"] += 1

    def of(kind: str) -> str:
        return words("{part} of {whole}", part=counted[f"{kind} well"], whole=counted[kind]) if counted[kind] else ""

    return ClosedCycle(
        cycle=desk.mentions.cycle(cycle.id),
        theme=cycle.theme,
        dates=dates(words, cycle.start, cycle.end),
        closed_on=words.date(cycle.phases.closed),
        objectives=counted["all"],
        committed=of("committed"),
        aspirational=of("aspirational"),
        reviews=reviews,
        numbers=Mention(words("In numbers"), addresses.href(addresses.of_statistics(cycle.id))),
    )
