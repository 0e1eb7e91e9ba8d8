"""The titles that the rules of wording read: folded once for all of them, with the way back to the author's signs."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.language.folding import Folded, fold
from okrpress.language.phrases import words_in
from okrpress.model import KeyResult, Objective
from okrpress.problem import Message, Problem
from okrpress.rules.notice import notice
from okrpress.source import Place


class Title(NamedTuple):
    """A title of an objective or of a key result that still counts."""

    objective: Objective
    key_result: KeyResult | None
    """None for the objective's own title."""
    written: str
    folded: Folded
    """With blanks where the address of a link stands."""
    lower: str
    """Folded, in small letters, sign by sign at the same places as in `folded`."""

    words: Sequence[str]
    """Its Latin words."""

    @property
    def place(self) -> Place:
        """Where it stands in the record."""
        return ("title",) if self.key_result is None else (*self.key_result.at, "title")

    def problem(self, message: Message, start: int = 0, end: int = 0, *, hint: Message, severity: str = "") -> Problem:
        """Make a problem of the signs of `folded` from `start` up to `end`, or of all of them."""
        part = (self.written, *self.folded.as_written(start, end)) if end else None
        return notice(self.objective, message, self.place, hint=hint, severity=severity, part=part)

    def shown(self, start: int, end: int) -> str:
        """Return a stretch of `folded` as its author wrote it."""
        first, last = self.folded.as_written(start, end)
        return " ".join(self.written[first:last].split())


_ADDRESS: Final = re.compile(r"(?<=\])(?:\([^)\s]*\)|\[[^\]]*\])|\w+://[^\s)\]]+")
"""Where a link leads; only its words are read."""


class _Kept(NamedTuple):
    company: weakref.ref[Company]
    titles: tuple[Title, ...]


_last: Final[list[_Kept]] = []
"""The titles of the company that was asked for last: one rule after the other asks for the same."""


def titles_of(company: Company) -> tuple[Title, ...]:
    """Return the titles of a company's open objectives, each objective's own before those of its key results."""
    if not _last or _last[0].company() is not company:
        _last[:] = [_Kept(weakref.ref(company), tuple(_read(company)))]
    return _last[0].titles


def objective_titles(company: Company) -> Iterator[Title]:
    """Yield the objectives' own titles."""
    return (title for title in titles_of(company) if title.key_result is None)


def key_result_titles(company: Company) -> Iterator[tuple[Title, KeyResult]]:
    """Yield the key results' titles."""
    return ((title, title.key_result) for title in titles_of(company) if title.key_result is not None)


def _read(company: Company) -> Iterator[Title]:
    for objective in company.open_objectives:
        yield _title(objective, None, objective.title)
        for entry in objective.key_results:
            if entry.dropped is None:
                yield _title(objective, entry, entry.title)


def _title(objective: Objective, key_result: KeyResult | None, written: str) -> Title:
    folded = fold(written)
    if "://" in written or "](" in written or "][" in written:
        folded = folded._replace(text=_ADDRESS.sub(lambda found: " " * len(found[0]), folded.text))
    lower = folded.lower
    return Title(objective, key_result, written, folded, lower, words_in(lower))
