"""Author text in a forge's Markdown as data: no mention, link, reference, emoji, markup or marker comes of it.

Every sign that means something to Markdown becomes a character reference, which never makes structure (CommonMark, "Entity
and numeric character references"). What forges look for afterwards in the finished text, mentions, references and addresses,
is parted by a sign without width, for a reference alone would not keep them from it.
"""

from __future__ import annotations

import re
from typing import Final

_APART: Final = "&#8203;"
_MARKUP: Final = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\\`*_{}[]#|~$^!+@"}
_CALLS: Final = re.compile(r"(?<=[@#!~%$&^:])(?=[\w\"'+/\[-])")
"""Behind what begins a mention (@team), a reference (#1, !1, ~label, %1, $1, &1), an emoji (:x:) or an address (https://)."""
_NUMBERED: Final = re.compile(r"(?<=[A-Za-z]-)(?=[0-9])")
"""In references of trackers: GH-12, ABC-3."""
_COMMIT: Final = re.compile(r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,64}", re.IGNORECASE)
_WORLD: Final = re.compile(r"(?i)\bwww(?=\.)")
_OPENING: Final = re.compile(r"\A(?:(-|=)|([0-9]+)([.)])(?=\s|\Z))")
"""What begins a list or underlines a heading where it begins a line."""
_MARK: Final = "\ue000"
"""Stands for the parting until the signs are written; taken out of the author's own text before."""


def inert(text: str) -> str:
    """Return a text of one line that says the same and does nothing, wherever in a line of Markdown or in a table it stands."""
    plain = " ".join(text.replace(_MARK, "").split())
    for pattern in (_CALLS, _NUMBERED):
        plain = pattern.sub(_MARK, plain)
    plain = _COMMIT.sub(lambda found: found[0][:4] + _MARK + found[0][4:], plain)
    plain = _WORLD.sub(lambda found: found[0] + _MARK, plain)
    return _OPENING.sub(_opened, plain.translate(_MARKUP)).replace(_MARK, _APART)


def _opened(found: re.Match[str]) -> str:
    lone, number, sign = found.groups()
    return f"&#{ord(lone)};" if lone else f"{number}&#{ord(sign)};"
