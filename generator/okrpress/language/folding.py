"""Bring texts into one form: full-width signs become plain ones (NFKC), traditional Chinese becomes simplified.

Places survive: a stretch of the folded text is a stretch of the text as written. Case is kept; `lower` keeps every place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate, product
from typing import Final, NamedTuple

_CIRCLED_1: Final = 0x2460
_CIRCLED_20: Final = 0x2473


class Folded(NamedTuple):
    """A text in its one form, and where each of its signs came from."""

    text: str
    starts: tuple[int, ...] = ()
    """For each sign as written, where it begins in `text`; () where every sign became exactly one."""

    @property
    def lower(self) -> str:
        """The text in small letters, sign by sign at the same places."""
        return self.text.lower()

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """Return where the signs of `text` from `start` up to `end` stand in the text as written."""
        if not self.starts:
            return start, end
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1))


def fold(text: str) -> Folded:
    """Return a text in its one form. Folding twice is folding once."""
    if text.isascii():
        return Folded(text)
    signs = _signs()
    folded = text.translate(signs)
    if len(folded) == len(text):
        return Folded(folded)
    return Folded(folded, tuple(accumulate((len(signs[ord(sign)]) for sign in text[:-1]), initial=0)))


def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word in simplified and in traditional signs, every combination."""
    if word.isascii():
        return (word,)
    traditional = _signs().traditional
    return tuple("".join(signs) for signs in product(*((sign, *traditional.get(sign, ())) for sign in word)))


class _Signs(dict[int, str]):
    """What each sign becomes, looked up once."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        super().__init__()
        self._simplified = simplified
        self.traditional: dict[str, list[str]] = {}
        """Simplified sign → the traditional ones that become it."""
        for sign, simple in simplified.items():
            self.traditional.setdefault(simple, []).append(sign)

    def __missing__(self, code: int) -> str:
        before, sign = "", chr(code)
        if _CIRCLED_1 <= code <= _CIRCLED_20:
            sign = f"({code - _CIRCLED_1 + 1})"  # the number of a part, not a quantity
        while sign != before:
            before = sign
            sign = "".join(self._simplified.get(part, part) for part in unicodedata.normalize("NFKC", sign))
        self[code] = sign = "I" if sign == "İ" else sign  # its small letter would be two signs
        return sign


@cache
def _signs() -> _Signs:
    """Read the table; only a text that is not plain English needs it."""
    table = (files("okrpress.language") / "traditional.txt").read_text(encoding="utf-8")
    return _Signs({line[0]: line[1] for line in table.splitlines() if line and line[0] != "#"})
