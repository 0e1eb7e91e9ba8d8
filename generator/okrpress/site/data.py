"""The open data as files: all of it in one, and one for each record, of which only those that changed are written.

What the data says of a cycle's objectives is kept with the cycle's key (`parts`), the same that its pages have: after a
change the other cycles' share of `okrs.json` is read and not made.
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
_MOST: Final = 2000
"""Parts that are remembered, those of other branches among them."""


class _Slice(NamedTuple):
    """Where an objective stands in its part's text, and the hash of what is said of it."""

    id: str
    start: int
    end: int
    key: str


class _Part(NamedTuple):
    """What the data says of the objectives of a cycle, with commas between."""

    text: bytes
    slices: tuple[_Slice, ...]
    owners: list[open_data.Json]
    """What it says of their owners."""

    def data(self, found: _Slice) -> bytes:
        """Return a record's own file."""
        return self.text[found.start : found.end] + b"\n"


def data_files(company: Company, keys: Mapping[str, str], cache: Cache, made_by: str) -> Iterator[Asset]:
    """Yield the files of the open data; `keys` are those of the cycles, `made_by` names the generator."""
    parts = _parts(company, {cycle: digest(made_by, key) for cycle, key in keys.items()}, cache)
    others = [(entry.id, Asset.of(addresses.of_data(entry.id), entry.data + b"\n")) for entry in open_data.others(company)]
    state = [made_by, company.today.isoformat(), company.settings.source.digest]
    everything = digest(
        *state, *(asset.key for _, asset in others), *(found.key for part in parts.values() for found in part.slices)
    )
    of_owners = [owner for cycle in sorted(parts) for owner in parts[cycle].owners]
    yield Asset(addresses.DATA, everything, lambda: open_data.joined(company, of_owners, (part.text for part in parts.values())))
    yield Asset.of(addresses.DATA_SCHEMA, data_schema.schema().encode())
    # A cycle may be called `okrs`: what it says is in the data of everything, then, and not in a file of its own.
    yield from (asset for _, asset in others if asset.path not in (addresses.DATA, addresses.DATA_SCHEMA))
    for part in parts.values():
        for found in part.slices:
            yield Asset(addresses.of_data(found.id), found.key, partial(part.data, found))


def _parts(company: Company, keys: Mapping[str, str], cache: Cache) -> Mapping[str, _Part]:
    """Return what is said of each cycle's objectives, in the order of all objectives."""
    by_cycle: dict[str, list[str]] = {}
    for objective in company.workspace.objectives.values():
        by_cycle.setdefault(objective.cycle, []).append(objective.id)
    remembered = cache.recall(KIND, {cycle: keys[cycle] for cycle in by_cycle})
    parts: dict[str, _Part] = {}
    fresh: dict[str, Made] = {}
    for cycle, members in by_cycle.items():
        part = _thawed(remembered[cycle]) if cycle in remembered else None
        if part is None or [found.id for found in part.slices] != members:
            part = _made(company, cycle, members)
            fresh[cycle] = Made(keys[cycle], _frozen(part))
        parts[cycle] = part
    if fresh:
        cache.learn(KIND, fresh, _MOST)
    return parts


def learn_part(company: Company, cycle: str, key: str, cache: Cache, made_by: str) -> None:
    """Keep what the data says of one cycle's objectives."""
    members = [entry.id for entry in company.workspace.objectives.values() if entry.cycle == cycle]
    cache.learn(KIND, {cycle: Made(digest(made_by, key), _frozen(_made(company, cycle, members)))}, _MOST)


def _made(company: Company, cycle: str, members: list[str]) -> _Part:
    slices: list[_Slice] = []
    pieces: list[bytes] = []
    start = 0
    for found in open_data.objectives(company, (company.workspace.objectives[name] for name in members)):
        slices.append(_Slice(found.id, start, start + len(found.data), digest(found.data)))
        pieces.append(found.data)
        start += len(found.data) + 1
    return _Part(b",".join(pieces), tuple(slices), list(open_data.owners(company, cycle)))


def _frozen(part: _Part) -> bytes:
    return json.dumps([part.slices, part.owners], ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + part.text


def _thawed(value: bytes) -> _Part | None:
    head, _, text = value.partition(b"\n")
    with suppress(ValueError, TypeError):
        slices, owners = json.loads(head)
        return _Part(text, tuple(_Slice(*row) for row in slices), owners)
    return None
