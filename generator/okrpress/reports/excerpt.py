"""The line that a finding speaks of, with carets under its very columns, as a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from okrpress.span import Span

_TAB: Final = 4
_WIDEST: Final = 110
"""Columns of a terminal that a line of a record may take."""
_CUT: Final = "…"


def excerpt(span: Span, lines: Sequence[str]) -> tuple[str, str] | None:
    """Return the first line of a span and the carets below it; None where the line says nothing.

    Tabs become spaces, characters that a terminal would obey become visible, and a long line is cut around its carets. Wide
    characters take two columns, marks that combine with others none.
    """
    if not 1 <= span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    if not line.strip() or not line.strip("- \t"):
        return None
    start = min(max(span.column, 1), len(line) + 1) - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start)
    cells = [_cell(sign) for sign in line]
    before, marked = _width(cells[:start]), max(_width(cells[start:end]), 1)
    first, last = _window(cells, start, end)
    shown = "".join(cells[first:last]).rstrip()
    if first:
        shown, before = _CUT + shown, before - _width(cells[:first]) + 1
    if last < len(cells):
        shown, marked = shown + _CUT, min(marked, _WIDEST - before)
    return shown, " " * before + "^" * max(marked, 1)


def _cell(sign: str) -> str:
    """Return what stands for a character."""
    if sign == "\t":
        return " " * _TAB
    return sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(cells: Sequence[str]) -> int:
    """Return how many columns of a terminal some characters take."""
    return sum(_columns(sign) for cell in cells for sign in cell)


def _columns(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _window(cells: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return the characters that are shown: the whole line, or what fits with the marked ones in it."""
    if _width(cells) <= _WIDEST:
        return 0, len(cells)
    first = start
    room = _WIDEST - 2 - min(_width(cells[start:end]), _WIDEST // 2)
    lead = min(room // 2, 40)
    while first and lead >= _width(cells[first - 1 : first]):
        first -= 1
        lead -= _width(cells[first : first + 1])
    last, room = first, _WIDEST - 2
    while last < len(cells) and room >= _width(cells[last : last + 1]):
        room -= _width(cells[last : last + 1])
        last += 1
    return first, last
