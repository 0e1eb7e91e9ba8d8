"""Text as the search engine is to see it: Chinese as overlapping pairs of characters, the rest as it is.

A dictionary cuts the same characters differently in different sentences, so that a reader who looks
for 满意度 misses half of the pages that say it. Pairs are always the same: whoever asks for the pairs
of a phrase finds every page that has it. `theme/assets/javascripts/search-worker.js` cuts queries in
the same way and puts the pairs of a result together again; a test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

VERSION: Final = "2"

# Characters that are written without spaces: Han with its extensions, and Japanese kana.
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECES: Final = re.compile(rf"([{_UNSPACED}]+)([^\w\s]*)|([^\s{_UNSPACED}]+)")
_FULL_WIDTH: Final = {0xFEE0 + code: code for code in range(0x21, 0x7F) if chr(code).isalnum()}


def indexed(text: str) -> str:
    """Write text for the index: 提升满意度，P95延迟 → 提升 升满 满意 意度 度， P95 延迟 迟.

    Each character begins one pair, so that the first characters in a row are the text again; the
    last one stands alone, with the punctuation that follows it.
    """
    if text.isascii():
        return " ".join(text.split())
    words: list[str] = []
    for run, mark, other in _PIECES.findall(text.translate(_FULL_WIDTH)):
        if run:
            words.extend(run[place : place + 2] for place in range(len(run) - 1))
            words.append(run[-1] + mark)
        else:
            words.append(other)
    return " ".join(words)


@lru_cache(maxsize=4096)
def filter_word(name: str, value: str) -> str:
    """Write a filter as a word that no author writes: `unit`, `Order Desk` → okrfunitorderdeskz.

    The engine finds a word by its beginning too: the last letter keeps `u4` from finding `u48`.
    """
    return "okrf" + re.sub(r"[\W_]+", "", name + value).lower() + "z"


def filter_words(filters: Iterable[tuple[str, str]]) -> str:
    """Write filters as words."""
    return " ".join(dict.fromkeys(filter_word(name, value) for name, value in filters))
