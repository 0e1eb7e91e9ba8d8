"""A difference as a comment in a forge: the outcome as heading, compact lists, the tree behind a fold, a link to the picture.

GitHub, GitLab and Gitea show it alike. Author text is data (`inert.py`), and a comment is never longer than they take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from okrpress.diagrams.difference import graph
from okrpress.differences.difference import Difference
from okrpress.reports.account import Line, ScoreRow, Section, Sign, account
from okrpress.reports.inert import inert
from okrpress.reports.leaf import Leaf
from okrpress.reports.tree import TreeLine, tree
from okrpress.words import Words

MARKER: Final = "<!-- okr diff -->"
"""The first line: by it a forge's job finds its own comment again. No author text can hold it."""
MOST: Final = 60_000
"""Signs of a comment, counted as UTF-16 does. GitHub takes 65,536, the others more."""
_SIGNS: Final[dict[Sign, str]] = {"+": "<b>+</b> ", "-": "<b>\N{MINUS SIGN}</b> ", "!": "⚠️ ", "~": "", "": ""}
_LAST_WORDS: Final = 400
"""Signs that are kept for what is said at the end."""


class _Block(NamedTuple):
    """A part of the comment, which may be cut between its lines."""

    head: tuple[str, ...]
    lines: tuple[str, ...]
    foot: tuple[str, ...] = ()


def report(difference: Difference, leaf: Leaf) -> str:
    """Return the comment."""
    words = leaf.words
    told = account(difference, words)
    outcome = words("OKRs: {outcome}", outcome=told.outcome)
    heading = f"{MARKER}\n### {inert(outcome)}\n"
    first, rest = told.sections[:1], told.sections[1:]
    blocks = [
        *map(_section, first),
        *([_scores(told.scores, words)] if told.scores else []),
        *map(_section, rest),
        *_folded(tree(graph(difference, words), words), words),
    ]
    return _fitted(heading, blocks, _footer(difference, leaf), words)


def _section(section: Section) -> _Block:
    lines, title = tuple(_list(section.lines)), inert(section.title)
    if section.is_minor:
        return _Block(("", f"<details><summary>{title}</summary>", ""), lines, ("", "</details>"))
    return _Block(("", f"#### {title}", ""), lines)


def _list(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    for line in lines:
        yield f"{'  ' * depth}- {_SIGNS[line.sign]}{inert(line.text)}"
        yield from _list(line.below, depth + 1)


def _scores(rows: Sequence[ScoreRow], words: Words) -> _Block:
    head = (words("Scores, upwards"), words("Owner"), words("Before"), words("After"))
    lines = []
    for row in rows:
        what, owner, before, after = map(inert, (row.what, row.owner, row.before, row.after))
        lines.append(f"| {what} | {owner} | {before} | {f'<b>{after}</b>' if row.is_moved else after} |")
    return _Block(("", f"| {' | '.join(map(inert, head))} |", "|---|---|---|---|"), tuple(lines))


def _folded(lines: Sequence[TreeLine], words: Words) -> Iterator[_Block]:
    """Yield the tree, in a block of code that shows it as it is: green where a plus, red where a minus begins the line."""
    if lines:
        longest = max((len(run) for line in lines for run in re.findall("~+", line.text)), default=0)
        fence = "~" * max(3, longest + 1)
        summary = inert(words("The alignment before and after: + added, − removed"))
        yield _Block(
            ("", f"<details><summary>{summary}</summary>", "", f"{fence}diff"),
            tuple(f"{line.sign} {line.text}" for line in lines),
            (fence, "", "</details>"),
        )


def _footer(difference: Difference, leaf: Leaf) -> str:
    words = leaf.words
    day = words.date(difference.after.today)
    head = leaf.head[:10] or words("the work tree")
    parts = [words("From {base} to {head}, looked at on {day}.", base=leaf.base[:10], head=head, day=day)]  # all our own
    if leaf.picture:
        name = words("The picture of the alignment")
        parts.insert(0, f"[{inert(name)}]({quote(leaf.picture, safe=':/?&=#%~,;@+-._')})")
    return "\n" + " · ".join(parts) + "\n"


def _fitted(heading: str, blocks: Iterable[_Block], footer: str, words: Words) -> str:
    """Put the blocks together, line by line as long as there is room, and say how many lines there was none for."""
    room = MOST - _size(heading) - _size(footer) - _LAST_WORDS
    written = [heading.rstrip("\n")]
    left_out = 0
    for block in blocks:
        frame = sum(_size(line) + 1 for line in (*block.head, *block.foot))
        kept: list[str] = []
        spare = room - frame
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
