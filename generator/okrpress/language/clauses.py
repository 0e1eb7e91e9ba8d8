"""Where the sentences and clauses of a text begin and end. Texts are folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SHORT: Final = (
    r"e\.g",
    r"i\.e",
    "vs",
    "etc",
    "incl",
    "approx",
    "no",
    "st",
    "dr",
    "mr",
    "mrs",
    "ms",
    "prof",
    "inc",
    "ltd",
    "[a-z]",
)
"""What a full stop may stand after without ending a sentence."""
_STOP: Final = r"\.(?<!\.\.)" + "".join(rf"(?<!\b{word}\.)" for word in _SHORT)
_SENTENCE_END: Final = re.compile(rf"[。!?]+(?!\s*[)\]])\s*|{_STOP}[\"')\]]*(?:\s+|\Z)|\n+", re.IGNORECASE)
_GOES_ON: Final = (
    r"\s*(?:from|to|by|at|with|within|up|down|in|reaching|and|or|etc|i\.e|e\.g|[<>≤≥=~$€£¥+-]?\s*\d|"
    r"从|由|自|到|至|达|比|且|不超过|不低于|不少于|至少|最多|控制在|保持在|提升|提高|降低|下降|上升|增长|增加|减少|降到|升到)"
)
_CLAUSE_END: Final = re.compile(
    rf"[;。!?]+|(?<!\d)[,](?!{_GOES_ON})|(?<=\d)[,](?!\d)(?!{_GOES_ON})|\.(?:\s|\Z)|\n+", re.IGNORECASE
)

_WORD: Final = re.compile(r"\w")
_LONGEST_ITEM: Final = 2
"""English words of an item of a list."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between full stops; an ending without words is part of what is before it."""
    return _between(text, _SENTENCE_END)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which a number belongs to the words beside it.

    A comma ends one, but not before what says from where, to where or by how much, not within parentheses, and not where it
    parts the items of a list: English ones of one or two words.
    """
    stretches = list(_between(text, _CLAUSE_END))
    start = 0
    for index, (first, end) in enumerate(stretches):
        if index == start:
            begin = first
        last = index + 1 == len(stretches)
        if last or not (_is_open(text[begin:end]) or _is_item(text, *stretches[index]) or _is_item(text, *stretches[index + 1])):
            yield begin, end
            start = index + 1


def _is_open(text: str) -> bool:
    """Tell whether a parenthesis is not closed."""
    return text.count("(") > text.count(")")


def _is_item(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch between commas is an item of a list."""
    words = text[start:end]
    between_commas = text[end : end + 1] == "," and text[start - 1 : start] == ","
    return between_commas and words.isascii() and len(words.split()) <= _LONGEST_ITEM


def _between(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in ends.finditer(text):
        if _WORD.search(text, start, end.start()):
            yield start, end.start()
        start = end.end()
    if _WORD.search(text, start):
        yield start, len(text)
