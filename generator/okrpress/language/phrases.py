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
_COMMON: Final = frozenset(
    {
        "a", "all", "an", "and", "are", "as", "at", "be", "by", "for", "from", "if", "in", "into", "is", "it", "no", "not", "of",
        "on", "one", "or", "that", "the", "this", "to", "with",
    }
)  # fmt: skip
"""Words that are in too many texts to be a clue to another."""


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

    Most texts hold none of the words. So only a clue to each is looked for at first, a Latin word of it that is not everywhere or
    its first sign; patterns are compiled for those that some text holds.
    """

    def __init__(self, words: Iterable[str], passes: Iterable[str] = ()) -> None:
        """Sort the words by their clues; one that is among `passes` is not looked for."""
        passing = {_form(word) for word in passes} - {""}
        self._wanted = _Clues({_form(word) for word in words} - passing - {""})
        self._passing = _Clues(passing)
        self.clues: Final = (*self._wanted.words, *self._wanted.signs, *self._wanted.prefixes)
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


class _Clues:
    """Words by what shows that a text may hold them."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries: dict[str, list[str]] = {}
        self._patterns: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {}
        words: set[str] = set()
        signs: set[str] = set()
        prefixes: set[str] = set()
        for entry in entries:
            latin = [
                word for word in _WORD.finditer(entry.lower()) if "*" not in entry[max(0, word.start() - 1) : word.end() + 1]
            ]
            if latin:
                rare = [word[0] for word in latin if word[0] not in _COMMON] or [latin[0][0]]
                clue = max(rare, key=len)
                words.add(clue)
            elif _WORD.match(entry):
                clue = entry.lower().partition("*")[0]
                prefixes.add(clue)
            else:
                clue = entry[0].lower()
                signs.add(clue)
            self._entries.setdefault(clue, []).append(entry)
        self.words: Final = frozenset(words)
        self.signs: Final = frozenset(signs)
        self.prefixes: Final = tuple(sorted(prefixes))

    def matches(self, lower: str, cased: str, words: Sequence[str]) -> list[Match]:
        """Return every match, those of one clue without overlap, in no order."""
        there: set[str] = set()
        if not self.words.isdisjoint(words):
            there.update(self.words.intersection(words))
        if not self.signs.isdisjoint(lower):
            there.update(self.signs.intersection(lower))
        if self.prefixes:
            there.update(prefix for prefix in self.prefixes if any(word.startswith(prefix) for word in words))
        found: list[Match] = []
        for clue in there:
            small, capital = self._patterns.get(clue) or self._compiled(clue)
            if small is not None:
                found += [Match(match[0], *match.span()) for match in small.finditer(lower)]
            if capital is not None and cased:
                found += [Match(match[0], *match.span()) for match in capital.finditer(cased)]
        return found

    def _compiled(self, clue: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        entries = sorted(self._entries[clue], key=lambda entry: (-len(entry), entry))
        small = [entry for entry in entries if entry == entry.lower()]
        capital = [entry for entry in entries if entry != entry.lower()]
        both = _pattern(small), _pattern(capital)
        self._patterns[clue] = both
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
