"""Find the words of a list in a text: whole words in English, the longest match in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from okrpress.language.folding import fold

_LETTER: Final = "[A-Za-z0-9\u00c0-\u024f_-]"
"""What makes a longer word of a Latin one; a hyphen does, too: `all-remote` is not `all`."""
_LATIN: Final = re.compile(_LETTER)
_GAP: Final = "[^.,;:!?。\n]{1,60}?"


class Match(NamedTuple):
    """A word that was found, as the text has it, and where."""

    word: str
    start: int
    end: int


class Phrases:
    """Words to look for, and longer words (`passes`) in which they mean something else.

    In a word, `*` stands for the rest of a Latin word and `…` for anything within one clause. A word with a capital
    letter is matched in just these letters.
    """

    def __init__(self, words: Iterable[str], passes: Iterable[str] = ()) -> None:
        """Compile the words; one that is among `passes` is not looked for."""
        passing = {_form(word) for word in passes}
        wanted = {_form(word) for word in words} - passing - {""}
        self._small = _compiled({word for word in wanted if word == word.lower()}, passing)
        self._capital = _compiled({word for word in wanted if word != word.lower()})
        self._passing = _compiled(passing)

    def find(self, lower: str, cased: str = "") -> Iterator[Match]:
        """Yield what is in a folded text, given in small letters and, where the list has capitals, as it is."""
        if self._small is not None:
            for found in self._small.finditer(lower):
                if self._passing is None or not self._passing.fullmatch(found[0]):
                    yield Match(found[0], found.start(), found.end())
        if self._capital is not None and cased:
            for found in self._capital.finditer(cased):
                yield Match(found[0], found.start(), found.end())

    def first(self, lower: str, cased: str = "") -> Match | None:
        """Return the first that `find` yields."""
        return next(self.find(lower, cased), None)


def _form(word: str) -> str:
    return " ".join(fold(word.replace("…", "\N{NULL}")).text.split()).replace("\N{NULL}", "…")  # NFKC makes three dots of it


def _compiled(words: AbstractSet[str], passing: AbstractSet[str] = frozenset()) -> re.Pattern[str] | None:
    """Compile words and those that pass into one pattern, the longest first."""
    if not words:
        return None
    ordered = sorted(words | passing, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(expression, ordered)))


def expression(word: str) -> str:
    """Return the regular expression of one word of a list."""
    body = re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", f"{_LETTER}*").replace("…", _GAP)
    before = f"(?<!{_LETTER})" if _LATIN.match(word[0]) else ""
    after = f"(?!{_LETTER})" if _LATIN.match(word[-1]) or word[-1] == "*" else ""
    return f"{before}{body}{after}"
