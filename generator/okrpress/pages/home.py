"""The home page: the company's objectives of the running cycle, the CEO's first, and what needs a reader's eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.model import Cycle, Objective
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.asks import AskRow, ask_row
from okrpress.pages.parts.news import Happened, News, lately, news
from okrpress.pages.parts.rows import ObjectiveRow, OpenRow, open_rows, rows
from okrpress.pages.parts.tally import Tally, tallies
from okrpress.pages.parts.timeline import Timeline, timeline

MOST_NEWS: Final = 10
MOST_ATTENTION: Final = 8
MOST_CALLS: Final = 6
NEEDY: Final = ("at risk", "stale", "needs attention")


class Group(NamedTuple):
    """An owner's objectives of one cycle."""

    owner: Mention
    note: str
    """What the owner is to the company."""
    cycle: Mention
    opened: tuple[OpenRow, ...]
    """With their key results, in the current cycle."""
    rows: tuple[ObjectiveRow, ...]
    """Without, in the longer ones around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The company today."""

    mission: str = ""
    today: str = ""
    cycle: Mention | None = None
    statistics: str = ""
    timeline: Timeline | None = None
    tallies: tuple[Tally, ...] = ()
    groups: tuple[Group, ...] = ()
    news: tuple[News, ...] = ()
    more_news: int = 0
    attention: tuple[ObjectiveRow, ...] = ()
    more_attention: int = 0
    calls: tuple[AskRow, ...] = ()
    more_calls: int = 0
    people: int = 0
    units: int = 0
    errors: int = 0


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the home page."""
    title = _company_name(desk)
    yield Page(addresses.HOME, "home", title, partial(view, desk), hub=True, nav=(desk.words("Home"),), search=search)


def view(desk: Desk) -> HomeView:
    """Look at the company."""
    company, words = desk.company, desk.words
    workspace, cycle = company.workspace, company.current_cycle
    current = _objectives_in(desk, cycle) if cycle else []
    happened = lately(desk, [entry for around in _around(desk) for entry in _objectives_in(desk, around)])
    told = _first_of_each(happened)[:MOST_NEWS]
    needy = _needing_attention(desk, current)
    calls = [placed for placed in desk.involvement.asked.get("", ()) if placed.is_waiting]
    asked = [placed for to, every in desk.involvement.asked.items() if to for placed in every if placed.is_waiting]
    running = [placed for placed in (*calls, *asked) if cycle and workspace.objectives[placed.objective].cycle == cycle.id]
    groups = tuple(_groups(desk))
    return HomeView(
        title=_company_name(desk),
        address=addresses.HOME,
        description=workspace.strategy.mission,
        headings=_headings(desk, groups=bool(groups), news=bool(happened), needy=bool(needy), calls=bool(running)),
        mission=workspace.strategy.mission,
        today=words.date(company.today),
        cycle=desk.mentions.cycle(cycle.id) if cycle else None,
        statistics=addresses.href(addresses.of_statistics(cycle.id)) if cycle else "",
        timeline=timeline(desk, cycle) if cycle else None,
        tallies=tallies(desk, current) if current else (),
        groups=groups,
        news=tuple(news(desk, entry) for entry in told),
        more_news=len(happened) - len(told),
        attention=rows(desk, needy[:MOST_ATTENTION]),
        more_attention=max(0, len(needy) - MOST_ATTENTION),
        calls=tuple(ask_row(desk, placed) for placed in running[:MOST_CALLS]),
        more_calls=max(0, len(running) - MOST_CALLS),
        people=sum(1 for person in workspace.people.values() if person.until is None or person.until >= company.today),
        units=sum(1 for unit in workspace.units.values() if unit.until is None or unit.until >= company.today),
        errors=sum(1 for finding in desk.findings if finding.severity == "error"),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    return SearchEntry(text=found.description)


def _company_name(desk: Desk) -> str:
    unit = desk.company.workspace.units.get(desk.company.settings.company)
    return unit.name if unit and unit.name else desk.words("Objectives and key results")


def _around(desk: Desk) -> list[Cycle]:
    """Return the current cycle and the longer ones around it, shortest first."""
    current = desk.company.current_cycle
    if current is None:
        return []
    cycles = [cycle for cycle in desk.company.workspace.cycles.values() if cycle.contains(current)]
    return sorted(cycles, key=lambda cycle: (cycle.id != current.id, cycle.days, cycle.id))


def _objectives_in(desk: Desk, cycle: Cycle) -> list[Objective]:
    company = desk.company
    return [entry for owner in desk.involvement.owners_in.get(cycle.id, ()) for entry in company.objectives_of(cycle.id, owner)]


def _groups(desk: Desk) -> Iterator[Group]:
    """Yield the company's own objectives, the CEO's first; then those of the longer cycles around the current one."""
    settings, workspace, names = desk.company.settings, desk.company.workspace, desk.mentions
    root = workspace.units.get(settings.company)
    ceo = root.ceo if root else ""
    for place, cycle in enumerate(_around(desk)):
        for owner, note in ((ceo, desk.words("CEO")), (settings.company, desk.words("Company"))):
            if objectives := desk.company.objectives_of(cycle.id, owner):
                opened = open_rows(desk, objectives) if place == 0 else ()
                plain = rows(desk, objectives) if place else ()
                yield Group(names.owner(owner), note, names.cycle(cycle.id), opened, plain)


def _first_of_each(happened: list[Happened]) -> list[Happened]:
    """Keep one thing of each objective, so that one busy team does not fill the page."""
    first: dict[str, Happened] = {}
    for entry in happened:
        first.setdefault(entry.objective.id, entry)
    return list(first.values())


def _needing_attention(desk: Desk, objectives: list[Objective]) -> list[Objective]:
    """Return what does not go well: commitments first, then by how far they are behind."""
    company = desk.company

    def urgency(objective: Objective) -> tuple[bool, int, float, str]:
        standing = company.standing(objective.id)
        behind = (standing.score or 0) - (standing.expected or 0)
        return objective.type != "committed", NEEDY.index(standing.health or "stale"), behind, objective.id

    needy = [entry for entry in objectives if entry.stage == "agreed" and company.standing(entry.id).health in NEEDY]
    return sorted(needy, key=urgency)


def _headings(desk: Desk, *, groups: bool, news: bool, needy: bool, calls: bool) -> tuple[Heading, ...]:
    words = desk.words
    sections = (
        (groups, Heading("Company", words("What the company wants"))),
        (needy, Heading("Attention", words("What needs attention"))),
        (calls, Heading("Help", words("Help wanted"))),
        (news, Heading("News", words("What changed this week"))),
        (True, Heading("Next", words("Where to go next"))),
    )
    return tuple(heading for is_there, heading in sections if is_there)
