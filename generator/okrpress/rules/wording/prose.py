"""Everything that people wrote in sentences, record by record, where it holds one of some words."""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.language.folding import spellings
from okrpress.model import CommentSheet, MedalSheet, Milestones, Objective, Record
from okrpress.problem import Message, Problem
from okrpress.rules.notice import notice
from okrpress.source import Place


class Prose(NamedTuple):
    """A text of a record; () is the place of its story."""

    record: Record
    place: Place
    text: str

    def problem(self, message: Message, start: int, end: int, *, hint: Message) -> Problem:
        """Make a problem of the signs of the text from `start` up to `end`."""
        if self.place:
            return notice(self.record, message, self.place, hint=hint, part=(self.text, start, end))
        return replace(notice(self.record, message, hint=hint), span=self.record.source.body_span(start, end))


def prose_of(company: Company, words: Iterable[str]) -> Iterator[Prose]:
    """Yield the texts of open objectives, and of the cycles, reviews and medals of their time, that hold one of the words.

    It may be inside another word. Few texts hold any, so those of all records are laid end to end and searched as one.
    """
    laid = _laid(company)
    sought = [spelling for word in _shortest(words) for spelling in spellings(word)]
    hits: set[int] = set()
    for texts in (laid.plain, laid.other):
        for word in sought:
            if word.isascii() or texts is laid.other:
                hits.update(texts.holding(word))
    for hit in sorted(hits):
        for prose in _of(laid.records[hit]):
            lower = prose.text.lower()
            if any(word in lower for word in sought):
                yield prose


class _Texts(NamedTuple):
    """Texts laid end to end."""

    joined: str
    starts: Sequence[int]
    """Where each begins."""
    records: Sequence[int]
    """The number of the record of each."""

    def holding(self, word: str) -> Iterator[int]:
        """Yield the records in whose text a word is."""
        place = self.joined.find(word)
        while place >= 0:
            hit = bisect_right(self.starts, place) - 1
            yield self.records[hit]
            place = self.joined.find(word, self.starts[hit + 1])


class _Laid(NamedTuple):
    """All texts of a company: those in plain English apart, for they are searched many times as fast."""

    company: weakref.ref[Company]
    records: Sequence[Record]
    plain: _Texts
    other: _Texts


_last: Final[list[_Laid]] = []
"""The texts of the company that was asked for last: two rules ask for the same."""


def _laid(company: Company) -> _Laid:
    if not _last or _last[0].company() is not company:
        records = list(_records(company))
        texts = ["\n".join([prose.text for prose in _of(record)]).lower() for record in records]
        plain, other = (
            _end_to_end([(number, text) for number, text in enumerate(texts) if text.isascii() is is_plain])
            for is_plain in (True, False)
        )
        _last[:] = [_Laid(weakref.ref(company), records, plain, other)]
    return _last[0]


def _end_to_end(texts: Sequence[tuple[int, str]]) -> _Texts:
    starts = [0, *accumulate(len(text) + 1 for _, text in texts)]
    return _Texts("\n".join(text for _, text in texts), starts, [number for number, _ in texts])


def _shortest(words: Iterable[str]) -> list[str]:
    """Leave out the words that hold another one."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return kept


def _records(company: Company) -> Iterator[Record]:
    workspace, phases = company.workspace, company.phases
    yield from company.open_objectives
    open_cycles = [cycle for cycle in workspace.cycles.values() if phases[cycle.id] != "closed"]
    yield from open_cycles
    yield from (review for review in workspace.reviews.values() if phases.get(review.cycle) != "closed")
    yield from (sheet for sheet in workspace.comments.values() if phases.get(sheet.cycle) != "closed")
    first_month = min((cycle.start.isoformat()[:7] for cycle in open_cycles), default="9999")
    yield from (sheet for sheet in workspace.medals.values() if sheet.month >= first_month)


def _of(record: Record) -> Iterator[Prose]:
    if isinstance(record, Objective):
        yield from _of_objective(record)
    elif isinstance(record, MedalSheet):
        for medal in record.medals:
            yield Prose(record, (*medal.at, "reason"), medal.reason)
    elif isinstance(record, CommentSheet):
        for comment in record.comments:
            yield Prose(record, (*comment.at, "text"), comment.text)
    if record.source.body:
        yield Prose(record, (), record.source.body)


def _of_objective(objective: Objective) -> Iterator[Prose]:
    yield Prose(objective, ("title",), objective.title)
    for entry in objective.key_results:
        yield Prose(objective, (*entry.at, "title"), entry.title)
        if isinstance(entry.measure, Milestones):
            for step in entry.measure.items:
                yield Prose(objective, (*step.at, "title"), step.title)
        for check_in in entry.check_ins:
            if check_in.note:
                yield Prose(objective, (*check_in.at, "note"), check_in.note)
        if entry.grade and entry.grade.note:
            yield Prose(objective, (*entry.grade.at, "note"), entry.grade.note)
    for ask in objective.asks:
        yield Prose(objective, (*ask.at, "what"), ask.what)
    for amendment in objective.amendments:
        yield Prose(objective, (*amendment.at, "reason"), amendment.reason)
