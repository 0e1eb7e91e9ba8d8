"""Names: what a handle, a slug and a cycle may look like, and which dates a cycle's name implies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

_ASCII_HANDLE = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*\Z")
_LONGEST = 100
_HANDLE_SIGNS = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"})
"""Letters that have no case or are lower-case, their marks, and digits."""


@lru_cache(maxsize=65536)
def is_handle(text: str) -> bool:
    """Tell whether text is a handle or slug: lower-case letters of any script, digits, hyphens inside."""
    if _ASCII_HANDLE.match(text):
        return len(text) <= _LONGEST
    return (
        0 < len(text) <= _LONGEST
        and text == text.lower()
        and text[0] != "-"
        and text[-1] != "-"
        and all(sign == "-" or unicodedata.category(sign) in _HANDLE_SIGNS for sign in text)
    )


_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts that share shapes: а, ο and o are three letters."""
_TWINS = str.maketrans("асеһіјӏорԛѕԝхуѵαιον", "acehijlopqswxyvaiov")
"""Small letters that are drawn like a Latin one, in most fonts; from the confusables of Unicode Technical Standard 39."""


def scripts_in(text: str) -> set[str]:
    """Return those of the scripts that share shapes whose letters are in a text."""
    return {first for sign in text if sign.isalpha() and (first := unicodedata.name(sign, "").partition(" ")[0]) in _ALIKE}


def skeleton(text: str) -> str:
    """Return a name as it looks: two names with one skeleton cannot be told apart."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.translate(_TWINS)


def as_handle(name: str) -> str:
    """Return the handle that a name would make, or ""."""
    made = re.sub(r"[\W_]+", "-", normal(name).lower()).strip("-")
    return made if is_handle(made) else ""


def normal(text: str) -> str:
    """Bring a name into the one form (NFC) in which names are compared; file systems differ."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_CYCLE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|B(?P<two>[1-6])|(?P<month>0[1-9]|1[0-2])))?\Z")
_CYCLE_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*\Z")


def is_cycle_name(text: str) -> bool:
    """Tell whether text may name a cycle: letters, digits, hyphens inside."""
    return len(text) <= _LONGEST and _CYCLE_NAME.match(text) is not None


def implied_dates(name: str) -> tuple[date, date] | None:
    """Return first and last day of a cycle named 2026, 2026-H1, 2026-Q4, 2026-B5 or 2026-11; None for other names."""
    match = _CYCLE.match(name)
    if match is None or match["year"] in ("0000", "9999"):
        return None
    year = int(match["year"])
    for group, length in (("half", 6), ("quarter", 3), ("two", 2), ("month", 1)):
        if match[group]:
            first = (int(match[group]) - 1) * length + 1
            return _months(year, first, length)
    return _months(year, 1, 12)


def _months(year: int, first: int, length: int) -> tuple[date, date]:
    following = date(year + 1, 1, 1) if first + length > 12 else date(year, first + length, 1)  # noqa: PLR2004 - months
    return date(year, first, 1), following - timedelta(days=1)


_LONGEST_COMPARED = 80


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that the author may have meant, or ""; capitals do not count."""
    folded = {normal(name).casefold(): name for name in known}
    wanted = normal(word).casefold()
    if wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, folded, n=1, cutoff=0.6) if len(wanted) <= _LONGEST_COMPARED else []
    return folded[close[0]] if close else ""
