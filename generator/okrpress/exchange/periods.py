"""Which cycle a foreign period is: by its name, or by its first and last day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from okrpress.handles import implied_dates
from okrpress.model import Workspace

_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR: Final = r"(?P<year>20\d\d)"
_YEAR2: Final = r"(?P<year2>20\d\d)"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:q(?P<quarter>[1-4])[\s/-]*{_YEAR}|{_YEAR2}\s*年?[\s/-]*q(?P<quarter2>[1-4]))\Z",
        rf"{_YEAR}\s*年?\s*第?(?P<quarter>[一二三四1-4])季度\Z",
        rf"(?:h(?P<half>[12])[\s/-]*{_YEAR}|{_YEAR2}\s*年?[\s/-]*h(?P<half2>[12]))\Z",
        rf"{_YEAR}\s*年?\s*(?P<side>上|下)半年\Z",
        rf"{_YEAR}\s*年\s*(?P<month>\d\d?)\s*月(?:\s*[-–~至到]\s*(?:{_YEAR2}\s*年\s*)?(?P<last>\d\d?)\s*月)?\Z",
        rf"(?:annual|year|全年)?[\s-]*{_YEAR}\s*(?:年|年度|全年|annual)?\Z",
    )
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*\.?\s+{_YEAR}\Z", re.IGNORECASE)


def cycle_of(workspace: Workspace, written: str, first: date | None = None, last: date | None = None) -> str:
    """Return the name of the cycle that is meant, "" where it cannot be told."""
    name = unicodedata.normalize("NFKC", written).strip()
    if name in workspace.cycles or implied_dates(name):
        return name
    for cycle in workspace.cycles.values():
        if name and cycle.title.casefold() == name.casefold():
            return cycle.id
    return _by_words(name) or (_by_days(workspace, first, last) if first and last else "")


def _by_words(name: str) -> str:
    if found := _MONTH.match(name):
        return f"{found['year']}-{_MONTHS.index(found[1].lower()[:3]) + 1:02}"
    for pattern in _PATTERNS:
        if found := pattern.match(name):
            parts = {key.rstrip("2"): value for key, value in found.groupdict().items() if value and key != "year2"}
            parts.setdefault("year", found.groupdict().get("year2") or "")
            return _named(parts)
    return ""


def _named(parts: dict[str, str]) -> str:
    year = parts["year"]
    if quarter := parts.get("quarter"):
        return f"{year}-Q{_QUARTERS[quarter]}"
    if half := parts.get("half"):
        return f"{year}-H{half}"
    if side := parts.get("side"):
        return f"{year}-H{1 if side == '上' else 2}"
    if month := parts.get("month"):
        return _months(int(year), int(month), int(parts.get("last") or month))
    return year


def _months(year: int, first: int, last: int) -> str:
    """Name the stretch from one month to another of a year, where a cycle's name can."""
    length = last - first + 1
    whole = (first - 1) % max(length, 1) == 0
    names = {1: f"{year}-{first:02}", 2: f"{year}-B{first // 2 + 1}", 3: f"{year}-Q{first // 3 + 1}",
             6: f"{year}-H{first // 6 + 1}", 12: str(year)}  # fmt: skip
    name = names.get(length, "")
    return name if whole and implied_dates(name) else ""


def _by_days(workspace: Workspace, first: date, last: date) -> str:
    for cycle in workspace.cycles.values():
        if (cycle.start, cycle.end) == (first, last):
            return cycle.id
    if first.year != last.year:
        return ""
    name = _months(first.year, first.month, last.month)
    return name if implied_dates(name) == (first, last) else ""
