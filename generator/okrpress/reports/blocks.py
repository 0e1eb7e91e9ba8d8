"""Markdown for a forge in blocks, so that it can be cut between its lines where a forge takes no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrpress.reports.account import Line, ScoreRow, Section, Sign
from okrpress.reports.inert import inert
from okrpress.words import Words

MOST: Final = 60_000
"""Signs of a comment, counted as UTF-16 does. GitHub takes 65,536, the others more."""
_SIGNS: Final[dict[Sign, str]] = {"+": "<b>+</b> ", "-": "<b>\N{MINUS SIGN}</b> ", "!": "⚠️ ", "~": "", "": ""}
_LAST_WORDS: Final = 400
"""Signs that are kept for what is said at the end."""


class Block(NamedTuple):
    """A part of a comment, which may be cut between its lines."""

    head: tuple[str, ...]
    lines: tuple[str, ...]
    foot: tuple[str, ...] = ()


def section_block(section: Section) -> Block:
    """Write a section: a heading and a list, or a fold where a reader may leave it."""
    lines, title = tuple(_list(section.lines)), inert(section.title)
    if section.is_minor:
        return Block(("", f"<details><summary>{title}</summary>", ""), lines, ("", "</details>"))
    return Block(("", f"#### {title}", ""), lines)


def score_block(rows: Sequence[ScoreRow], words: Words) -> Block:
    """Write scores before and after as a table."""
    head = (words("Scores, upwards"), words("Owner"), words("Before"), words("After"))
    lines = []
    for row in rows:
        what, owner, before, after = map(inert, (row.what, row.owner, row.before, row.after))
        lines.append(f"| {what} | {owner} | {before} | {f'<b>{after}</b>' if row.is_moved else after} |")
    return Block(("", f"| {' | '.join(map(inert, head))} |", "|---|---|---|---|"), tuple(lines))


def _list(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    for line in lines:
        yield f"{'  ' * depth}- {_SIGNS[line.sign]}{inert(line.text)}"
        yield from _list(line.below, depth + 1)


def fitted(heading: str, blocks: Iterable[Block], footer: str, words: Words) -> str:
    """Put blocks together, line by line as long as there is room, and say how many lines there was none for."""
    room = MOST - _size(heading) - _size(footer) - _LAST_WORDS
    written = [heading.rstrip("\n")]
    left_out = 0
    for block in blocks:
        spare = room - sum(_size(line) + 1 for line in (*block.head, *block.foot))
        kept: list[str] = []
        for line in block.lines:
            if _size(line) + 1 > spare:
                break
            spare -= _size(line) + 1
            kept.append(line)
        left_out += len(block.lines) - len(kept)
        if kept:
            room = spare
            written += (*block.head, *kept, *block.foot)
    if left_out:
        written += ("", inert(_cut(left_out, words)))
    return "\n".join(written) + "\n" + footer


def _cut(count: int, words: Words) -> str:
    return words.plural(
        "Cut here: {count} more line does not fit into a comment. 'okr diff' prints all of it.",
        "Cut here: {count} more lines do not fit into a comment. 'okr diff' prints all of it.",
        count,
    )


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2
