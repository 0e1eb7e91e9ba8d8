"""How a rule speaks: a message at the place of the value that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from okrpress.company import Company
from okrpress.model import CommentSheet, Cycle, MedalSheet, Objective, Person, Record, Review, Strategy, Unit
from okrpress.problem import Message, Problem
from okrpress.source import FIRST_LINE, Place, Span

Part: TypeAlias = tuple[str, int, int]
"""A stretch of a value: the value as it was read, first sign and end."""


def notice(  # noqa: PLR0913 - a sentence, its place and how it weighs
    record: Record,
    message: Message,
    place: Place = (),
    *,
    hint: Message | None = None,
    severity: str = "",
    key: bool = False,
    part: Part | None = None,
) -> Problem:
    """Make a problem of a record at the value at `place` (with `key`, at its key); () is the record's first line.

    With `part` it is about a stretch of that value.
    """
    source = record.source
    where = source.spans.of_key if key else source.spans.of
    span = where(place) if place else FIRST_LINE
    if part:
        span = _stretch(span, *part)
    return Problem("", message, source.path, span, id_of(record), hint, severity)


def _stretch(span: Span, text: str, start: int, end: int) -> Span:
    """Return where a stretch of a value stands; the whole value where its signs are not those of the file.

    They are where the value is on one line, bare or in quotation marks, and as long as it was read.
    """
    marks = span.end_column - span.column - len(text)
    if span.line != span.end_line or marks not in (0, 2):
        return span
    first = span.column + marks // 2
    return Span(span.line, first + start, span.line, first + end)


def from_reading(company: Company, rule: str) -> Iterator[Problem]:
    """Yield what the loader noticed in a rule's name."""
    return (problem for problem in company.workspace.problems if problem.rule == rule)


def id_of(record: Record) -> str:
    """Return the id by which findings and waivers know a record."""
    match record:
        case Unit():
            return f"units/{record.handle}"
        case Person():
            return f"people/{record.handle}"
        case Strategy():
            return "strategy"
        case Objective() | Cycle() | Review() | MedalSheet():
            return record.id
        case CommentSheet():
            return record.objective
