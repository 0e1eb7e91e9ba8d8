"""How much room text takes, and where it may be broken: measured by us, so that it fits without any font.

Graphviz and the browser know different fonts, and Graphviz often none that has Chinese. So the widths here are of
no font: for Latin letters the widest of the usual interface fonts (DejaVu Sans), for every full-width character
one em. A box is at worst a little too wide for its text, never too narrow. All widths are in em.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_ASCII: Final = {
    character: width
    for width, characters in {
        0.3: "'Iijl",
        0.35: " ,.:;|",
        0.4: "()-/[\\]ft",
        0.45: "!r",
        0.5: '"*',
        0.55: "Jcsz",
        0.6: "?L_kvxy",
        0.65: "0123456789$FT`abdeghnopqu{}",
        0.7: "ABEKPSVXYZ",
        0.75: "CNRU",
        0.8: "&DGHOQ",
        0.85: "#+<=>^w~",
        0.9: "M",
        0.95: "%",
        1.0: "Wm",
        1.05: "@",
    }.items()
    for character in characters
}
_SYMBOLS: Final = {"·": 0.4, "‘": 0.4, "’": 0.4, "“": 0.55, "”": 0.55, "–": 0.6, "°": 0.5, "‰": 1.35}
_BY_CATEGORY: Final = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0, "Ll": 0.75, "Lu": 0.9, "Nd": 0.65, "Zs": 0.35}
_EMOJI: Final = 1.3
_LONGEST_EMOJI: Final = 12
"""Characters of the longest emoji that is one picture; what is joined of more comes out as many."""
_ANYTHING: Final = 1.0

ELLIPSIS: Final = "…"

_NOT_FIRST: Final = frozenset(
    "!%),.:;?]}¢°·’”‰′″℃、。々〉》」』】〕〗〞︰︱︳！＂％＇），．：；？］｜｝～ぁぃぅぇぉっゃゅょァィゥェォッャュョー…—"
)
_NOT_LAST: Final = frozenset("$([{£¥‘“〈《「『【〔〖〝＄（．［｛￡￥")
_BREAK_AFTER: Final = frozenset("-/–—‐")

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\\s]+")
_UNSAFE: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_NEVER_JOINED: Final = re.compile("[\x00-\u02ff\u2010-\u2027\u2190-\u27bf\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uffef]*")
"""Latin, punctuation, arrows and shapes, Chinese and Japanese: nearly all text."""
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return author text on one line, without what cannot stand in XML or would turn its surroundings around."""
    return _NOT_XML.sub("\ufffd", _UNSAFE.sub("", _UNSEEN.sub(" ", text))).strip()


def width(text: str) -> float:
    """Return the room that a line takes, in em."""
    return sum(map(_sign_width, signs(text)))


def signs(text: str) -> list[str]:
    """Split text into what a reader takes for one sign: accents, flags and joined emoji stay whole."""
    if _NEVER_JOINED.fullmatch(text):
        return list(text)
    found: list[str] = []
    for character in text:
        if found and (_joins(character) or _continues(found[-1], character)):
            found[-1] += character
        else:
            found.append(character)
    return found


class Lines(NamedTuple):
    """Wrapped text, whether some of it had to go, and how many words had to be torn."""

    lines: tuple[str, ...]
    cut: bool
    torn: int


def wrap(text: str, room: float, most: int) -> Lines:
    """Break a line of text into at most `most` lines of `room` em; what does not fit ends in an ellipsis.

    Lines come out about equally long, so that no single word or character is left over for the last one, and Chinese is
    broken where it pauses if that takes no more lines.
    """
    measured = _Measured.of(text)
    broken = _wrap(measured, room, most, at_pauses=False)
    if len(broken.lines) > 1 and not broken.cut:
        for at_pauses in (True, False):
            for share in (0.6, 0.7, 0.8, 0.9, 1.0):
                better = _wrap(measured, room * share, most, at_pauses=at_pauses)
                if (better.cut, better.torn, len(better.lines)) == (False, broken.torn, len(broken.lines)):
                    return better
    return broken


class _Measured(NamedTuple):
    """A line, sign by sign, looked at once: it is wrapped in up to eleven ways, to choose the best."""

    signs: list[str]
    widths: list[float]
    breaks: list[bool]
    """Whether a line may begin with this sign."""
    pauses: list[bool]
    """Whether it would begin after a pause."""

    @classmethod
    def of(cls, text: str) -> _Measured:
        found = signs(text)
        breaks = [False, *map(_may_break, found, found[1:])]
        # Not strict: nothing comes after the last sign.
        pauses = [
            False,
            *(before == " " or (ends and before in _NOT_FIRST) for before, ends in zip(found, breaks[1:], strict=False)),
        ]
        return cls(found, list(map(_sign_width, found)), breaks, pauses)


def _wrap(measured: _Measured, room: float, most: int, *, at_pauses: bool) -> Lines:
    found, widths, breaks, pauses = measured
    lines: list[str] = []
    torn = start = 0
    while start < len(found):
        if len(lines) == most - 1:
            rest = "".join(found[start:])
            fitted = rest if sum(widths[start:]) <= room else shorten(rest, room)
            return Lines((*lines, fitted), fitted != rest, torn)
        end = _line_end(measured, start, room, at_pauses=at_pauses)
        torn += end < len(found) and not (pauses if at_pauses else breaks)[end]
        lines.append("".join(found[start:end]).rstrip())
        start = end
        while start < len(found) and found[start] == " ":
            start += 1
    return Lines(tuple(lines), cut=False, torn=torn)


def shorten(text: str, room: float) -> str:
    """Return the text, cut with an ellipsis where it takes more than `room` em."""
    if width(text) <= room:
        return text
    left = room - _ANYTHING
    kept: list[str] = []
    for sign in signs(text):
        left -= _sign_width(sign)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + ELLIPSIS


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left."""
    for character in text:
        if (direction := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            return direction != "L"
    return False


def _line_end(measured: _Measured, start: int, room: float, *, at_pauses: bool) -> int:
    """Return where the line that begins at `start` ends: at the last good break, or where there is none when it is full.

    Chinese may be broken almost anywhere; `at_pauses` prefers to do it after punctuation and where the script changes.
    """
    found, widths, breaks, pauses = measured
    good = pause = 0
    for index in range(start, len(found)):
        if index > start and breaks[index]:
            good = index
            if pauses[index]:
                pause = index
        room -= widths[index]
        # A space at the end of a line takes no room.
        if room < 0 and found[index] != " ":
            return (pause if at_pauses else 0) or good or max(index, start + 1)
    return len(found)


def _may_break(before: str, after: str) -> bool:
    if after == " " or after[0] in _NOT_FIRST or before[-1] in _NOT_LAST:
        return False
    if before in _BREAK_AFTER:
        return after.isalpha()  # not within -5 or 2026-11-15
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(sign: str) -> bool:
    return not sign.isascii() and unicodedata.east_asian_width(sign[0]) in "WF"


@lru_cache(maxsize=16384)
def _sign_width(sign: str) -> float:
    known = _ASCII.get(sign) or _SYMBOLS.get(sign)
    if known:
        return known
    first = sign[0]
    category = unicodedata.category(first)
    if len(sign) > 1:
        return _EMOJI if category == "So" and len(sign) <= _LONGEST_EMOJI else sum(map(_sign_width, sign))
    if unicodedata.east_asian_width(first) in "WF":
        return _EMOJI if category == "So" and first > "\uffff" else 1.0
    return _BY_CATEGORY.get(category, _ANYTHING)


def _joins(character: str) -> bool:
    """Tell whether a character belongs to the sign before it."""
    return (
        character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or (not character.isascii() and unicodedata.category(character) in ("Mn", "Me", "Mc"))
    )


def _continues(sign: str, character: str) -> bool:
    """Tell whether a character completes an emoji that is joined of several, or a flag."""
    if sign[-1] == "\u200d":
        return unicodedata.category(sign[0]) == "So" == unicodedata.category(character)
    return len(sign) == 1 and _is_flag_half(sign) and _is_flag_half(character)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
