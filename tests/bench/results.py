"""The table of results: rows that were measured anew replace those of before; all others, and the words around them, stay."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.stopwatch import Run

TABLE: Final = Path(__file__).parent / "RESULTS.md"

_COLUMNS: Final = (
    "what",
    "objectives",
    "pages",
    "wall s",
    "CPU s",
    "peak MB",
    "compared in the same run",
    "runs",
    "day",
    "machine",
)


class Result(NamedTuple):
    """One measured case."""

    what: str
    objectives: int
    pages: int
    run: Run
    compared: str
    runs: int

    def row(self) -> tuple[str, ...]:
        """Return the cells."""
        numbers = (f"{self.objectives:,}", f"{self.pages:,}" if self.pages else "–")
        costs = (f"{self.run.wall:.2f}", f"{self.run.cpu:.2f}", f"{self.run.peak:.0f}")
        return (self.what, *numbers, *costs, self.compared, str(self.runs), date.today().isoformat(), machine())  # noqa: DTZ011


def machine() -> str:
    """Say what it was measured on, without naming the machine."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def update(results: Iterable[Result], table: Path = TABLE) -> None:
    """Put results into the table, sorted by size and then in the order in which they were first measured."""
    rows = {(row[0], row[1]): row for row in _rows(table)}
    for result in results:
        row = result.row()
        rows[row[0], row[1]] = row
    ordered = sorted(rows.values(), key=lambda row: int(row[1].replace(",", "")))
    columns = [_COLUMNS, tuple("---:" if 0 < index < 6 else "---" for index in range(len(_COLUMNS)))]
    written = "".join(f"| {' | '.join(line)} |\n" for line in [*columns, *ordered])
    before, after = _around(table)
    table.write_text(before + written + after, encoding="utf-8")


def _around(table: Path) -> tuple[str, str]:
    """Return what people wrote above and below the first table; below it they may have tables of their own."""
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True) if table.is_file() else []
    is_row = [line.startswith("| ") for line in lines]
    start = is_row.index(True) if True in is_row else len(lines)
    end = is_row.index(False, start) if False in is_row[start:] else len(lines)
    return "".join(lines[:start]), "".join(lines[end:])


def _rows(table: Path) -> list[tuple[str, ...]]:
    if not table.is_file():
        return []
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]
    return [row for row in cells if len(row) == len(_COLUMNS) and re.fullmatch(r"[\d,]+", row[1])]
