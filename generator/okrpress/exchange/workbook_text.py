"""Texts in a workbook: its format writes what XML cannot hold as `_x000D_`, and what looks like that as `_x005F_x000D_`."""

from __future__ import annotations

import re
from typing import Final

_LIKE_ONE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def as_held(text: str) -> str:
    """Return a text as a cell holds it."""
    return _LIKE_ONE.sub("_x005F_", text)


def as_meant(text: str) -> str:
    """Return a cell's text as its author wrote it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
