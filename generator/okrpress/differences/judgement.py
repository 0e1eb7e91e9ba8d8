"""What the checker finds that it did not find before, what it finds no more, and whose work is alike that was not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.differences.identity import Identity
from okrpress.problem import Message

_Key: TypeAlias = tuple[str, ...]
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class OverlapChange(NamedTuple):
    """Two objectives of different owners that are alike, by the ids that they have now; the smaller id first."""

    one: str
    other: str
    words: tuple[str, ...]
    """What both say."""
    is_new: bool


def compared(
    before: Iterable[Finding], after: Iterable[Finding], kin: Identity
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that are new, and those that are mended.

    A finding is the same that says the same of the same record, on whatever line and with whatever number or day in it: what was
    silent for twenty days and is for sixteen now is still silent. One that is set aside now is another.
    """
    old, new = [(finding, _key(finding, kin)) for finding in before], [(finding, _key(finding, None)) for finding in after]
    then, now = (Counter(key for _, key in found) for found in (old, new))
    return tuple(_beyond(new, then)), tuple(_beyond(old, now))


def _key(finding: Finding, kin: Identity | None) -> _Key:
    record = kin.id_now(finding.record) if kin else finding.record
    return finding.rule, record or finding.path, finding.severity, *_said(finding.message)


def _said(message: Message) -> Iterator[str]:
    """Yield what a message says, without numbers and days."""
    yield message.template
    for value in message.values.values():
        if isinstance(value, Message):
            yield from _said(value)
        elif isinstance(value, str) and not _DAY.match(value):
            yield value


def _beyond(findings: Iterable[tuple[Finding, _Key]], known: Counter[_Key]) -> Iterator[Finding]:
    """Yield the findings that the other side has fewer of."""
    left = Counter(known)
    for finding, key in findings:
        if left[key]:
            left[key] -= 1
        else:
            yield finding


def overlap_changes(before: Company, after: Company, kin: Identity, touched: Collection[str]) -> tuple[OverlapChange, ...]:
    """Return the pairs that are alike now and were not, and the other way round, of which one was touched.

    `touched` are objectives by their ids of now, or of before where they are gone. Only the closest others are told of
    each objective: without this limit, one that goes would seem to bring another.
    """
    old, new = _pairs(before, kin), _pairs(after, None)
    found = [OverlapChange(*pair, words, is_new=True) for pair, words in new.items() if pair not in old]
    found += [OverlapChange(*pair, words, is_new=False) for pair, words in old.items() if pair not in new]
    return tuple(sorted(change for change in found if change.one in touched or change.other in touched))


def _pairs(company: Company, kin: Identity | None) -> Mapping[tuple[str, str], tuple[str, ...]]:
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for objective, others in company.overlaps.items():
        for overlap in others:
            ids = [kin.id_now(name) if kin else name for name in (objective, overlap.other.partition("#")[0])]
            pairs.setdefault((min(ids), max(ids)), overlap.words)
    return pairs
