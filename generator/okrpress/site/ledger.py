"""What is remembered of pages from one build to the next, by part: keys and search records of pages that are as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from okrpress.site.digest import digest
from okrpress.site.publication import SearchRecord, SearchSection


@dataclass(frozen=True, slots=True)
class Entry:
    """A page before it is made: the hash of everything it is made of, and what is found of it."""

    key: str
    description: str = ""
    found: SearchRecord | None = None


@dataclass(slots=True)
class Ledger:
    """Entries by part. Each part lies in a file of its own, named by the part and holding its key."""

    folder: Path
    revision: str
    """Hash of the generator, its templates and its words: with another one nothing is remembered."""
    fresh: dict[str, tuple[str, Mapping[str, Entry]]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, revision: str) -> Ledger:
        """Open the ledger of a folder."""
        return cls(folder, revision)

    def recall(self, part: str, key: str) -> Mapping[str, Entry] | None:
        """Return the entries of a part that has that key, by address; None where they are not known."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            stored = json.loads(self._file(part).read_bytes())
            if stored["key"] == self._key(key):
                return {address: _thawed(row) for address, row in stored["pages"].items()}
        return None

    def learn(self, part: str, key: str, entries: Mapping[str, Entry]) -> None:
        """Note the entries of a part."""
        self.fresh[part] = (key, entries)

    def write(self) -> None:
        """Keep what was noted: each file whole or not at all."""
        if self.fresh:
            self.folder.mkdir(parents=True, exist_ok=True)
        for part, (key, entries) in self.fresh.items():
            stored = {"key": self._key(key), "pages": {address: _frozen(entry) for address, entry in entries.items()}}
            file = self._file(part)
            draft = file.with_suffix(".new")
            draft.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            draft.replace(file)

    def _file(self, part: str) -> Path:
        return self.folder / f"{digest(part)[:16]}.json"

    def _key(self, key: str) -> str:
        return digest(f"{self.revision}\n{key}")


def _frozen(entry: Entry) -> list[object]:
    found = entry.found
    if found is None:
        return [entry.key, entry.description]
    sections = [[section.id, section.title, section.text] for section in found.sections]
    return [
        entry.key,
        entry.description,
        [found.address, found.title, found.text, sections, found.shelf, [list(pair) for pair in found.filters], list(found.tags)],
    ]


def _thawed(row: list[object]) -> Entry:
    key, description, *rest = row
    if not isinstance(key, str) or not isinstance(description, str):
        raise TypeError(row)
    if not rest:
        return Entry(key, description)
    found = rest[0]
    if not isinstance(found, list):
        raise TypeError(row)
    address, title, text, sections, shelf, filters, tags = found
    return Entry(
        key,
        description,
        SearchRecord(
            address=address,
            title=title,
            text=text,
            sections=tuple(SearchSection(*section) for section in sections),
            shelf=shelf,
            filters=tuple((name, value) for name, value in filters),
            tags=tuple(tags),
        ),
    )
