"""The contents of pages: views made, hashed, their pictures drawn together, and rendered."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import Engine, engine_of
from okrpress.diagrams.store import Store
from okrpress.pages.page import Heading as PageHeading
from okrpress.pages.page import Page, View
from okrpress.pages.render import render
from okrpress.settings import Settings
from okrpress.site.digest import digest
from okrpress.site.ledger import Entry
from okrpress.site.publication import Body, Heading, SearchRecord, SearchSection
from okrpress.words import Words

AT_ONCE: Final = 500
"""Pages whose pictures are drawn together: bounds the memory of a first build."""
VIEWS_KEPT: Final = 4000
"""Views that wait for their page to be made; beyond them making one twice costs less than keeping it."""

log = logging.getLogger(__name__)


class Contents:
    """Makes the content of every page of one company on one day."""

    def __init__(self, settings: Settings, words: Words, cache: Path) -> None:
        """Draw with the company's engine, keep pictures in the cache."""
        self._settings = settings
        self._words = words
        self._cache = cache
        self._views: dict[str, View] = {}
        self._drawn: set[str] = set()

    @cached_property
    def _engine(self) -> Engine:
        return engine_of(self._settings.diagram_engine)

    @cached_property
    def _store(self) -> Store:
        return Store(self._cache / "pictures.sqlite")

    def entries(self, pages: Iterable[Page], revision: str) -> dict[str, Entry]:
        """Return what a build must know of pages before they are made, by address; their pictures are drawn on the way."""
        found: dict[str, Entry] = {}
        for some in _slices(pages):
            views = {page.address: page.view() for page in some}
            self._draw(views)
            for page in some:
                view = views[page.address]
                made_of = f"{revision}\n{page.kind} {page.title!r} {page.trail!r} {page.source!r}\n{view!r}"
                found[page.address] = Entry(digest(made_of), view.description, _found(page, view))
            if len(self._views) < VIEWS_KEPT:
                self._views.update(views)
        return found

    def prepare(self, pages: Iterable[Page]) -> None:
        """Draw the pictures of pages that are about to be made, so that making a page finds its own ready."""
        for some in _slices(page for page in pages if page.address not in self._drawn):
            self._draw({page.address: page.view() for page in some})

    def body(self, page: Page) -> Body:
        """Make a page's content."""
        view = self._views.pop(page.address, None) or page.view()
        pictures = draw(view.pictures, self._engine, self._store).svgs if view.pictures else {}
        return Body(render(page, view, pictures, self._words), _nested(view.headings))

    def _draw(self, views: Mapping[str, View]) -> None:
        """Draw the pictures of views and keep them."""
        self._drawn.update(views)
        graphs = {f"{address}#{name}": graph for address, view in views.items() for name, graph in view.pictures.items()}
        if graphs:
            for failure in draw(graphs, self._engine, self._store).failures:
                log.warning("The picture %s could not be drawn: %s", failure.graph, failure.reason)


def _slices(pages: Iterable[Page]) -> Iterator[list[Page]]:
    remaining = iter(pages)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def _nested(headings: Iterable[PageHeading]) -> tuple[Heading, ...]:
    """Put headings of the third level below those of the second."""
    upper: list[tuple[PageHeading, list[Heading]]] = []
    for heading in headings:
        if heading.level > 2 and upper:  # noqa: PLR2004 - the page's own title is the first level
            upper[-1][1].append(Heading(heading.id, heading.title))
        else:
            upper.append((heading, []))
    return tuple(Heading(heading.id, heading.title, tuple(below)) for heading, below in upper)


def _found(page: Page, view: View) -> SearchRecord | None:
    if page.search is None:
        return None
    entry = page.search(view)
    return SearchRecord(
        address=page.address,
        title=view.title,
        text=entry.text,
        sections=tuple(SearchSection(part.id, part.title, part.text) for part in entry.parts),
        shelf="closed" if entry.closed else "running" if page.part else "company",
        filters=tuple(sorted((name, value) for name, value in entry.filters.items() if value)),
    )
