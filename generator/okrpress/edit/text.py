"""A record's text with the place of everything in it: where a value begins and ends, and how its author writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from okrpress.refusal import Refusal
from okrpress.source import Place, parse

MISSING: Final = object()
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)+")
"""An anchor or a tag before a value."""
_KEEPING: Final = re.compile(r"[|>][1-9]?\+")


class Text:
    """One text; offsets count its characters, byte order mark and line ends included."""

    def __init__(self, raw: str) -> None:
        """Read it.

        Raises:
            Refusal: it cannot be read.

        """
        self.raw = raw
        self.document = parse(raw)
        for flaw in self.document.flaws:
            if flaw.rule == "unreadable-file":
                raise Refusal(f"line {flaw.span.line} cannot be read: {flaw.message}; mend that first")
        self._starts = [len(raw) - len(raw.removeprefix("\ufeff")), *(end.end() for end in _LINE_END.finditer(raw))]

    def value(self, place: Place) -> Any:  # noqa: ANN401 - what an author wrote is anything
        """Return the value at a place, or MISSING."""
        found: Any = self.document.front
        for part in place:
            try:
                found = found[part] if isinstance(found, dict | list) else MISSING  # type: ignore[index]
            except (LookupError, TypeError):
                return MISSING
            if found is MISSING:
                return MISSING
        return found

    def column(self, place: Place) -> int:
        """Return how far in a value begins, in characters from 0."""
        return self.document.spans.of(place).column - 1

    def start(self, place: Place) -> int:
        """Return where a value begins, after its anchor and tag."""
        span = self.document.spans.of(place)
        begin = self.offset(span.line, span.column)
        properties = _PROPERTIES.match(self.raw, begin)
        return properties.end() if properties else begin

    def end(self, place: Place) -> int:
        """Return where a value ends; a block of text at its last line, unless it keeps the blank ones below (`|+`)."""
        span = self.document.spans.of(place)
        end = self.offset(span.end_line, span.end_column)
        if end not in self._starts or _KEEPING.match(self.raw, self.start(self._last(place))):
            return end
        return min(self.after_line(len(self.raw[:end].rstrip(" \t\r\n"))), end)

    def _last(self, place: Place) -> Place:
        """Return the place of what is written last in a value."""
        while (value := self.value(place)) and isinstance(value, dict | list):
            place = (*place, next(reversed(value)) if isinstance(value, dict) else len(value) - 1)
        return place

    def key_start(self, place: Place) -> int:
        """Return where a key begins."""
        span = self.document.spans.of_key(place)
        return self.offset(span.line, span.column)

    def key_end(self, place: Place) -> int:
        """Return where a key ends."""
        span = self.document.spans.of_key(place)
        return self.offset(span.end_line, span.end_column)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both counted from 1."""
        return min(self._starts[min(line, len(self._starts)) - 1] + column - 1, len(self.raw))

    def is_flow(self, place: Place) -> bool:
        """Tell whether a map or list stands between brackets."""
        return self.raw[self.start(place) : self.start(place) + 1] in ("[", "{")

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return max(start for start in self._starts if start <= offset)

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        found = _LINE_END.search(self.raw, offset)
        return found.start() if found else len(self.raw)

    def after_line(self, offset: int) -> int:
        """Return where the next line begins; `offset` itself where a line begins there: a block of text ends so."""
        if offset in self._starts:
            return offset
        found = _LINE_END.search(self.raw, offset)
        return found.end() if found else len(self.raw)

    def line_break(self, offset: int) -> str:
        """Return the line break that ends the line before an offset at which a line begins."""
        for sign in ("\r\n", "\n", "\r"):
            if self.raw.endswith(sign, 0, offset):
                return sign
        return "\n"

    def lists(self, key: str = "") -> Iterator[Place]:
        """Yield the places of all lists that have items, or of those below a key of that name."""
        waiting: list[tuple[Place, Any]] = [((), self.document.front)]
        for place, value in waiting:
            if isinstance(value, dict):
                waiting.extend(((*place, name), inner) for name, inner in value.items())
            elif isinstance(value, list) and value:
                waiting.extend(((*place, number), inner) for number, inner in enumerate(value))
                if not key or place[-1] == key:
                    yield place
