"""Lines for a terminal: as wide as it is, in colour where it has some, with Chinese counted as wide as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import wcwidth

from okrpress.pages.vocabulary import Status

NARROWEST: Final = 40
WIDEST: Final = 100
"""Beyond it nobody finds the next line."""
_TURNING: Final = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
"""Signs that turn the direction of what stands around them: no author turns our lines."""
_TONES: Final = {
    "on-track": "32", "done": "32", "attention": "33", "at-risk": "31", "stale": "35", "too-early": "36", "none": ""
}  # fmt: skip


class Paper:
    """Lines, as they come."""

    def __init__(self, width: int = 80, *, colour: bool = False, states: Iterable[str] = ()) -> None:
        """Begin with none. `states` are all words for states: the column of states is as wide as the widest."""
        self.column = max(map(wcwidth.width, states), default=0)
        self.width = max(NARROWEST, min(width, WIDEST))
        self.colour = colour
        self._lines: list[str] = []

    def __str__(self) -> str:
        """Return the text, each line ended."""
        return "".join(f"{line}\n" for line in self._lines)

    def bold(self, text: str) -> str:
        """Set off what is looked for."""
        return self._painted(text, "1")

    def dim(self, text: str) -> str:
        """Step back what is looked at second."""
        return self._painted(text, "2")

    def status(self, status: Status | None) -> str:
        """Write a state in its colour; "" for none."""
        return self._painted(status.word, _TONES[status.tone]) if status else ""

    def state(self, score: str, status: Status | None) -> str:
        """Write a score and a state as columns that stand below one another."""
        word = status.word if status else ""
        return f"{score}  {self.status(status)}{' ' * (self.column - wcwidth.width(word))}"

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def gap(self) -> None:
        """Leave a line free, once."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def put(self, text: str, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, `indent` cells in, its further lines `hang` cells more."""
        first, further = " " * indent, " " * (indent + hang)
        self._lines += wcwidth.wrap(
            text.translate(_TURNING), self.width, initial_indent=first, subsequent_indent=further, break_on_hyphens=False
        ) or [""]

    def row(self, left: str, right: str, indent: int = 0, hang: int = 2) -> None:
        """Write a paragraph with something at the right end of its first line."""
        room = max(self.width - indent - wcwidth.width(right) - 2, NARROWEST // 3)
        lines = wcwidth.wrap(left.translate(_TURNING), room, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]
        end = " " * (self.width - indent - wcwidth.width(lines[0]) - wcwidth.width(right)) + right if right else ""
        self._lines.append((" " * indent + lines[0] + end).rstrip())
        self._lines += [" " * indent + line for line in lines[1:]]

    def heading(self, text: str) -> None:
        """Begin a part."""
        self.gap()
        self.put(self.bold(text))


def bar(share: float | None, expected: float | None, cells: int = 20) -> str:
    """Draw a share 0 … 1 with the mark where it ought to be, in signs that are one cell wide everywhere."""
    if share is None:
        return ""
    done = round(max(0.0, min(share, 1.0)) * cells)
    signs = ["="] * done + ["-"] * (cells - done)
    if expected is not None:
        signs.insert(round(max(0.0, min(expected, 1.0)) * cells), "|")
    return f"[{''.join(signs)}]"
