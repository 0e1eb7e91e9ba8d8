"""What the makers of pages hand over: every page, file and search record of a site, as values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeAlias

from okrpress.site.found import PackedRecord, SearchRecord
from okrpress.words import Words


class PublicationError(Exception):
    """What keeps a site from being published, as one sentence that says what to do."""


class ErrorsFoundError(PublicationError):
    """The records hold errors, each one said, and nobody asked to publish them all the same."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a publication is asked for.

    `okrs` is the folder of records, `today` None for the day of the build, `cache` the folder
    for whatever the makers of pages want to find again, and `project` the folder of mkdocs.yml.
    `site_url` is where people reach the site, "" where nobody says.
    """

    okrs: Path
    project: Path
    cache: Path
    today: date | None = None
    allow_errors: bool = False
    as_of: date | None = None
    """The day as of which the site is shown, with the `commit` of that day; None for what lies in the folder."""
    commit: str = ""
    site_url: str = ""
    is_policed: bool = True
    """Whether pages carry their content policy themselves."""
    announce: Callable[[Sequence[RecordPage]], None] | None = None
    """Whoever wants the pages of files that were just saved before all others are known, as the live server does."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents; `title` is plain text."""

    id: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a page: safe HTML that begins with its own `<h1>`, and its headings."""

    html: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to a page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPage:
    """A page of the navigation, such as the home page or the list of units.

    `address` ends in a slash, that of the home page is empty. `section` holds the titles of the
    navigation's sections that it stands in, outermost first; with none it is a tab of its own. There
    it is called by its `label`, or its title if that is empty.
    `key` is a hash of everything that the body is made of: the body is only asked for when it
    changed. `hide` takes Material's words (`navigation`, `toc`, `path`, `footer`).
    """

    address: str
    title: str
    key: str
    body: Callable[[], Body]
    section: tuple[str, ...] = ()
    label: str = ""
    in_navigation: bool = True
    description: str = ""
    hide: tuple[str, ...] = ()
    edit_url: Callable[[], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How pages of one kind are framed: below which hub, and without which parts of Material."""

    kind: str
    under: str = ""
    hide: tuple[str, ...] = ("navigation",)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One of ten thousands of pages: poured into the frame of its `kind`.

    `trail` leads from the frame's hub to this page, without either of them.
    """

    address: str
    kind: str
    title: str
    key: str
    body: Callable[[], Body]
    description: str = ""
    trail: tuple[Crumb, ...] = ()
    edit_url: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is, such as `api/okrs.json`; `key` is a hash of its bytes."""

    path: str
    key: str
    data: Callable[[], bytes]

    @classmethod
    def of(cls, path: str, data: bytes) -> Asset:
        """Make an asset of bytes that are there already."""
        return cls(path, blake2b(data, digest_size=16).hexdigest(), lambda: data)


def _nothing_unfinished() -> Collection[str]:
    """All files are as they should be."""
    return ()


def _nothing_to_prepare(_paths: Collection[str]) -> None:
    """Make each page when its turn comes."""


class Tongue(NamedTuple):
    """A language of a site, and the folder below the root that its pages lie in: "" for the first one, `en/` for another."""

    language: str
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A whole site; where it has several languages, the first one's part of it, with those of the others behind it.

    `words` knows its language, `folder` is where it lies below the root of the site, and `tongues` are all languages
    between which a reader can choose. Addresses of pages and paths of assets are relative to the folder.
    `own_pages_edit_url` is what the path of one of the company's own Markdown pages is added to, for the link that
    edits it; empty where there is no such link.
    """

    words: Words = field(default_factory=Words)
    folder: str = ""
    tongues: tuple[Tongue, ...] = ()
    others: tuple[Publication, ...] = ()
    hubs: tuple[HubPage, ...] = ()
    frames: tuple[Frame, ...] = ()
    records: tuple[RecordPage, ...] = ()
    assets: tuple[Asset, ...] = ()
    search: tuple[SearchRecord | PackedRecord, ...] = ()
    own_pages_edit_url: str = ""
    notice: str = ""
    """What every page says at its head, such as that it is of another day."""
    is_policed: bool = True
    """Whether pages carry their content policy themselves."""
    forge_origin: str = ""
    """What the form may speak with, as in `https://api.github.com`; "" where there is no forge."""
    has_giscus: bool = False
    """Whether readers may load discussions from giscus.app."""
    prepare: Callable[[Collection[str]], None] = _nothing_to_prepare
    """Called with the paths of all files that are about to be made, before the first of them is."""
    unfinished: Callable[[], Collection[str]] = _nothing_unfinished
    """Gives, once files are made, the paths of those that lack something and are to be made again by the next build."""

    def in_all_languages(self) -> Iterator[Publication]:
        """Yield the publication in each of its languages, that of the root first."""
        yield self
        yield from self.others

    def prepare_all(self, paths: Collection[str]) -> None:
        """Tell the makers of each language which files, by path below the root of the site, are about to be made."""
        for edition in self.in_all_languages():
            edition.prepare([path.removeprefix(edition.folder) for path in paths if path.startswith(edition.folder)])

    def unfinished_in_all(self) -> Collection[str]:
        """Return the paths, below the root of the site, of files of any language that lack something."""
        return [f"{edition.folder}{path}" for edition in self.in_all_languages() for path in edition.unfinished()]


MakePublication: TypeAlias = Callable[[Edition], Publication]

MakePart: TypeAlias = Callable[[Edition], Path]
"""Make a part of a site, and return the folder that it lies in."""
