"""A difference as a comment in a forge: the outcome as heading, compact lists, the tree behind a fold, a link to the picture.

GitHub, GitLab and Gitea show it alike. Author text is data (`inert.py`), and a comment is never longer than they take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from okrpress.diagrams.difference import graph
from okrpress.differences.difference import Difference
from okrpress.reports.account import account
from okrpress.reports.blocks import Block, fitted, score_block, section_block
from okrpress.reports.inert import inert
from okrpress.reports.leaf import Leaf
from okrpress.reports.outcome import nothing
from okrpress.reports.tree import TreeLine, tree
from okrpress.words import Words

MARKER: Final = "<!-- okr diff -->"
"""The first line: by it a forge's job finds its own comment again. No author text can hold it."""


def report(difference: Difference, leaf: Leaf) -> str:
    """Return the comment."""
    words = leaf.words
    told = account(difference, words)
    # The sentence for nothing names the OKRs itself.
    outcome = told.outcome if told.outcome == nothing(words) else words("OKRs: {outcome}", outcome=told.outcome)
    heading = f"{MARKER}\n### {inert(outcome)}\n"
    first, rest = told.sections[:1], told.sections[1:]
    blocks = [
        *map(section_block, first),
        *([score_block(told.scores, words)] if told.scores else []),
        *map(section_block, rest),
        *_folded(tree(graph(difference, words), words), words),
    ]
    return fitted(heading, blocks, _footer(difference, leaf), words)


def _folded(lines: Sequence[TreeLine], words: Words) -> Iterator[Block]:
    """Yield the tree, in a block of code that shows it as it is: green where a plus, red where a minus begins the line."""
    if lines:
        longest = max((len(run) for line in lines for run in re.findall("~+", line.text)), default=0)
        fence = "~" * max(3, longest + 1)
        summary = inert(words("The alignment before and after: + added, − removed"))
        yield Block(
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
