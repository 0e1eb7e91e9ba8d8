"""The page of a person: what they pursue and carry, what waits on them, and what they were thanked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from okrpress.diagrams import unit_map
from okrpress.model import Person
from okrpress.pages import addresses
from okrpress.pages.markdown import outward
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, TrailStep, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.outward import Action, actions
from okrpress.pages.parts.portfolio import Portfolio, portfolio
from okrpress.pages.parts.recognition import Recognition, recognition
from okrpress.pages.parts.rows import KeyResultRow, ObjectiveRow, key_result_row, rows
from okrpress.pages.parts.story import story
from okrpress.pages.parts.waiting import Waiting, waiting


class CarriedRow(NamedTuple):
    """A key result carried in somebody else's objective."""

    objective: Mention
    owner: Mention
    row: KeyResultRow


class Reach(NamedTuple):
    """Where to reach somebody."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(View):
    """A person, finished."""

    unit: Mention
    crumbs: tuple[Mention, ...] = ()
    manager: Mention | None = None
    leads: tuple[Mention, ...] = ()
    since: str = ""
    gone_note: str = ""
    reach: tuple[Reach, ...] = ()
    story: Markup
    waiting: tuple[Waiting, ...] = ()
    portfolio: Portfolio
    feed: str = ""
    data: str = ""
    """Where its open data is."""
    carried: tuple[CarriedRow, ...] = ()
    contributed: tuple[ObjectiveRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    asked: tuple[AskRow, ...] = ()
    offers: tuple[str, ...] = ()
    recognition: Recognition
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    actions: tuple[Action, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every person."""
    workspace = desk.company.workspace
    for person in workspace.people.values():
        yield Page(
            address=addresses.of_person(person.handle),
            kind="person",
            title=person.name or person.handle,
            view=partial(view, desk, person),
            under=addresses.PEOPLE,
            trail=(TrailStep(workspace.name_of(person.unit), addresses.of_owner(workspace, person.unit)),),
            source=person.source.path,
            search=partial(search, is_gone=_is_gone(desk, person)),
        )


def view(desk: Desk, person: Person) -> PersonView:
    """Look at a person."""
    words, names, involved = desk.words, desk.mentions, desk.involvement
    handle, address = person.handle, addresses.of_person(person.handle)
    owned = portfolio(desk, handle)
    to_do = waiting(desk, handle)
    carried = _carried(desk, handle)
    contributed = rows(desk, sorted(involved.contributions.get(handle, ()), key=lambda entry: entry.id, reverse=True))
    asks = tuple(ask_row(desk, placed) for placed in involved.asking.get(handle, ()) if placed.ask.is_open)
    asked = tuple(ask_row(desk, placed) for placed in involved.asked.get(handle, ()) if placed.ask.is_open)
    offers = tuple(
        offer.what for unit in desk.company.workspace.units.values() for offer in unit.offers if offer.contact == handle
    )
    thanks = recognition(desk, handle)
    findings, waivers = finding_rows(desk, f"people/{handle}"), waiver_rows(desk, person.waivers)
    cycle = desk.company.current_cycle
    picture = unit_map.graph(desk.company, handle, cycle.id if cycle else "", words)
    sections = (
        (bool(to_do), Heading("Waiting", words("What waits on {name}", name=person.name or handle))),
        (bool(owned.running) or not _is_gone(desk, person), Heading("Objectives", words("Objectives"))),
        (bool(picture.nodes), Heading("Map", words("How they hang together"))),
        (bool(carried), Heading("Carried", words("Key results carried for others"))),
        (bool(contributed), Heading("Contributed", words("Contributes to"))),
        (bool(asks or asked or offers), Heading("Ties", words("Asks and offers"))),
        (bool(thanks.medals), Heading("Medals", words("Medals"))),
        (bool(owned.past), Heading("Earlier", words("Earlier cycles"))),
        (bool(findings or waivers), Heading("Checks", words("Checks"))),
    )
    return PersonView(
        title=person.name or handle,
        address=address,
        description=names.owner(person.unit).text,
        headings=tuple(heading for is_there, heading in sections if is_there),
        pictures={"map": picture},
        unit=names.owner(person.unit),
        crumbs=(*names.owners(tuple(desk.company.alignment.above(person.unit))[::-1]), names.owner(person.unit)),
        manager=names.owner(person.manager) if person.manager and not _is_gone(desk, person) else None,
        leads=names.owners(involved.led.get(handle, ())),
        since=words.date(person.since) if person.since else "",
        gone_note=words("Left on {day}. What was written stays.", day=words.date(person.until)) if _is_gone(desk, person) else "",
        reach=tuple(Reach(name, url) for name, link in person.links.items() if (url := outward(str(link)))),
        story=story(desk, person.source, address),
        waiting=to_do,
        portfolio=owned,
        feed=addresses.href(addresses.of_feed(address)),
        data=addresses.href(addresses.of_data(f"people/{person.handle}")),
        carried=carried,
        contributed=contributed,
        asks=asks,
        asked=asked,
        offers=offers,
        recognition=thanks,
        findings=findings,
        waivers=waivers,
        actions=actions(desk, person.source.path, person.name or handle),
    )


def search(found: View, *, is_gone: bool) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, PersonView):
        raise TypeError(found)
    said = (found.unit.text, found.story.striptags(), *found.offers)
    return SearchEntry(" ".join(said), (("unit", found.unit.text), ("owner", found.title)), closed=is_gone)


def _carried(desk: Desk, handle: str) -> tuple[CarriedRow, ...]:
    """List what somebody carries for others in cycles that are not closed."""
    cycles, today = desk.company.workspace.cycles, desk.company.today
    return tuple(
        CarriedRow(
            desk.mentions.objective(entry.objective.id),
            desk.mentions.owner(entry.objective.owner),
            key_result_row(desk, entry.objective, entry.key_result),
        )
        for entry in desk.involvement.key_results.get(handle, ())
        if (cycle := cycles.get(entry.objective.cycle)) is None or cycle.phase(today) != "closed"
    )


def _is_gone(desk: Desk, person: Person) -> bool:
    return person.until is not None and person.until < desk.company.today
