"""Tables as a workbook (XLSX): a sheet for each, numbers and days as such, texts as texts and never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Final

import openpyxl
import wcwidth
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from okrpress.exchange.tables import COMPUTED, Cell, Table
from okrpress.exchange.workbook_text import as_held
from okrpress.refusal import Refusal

LONGEST: Final = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
MOST_ROWS: Final = 1_048_575
"""Rows that a sheet can hold below its header (the same source)."""
_NARROWEST: Final = 8
_WIDEST: Final = 60
"""Cells of a column's width: beyond it one scrolls sideways for every row."""
_LOOKED_AT: Final = 500
"""Rows whose width is measured."""
_DAY: Final = "yyyy-mm-dd"
_BOLD: Final = Font(bold=True)
_COMPUTED: Final = Font(bold=True, italic=True, color="FF808080")


def data(tables: list[Table], day: date) -> bytes:
    """Return tables as the bytes of a workbook; the same tables on the same day are the same bytes.

    Raises:
        Refusal: a table has more rows, or a text more characters, than a workbook can hold.

    """
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(table.name), table)
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no time zones
    book.properties.creator = "okrpress"
    book.properties.created = book.properties.modified = moment
    with io.BytesIO() as written:
        book.save(written)
        return _settled(written, moment)


def _write(sheet: WriteOnlyWorksheet, table: Table) -> None:
    if len(table.rows) > MOST_ROWS:
        raise Refusal(
            f"the table '{table.name}' has {len(table.rows):,} rows and a sheet holds {MOST_ROWS:,}: export CSV or JSON"
        )
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(table, column)  # type: ignore[attr-defined] # it has
    sheet.append([_head(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, row, column) for column in table.columns])


def _width(table: Table, column: str) -> int:
    widest = max((_cells(row.get(column)) for row in table.rows[:_LOOKED_AT]), default=0)
    return max(_NARROWEST, min(max(widest, _cells(column)) + 2, _WIDEST))


def _cells(value: Cell) -> int:
    return max(wcwidth.width(line) for line in str(value).split("\n")) if value is not None else 0


def _head(sheet: WriteOnlyWorksheet, column: str) -> SheetCell:
    head = WriteOnlyCell(sheet, value=column)
    head.font = _COMPUTED if column.startswith(COMPUTED) else _BOLD
    return head


def _cell(sheet: WriteOnlyWorksheet, row: dict[str, Cell], column: str) -> SheetCell | None:
    value = row.get(column)
    if value is None:
        return None
    if isinstance(value, date):
        made = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type] # a day is as good as a moment
        made.number_format = _DAY
        return made
    if not isinstance(value, str):
        made = WriteOnlyCell(sheet, value=repr(value))
        made.data_type = "n"  # with every digit: openpyxl would write sixteen, and no spreadsheet shows more than fifteen
        return made
    text = as_held(value)
    if len(text) > LONGEST:
        whose = row.get("record", "")
        raise Refusal(f"'{column}' of '{whose}' has {len(text):,} characters and a cell holds {LONGEST:,}: export CSV or JSON")
    made = WriteOnlyCell(sheet, value=text)
    made.data_type = "s"  # whatever it begins with: openpyxl takes `=` for a formula
    if text.startswith(("=", "+", "-", "@")):
        made.quotePrefix = True  # and Excel would, once somebody edits the cell
    return made


def _settled(written: io.BytesIO, moment: datetime) -> bytes:
    """Give every file in a workbook the same time, so that two of the same tables are the same bytes."""
    with io.BytesIO() as settled:
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                content = source.read(entry)
                if entry.filename == "docProps/core.xml":
                    content = _without_clock(content, moment)
                target.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return settled.getvalue()


_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def _without_clock(core: bytes, moment: datetime) -> bytes:
    """Write the day in the place of the time at which the workbook was saved."""
    return _MODIFIED.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)
