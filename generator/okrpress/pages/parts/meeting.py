"""Meetings: which cycle each is about, for which units there is one, and whose objectives are on the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.company import Company
from okrpress.model import Cycle, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, TrailStep, View
from okrpress.pages.parts.owners import in_tree_order, unit_tree

Meeting: TypeAlias = Literal["alignment", "check-in", "quarterly", "review"]
MEETINGS: Final[tuple[Meeting, ...]] = ("alignment", "check-in", "quarterly", "review")


class Table(NamedTuple):
    """A unit that meets about a cycle."""

    cycle: Cycle
    unit: str
    close: tuple[str, ...]
    """Whose objectives are gone through: the unit, its people, the units directly below."""
    below: tuple[str, ...]
    """Everyone in the unit and below it who has an objective in the cycle."""


class Seat(NamedTuple):
    """What every meeting page says at its top."""

    meeting: str
    unit: Mention
    cycle: Mention
    phase: str
    today: str
    """"" where the cycle is closed: what is closed says the same on every day."""
    crumbs: tuple[Mention, ...]


def cycle_of(company: Company, meeting: Meeting) -> Cycle | None:
    """Return the cycle that a meeting is about today; None while there is none.

    One aligns what comes next as soon as it is drafted, checks in what runs, and looks back on what ended last.
    """
    phases, cycles = company.phases, company.workspace.cycles.values()
    if meeting == "alignment":
        coming = [cycle for cycle in cycles if phases[cycle.id] in ("drafting", "aligning")]
        return min(coming, key=lambda cycle: (cycle.start, cycle.days, cycle.id), default=company.current_cycle)
    if meeting == "check-in":
        return company.current_cycle
    ended = [cycle for cycle in cycles if phases[cycle.id] in ("review", "closed")]
    return max(ended, key=lambda cycle: (cycle.end, -cycle.days, cycle.id), default=company.current_cycle)


def tables(desk: Desk, cycle: Cycle) -> Iterator[Table]:
    """Yield the units that meet about a cycle: the company, and every unit in which somebody has an objective."""
    company, people = desk.company, desk.company.workspace.people
    owners = in_tree_order(desk, desk.involvement.owners_in.get(cycle.id, ()))
    below: dict[str, list[str]] = {}
    for owner in owners:
        own = () if owner in people else (owner,)
        for unit in (*own, *company.alignment.above(owner)):
            below.setdefault(unit, []).append(owner)
    root = company.settings.company
    for unit, _ in unit_tree(desk):
        if unit == root or (unit in below and company.is_here(company.workspace.units[unit])):
            near = {unit, *desk.involvement.units_below.get(unit, ())}
            found = tuple(below.get(unit, ()))
            close = tuple(owner for owner in found if owner in near or (owner in people and people[owner].unit == unit))
            yield Table(cycle, unit, close, found)


def meeting_pages(desk: Desk, meeting: Meeting, look: Callable[[Desk, Table], View]) -> Iterator[Page]:
    """Yield a meeting's pages."""
    cycle = cycle_of(desk.company, meeting)
    if cycle is None:
        return
    root = desk.company.settings.company
    for table in tables(desk, cycle):
        is_root = table.unit == root
        title = title_of(desk, meeting) if is_root else f"{title_of(desk, meeting)} · {desk.mentions.owner(table.unit).text}"
        company_wide = TrailStep(title_of(desk, meeting), addresses.of_meeting(meeting))
        yield Page(
            address=addresses.of_meeting(meeting, "" if is_root else table.unit),
            kind=f"meeting_{meeting.replace('-', '_')}",
            title=title,
            view=partial(look, desk, table),
            under=addresses.MEETINGS,
            trail=() if is_root else (company_wide,),
            part=cycle.id,
        )


def meetings_of(desk: Desk, unit: str) -> tuple[Mention, ...]:
    """Name the meetings of a unit that has objectives of its own to meet about."""
    company = desk.company
    if not company.is_here(company.workspace.units[unit]):
        return ()
    own = "" if unit == company.settings.company else unit
    return tuple(
        Mention(title_of(desk, meeting), addresses.href(addresses.of_meeting(meeting, own)))
        for meeting in MEETINGS
        if (cycle := cycle_of(company, meeting)) is not None and company.objectives_of(cycle.id, unit)
    )


def title_of(desk: Desk, meeting: Meeting) -> str:
    """Name a meeting."""
    words = desk.words
    names: Mapping[Meeting, str] = {
        "alignment": words("Alignment meeting"),
        "check-in": words("Weekly check-in"),
        "quarterly": words("OKR meeting"),
        "review": words("Review meeting"),
    }
    return names[meeting]


def seat(desk: Desk, meeting: Meeting, table: Table) -> Seat:
    """Say who meets about what."""
    words, names, root = desk.words, desk.mentions, desk.company.settings.company
    title = title_of(desk, meeting)
    hub = Mention(words("Meetings"), addresses.MEETINGS)
    above = () if table.unit == root else (Mention(title, addresses.of_meeting(meeting)),)
    return Seat(
        meeting=title,
        unit=names.owner(table.unit),
        cycle=names.cycle(table.cycle.id),
        phase=desk.vocabulary.phases[desk.company.phases[table.cycle.id]],
        today="" if desk.company.phases[table.cycle.id] == "closed" else words.date(desk.company.today),
        crumbs=(hub, *above),
    )


def address_of(desk: Desk, meeting: Meeting, table: Table) -> str:
    """Return the address of a meeting's page."""
    return addresses.of_meeting(meeting, "" if table.unit == desk.company.settings.company else table.unit)


def objectives_of(desk: Desk, table: Table, owners: tuple[str, ...]) -> Iterator[Objective]:
    """Yield the objectives of owners in a meeting's cycle, but for what was dropped."""
    for owner in owners:
        for objective in desk.company.objectives_of(table.cycle.id, owner):
            if objective.stage != "dropped":
                yield objective
