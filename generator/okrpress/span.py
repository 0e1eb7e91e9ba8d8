"""Places in a text: a stretch of it, and the stretches of everything that a record holds."""

from __future__ import annotations

import marshal
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a record: ("key_results", 0, "metric", "target")."""

Shadow: TypeAlias = tuple[Any, ...]
"""A value's outline, lines and columns from 0: (line, column, end line, end column), and for a map or a list a fifth part,
{key: (line, column, end line, end column, the value's shadow)} or [the items' shadows]."""


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, counted in characters, the end column exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


NOWHERE: Final = Span()
FIRST_LINE: Final = Span(1, 1, 1, 4)
"""The opening `---` of a record: where a finding about something missing points."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of one record's values, packed: tens of thousands of records keep theirs in memory."""

    packed: bytes = b""

    @classmethod
    def of_shadow(cls, first_line: int, shadow: Shadow) -> Spans:
        """Pack the outline of a record whose first YAML line is line `first_line` of its file."""
        return cls(zlib.compress(marshal.dumps((first_line, shadow)), 1))

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
        first, shadow = _unpacked(self.packed)
        value = key = Span(shadow[0] + first, shadow[1] + 1, shadow[2] + first, shadow[3] + 1)
        for part in place:
            inner = shadow[4] if len(shadow) > 4 else ()  # noqa: PLR2004 - a map or a list has a fifth part
            if isinstance(part, str) and isinstance(inner, dict) and part in inner:
                line, column, end_line, end_column, shadow = inner[part]
                key = Span(line + first, column + 1, end_line + first, end_column + 1)
            elif isinstance(part, int) and isinstance(inner, list) and part < len(inner):
                shadow = inner[part]
                key = NOWHERE
            else:
                return value, value
            value = Span(shadow[0] + first, shadow[1] + 1, shadow[2] + first, shadow[3] + 1)
            if key is NOWHERE:
                key = value
            elif value[:2] == value[2:]:
                value = key
        return key, value


@lru_cache(maxsize=16)
def _unpacked(packed: bytes) -> tuple[int, Shadow]:
    """Unpack an outline; the findings of one record come one after the other."""
    unpacked: tuple[int, Shadow] = marshal.loads(zlib.decompress(packed))  # noqa: S302 - our own bytes
    return unpacked
