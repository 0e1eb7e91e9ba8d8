"""The page of a cycle: every objective by unit, numbers visible, and where the cycle is in its phases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from markupsafe import Markup

from okrpress.model import Cycle, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.outward import Action, actions
from okrpress.pages.parts.owners import in_tree_order
from okrpress.pages.parts.portfolio import OwnerScore, owner_score, review_of
from okrpress.pages.parts.rows import ObjectiveRow, rows
from okrpress.pages.parts.story import story
from okrpress.pages.parts.tally import Tally, tallies
from okrpress.pages.parts.timeline import Timeline, timeline

DEEPEST_HEADING: Final = 1
"""Owners further below the company are not listed in the page's table of contents."""
ROWS: Final = 100
"""So many objectives stand in the page itself; of the others a reader without scripts gets their owners. The script shows as
many at a time."""


class OwnerGroup(NamedTuple):
    """An owner's objectives in the cycle."""

    id: str
    """Its anchor: the owner's handle."""
    owner: Mention
    unit: str
    """The unit of a person; "" for a unit."""
    score: OwnerScore
    review: Mention | None
    rows: tuple[ObjectiveRow, ...]


class OwnerCount(NamedTuple):
    """An owner whose objectives do not all stand in the page, and how many they are."""

    owner: Mention
    score: OwnerScore
    number: int


class Choice(NamedTuple):
    """Something to sort or to filter by: as it stands in an address, and in words."""

    name: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleView(View):
    """A cycle, finished."""

    id: str = ""
    data: str = ""
    """Where its open data is."""
    theme: str = ""
    statistics: str = ""
    timeline: Timeline | None = None
    is_closed: bool = False
    is_current: bool = False
    around: tuple[Mention, ...] = ()
    within: tuple[Mention, ...] = ()
    story: Markup
    number: int = 0
    tallies: tuple[Tally, ...] = ()
    groups: tuple[OwnerGroup, ...] = ()
    rest: tuple[OwnerCount, ...] = ()
    size: int = ROWS
    table: str = ""
    """Where the columns of all objectives are; "" where there is nothing to sort."""
    facets: tuple[Choice, ...] = ()
    flags: tuple[Choice, ...] = ()
    orders: tuple[Choice, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    actions: tuple[Action, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every cycle."""
    for cycle in desk.company.workspace.cycles.values():
        yield Page(
            address=addresses.of_record(cycle.id),
            kind="cycle",
            title=cycle.title or cycle.id,
            view=partial(view, desk, cycle),
            under=addresses.CYCLES,
            part=cycle.id,
            source=cycle.source.path,
            search=search,
        )


def view(desk: Desk, cycle: Cycle) -> CycleView:
    """Look at a cycle."""
    company, names = desk.company, desk.mentions
    address = addresses.of_record(cycle.id)
    owners = in_tree_order(desk, desk.involvement.owners_in.get(cycle.id, ()))
    objectives = [entry for owner in owners for entry in company.objectives_of(cycle.id, owner)]
    depths = company.alignment.depths
    cycles = company.workspace.cycles
    groups, rest = _groups(desk, cycle, owners)
    return CycleView(
        title=cycle.title or cycle.id,
        address=address,
        description=cycle.theme,
        headings=tuple(
            Heading(owner, names.owner(owner).text)
            for owner in owners
            if depths.get(owner, 0) <= DEEPEST_HEADING and owner in company.workspace.units
        ),
        id=cycle.id,
        data=addresses.href(addresses.of_data(cycle.id)),
        theme=cycle.theme,
        statistics=addresses.href(addresses.of_statistics(cycle.id)),
        timeline=timeline(desk, cycle),
        is_closed=cycle.phase(company.today) == "closed",
        is_current=cycle == company.current_cycle,
        around=tuple(names.cycle(other.id) for other in cycles.values() if other.id != cycle.id and other.contains(cycle)),
        within=tuple(names.cycle(other.id) for other in cycles.values() if other.id != cycle.id and cycle.contains(other)),
        story=story(desk, cycle.source, address),
        number=len(objectives),
        tallies=tallies(desk, objectives) if objectives else (),
        groups=groups,
        rest=rest,
        table=addresses.href(addresses.of_table(cycle.id)) if len(objectives) > 1 else "",
        facets=_facets(desk, objectives),
        flags=_flags(desk, cycle),
        orders=_orders(desk),
        findings=finding_rows(desk, cycle.id),
        waivers=waiver_rows(desk, cycle.waivers),
        actions=actions(desk, cycle.source.path, cycle.title or cycle.id),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, CycleView):
        raise TypeError(found)
    filters = (("cycle", found.id), ("cycle", found.title))
    return SearchEntry(f"{found.theme} {found.story.striptags()}", filters, closed=found.is_closed)


def _groups(desk: Desk, cycle: Cycle, owners: tuple[str, ...]) -> tuple[tuple[OwnerGroup, ...], tuple[OwnerCount, ...]]:
    """Return the objectives that the page holds, by owner, and the owners of those that it does not."""
    groups: list[OwnerGroup] = []
    rest: list[OwnerCount] = []
    room = ROWS
    for owner in owners:
        objectives = desk.company.objectives_of(cycle.id, owner)
        if room:
            groups.append(_group(desk, cycle, owner, objectives[:room]))
        if len(objectives) > room:
            rest.append(OwnerCount(desk.mentions.owner(owner), owner_score(desk, cycle.id, owner), len(objectives)))
        room = max(0, room - len(objectives))
    return tuple(groups), tuple(rest)


def _group(desk: Desk, cycle: Cycle, owner: str, objectives: tuple[Objective, ...]) -> OwnerGroup:
    person = desk.company.workspace.people.get(owner)
    return OwnerGroup(
        id=owner,
        owner=desk.mentions.owner(owner),
        unit=desk.mentions.owner(person.unit).text if person else "",
        score=owner_score(desk, cycle.id, owner),
        review=review_of(desk, cycle.id, owner),
        rows=rows(desk, objectives),
    )


def _facets(desk: Desk, objectives: list[Objective]) -> tuple[Choice, ...]:
    """Return what the objectives can be told apart by, as a reader would ask: whose, what, how it stands."""
    words = desk.words
    several_stages = len({objective.stage for objective in objectives}) > 1
    return (
        Choice("unit", words("Unit")),
        Choice("owner", words("Owner")),
        Choice("person", words("Person")),
        Choice("type", words("Type")),
        *((Choice("stage", words("Stage")),) if several_stages else ()),
        Choice("state", words("State")),
        Choice("score", words("Score")),
        Choice("confidence", words("Confidence")),
        Choice("checked", words("Checked in")),
        *((Choice("tag", words("Tag")),) if any(objective.tags for objective in objectives) else ()),
    )


def _flags(desk: Desk, cycle: Cycle) -> tuple[Choice, ...]:
    unaligned = Choice("unaligned", desk.words("Unaligned"))
    return (unaligned,) if cycle.phase(desk.company.today) == "closed" else (unaligned, Choice("stale", desk.words("Stale")))


def _orders(desk: Desk) -> tuple[Choice, ...]:
    words = desk.words
    return (
        Choice("unit", words("Unit")),
        Choice("title", words("Objective")),
        Choice("owner", words("Owner")),
        Choice("type", words("Type")),
        Choice("stage", words("Stage")),
        Choice("state", words("State")),
        Choice("score", words("Score")),
        Choice("confidence", words("Confidence")),
        Choice("checked", words("Checked in")),
        Choice("tag", words("Tag")),
    )
