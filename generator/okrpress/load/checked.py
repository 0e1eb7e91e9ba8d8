"""One record being read: what is wrong with it, collected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from okrpress.handles import nearest
from okrpress.problem import Message, Problem, say
from okrpress.source import Place, Source, Span

MOST_PROBLEMS: Final = 200
"""Problems of one file that are listed: who sees so many begins with the first."""
_MOST_SUGGESTIONS: Final = 30
"""Comparing words takes time, and a file with so many unknown ones has not mistyped them."""


class Checked:
    """Collects the problems of one record."""

    def __init__(self, source: Source, record: str) -> None:
        """Start with none."""
        self.source = source
        self.record = record
        self.problems: list[Problem] = []
        self.measures: dict[Place, list[str]] = {}
        """Place of a key result → the measures that its author wrote, right or wrong."""
        self._suggestions = 0

    def report(self, rule: str, message: Message, span: Span, hint: Message | None = None) -> None:
        """Note a problem of this record."""
        if len(self.problems) > MOST_PROBLEMS:
            return
        if len(self.problems) == MOST_PROBLEMS:
            message = say("there is more; the first {most} problems of a file are listed", most=MOST_PROBLEMS)
            hint = None
        self.problems.append(Problem(rule, message, self.source.path, span, self.record, hint))

    def at(self, rule: str, message: Message, place: Place, hint: Message | None = None) -> None:
        """Note a problem of the value at a place."""
        self.report(rule, message, self.source.spans.of(place), hint)

    def at_key(self, rule: str, message: Message, place: Place, hint: Message | None = None) -> None:
        """Note a problem of the key at a place."""
        self.report(rule, message, self.source.spans.of_key(place), hint)

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Return the known word that the author may have meant, or ""."""
        self._suggestions += 1
        return nearest(word, known) if self._suggestions <= _MOST_SUGGESTIONS else ""


def did_you_mean(name: str) -> Message | None:
    """Ask about a name; nothing where there is none to ask about."""
    return say("Did you mean {key}?", key=name) if name else None


def key_of(place: Place) -> str:
    """Name a value as an author would: key_results[2].metric.target, counted from 1."""
    words = ""
    for part in place:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{short(part)}" if words else short(part)
    return words


def short(text: object) -> str:
    """Show what an author wrote in a message: one line, not too long, nothing that a terminal would obey."""
    shown = " ".join(str(text).split())
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in shown)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 - a message stays one line
