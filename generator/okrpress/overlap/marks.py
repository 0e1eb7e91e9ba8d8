"""What a text is known again by: its words in Latin script, and pairs of neighbouring signs in Chinese."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from okrpress.language.folding import fold

STEM: Final = 6
"""Letters of a word that count, once its ending is taken away: "delivery" and "deliveries" are the same mark."""

_PIECES: Final = re.compile(
    r"\]\([^)]*\)|https?://\S+|<[^>]*>"  # where a link leads and how a text is marked up is not what it says
    r"|(?P<han>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+)"
    r"|(?P<latin>[^\W\d_\u2e80-\ud7ff\U00020000-\U0003ffff]{2,})"
)
_EVERYDAY: Final = frozenset(
    """a an and are as at all any be been being between but by can down during each every for from had has have how i if in into
    is it its least less more most new no not of on one only or other our out over own per so than that the their them then there
    these they this those through to under until up us was we were what when where which while who whose will with within without
    ve ll re you your""".split()  # noqa: SIM905 - a paragraph of words
)
"""Words that every objective may have. What else is common in a company is told by counting."""
_PARTICLES: Final = frozenset(
    "的了着和与及或并而在于以把被让使为对从到向至由将都也就再更最很是有不没这那每各其之们个次者所能可我你他她它减增升降"
)
"""Signs that join Chinese words: a pair with one of them is no word."""
_LAST_LATIN: Final = "\u2e7f"


_ENDING: Final = re.compile(r"(?<=...)(?:ings?|ed|e?s|e)\Z")
_Place: TypeAlias = tuple[str, int, int]
"""A mark, and from where to where the text has it."""


@lru_cache(maxsize=1 << 16)  # the live server asks for all of them at every change
def marks(text: str) -> frozenset[str]:
    """Return the marks of a text: what is left when case, script, word endings, numbers and everyday words are taken away."""
    return frozenset(mark for mark, _, _ in _found(fold(text).lower))


def is_pair(mark: str) -> bool:
    """Tell whether a mark is a pair of signs: half a word, where a Latin mark is a whole one."""
    return mark[0] > _LAST_LATIN


@lru_cache(maxsize=1 << 14)
def words_of(text: str, shared: Collection[str], most: int) -> tuple[str, ...]:
    """Return the words of a text that have the shared marks, each once, in the order of the text.

    Pairs of Chinese signs that touch are one word again.
    """
    folded = fold(text)
    stretches: list[tuple[int, int]] = []
    for mark, start, end in _found(folded.lower):
        if mark not in shared:
            continue
        touches = bool(stretches) and is_pair(mark) and start < stretches[-1][1]
        stretches.append((stretches.pop()[0] if touches else start, end))
    words = (folded.text[start:end] for start, end in stretches)
    return tuple({word.lower(): word for word in words}.values())[:most]


def _found(text: str) -> Iterator[_Place]:
    """Yield the marks of a folded text in small letters."""
    for piece in _PIECES.finditer(text):
        word, (start, end) = piece[0], piece.span()
        if piece.lastgroup == "latin":
            if word not in _EVERYDAY:
                yield _ENDING.sub("", word)[:STEM], start, end
        elif piece.lastgroup == "han":
            for at in range(end - start - 1):
                if word[at] not in _PARTICLES and word[at + 1] not in _PARTICLES:
                    yield word[at : at + 2], start + at, start + at + 2
