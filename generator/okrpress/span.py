"""Places in a text: where a value stands in a record, and which stretch of the file that is."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a record: ("key_results", 0, "metric", "target")."""


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, counted in characters, the end column exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


NOWHERE: Final = Span()
FIRST_LINE: Final = Span(1, 1, 1, 4)
"""The opening `---` of a record: where a finding about something missing points."""
