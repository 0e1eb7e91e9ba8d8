"""The open data as files: all of it in one, and one for each record, of which only those that changed are written.

What the data says of a cycle's objectives is kept with the cycle's key (`parts`), the same that its pages have: after a
change the other cycles' share of `okrs.json` is read and not made. It is read one cycle at a time, when it is written: that
of all cycles was an eighth of what a build took in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Final, NamedTuple

from okrpress.cache import Cache, Made
from okrpress.company import Company
from okrpress.exchange import data_schema, open_data
from okrpress.pages import addresses
from okrpress.site.digest import digest
from okrpress.site.publication import Asset

KIND: Final = "data"
_TEXT: Final = "data, text"
KINDS: Final = (KIND, _TEXT)
_MOST: Final = 2000
"""Parts that are remembered, those of other branches among them."""


class _Slice(NamedTuple):
    """Where an objective stands in its part's text, and the hash of what is said of it."""

    id: str
    start: int
    end: int
    key: str


class _Part(NamedTuple):
    """Where in the text of a cycle each of its objectives stands."""

    slices: tuple[_Slice, ...]
    owners: list[open_data.Json]
    """What the data says of their owners."""


class _Texts:
    """What the data says of the objectives of each cycle, with commas between: kept, and taken from there when it is wanted."""

    def __init__(self, company: Company, keys: Mapping[str, str], cache: Cache) -> None:
        self.members: dict[str, list[str]] = {}
        """Cycle → its objectives, in the order of all objectives."""
        for objective in company.workspace.objectives.values():
            self.members.setdefault(objective.cycle, []).append(objective.id)
        self._company, self._keys, self._cache = company, keys, cache
        self._last: tuple[str, bytes] = ("", b"")

    def of(self, cycle: str) -> bytes:
        """Return the text of a cycle; who asks for several asks cycle by cycle."""
        if self._last[0] != cycle:
            known = self._cache.recall(_TEXT, {cycle: self._keys[cycle]}).get(cycle)
            self._last = cycle, self.make(cycle)[1] if known is None else known
        return self._last[1]

    def data(self, cycle: str, found: _Slice) -> bytes:
        """Return a record's own file."""
        return self.of(cycle)[found.start : found.end] + b"\n"

    def make(self, cycle: str) -> tuple[_Part, bytes]:
        """Write down what is to be said of a cycle, and keep it."""
        slices: list[_Slice] = []
        pieces: list[bytes] = []
        start = 0
        objectives = (self._company.workspace.objectives[name] for name in self.members.get(cycle, ()))
        for found in open_data.objectives(self._company, objectives):
            slices.append(_Slice(found.id, start, start + len(found.data), digest(found.data)))
            pieces.append(found.data)
            start += len(found.data) + 1
        part, text = _Part(tuple(slices), list(open_data.owners(self._company, cycle))), b",".join(pieces)
        for kind, value in ((KIND, _frozen(part)), (_TEXT, text)):
            self._cache.learn(kind, {cycle: Made(self._keys[cycle], value)}, _MOST)
        return part, text


def data_files(company: Company, keys: Mapping[str, str], cache: Cache, made_by: str) -> Iterator[Asset]:
    """Yield the files of the open data; `keys` are those of the cycles, `made_by` names the generator."""
    texts = _Texts(company, _made_by(keys, made_by), cache)
    parts = _parts(texts, _made_by(keys, made_by), cache)
    others = [(entry.id, Asset.of(addresses.of_data(entry.id), entry.data + b"\n")) for entry in open_data.others(company)]
    state = [made_by, company.today.isoformat(), company.settings.source.digest]
    everything = digest(
        *state, *(asset.key for _, asset in others), *(found.key for part in parts.values() for found in part.slices)
    )
    of_owners = [owner for cycle in sorted(parts) for owner in parts[cycle].owners]
    yield Asset(addresses.DATA, everything, lambda: open_data.joined(company, of_owners, map(texts.of, parts)))
    yield Asset.of(addresses.DATA_SCHEMA, data_schema.schema().encode())
    # A cycle may be called `okrs`: what it says is in the data of everything, then, and not in a file of its own.
    yield from (asset for _, asset in others if asset.path not in (addresses.DATA, addresses.DATA_SCHEMA))
    for cycle, part in parts.items():
        for found in part.slices:
            yield Asset(addresses.of_data(found.id), found.key, partial(texts.data, cycle, found))


def _parts(texts: _Texts, keys: Mapping[str, str], cache: Cache) -> Mapping[str, _Part]:
    """Return where what is said of each cycle's objectives stands, in the order of all objectives."""
    known = cache.recall(KIND, {cycle: keys[cycle] for cycle in texts.members})
    parts: dict[str, _Part] = {}
    for cycle, members in texts.members.items():
        part = _thawed(known[cycle]) if cycle in known else None
        if part is None or [found.id for found in part.slices] != members:
            part, _ = texts.make(cycle)
        parts[cycle] = part
    return parts


def learn_part(company: Company, cycle: str, key: str, cache: Cache, made_by: str) -> None:
    """Keep what the data says of one cycle's objectives."""
    _Texts(company, _made_by({cycle: key}, made_by), cache).make(cycle)


def _made_by(keys: Mapping[str, str], made_by: str) -> dict[str, str]:
    return {cycle: digest(made_by, key) for cycle, key in keys.items()}


def _frozen(part: _Part) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


def _thawed(value: bytes) -> _Part | None:
    with suppress(ValueError, TypeError):
        slices, owners = json.loads(value)
        return _Part(tuple(_Slice(*row) for row in slices), owners)
    return None
