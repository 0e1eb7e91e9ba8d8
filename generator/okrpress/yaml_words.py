"""Plain words of YAML: which are numbers, days, truths or nothing, and which are just the text that the author sees."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

Value: TypeAlias = "str | int | float | bool | date | None"

LONGEST_NUMBER: Final = 40
"""Characters of a number; what is longer is text."""

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?|\.(?:inf|nan))\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What no page shows, or what makes readers see something else than what is written: signs that turn the direction."""
_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS: Final = frozenset("0123456789+-.")
TYPED_STARTS: Final = frozenset({"", *"~nNtTfF", *_NUMBER_STARTS})
"""How a word begins that may be more than text; none other needs a look."""


@lru_cache(maxsize=1 << 16)
def typed(text: str) -> Value:
    """Read a plain word that may be a number, a date, a truth or nothing."""
    if text[:1] not in _NUMBER_STARTS:
        return _WORDS.get(text, text)
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text  # the calendar has no such day, and the field that wants one says so
    is_int = _INT.match(text)
    if (not is_int and not _FLOAT.match(text)) or len(text) > LONGEST_NUMBER:
        return text
    return int(text) if is_int else float(text.replace(".inf", "inf").replace(".nan", "nan"))
