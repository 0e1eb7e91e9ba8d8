"""What is remembered of pages from one build to the next, by part: keys and search records of pages that are as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from okrpress.cache import Cache, Made
from okrpress.site.digest import digest
from okrpress.site.found import PackedRecord

_KIND: Final = "pages"
_ASKED: Final = "asked"
KINDS: Final = (_KIND, _ASKED)
_MOST: Final = 2000
"""Parts that are remembered, those of other branches among them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page before it is made: the hash of everything it is made of, and what is found of it."""

    key: str
    description: str = ""
    found: PackedRecord | None = None
    questions: Iterable[str] | None = None
    """What the page asked; None where that is not known."""
    made_of: str = ""
    """The hash of what it was answered and of what it was given; "" where that cannot be told."""


class Ledger:
    """Entries by part, each part with the key of everything that its pages are made of."""

    def __init__(self, cache: Cache, revision: str, shelf: str = "") -> None:
        """Open the ledger of a generator with its templates and words: of another one's, nothing is remembered.

        Each language of a site has a shelf of its own.
        """
        self.revision = revision
        self._shelf = shelf
        self._cache = cache
        self._fresh: dict[str, dict[str, Made]] = {}

    def recall(self, keys: Mapping[str, str]) -> dict[str, dict[str, Entry]]:
        """Return the entries, by address, of the parts that have these keys and are known."""
        found: dict[str, dict[str, Entry]] = {}
        wanted = {f"{self._shelf}{part}": self._key(key) for part, key in keys.items()}
        for name, packed in self._cache.recall(_KIND, wanted).items():
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                found[name.removeprefix(self._shelf)] = {address: _thawed(row) for address, row in json.loads(packed).items()}
        return found

    def recall_asked(self, parts: Iterable[str]) -> dict[str, Entry]:
        """Return the entries, by address, of pages that are known with what they asked."""
        found: dict[str, Entry] = {}
        for packed in self._cache.recall(_ASKED, {f"{self._shelf}{part}": self._key("") for part in parts}).values():
            with suppress(ValueError, KeyError, TypeError, AttributeError, IndexError):
                questions, rows = json.loads(packed)
                for address, (asked, made_of, row) in rows.items():
                    found[address] = replace(_thawed(row), questions=_Listed(questions, asked), made_of=made_of)
        return found

    def learn(self, part: str, key: str, entries: Mapping[str, Entry]) -> None:
        """Note the entries of a part."""
        self._note(_KIND, part, self._key(key), {address: _frozen(entry) for address, entry in entries.items()})

    def learn_asked(self, part: str, entries: Mapping[str, Entry]) -> None:
        """Note the entries of a part with what its pages asked."""
        places: dict[str, int] = {}
        rows = {
            address: [[places.setdefault(asked, len(places)) for asked in entry.questions], entry.made_of, _frozen(entry)]
            for address, entry in entries.items()
            if entry.questions is not None and entry.made_of
        }
        self._note(_ASKED, part, self._key(""), [list(places), rows])

    def _note(self, kind: str, part: str, key: str, value: object) -> None:
        packed = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._fresh.setdefault(kind, {})[f"{self._shelf}{part}"] = Made(key, packed)

    def write(self) -> None:
        """Keep what was noted."""
        for kind, fresh in self._fresh.items():
            self._cache.learn(kind, fresh, _MOST)

    def _key(self, key: str) -> str:
        return digest(self.revision, key)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Questions by their places in a list that many pages share."""

    questions: Sequence[str]
    places: Sequence[int]

    def __iter__(self) -> Iterator[str]:
        return map(self.questions.__getitem__, self.places)


def _frozen(entry: Entry) -> list[object]:
    found = () if entry.found is None else (list(entry.found),)
    return [entry.key, entry.description, *found]


def _thawed(row: list[object]) -> Entry:
    key, description, *rest = row
    if not isinstance(key, str) or not isinstance(description, str):
        raise TypeError(row)
    if not rest:
        return Entry(key, description)
    if not isinstance(rest[0], list):
        raise TypeError(row)
    return Entry(key, description, PackedRecord(*rest[0]))
