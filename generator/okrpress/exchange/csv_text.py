"""Tables as CSV (RFC 4180, UTF-8): data and never a formula.

A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
apostrophe: reading takes away the one that writing put there, and nothing else.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Final

from okrpress.exchange.tables import Cell, Table

MARK: Final = "'"
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet may run (OWASP, "CSV Injection")."""
_ENCODING: Final = "utf-8-sig"
"""With a byte order mark: Excel takes a file without one for Latin or GB 18030."""


def text(table: Table) -> str:
    """Return a table as CSV."""
    with io.StringIO(newline="") as made:
        writer = csv.writer(made)
        writer.writerow(table.columns)
        writer.writerows([_shown(row.get(column)) for column in table.columns] for row in table.rows)
        return made.getvalue()


def data(table: Table) -> bytes:
    """Return a table as the bytes of a file."""
    return text(table).encode(_ENCODING)


def _shown(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if isinstance(value, date) else repr(value)


def harmless(value: str) -> str:
    """Return a text as one that no spreadsheet runs."""
    return MARK + value if value.startswith((MARK, *DANGEROUS)) else value


def as_meant(value: str) -> str:
    """Take away what `harmless` put before a text."""
    return value[1:] if value.startswith(MARK) and value[1:2] in (MARK, *DANGEROUS) and len(value) > 1 else value
