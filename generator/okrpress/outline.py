"""Where everything in a YAML text stands: found when a finding asks for it, of the text that the record keeps.

Nearly all records have no finding, and the places of a record's values take longer to note than the values to read.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import yaml

from okrpress.span import NOWHERE, Place, Span
from okrpress.yaml_events import Event, Take, events_of

Shadow: TypeAlias = tuple[Any, ...]
"""A value's outline, lines and columns from 0: (line, column, end line, end column), and for a map or a list a fifth part,
{key: (line, column, end line, end column, the value's shadow)} or [the items' shadows]."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one record's values: the text in which they stand, known to be readable.

    It is kept packed: few are ever asked, and those of all records were three tenths of what a company takes in memory.
    """

    packed: bytes = b""
    first_line: int = 1
    """The line of its file on which the text begins."""

    @classmethod
    def within(cls, text: str, first_line: int) -> Spans:
        """Return the spans of a text that begins on line `first_line` of its file."""
        return cls(zlib.compress(text.encode("utf-8", "surrogatepass"), 1), first_line)

    def of(self, place: Place) -> Span:
        """Return the span of the value at `place`, or of the nearest thing around it that exists.

        A value that is left empty is as long as its key.
        """
        return self._find(place)[1]

    def of_key(self, place: Place) -> Span:
        """Return the span of the key (not its value) at `place`, or what `of` returns."""
        return self._find(place)[0]

    def _find(self, place: Place) -> tuple[Span, Span]:
        """Return the spans of the key and of the value at `place`."""
        if not self.packed:
            return NOWHERE, NOWHERE
        shadow = _outline(self.packed)
        value = key = self._span(*shadow[:4])
        for part in place:
            inner = shadow[4] if len(shadow) > 4 else ()  # noqa: PLR2004 - a map or a list has a fifth part
            if isinstance(part, str) and isinstance(inner, dict) and part in inner:
                *stretch, shadow = inner[part]
                key, value = self._span(*stretch), self._span(*shadow[:4])
                if value[:2] == value[2:]:
                    value = key
            elif isinstance(part, int) and isinstance(inner, list) and part < len(inner):
                shadow = inner[part]
                key = value = self._span(*shadow[:4])
            else:
                return value, value
        return key, value

    def _span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        first = self.first_line
        return Span(line + first, column + 1, end_line + first, end_column + 1)


@lru_cache(maxsize=1024)
def _outline(packed: bytes) -> Shadow:
    """Return the outline of a text. Rule after rule asks for those of the records that run; 1024 take 32 MB."""
    with events_of(zlib.decompress(packed).decode("utf-8", "surrogatepass")) as take:
        for _ in ("the stream begins", "the document begins"):
            take()
        return _shadow(take(), take)


def _shadow(event: Event, take: Take) -> Shadow:
    """Return the outline of the value that begins with an event."""
    if type(event) is yaml.MappingStartEvent:
        return _of_map(event, take)
    if type(event) is yaml.SequenceStartEvent:
        return _of_list(event, take)
    return _stretch(event)


def _of_map(opening: Event, take: Take) -> Shadow:
    shadows: dict[str, Shadow] = {}
    last: Shadow = ()
    while type(event := take()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent:  # a key that is none, which counts for nothing
            _shadow(event, take)
            _shadow(take(), take)
            continue
        last = _shadow(take(), take)
        shadows.setdefault(event.value, (*_stretch(event), last))  # a key that is written twice counts once
    return (*_around(opening, event, last), shadows)


def _of_list(opening: Event, take: Take) -> Shadow:
    shadows: list[Shadow] = []
    while type(event := take()) is not yaml.SequenceEndEvent:
        shadows.append(_shadow(event, take))
    return (*_around(opening, event, shadows[-1] if shadows else ()), shadows)


def _around(opening: Event, ending: Event, last: Shadow) -> Shadow:
    """Return the stretch of a map or a list; the parser ends a block where the next one begins, an author with its last value."""
    start, end = opening.start_mark, ending.end_mark
    if last and not opening.flow_style:
        return start.line, start.column, last[2], last[3]
    return start.line, start.column, end.line, end.column


def _stretch(event: Event) -> Shadow:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column
