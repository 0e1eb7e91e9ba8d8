"""Everything that people wrote in sentences, record by record, where it holds one of some words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from okrpress.company import Company
from okrpress.language.folding import spellings
from okrpress.model import MedalSheet, Milestones, Objective, Record
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
    records = list(_records(company))
    texts = ["\n".join([prose.text for prose in _of(record)]).lower() for record in records]
    joined = "\n".join(texts)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    sought = [spelling for word in _shortest(words) for spelling in spellings(word)]
    hits: set[int] = set()
    for word in sought:
        place = joined.find(word)
        while place >= 0:
            hit = bisect_right(starts, place) - 1
            hits.add(hit)
            place = joined.find(word, starts[hit + 1])
    for hit in sorted(hits):
        for prose in _of(records[hit]):
            lower = prose.text.lower()
            if any(word in lower for word in sought):
                yield prose


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
    first_month = min((cycle.start.isoformat()[:7] for cycle in open_cycles), default="9999")
    yield from (sheet for sheet in workspace.medals.values() if sheet.month >= first_month)


def _of(record: Record) -> Iterator[Prose]:
    if isinstance(record, Objective):
        yield from _of_objective(record)
    elif isinstance(record, MedalSheet):
        for medal in record.medals:
            yield Prose(record, (*medal.at, "reason"), medal.reason)
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
