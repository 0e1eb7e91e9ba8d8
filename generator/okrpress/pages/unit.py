"""The page of a unit: what it is for, who is in it, what it wants, what it needs and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from okrpress.diagrams import unit_map
from okrpress.diagrams.levels import is_alive
from okrpress.model import Objective, Unit
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, TrailStep, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.embed import Embedding, embedding
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.meeting import meetings_of
from okrpress.pages.parts.outward import Action, actions
from okrpress.pages.parts.portfolio import OwnerScore, Portfolio, owner_score, portfolio
from okrpress.pages.parts.story import story


class UnitRow(NamedTuple):
    """A unit below another one."""

    unit: Mention
    kind: str
    lead: Mention | None
    is_gone: bool
    objectives: int
    """In the current cycle."""
    score: OwnerScore


class Neighbour(NamedTuple):
    """Another owner with whom a unit has to do, and the objectives that tie them."""

    owner: Mention
    objectives: tuple[Mention, ...]


class Offered(NamedTuple):
    """Help that others may have."""

    what: str
    contact: Mention | None


class MemberRow(NamedTuple):
    """A person of a unit."""

    person: Mention
    objectives: int
    """Own objectives in the current cycle."""
    is_lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView(View):
    """A unit, finished."""

    crumbs: tuple[Mention, ...] = ()
    kind: str = ""
    lead: Mention | None = None
    ceo: Mention | None = None
    since: str = ""
    gone_note: str = ""
    story: Markup
    portfolio: Portfolio
    badge: Embedding
    feed: str = ""
    data: str = ""
    """Where its open data is."""
    meetings: tuple[Mention, ...] = ()
    below: tuple[UnitRow, ...] = ()
    map: str = ""
    """The address of the map of what is below; "" where nothing is there today."""
    people: tuple[MemberRow, ...] = ()
    past_people: tuple[Mention, ...] = ()
    supports: tuple[Neighbour, ...] = ()
    supported_by: tuple[Neighbour, ...] = ()
    needs: tuple[AskRow, ...] = ()
    asked: tuple[AskRow, ...] = ()
    offers: tuple[Offered, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    actions: tuple[Action, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every unit."""
    workspace = desk.company.workspace
    for unit in workspace.units.values():
        above = [*desk.company.alignment.above(unit.handle)][::-1]
        yield Page(
            address=addresses.of_unit(unit.handle),
            kind="unit",
            title=unit.name or unit.handle,
            view=partial(view, desk, unit),
            under=addresses.UNITS,
            trail=tuple(TrailStep(workspace.name_of(handle), addresses.of_unit(handle)) for handle in above),
            source=unit.source.path,
            search=partial(search, is_gone=_is_gone(desk, unit)),
        )


def view(desk: Desk, unit: Unit) -> UnitView:
    """Look at a unit."""
    company, words, names, involved = desk.company, desk.words, desk.mentions, desk.involvement
    handle, address = unit.handle, addresses.of_unit(unit.handle)
    owned = portfolio(desk, handle)
    current = {term.cycle.href for term in owned.running}
    mine = [
        objective
        for cycle in involved.cycles_of.get(handle, ())
        if names.cycle(cycle).href in current
        for objective in company.objectives_of(cycle, handle)
    ]
    people, past = _people(desk, unit)
    below = tuple(unit_row(desk, company.workspace.units[other]) for other in involved.units_below.get(handle, ()))
    needs = tuple(ask_row(desk, placed) for placed in involved.asking.get(handle, ()) if placed.ask.is_open)
    asked = tuple(ask_row(desk, placed) for placed in involved.asked.get(handle, ()) if placed.ask.is_open)
    supports, supported_by = _neighbours(desk, mine)
    offers = tuple(Offered(offer.what, names.owner(offer.contact) if offer.contact else None) for offer in unit.offers)
    current_cycle = company.current_cycle
    picture = unit_map.graph(company, handle, current_cycle.id if current_cycle else "", words)
    findings, waivers = finding_rows(desk, f"units/{handle}"), waiver_rows(desk, unit.waivers)
    sections = (
        (bool(owned.running) or not _is_gone(desk, unit), Heading("Objectives", words("Objectives"))),
        (bool(picture.nodes), Heading("Map", words("How they hang together"))),
        (bool(needs or asked or offers or supports or supported_by), Heading("Ties", words("What it needs and gives"))),
        (bool(below), Heading("Units", words("Units below"))),
        (bool(people or past), Heading("People", words("People"))),
        (bool(owned.past), Heading("Earlier", words("Earlier cycles"))),
        (bool(findings or waivers), Heading("Checks", words("Checks"))),
    )
    return UnitView(
        title=unit.name or handle,
        address=address,
        description=desk.vocabulary.unit_kinds[unit.kind],
        headings=tuple(heading for is_there, heading in sections if is_there),
        pictures={"map": picture},
        crumbs=names.owners(tuple(company.alignment.above(handle))[::-1]),
        kind=desk.vocabulary.unit_kinds[unit.kind],
        lead=names.owner(unit.lead) if unit.lead else None,
        ceo=names.owner(unit.ceo) if unit.ceo else None,
        since=words.date(unit.since) if unit.since else "",
        gone_note=words("Closed on {day}. Its history stays.", day=words.date(unit.until)) if _is_gone(desk, unit) else "",
        story=story(desk, unit.source, address),
        portfolio=owned,
        badge=embedding(desk, address, unit.name or handle),
        feed=addresses.href(addresses.of_feed(address)),
        data=addresses.href(addresses.of_data(f"units/{unit.handle}")),
        meetings=meetings_of(desk, handle),
        below=below,
        map=_map(desk, handle, current_cycle.id if current_cycle else ""),
        people=people,
        past_people=past,
        supports=supports,
        supported_by=supported_by,
        needs=needs,
        asked=asked,
        offers=offers,
        findings=findings,
        waivers=waivers,
        actions=actions(desk, unit.source.path, unit.name or handle),
    )


def search(found: View, *, is_gone: bool) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, UnitView):
        raise TypeError(found)
    said = (found.story.striptags(), *(row.person.text for row in found.people), *(offer.what for offer in found.offers))
    return SearchEntry(" ".join((found.kind, *said)), (("unit", found.title),), closed=is_gone)


def unit_row(desk: Desk, unit: Unit) -> UnitRow:
    """Describe a unit in a list."""
    current = desk.company.current_cycle
    cycle = current.id if current else ""
    return UnitRow(
        unit=desk.mentions.owner(unit.handle),
        kind=desk.vocabulary.unit_kinds[unit.kind],
        lead=desk.mentions.owner(unit.lead) if unit.lead else None,
        is_gone=_is_gone(desk, unit),
        objectives=len(desk.company.objectives_of(cycle, unit.handle)),
        score=owner_score(desk, cycle, unit.handle),
    )


def _map(desk: Desk, handle: str, cycle: str) -> str:
    if handle == desk.company.settings.company:
        return addresses.ALIGNMENT_MAP
    below = desk.involvement.units_below.get(handle, ())
    return addresses.href(addresses.of_map(handle)) if any(is_alive(desk.company, unit, cycle) for unit in below) else ""


def _is_gone(desk: Desk, unit: Unit) -> bool:
    return unit.until is not None and unit.until < desk.company.today


def _people(desk: Desk, unit: Unit) -> tuple[tuple[MemberRow, ...], tuple[Mention, ...]]:
    """Return who is in a unit, its lead first, and who has left."""
    company, known = desk.company, desk.company.workspace.people
    cycle = company.current_cycle
    handles = [handle for handle in desk.involvement.people_in.get(unit.handle, ()) if handle != unit.lead]
    here, past = [], []
    for handle in [unit.lead, *handles] if unit.lead else handles:
        person = known.get(handle)
        if person is not None and person.until is not None and person.until < company.today:
            past.append(desk.mentions.owner(handle))
        else:
            own = len(company.objectives_of(cycle.id, handle)) if cycle else 0
            here.append(MemberRow(desk.mentions.owner(handle), own, handle == unit.lead))
    return tuple(here), tuple(past)


def _neighbours(desk: Desk, objectives: list[Objective]) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return whom these objectives support and who supports them, by owner."""
    alignment, known = desk.company.alignment, desk.company.workspace.objectives
    helped: dict[str, dict[str, None]] = {}
    helping: dict[str, dict[str, None]] = {}
    for objective in objectives:
        for link in alignment.supports.get(objective.id, ()):
            helped.setdefault(known[link.objective].owner, {})[link.objective] = None
        for link in alignment.supported_by.get(objective.id, ()):
            helping.setdefault(known[link.source].owner, {})[link.source] = None
    return _by_owner(desk, helped), _by_owner(desk, helping)


def _by_owner(desk: Desk, found: dict[str, dict[str, None]]) -> tuple[Neighbour, ...]:
    names = desk.mentions
    return tuple(Neighbour(names.owner(owner), tuple(map(names.objective, objectives))) for owner, objectives in found.items())
