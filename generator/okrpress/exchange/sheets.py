"""Tables that are imported, row by row: from CSV with whatever separator, and from a workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from okrpress.exchange import csv_text, workbook_text
from okrpress.refusal import Refusal

Value: TypeAlias = "str | float | int | date | Share | Formula | None"

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
_LARGEST_UNPACKED: Final = 1 << 30
"""Bytes of a workbook's parts when unpacked: what is larger was made to harm."""
_SEPARATORS: Final = ",;\t|"
_LINK: Final = re.compile(r'=\s*HYPERLINK\(\s*"(?:[^"]|"")*"\s*[,;]\s*"((?:[^"]|"")*)"\s*\)\Z', re.IGNORECASE)


class Share(float):
    """A number that its cell shows as a percentage: 0.45 is 45 %."""

    __slots__ = ()


class Formula(str):
    """A formula of which nobody knows the value."""

    __slots__ = ()


class Row(NamedTuple):
    """A row: its number, from 1, as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that are not empty."""

    name: str
    rows: tuple[Row, ...]


def read_csv(text: str, name: str = "") -> Sheet:
    """Read CSV with commas, semicolons, tabs or bars between.

    Raises:
        Refusal: it is no CSV, or larger than anybody imports at once.

    """
    separator = _separator(text)
    csv.field_size_limit(1 << 24)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        for cells in reader:
            number = len(rows) + 1
            rows.append(Row(number, tuple(csv_text.as_meant(cell) if cell else None for cell in cells)))
            if number > MOST_ROWS + 1:
                raise Refusal(_too_many(name))
    except csv.Error as error:
        raise Refusal(f"the file is no CSV: line {reader.line_num}: {error}") from error
    return Sheet(name, tuple(row for row in rows if _is_filled(row.cells)))


def _separator(text: str) -> str:
    """Return the sign that parts the first line into most cells, quotation marks heeded."""
    if text.startswith("sep="):
        return text[4:5]
    best, most = ",", 0
    for sign in _SEPARATORS:
        head = next(csv.reader(io.StringIO(text[: 1 << 16], newline=""), delimiter=sign), [])
        if len(head) > most:
            best, most = sign, len(head)
    return best


def read_workbook(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a workbook.

    Raises:
        Refusal: it is no workbook, or larger than anybody imports at once.

    """
    import openpyxl  # noqa: PLC0415 - 150 ms that no other form needs

    _refuse_bomb(path)
    try:
        formulas = openpyxl.load_workbook(path, read_only=True, data_only=False)
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # a damaged workbook raises anything
        raise Refusal(f"'{path}' is no workbook that can be read ({type(error).__name__}): save it as .xlsx once more") from error
    try:
        for name in formulas.sheetnames:
            sheet, shown = formulas[name], values[name]
            if not hasattr(sheet, "iter_rows"):
                continue  # a chart
            sheet.reset_dimensions()
            shown.reset_dimensions()
            yield Sheet(name, tuple(_rows(name, sheet.iter_rows(), shown.iter_rows(values_only=True))))
    except Refusal:
        raise
    except Exception as error:  # as above: rows are read as they are asked for
        raise Refusal(f"'{path}' is no workbook that can be read ({type(error).__name__}): save it as .xlsx once more") from error
    finally:
        formulas.close()
        values.close()


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_UNPACKED:
                raise Refusal(f"'{path}' unpacks to more than {_LARGEST_UNPACKED >> 20} MiB: no list of OKRs does")
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refusal(f"'{path}' is no .xlsx workbook; an old .xls must be saved as .xlsx, and --from csv reads text") from error
    except OSError as error:
        raise Refusal(f"'{path}' cannot be read: {error.strerror or 'unknown'}") from error


def _rows(name: str, written: Iterable[Sequence[Any]], shown: Iterable[Sequence[Any]]) -> Iterator[Row]:
    count = 0
    for number, (cells, values) in enumerate(zip(written, shown, strict=True), start=1):
        row = tuple(_value(cell, value) for cell, value in zip(cells[:MOST_COLUMNS], values[:MOST_COLUMNS], strict=True))
        if _is_filled(row):
            count += 1
            if count > MOST_ROWS + 1:
                raise Refusal(_too_many(name))
            yield Row(number, row)


def _value(cell: Any, value: Any) -> Value:  # noqa: ANN401 - openpyxl's cells hold anything
    """Return what a cell says, of a formula what it came to."""
    written = cell.value
    if cell.data_type == "f":
        link = _LINK.match(str(written))
        if link is not None:
            return link[1].replace('""', '"')
        if value is None:
            return Formula(written)
        written = value
    if isinstance(written, float | int) and not isinstance(written, bool) and "%" in (cell.number_format or ""):
        return Share(written)
    return _plain(written)


def _plain(written: object) -> Value:
    match written:
        case bool():
            return "yes" if written else "no"
        case datetime():
            return written.date()
        case time() | timedelta():
            return str(written)
        case str():
            return workbook_text.as_meant(written) or None
        case float() | int() | date():
            return written
    return None


def _is_filled(cells: Iterable[Value]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells)


def _too_many(name: str) -> str:
    where = f"'{name}'" if name else "the file"
    return f"{where} has more than {MOST_ROWS:,} rows: import it in parts"
