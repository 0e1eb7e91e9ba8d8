"""A page before it is rendered: its address, its kind, and how to make its view model when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.diagrams.graph import Graph
from okrpress.differences.history import Timeline
from okrpress.duties import Duty, duties
from okrpress.pages.involvement import Involvement
from okrpress.pages.markdown import Stories
from okrpress.pages.mentions import Mentions
from okrpress.pages.vocabulary import Vocabulary
from okrpress.source import Source
from okrpress.words import Words


def _unasked(path: str) -> Timeline:
    return Timeline(Source(path))


@dataclass(frozen=True)
class Desk:
    """What every page module works from. What many pages share is made once, when it is first needed."""

    company: Company
    findings: tuple[Finding, ...]
    words: Words
    by_record: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Record id → its findings."""
    folder: str = ""
    """Where the pages of this language lie below the root of the site: "" for its first language, else such as `en/`."""
    site_url: str = ""
    """Where people reach the root of the site; "" where nobody says."""
    past: Callable[[str], Timeline] = _unasked
    """How the history of an objective is found."""

    @classmethod
    def of(cls, company: Company, findings: Iterable[Finding], words: Words, folder: str = "", site_url: str = "") -> Desk:
        """Sort the findings by record."""
        listed = tuple(findings)
        by_record: dict[str, list[Finding]] = {}
        for finding in listed:
            by_record.setdefault(finding.record, []).append(finding)
        sorted_out = {record: tuple(found) for record, found in by_record.items()}
        return cls(company, listed, words, sorted_out, folder, site_url)

    def lay_out(self) -> None:
        """Make what every page needs now: copies of the process that share the pages would each make it."""
        _ = (self.company.standings, self.company.by_owner, self.company.phases, self.vocabulary, self.mentions, self.involvement)

    def timeline(self, path: str) -> Timeline:
        """Return what git knows of the objective in a file, given by its path below the records' folder."""
        return self.past(path)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the values of the format are called."""
        return Vocabulary(self.words)

    @cached_property
    def mentions(self) -> Mentions:
        """Names with their addresses."""
        return Mentions(self.company.workspace)

    @cached_property
    def involvement(self) -> Involvement:
        """Who takes part in what."""
        return Involvement(self.company)

    @cached_property
    def duties(self) -> Mapping[str, tuple[Duty, ...]]:
        """What waits on whom."""
        return duties(self.company, self.findings)

    @cached_property
    def stories(self) -> Stories:
        """The renderer of stories."""
        return Stories()


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the page's table of contents."""

    id: str
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class View:
    """What a template gets as `page`; each kind of page extends it. Holds finished values, never records.

    The rendered page depends on nothing but this value, the template, the catalogue and the generator's version:
    what it holds is hashed to know whether the page must be made again.
    """

    title: str
    address: str
    """The page's own address: what its links start from."""
    description: str = ""
    headings: tuple[Heading, ...] = ()
    pictures: Mapping[str, Graph] = field(default_factory=dict)
    """Graphs by name; the template gets the drawn SVG as `pictures[name]`."""


@dataclass(frozen=True, slots=True)
class SearchPart:
    """A part of a page that is found by itself, such as a key result."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search knows of a page."""

    text: str
    filters: tuple[tuple[str, str], ...] = ()
    """What a reader can narrow a search with: cycle, unit, owner, type, state, tag; each may have several values."""
    closed: bool = False
    """Whether it belongs to a closed cycle: found, but after what runs."""
    parts: tuple[SearchPart, ...] = ()


class TrailStep(NamedTuple):
    """One step of the way from the home page to a page; the address is raw, as `Page.address` is."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site."""

    address: str
    """Relative to the site's root, ending in a slash; "" is the home page."""
    kind: str
    """Stem of the template; the kind of frame."""
    title: str
    view: Callable[[], View]
    hub: bool = False
    """A hub page is rendered by the site builder, every other page is poured into its kind's frame."""
    under: str = ""
    """The address of the hub below which a poured page stands in the navigation."""
    trail: tuple[TrailStep, ...] = ()
    """The way from the home page to this one, without either; the page's own content shows it too."""
    nav: tuple[str, ...] = ()
    """Where a hub page stands in the navigation: section titles and its own, already translated; () keeps it out."""
    part: str = ""
    """The cycle that the page belongs to, "" for none: pages of a part that did not change are not looked at."""
    source: str = ""
    """The record's file, relative to the repository's root; "" where a page is made from many."""
    search: Callable[[View], SearchEntry] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    """Name of a file beside the page → the picture of its view that is published in it."""
