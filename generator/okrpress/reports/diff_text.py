"""A difference for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from okrpress.differences.difference import Difference
from okrpress.reports.account import Line, ScoreRow, account
from okrpress.reports.leaf import Leaf

_SIGNS: Final = {"+": "+", "-": "\N{MINUS SIGN}", "!": "!", "~": "~", "": " "}
_COLOURS: Final = {"+": "32", "-": "31", "!": "1;31", "~": "36", "": ""}
_STRONG: Final = "1"
_QUIET: Final = "2"


def report(difference: Difference, leaf: Leaf) -> str:
    """Return what changed, section by section, the outcome in one sentence first."""
    told = account(difference, leaf.words)
    parts = [_painted(told.outcome, _STRONG, leaf)]
    first, *rest = told.sections or [None]
    if first is not None:
        parts.append("\n".join((_painted(first.title, _STRONG, leaf), *_lines(first.lines, leaf))))
    if told.scores:
        parts.append("\n".join((_painted(leaf.words("Scores, upwards"), _STRONG, leaf), *_scores(told.scores, leaf))))
    parts += ["\n".join((_painted(part.title, _STRONG, leaf), *_lines(part.lines, leaf))) for part in rest if part is not None]
    return "\n\n".join(parts) + "\n"


def _lines(lines: Iterable[Line], leaf: Leaf, depth: int = 1) -> Iterator[str]:
    for line in lines:
        yield "  " * depth + _painted(f"{_SIGNS[line.sign]} {line.text}", _COLOURS[line.sign], leaf)
        yield from _lines(line.below, leaf, depth + 1)


def _scores(rows: Iterable[ScoreRow], leaf: Leaf) -> Iterator[str]:
    words = leaf.words
    for row in rows:
        what = f"{row.what} · {row.owner}"
        if row.is_moved:
            moved = words("{before} → {after}", before=row.before, after=row.after)
            yield f"  {_painted(moved, _STRONG, leaf)}  {what}"
        else:
            stays = words("stays {score}", score=row.after)
            yield _painted(f"  {stays}  {what}", _QUIET, leaf)


def _painted(text: str, colour: str, leaf: Leaf) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if leaf.colour and colour else text
