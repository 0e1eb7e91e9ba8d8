"""The table of results: rows that were measured anew replace those of before, all others stay."""

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
_FOREWORD: Final = """\
# Measured

`make bench` writes this table; `python -m tests.bench.run --help` says how to run a part of it. The company is made by
`tests/bench/company.py` (seed 1). Medians of so many runs, each a fresh process. CPU is that of the process and its children,
peak memory that of the largest of them. *From nothing* means without `.cache/` and without a site; the files themselves are in
the system's cache each time. *One change* is another value in one check-in of a running objective.

*Layouts and search index kept* is a build from nothing but for what Graphviz and Pagefind made.

Absolute times belong to one machine and one hour; the ratios are what to look at, and where others used the machine, those of
CPU. The rows `MkDocs' own loop` are the same finished pages in an ordinary MkDocs and Material project with the same
`mkdocs.yml`, in the ways in which a company without frames would have them, each named. There is nothing to read, check,
score or draw any more, so they are a lower bound of such a site: `okr build` does all of that within its time. The row with a
hook, which spares MkDocs the Markdown, the search and the navigation, is faster than we are; it is what MkDocs itself costs.
"""


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
    lines = [_COLUMNS, tuple("---:" if 0 < index < 6 else "---" for index in range(len(_COLUMNS))), *ordered]
    table.write_text(f"{_FOREWORD}\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines), encoding="utf-8")


def _rows(table: Path) -> list[tuple[str, ...]]:
    if not table.is_file():
        return []
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]
    return [row for row in cells if len(row) == len(_COLUMNS) and re.fullmatch(r"[\d,]+", row[1])]
