"""All cycles: what runs, what comes, what is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.model import Cycle
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, View
from okrpress.pages.parts.timeline import dates


class CycleRow(NamedTuple):
    """A cycle in the list."""

    cycle: Mention
    theme: str
    dates: str
    phase: str
    is_current: bool
    objectives: int
    owners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclesView(View):
    """Every cycle."""

    open: tuple[CycleRow, ...] = ()
    closed: tuple[CycleRow, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the list of cycles."""
    title = desk.words("Cycles")
    yield Page(addresses.CYCLES, "cycles", title, partial(view, desk), hub=True, nav=(title, desk.words("All cycles")))


def view(desk: Desk) -> CyclesView:
    """Look at all cycles."""
    today = desk.company.today
    cycles = [(cycle.phase(today) == "closed", _row(desk, cycle)) for cycle in desk.involvement.cycles]
    return CyclesView(
        title=desk.words("Cycles"),
        address=addresses.CYCLES,
        open=tuple(row for is_closed, row in cycles if not is_closed),
        closed=tuple(row for is_closed, row in cycles if is_closed),
    )


def _row(desk: Desk, cycle: Cycle) -> CycleRow:
    words, company = desk.words, desk.company
    owners = desk.involvement.owners_in.get(cycle.id, ())
    return CycleRow(
        cycle=desk.mentions.cycle(cycle.id),
        theme=cycle.theme,
        dates=dates(words, cycle.start, cycle.end),
        phase=desk.vocabulary.phases[cycle.phase(company.today)],
        is_current=cycle == company.current_cycle,
        objectives=sum(len(company.objectives_of(cycle.id, owner)) for owner in owners),
        owners=len(owners),
    )
