"""Rows of a foreign table with their cells under our keys."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from datetime import date
from typing import Final, NamedTuple, TypeVar

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread, Quantity
from okrpress.exchange.mapping import Mapping, folded
from okrpress.exchange.sheets import Row, Sheet, Value
from okrpress.exchange.wanted import Origin
from okrpress.problem import say

_HEADS: Final = 20
"""Rows among which the header is looked for: above it there may be a banner."""
_FEWEST: Final = 2
"""Known columns that make a row a header."""
_Read = TypeVar("_Read")


class Line(NamedTuple):
    """A row with its cells by our keys, and the column that each stands under."""

    origin: Origin
    cells: Map[str, tuple[Value, ...]]
    columns: Map[str, str]

    def text(self, key: str) -> str:
        """Return a cell's text, "" for none; Misread where it has none that could be read."""
        return self._first(key, cells.text) or ""

    def quantity(self, key: str) -> Quantity | None:
        """Return a cell's number; Misread where it is something else."""
        return self._first(key, cells.quantity)

    def day(self, key: str) -> date | None:
        """Return a cell's day; Misread where it is something else."""
        return self._first(key, cells.day)

    def raw(self, key: str) -> str:
        """Return what a cell says, whatever is wrong with it."""
        return next((str(value) for value in self.cells.get(key, ())), "")

    def _first(self, key: str, how: Callable[[Value], _Read | None]) -> _Read | None:
        try:
            return next((found for value in self.cells.get(key, ()) if (found := how(value))), None)
        except Misread as wrong:
            raise Misread(say("{column}: {message}", column=self.columns[key], message=wrong.message)) from None


def head_of(sheet: Sheet, mapping: Mapping) -> Row | None:
    """Find the header: the first row with columns that the mapping knows."""
    for row in sheet.rows[:_HEADS]:
        known = {mapping.columns.get(folded(str(cell)), "") for cell in row.cells if cell is not None} - {"", "ignored"}
        if len(known) >= _FEWEST and known & {"title", "key_result"}:
            return row
    return None


def line_of(origin: Origin, row: Row, head: Row, mapping: Mapping) -> Line:
    """Put a row's cells under our keys."""
    found: dict[str, tuple[Value, ...]] = {}
    columns: dict[str, str] = {}
    last = ""
    for number, cell in enumerate(row.cells):
        name = str(head.cells[number] or "") if number < len(head.cells) else ""
        # What stands under no name belongs to the column before it, as further check-ins do.
        key = mapping.columns.get(folded(name), "") if name else last if last == "check_ins" else ""
        last = key
        if cell is not None and key not in ("", "ignored") and (not isinstance(cell, str) or cell.strip()):
            found[key] = (*found.get(key, ()), cell)
            columns.setdefault(key, name or key)
    return Line(origin, found, columns)
