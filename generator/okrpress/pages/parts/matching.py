"""Which offer may answer an ask: they share telling words, and the words are shown.

Nothing is weighed: two words in common, or one that is long enough to say something, and a reader sees which.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

LONG: Final = 6
"""An English word of so many letters says something by itself."""
LONG_CHINESE: Final = 3
"""So does a stretch of so many Chinese signs."""
SHORTEST: Final = 3
FEWEST: Final = 2
PAIR: Final = 2
_WORD: Final = re.compile(r"[^\W_]+")
_CHINESE: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_COMMON: Final = frozenset(
    _WORD.findall("""
    all and any anybody anyone are before below between can could every everyone everybody for from give given have help
    helped helping how into its let make more most need needed needs not off offer one our out over per people person
    please show some somebody someone support take team than that the their them there these they this three two under
    until use used using very want was week weeks what when where which while who will with within without work working
    would you your quarter month months day days hour hours
    """)
)
"""Words that say nothing of what help it is."""
_COMMON_PAIRS: Final = frozenset(
    _WORD.findall("""
    一个 一份 一起 一下 三个 两个 几个 人员 人手 他们 以及 任何 使用 做好 其他 可以 各个 同事 团队 如何 完成 对接 工作
    帮助 帮忙 开始 我们 所有 提供 支持 支援 时间 每个 每天 每周 没有 现有 谁都 都可 相关 能够 进行 通过 部门 配合 问题 需要 项目
    """)
)


class Said(NamedTuple):
    """What a text says: its words, its pairs of Chinese signs, and the text itself."""

    words: frozenset[str]
    pairs: frozenset[str]
    text: str


@lru_cache(maxsize=8192)
def said(text: str) -> Said:
    """Read a text."""
    lowered = text.lower()
    runs = _CHINESE.findall(lowered)
    pairs = {run[place : place + PAIR] for run in runs for place in range(len(run) - 1)}
    latin = _WORD.findall(_CHINESE.sub(" ", lowered))
    words = {_one_of(word) for word in latin if len(word) >= SHORTEST and not word.isdigit()}
    return Said(frozenset(words - _COMMON), frozenset(pairs - _COMMON_PAIRS), lowered)


def shared(ask: str, offer: str) -> tuple[str, ...]:
    """Return the words for which an offer fits an ask, as they come in the ask; () where it does not fit."""
    wanted, given = said(ask), said(offer)
    words = wanted.words & given.words
    phrases = _phrases(wanted.text, given.text) if wanted.pairs & given.pairs else []
    tells = any(len(word) >= LONG for word in words) or any(len(phrase) >= LONG_CHINESE for phrase in phrases)
    if not tells and len(words) + len(phrases) < FEWEST:
        return ()
    found = sorted((wanted.text.index(word), word) for word in (*words, *phrases))
    return tuple(word for _, word in found)


def _phrases(text: str, other: str) -> list[str]:
    """Return the longest stretches of Chinese signs that both texts have."""
    found: dict[str, None] = {}
    for run in _CHINESE.findall(text):
        place = 0
        while place < len(run) - 1:
            length = next((length for length in range(len(run) - place, 1, -1) if run[place : place + length] in other), 0)
            phrase = run[place : place + length]
            pairs = {phrase[start : start + PAIR] for start in range(len(phrase) - 1)}
            if not pairs <= _COMMON_PAIRS:
                found[phrase] = None
            place += max(1, length)
    return list(found)


def _one_of(word: str) -> str:
    """Return the word for one thing: routes are a route."""
    return word[:-1] if len(word) > SHORTEST and word.endswith("s") and not word.endswith("ss") else word
