"""Find the words of a list in a text: whole words in English, the longest match in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrpress.language.folding import fold

_LETTER: Final = "[A-Za-z0-9\u00c0-\u024f-]"
"""What makes a longer word of a Latin one; a hyphen does, too: `all-remote` is not `all`."""
_WORD: Final = re.compile(f"{_LETTER}+")
_GAP: Final = "[^.,;:!?。\n]{1,60}?"
_BEFORE_WORDS: Final = " \t\n*_>\"'`(["
"""Marks that may stand before a text's first word."""


class Match(NamedTuple):
    """A word that was found, as the text has it, and where."""

    word: str
    start: int
    end: int


def words_in(lower: str) -> Sequence[str]:
    """Return the Latin words of a folded text in small letters."""
    return _WORD.findall(lower)


class Phrases:
    """Words to look for, and longer words (`passes`) in which they mean something else.

    In a word, `*` stands for the rest of a Latin word and `…` for anything within one clause. A word with a capital
    letter is matched in just these letters.

    Most texts hold none of the words. So only the beginnings of words are looked for at first: the first Latin word or the first
    sign of each; patterns are compiled for those that some text holds.
    """

    def __init__(self, words: Iterable[str], passes: Iterable[str] = ()) -> None:
        """Sort the words by their beginnings; one that is among `passes` is not looked for."""
        passing = {_form(word) for word in passes} - {""}
        self._wanted = _Beginnings({_form(word) for word in words} - passing - {""})
        self._passing = _Beginnings(passing)
        self.beginnings: Final = (*self._wanted.words, *self._wanted.signs, *self._wanted.prefixes)
        """In small letters: a text that holds none of the words holds none of these, be it inside another word."""

    def find(self, lower: str, cased: str = "", words: Sequence[str] | None = None) -> Iterator[Match]:
        """Yield what is in a folded text, given in small letters and, where the list has capitals, as it is.

        `words` are what `words_in` returns, where it is known already.
        """
        if words is None:
            words = words_in(lower)
        found = self._wanted.matches(lower, cased, words)
        if not found:
            return
        passing = self._passing.matches(lower, cased, words)
        reached = 0
        for match, is_wanted in sorted(
            [(match, True) for match in found] + [(match, False) for match in passing],
            key=lambda one: (one[0].start, one[1], -one[0].end),
        ):
            if match.start >= reached:
                reached = match.end
                if is_wanted:
                    yield match

    def begins(self, lower: str, words: Sequence[str] | None = None) -> Match | None:
        """Return the word with which a text begins."""
        start = len(lower) - len(lower.lstrip(_BEFORE_WORDS))
        first = self.first(lower, words=words)
        return first if first and first.start == start else None

    def first(self, lower: str, cased: str = "", words: Sequence[str] | None = None) -> Match | None:
        """Return the first that `find` yields."""
        return next(self.find(lower, cased, words), None)


class _Beginnings:
    """Words by their beginnings."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries: dict[str, list[str]] = {}
        self._patterns: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {}
        words: set[str] = set()
        signs: set[str] = set()
        prefixes: set[str] = set()
        for entry in entries:
            latin = _WORD.match(entry.lower())
            if latin is None:
                beginning = entry[0].lower()
                signs.add(beginning)
            else:
                beginning = latin[0]
                (prefixes if entry[latin.end() : latin.end() + 1] == "*" else words).add(beginning)
            self._entries.setdefault(beginning, []).append(entry)
        self.words: Final = frozenset(words)
        self.signs: Final = frozenset(signs)
        self.prefixes: Final = tuple(sorted(prefixes))

    def matches(self, lower: str, cased: str, words: Sequence[str]) -> list[Match]:
        """Return every match, those of one beginning without overlap, in no order."""
        there: set[str] = set()
        if not self.words.isdisjoint(words):
            there.update(self.words.intersection(words))
        if not self.signs.isdisjoint(lower):
            there.update(self.signs.intersection(lower))
        if self.prefixes:
            there.update(prefix for prefix in self.prefixes if any(word.startswith(prefix) for word in words))
        found: list[Match] = []
        for beginning in there:
            small, capital = self._patterns.get(beginning) or self._compiled(beginning)
            if small is not None:
                found += [Match(match[0], *match.span()) for match in small.finditer(lower)]
            if capital is not None and cased:
                found += [Match(match[0], *match.span()) for match in capital.finditer(cased)]
        return found

    def _compiled(self, beginning: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        entries = sorted(self._entries[beginning], key=lambda entry: (-len(entry), entry))
        small = [entry for entry in entries if entry == entry.lower()]
        capital = [entry for entry in entries if entry != entry.lower()]
        both = _pattern(small), _pattern(capital)
        self._patterns[beginning] = both
        return both


def _form(word: str) -> str:
    return " ".join(fold(word.replace("…", "\N{NULL}")).text.split()).replace("\N{NULL}", "…")  # NFKC makes three dots of it


def _pattern(entries: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(_expression, entries))) if entries else None


def _expression(word: str) -> str:
    body = re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", f"{_LETTER}*").replace("…", _GAP)
    before = f"(?<!{_LETTER})" if _WORD.match(word) else ""
    after = f"(?!{_LETTER})" if _WORD.match(word[-1]) or word[-1] == "*" else ""
    return f"{before}{body}{after}"
