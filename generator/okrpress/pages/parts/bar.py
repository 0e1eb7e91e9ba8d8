"""A bar: how far something has come, with a mark where it ought to stand today."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.pages.vocabulary import Status, Tone


class Bar(NamedTuple):
    """Widths in percent of the whole, as SVG takes them; `mark` is "" where nothing is expected."""

    width: str
    mark: str
    tone: Tone


def bar(share: float | None, expected: float | None, tone: Tone | Status | None) -> Bar:
    """Draw a share 0 … 1; beyond its ends it stops there."""
    if isinstance(tone, Status):
        tone = tone.tone
    return Bar(_width(share), "" if expected is None else _width(expected), tone or "none")


def _width(share: float | None) -> str:
    return "0" if share is None or share <= 0 else f"{min(share, 1.0) * 100:.4g}%"
