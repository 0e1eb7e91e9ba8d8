"""The strategy map: themes by perspective, cause and effect, the evidence, and who carries each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from okrpress.diagrams import strategy_map as picture
from okrpress.model import Theme
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, SearchEntry, View
from okrpress.pages.parts.findings import FindingRow, WaiverRow, finding_rows, waiver_rows
from okrpress.pages.parts.outward import Action, actions
from okrpress.pages.parts.rows import ObjectiveRow, rows
from okrpress.pages.parts.story import story
from okrpress.pages.vocabulary import Status


class ThemeView(NamedTuple):
    """A bet of the strategy."""

    id: str
    title: str
    evidence: Status
    hypothesis: str
    leads_to: tuple[Mention, ...]
    caused_by: tuple[Mention, ...]
    rows: tuple[ObjectiveRow, ...]
    """The objectives that carry it, in cycles that are not closed."""
    past: int
    """How many carried it in closed cycles."""


class Lane(NamedTuple):
    """The themes of one perspective."""

    title: str
    themes: tuple[ThemeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyMapView(View):
    """The strategy, finished."""

    mission: str = ""
    vision: str = ""
    values: tuple[str, ...] = ()
    story: Markup
    lanes: tuple[Lane, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    waivers: tuple[WaiverRow, ...] = ()
    actions: tuple[Action, ...] = ()
    data: str = ""
    """Where its open data is."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the map."""
    words = desk.words
    yield Page(
        addresses.STRATEGY_MAP,
        "strategy_map",
        desk.company.workspace.strategy.title or words("Strategy"),
        partial(view, desk),
        hub=True,
        nav=(words("Maps"), words("Strategy")),
        source=desk.company.workspace.strategy.source.path,
        search=search,
        files={"map.svg": "map"},
    )


def view(desk: Desk) -> StrategyMapView:
    """Look at the strategy."""
    words, strategy = desk.words, desk.company.workspace.strategy
    lanes: list[Lane] = []
    for perspective, title in (*desk.vocabulary.perspectives.items(), (None, words("Without a perspective"))):
        themes = tuple(_theme(desk, theme) for theme in strategy.themes if theme.perspective == perspective)
        if themes:
            only = perspective is None and not lanes
            lanes.append(Lane("" if only else title, themes))
    return StrategyMapView(
        title=strategy.title or words("Strategy"),
        address=addresses.STRATEGY_MAP,
        description=strategy.mission,
        headings=tuple(Heading(theme.id, theme.title) for lane in lanes for theme in lane.themes),
        pictures={"map": picture.graph(desk.company, words)},
        mission=strategy.mission,
        vision=strategy.vision,
        values=strategy.values,
        story=story(desk, strategy.source, addresses.STRATEGY_MAP),
        lanes=tuple(lanes),
        findings=finding_rows(desk, "strategy"),
        waivers=waiver_rows(desk, strategy.waivers),
        actions=actions(desk, strategy.source.path, strategy.title or words("Strategy")),
        data=addresses.of_data("strategy"),
    )


def search(found: View) -> SearchEntry:
    """Tell the search what the page says."""
    if not isinstance(found, StrategyMapView):
        raise TypeError(found)
    themes = [f"{theme.title} {theme.hypothesis}" for lane in found.lanes for theme in lane.themes]
    return SearchEntry(" ".join((found.mission, found.vision, *found.values, *themes)))


def _theme(desk: Desk, theme: Theme) -> ThemeView:
    company, names = desk.company, desk.mentions
    cycles, today = company.workspace.cycles, company.today
    links = company.alignment.children.get(f"strategy#{theme.id}", ())
    carrying = [company.workspace.objectives[link.source] for link in links]
    alive = [entry for entry in carrying if (cycle := cycles.get(entry.cycle)) is None or cycle.phase(today) != "closed"]
    causes = [other for other in company.workspace.strategy.themes if theme.id in other.leads_to]
    return ThemeView(
        id=theme.id,
        title=theme.title or theme.id,
        evidence=desk.vocabulary.evidence[theme.evidence],
        hypothesis=theme.hypothesis,
        leads_to=tuple(names.target(f"strategy#{effect}") for effect in theme.leads_to),
        caused_by=tuple(names.target(f"strategy#{cause.id}") for cause in causes),
        rows=rows(desk, alive),
        past=len(carrying) - len(alive),
    )
