"""Edited copies of texts, as somebody writes who wants the same and has not seen the other: the same seed, the same copies."""

from __future__ import annotations

import re
from random import Random
from typing import Final

HAN: Final = re.compile("[\u3400-\u9fff]")
_OTHER_WORDS: Final = {
    "提高": "提升",
    "降到": "降至",
    "升到": "升至",
    "减少": "降低",
    "每周": "每星期",
    "骑手": "快递员",
    "客户": "顾客",
    "商家": "店家",
    "包裹": "快件",
    "增加": "增长",
    "rise": "grow",
    "rises": "grows",
    "fall": "drop",
    "falls": "drops",
    "improve": "raise",
    "increase": "grow",
    "reduce": "cut",
    "customers": "clients",
    "team": "group",
    "parcels": "packages",
    "launch": "release",
    "create": "build",
    "ensure": "see that",
}
_FILLERS: Final = ("again", "everywhere", "together", "fully", "new")
_CHINESE_FILLERS: Final = ("的", "都", "再", "新", "全部")


def is_chinese(text: str) -> bool:
    """Tell whether a text is mostly Chinese."""
    return len(HAN.findall(text)) * 2 > len(re.sub(r"\W|\d", "", text))


def copy(chance: Random, text: str) -> str:
    """Say a text again with two changes of five: less, halves swapped, other numbers, a filler, another word."""
    for change in chance.sample((_without, _swapped, _recounted, _filled, _reworded), 2):
        text = change(chance, text)
    return text


def _pieces(text: str) -> tuple[list[str], str]:
    return (re.findall(r"\d[\d.,]*|[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", text), "") if is_chinese(text) else (text.split(), " ")


def _without(chance: Random, text: str) -> str:
    pieces, gap = _pieces(text)
    if len(pieces) > 4:
        at = chance.randrange(len(pieces) - 1)
        del pieces[at : at + (chance.choice((1, 2)) if not gap else 1)]
    return gap.join(pieces)


def _swapped(_chance: Random, text: str) -> str:
    pieces, gap = _pieces(text)
    at = next((index + 1 for index, piece in enumerate(pieces[:-1]) if piece[-1] in ",，:：;；"), len(pieces) // 2)
    return gap.join([*pieces[at:], *pieces[:at]])


def _recounted(chance: Random, text: str) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randrange(1, 9)), text)


def _filled(chance: Random, text: str) -> str:
    pieces, gap = _pieces(text)
    pieces.insert(chance.randrange(len(pieces) + 1), chance.choice(_FILLERS if gap else _CHINESE_FILLERS))
    return gap.join(pieces)


def _reworded(_chance: Random, text: str) -> str:
    for word, other in _OTHER_WORDS.items():
        pattern = word if HAN.match(word) else rf"\b{word}\b"
        text, times = re.subn(pattern, other, text, count=1, flags=re.IGNORECASE)
        if times:
            return text
    return text
