"""What is found of a page: whole, as it is indexed, or packed, as it is remembered until somebody indexes it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from okrpress.site.digest import digest

Shelf: TypeAlias = Literal["running", "company", "closed"]
"""Where a search record stands: found first, found among the rest, found last."""


@dataclass(frozen=True, slots=True)
class SearchSection:
    """A part of a page with an address of its own, such as a key result: `id` is its anchor."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchRecord:
    """What is found of one page: plain text everywhere.

    `filters` are what a reader can narrow a search with (`unit:logistics`), `tags` are shown with
    the result.
    """

    address: str
    title: str
    text: str = ""
    sections: tuple[SearchSection, ...] = ()
    shelf: Shelf = "running"
    filters: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """A hash of all of it."""
        return digest(self.address, self.shelf, self._rest)

    @property
    def packed(self) -> PackedRecord:
        """The same as text, for as long as nobody needs its parts."""
        return PackedRecord(self.address, self.shelf, self.key, self._rest)

    def whole(self) -> SearchRecord:
        """Return the record itself."""
        return self

    @cached_property
    def _rest(self) -> str:
        sections = [[section.id, section.title, section.text] for section in self.sections]
        rest = [self.title, self.text, sections, self.filters, self.tags]
        return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


class PackedRecord(NamedTuple):
    """A search record of which no more is known than which bundle it belongs to, and whether it is as it was."""

    address: str
    shelf: Shelf
    key: str
    rest: str

    @property
    def packed(self) -> PackedRecord:
        """It is so already."""
        return self

    def whole(self) -> SearchRecord:
        """Unpack it."""
        title, text, sections, filters, tags = json.loads(self.rest)
        return SearchRecord(
            address=self.address,
            title=title,
            text=text,
            sections=tuple(SearchSection(*section) for section in sections),
            shelf=self.shelf,
            filters=tuple((name, value) for name, value in filters),
            tags=tuple(tags),
        )
