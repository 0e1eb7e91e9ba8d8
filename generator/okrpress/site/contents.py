"""The contents of pages: views made, hashed, their pictures drawn together, and rendered, by all cores."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

from okrpress.cache import Cache, Made
from okrpress.diagrams.draw import Pictures, draw
from okrpress.diagrams.engine import Engine, engine_of
from okrpress.diagrams.store import Store
from okrpress.diagrams.svg import linked
from okrpress.pages.page import Heading as PageHeading
from okrpress.pages.page import Page, View
from okrpress.pages.parts.search_filters import kind_of
from okrpress.pages.render import render
from okrpress.settings import Settings
from okrpress.site.digest import digest
from okrpress.site.found import PackedRecord, SearchRecord, SearchSection
from okrpress.site.hands import in_turns
from okrpress.site.ledger import Entry
from okrpress.site.looked import Inquiry
from okrpress.site.publication import Body, Heading
from okrpress.site.spool import Place, Spool
from okrpress.words import Words

log = logging.getLogger(__name__)

KIND: Final = "contents"
"""What is kept of contents, of parts alone: a site has them already."""
_MOST: Final = 1_000_000


class _Made(NamedTuple):
    """What comes of some pages, by address."""

    entries: Mapping[str, Entry]
    places: Mapping[str, Place]
    """Of finished contents."""
    complaints: Sequence[tuple[str, str]]
    """Pictures that could not be drawn, and why."""


class Tools:
    """What the contents of all languages are made with: the company's engine, layouts and finished contents in the cache."""

    def __init__(self, settings: Settings, cache: Path) -> None:
        """Know where they are; each is made when it is first needed."""
        self._settings = settings
        self._cache = cache

    @cached_property
    def engine(self) -> Engine:
        """What lays pictures out."""
        return engine_of(self._settings.diagram_engine)

    @cached_property
    def store(self) -> Store:
        """Layouts of earlier pictures, whatever their language."""
        return Store(self._cache / "layouts.sqlite")

    @property
    def cache(self) -> Cache:
        """What was made before."""
        return Cache(self._cache)

    @cached_property
    def spool(self) -> Spool:
        """Contents on their way."""
        return Spool(self._cache)


class Contents:
    """Makes the content of every page of one company on one day, in one language."""

    def __init__(self, tools: Tools, words: Words, folder: str = "") -> None:
        """Write for pages that lie in a folder below the root of the site."""
        self._tools = tools
        self._words = words
        self._folder = folder
        self._places: dict[str, Place] = {}
        self._keys: dict[str, str] = {}
        """Of all pages, by address, once they are known."""
        self.unfinished: set[str] = set()
        """Paths of files that were made without a picture which could not be drawn this time."""

    def entries(self, pages: Sequence[Page], revision: str, inquiry: Inquiry | None, *, all_needed: bool) -> dict[str, Entry]:
        """Return what a build must know of pages before they are made, by address.

        Where all of them will be needed, as in a first build, they are made on the way: one look at a page is enough.
        """
        found: dict[str, Entry] = {}
        for made in self._shared(pages, partial(self._look, revision=revision, inquiry=inquiry, with_bodies=all_needed)):
            found.update(made.entries)
        return found

    def prepare(self, pages: Iterable[Page]) -> None:
        """Make pages that are about to be published, those that are not made already."""
        wanted = [page for page in pages if page.address not in self._places]
        self._take_up(wanted)
        missing = [page for page in wanted if page.address not in self._places]
        for _ in self._shared(missing, partial(self._look, revision="", inquiry=None, with_bodies=True)):
            pass

    def expect(self, keys: Mapping[str, str]) -> None:
        """Know the keys of all pages, by address: contents that came with a part are taken from there."""
        self._keys = dict(keys)

    def put_away(self, pages: Sequence[Page]) -> None:
        """Keep the contents of pages for a part, in the cache."""
        self.prepare(pages)
        finished = [page for page in pages if f"{page.address}index.html" not in self.unfinished]
        made = {self._name(page): Made(self._keys[page.address], _frozen(self.body(page))) for page in finished}
        self._tools.cache.learn(KIND, made, _MOST)

    def _take_up(self, pages: Sequence[Page]) -> None:
        """Find contents that came with a part."""
        names = {self._name(page): page.address for page in pages}
        keys = {name: self._keys[address] for name, address in names.items() if address in self._keys}
        for name, packed in self._tools.cache.recall(KIND, keys).items():
            with suppress(ValueError, TypeError):
                self._places[names[name]] = self._tools.spool.put(_thawed(packed))

    def _name(self, page: Page) -> str:
        return f"{self._folder}{page.address}"

    def body(self, page: Page) -> Body:
        """Return a page's content."""
        if page.address not in self._places:
            self.prepare([page])
        return self._tools.spool.take(self._places.pop(page.address))

    def file(self, page: Page, name: str, sheets: Sequence[str]) -> bytes:
        """Return one of a page's pictures as a file of its own; a picture of nothing has its title alone."""
        graph = page.view().pictures[name]
        drawn = draw({name: graph}, self._tools.engine, self._tools.store).svgs.get(name, "") if graph.nodes else ""
        if graph.nodes and not drawn:
            self.unfinished.update(f"{page.address}{path}" for path, picture in page.files.items() if picture == name)
        return linked(drawn or f"<svg ><title>{escape(graph.title)}</title></svg>", sheets).encode()

    def _shared(self, pages: Sequence[Page], look: Callable[[Sequence[Page]], _Made]) -> Iterator[_Made]:
        """Look at pages with all hands, and keep what comes of it."""
        # No copy of this process may share its connection; each one opens its own.
        self._tools.store.close()
        self._tools.spool  # noqa: B018 - one for all
        for made in in_turns(look, pages):
            for picture, reason in made.complaints:
                log.warning("The picture %s could not be drawn: %s", picture, reason)
                self.unfinished.add(f"{picture.rpartition('#')[0]}index.html")
            self._places.update(made.places)
            yield made

    def _look(self, pages: Sequence[Page], *, revision: str, inquiry: Inquiry | None, with_bodies: bool) -> _Made:
        """Look at some pages, in whichever process."""
        views: dict[str, View] = {}
        entries: dict[str, Entry] = {}
        for page in pages:
            view, questions = inquiry.look(page) if inquiry else (page.view(), None)
            views[page.address] = view
            entries[page.address] = replace(_entry(page, view, revision), questions=questions)
        if not with_bodies:
            return _Made(entries, {}, ())
        drawn = self._drawn(views)
        places: dict[str, Place] = {}
        for page in pages:
            view = views[page.address]
            pictures = {name: drawn.svgs.get(f"{page.address}#{name}", "") for name in view.pictures}
            html = render(page, view, pictures, self._words, self._folder)
            places[page.address] = self._tools.spool.put(Body(html, _nested(view.headings)))
        return _Made(entries, places, [(failure.graph, failure.reason) for failure in drawn.failures])

    def _drawn(self, views: Mapping[str, View]) -> Pictures:
        """Draw the pictures of views together."""
        graphs = {f"{address}#{name}": graph for address, view in views.items() for name, graph in view.pictures.items()}
        return draw(graphs, self._tools.engine, self._tools.store) if graphs else Pictures({})


def _frozen(body: Body) -> bytes:
    def told(headings: Iterable[Heading]) -> list[object]:
        return [[heading.id, heading.title, told(heading.children)] for heading in headings]

    return json.dumps([body.html, told(body.headings)], ensure_ascii=False).encode("utf-8", "surrogatepass")


def _thawed(packed: bytes) -> Body:
    def read(rows: Any) -> tuple[Heading, ...]:  # noqa: ANN401 - as it was written
        return tuple(Heading(place, title, read(below)) for place, title, below in rows)

    html, headings = json.loads(packed.decode("utf-8", "surrogatepass"))
    return Body(html, read(headings))


def _entry(page: Page, view: View, revision: str) -> Entry:
    made_of = f"{page.kind} {page.title!r} {page.trail!r} {page.source!r}"
    return Entry(digest(revision, made_of, _CANONICAL.encode(view)), view.description, _found(page, view))


def _fields(value: object) -> list[object]:
    """Take a value of ours apart for the canonical form."""
    names: Mapping[str, object] = value.__dataclass_fields__  # type: ignore[attr-defined] # whatever else raises, as it should
    return [getattr(value, name) for name in names]


_CANONICAL: Final = json.JSONEncoder(default=_fields, ensure_ascii=False, check_circular=False, separators=(",", ":"))
"""What a view says, in half the time of its `repr`; of which kind it is, stands beside it."""


def _nested(headings: Iterable[PageHeading]) -> tuple[Heading, ...]:
    """Put headings of the third level below those of the second."""
    upper: list[tuple[PageHeading, list[Heading]]] = []
    for heading in headings:
        if heading.level > 2 and upper:  # noqa: PLR2004 - the page's own title is the first level
            upper[-1][1].append(Heading(heading.id, heading.title))
        else:
            upper.append((heading, []))
    return tuple(Heading(heading.id, heading.title, tuple(below)) for heading, below in upper)


def _found(page: Page, view: View) -> PackedRecord | None:
    if page.search is None:
        return None
    entry = page.search(view)
    return SearchRecord(
        address=page.address,
        title=view.title,
        text=entry.text,
        sections=tuple(SearchSection(part.id, part.title, part.text) for part in entry.parts),
        shelf="closed" if entry.closed else "running" if page.part else "company",
        filters=tuple(sorted({("kind", kind_of(page.kind)), *((name, value) for name, value in entry.filters if value)})),
    ).packed
