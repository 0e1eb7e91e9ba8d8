"""What foreign cells say: numbers with their units, shares, days, in the ways in which people and tools write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from okrpress.exchange.sheets import Formula, Share, Value
from okrpress.problem import Message, say

_FIRST_SERIAL: Final = 20_000
_LAST_SERIAL: Final = 80_000
"""Days that a spreadsheet counts from the end of 1899: 1954 to 2119."""
_EPOCH: Final = date(1899, 12, 30)
_MILLISECONDS: Final = re.compile(r"\d{12,14}\Z")
_ISO: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?\Z")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_NUMBER: Final = re.compile(r"[-+\N{MINUS SIGN}]?\d[\d.,' ]*\Z")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_CURRENCY: Final = ("$", "€", "£", "¥", "￥", "CHF", "USD", "EUR", "CNY", "kr")
_TIMES: Final = {"万": 10_000.0, "亿": 100_000_000.0}


class Misread(Exception):  # noqa: N818 - it says what a cell is
    """A cell that says nothing that is wanted there."""

    def __init__(self, message: Message) -> None:
        """Keep the message for translation."""
        super().__init__(str(message))
        self.message = message


class Quantity(NamedTuple):
    """A number and its unit, "" for none."""

    value: float
    unit: str = ""


def text(value: Value) -> str:
    """Return a cell's text on as many lines as it has."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        raise Misread(say("a formula without a value: save the workbook in a spreadsheet once, or paste the value"))
    if isinstance(value, Share):
        return f"{round(value * 100, 10):g}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def quantity(value: Value) -> Quantity | None:
    """Return the number that a cell says; None where it is empty.

    Raises:
        Misread: it says something else.

    """
    if isinstance(value, Share):
        return Quantity(round(value * 100, 10), "%")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Quantity(float(value))
    written = text(value)
    if not written or written in ("-", "–", "—", "/"):
        return None
    bare = unicodedata.normalize("NFKC", written).replace("\u00a0", " ").strip()
    unit = "%" if bare.endswith("%") else ""
    bare = bare.removesuffix("%").strip()
    for sign in _CURRENCY:
        if bare.startswith(sign) or bare.endswith(sign):
            bare, unit = bare.removeprefix(sign).removesuffix(sign).strip(), unit or sign
    times = _TIMES.get(bare[-1:], 1.0)
    bare = bare[:-1].strip() if times != 1 else bare
    if not _NUMBER.match(bare):
        raise Misread(say("'{value}' is not {kind}", value=written, kind=say("a number")))
    return Quantity(_number(bare, written) * times, unit)


def _number(bare: str, written: str) -> float:
    """Read digits with whatever stands between thousands and before the decimals."""
    digits = bare.replace(" ", "").replace("'", "").replace("\N{MINUS SIGN}", "-")
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "").replace(",", ".")
    elif "," in digits:
        digits = digits.replace(",", "") if _GROUPED.match(digits.lstrip("+-")) else digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        raise Misread(say("'{value}' is not {kind}", value=written, kind=say("a number"))) from None


def whole(value: float) -> float | int:
    """Return a number as a record writes it: 96, not 96.0."""
    return int(value) if float(value).is_integer() else value


def day(value: Value) -> date | None:
    """Return the day that a cell says; None where it is empty.

    Raises:
        Misread: it says no day, or may be two.

    """
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(value))
    written = text(value)
    if not written or written in ("-", "–", "0"):
        return None
    bare = unicodedata.normalize("NFKC", written).replace(" ", "") if "年" in written else unicodedata.normalize("NFKC", written)
    try:
        return _day(bare, written)
    except (ValueError, OverflowError):
        raise Misread(say("'{value}' is no day of the calendar", value=written)) from None


def _day(bare: str, written: str) -> date:
    if _MILLISECONDS.match(bare):
        return datetime.fromtimestamp(int(bare) / 1000, UTC).date()
    if bare.isdigit() and _FIRST_SERIAL <= int(bare) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(bare))
    if found := _ISO.match(bare):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(bare):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.match(bare):
        first, second, year = (int(part) for part in found.groups())
        if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - months
            raise Misread(say("'{value}' may be two days: write it as 2026-10-01", value=written))
        return date(year, second, first) if first > 12 else date(year, first, second)  # noqa: PLR2004 - as above
    raise Misread(say("'{value}' is not {kind}", value=written, kind=say("a date (YYYY-MM-DD)")))
