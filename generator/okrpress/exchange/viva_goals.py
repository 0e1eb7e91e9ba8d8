"""Viva Goals: what its columns hold that no other table does. The product ended on 2025-12-31."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread
from okrpress.exchange.foreign import Told
from okrpress.exchange.lines import Line
from okrpress.problem import say

_ALIGNED: Final = re.compile(r"\(\s*weight:\s*(?P<weight>[\d.]+)\s*%\s*,\s*Id:\s*(?P<id>[^)\s]+)\s*\)", re.IGNORECASE)
"""The end of "Title(weight: 50%, Id: 123)"."""


def aligned(written: str) -> list[tuple[float | None, str]]:
    """Read what something is aligned to: (weight, id or title) of each; other tools' lists have semicolons between."""
    found: list[tuple[float | None, str]] = [(float(entry["weight"]), entry["id"]) for entry in _ALIGNED.finditer(written)]
    return found or [(None, part.strip()) for part in written.split(";") if part.strip()]


_PART: Final = re.compile(r"(Checkin Date|User|Note|Metric Name|Status|Current Value|Activity Date):", re.IGNORECASE)


def check_ins(line: Line) -> Iterator[Told]:
    """Read Viva Goals' check-ins: "Checkin Date: …; User: …; Note: …; …; Current Value: …;" in one cell each."""
    for value in line.cells.get("check_ins", ()):
        written = cells.text(value)
        marks = list(_PART.finditer(written))
        parts: dict[str, str] = {}
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            end = following.start() if following else len(written)
            parts.setdefault(mark[1].lower(), written[mark.end() : end].strip().rstrip(";").strip())
        day = cells.day(parts.get("checkin date") or parts.get("activity date"))
        if day is None:
            raise Misread(say("{column}: '{value}' says no day", column=line.columns["check_ins"], value=written[:40]))
        current = cells.quantity(parts.get("current value"))
        note = ": ".join(filter(None, (parts.get("status", ""), parts.get("note", ""))))
        yield Told(day, current.value if current else None, None, parts.get("user", ""), note)
