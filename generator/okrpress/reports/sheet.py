"""What a report may know besides its findings: the reader's words, the files' lines, what fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from okrpress.check import SEVERITIES, Severity
from okrpress.load.folder import LARGEST
from okrpress.ordinary import read_within
from okrpress.rules import Rule
from okrpress.words import Words

Lines: TypeAlias = Callable[[str], Sequence[str]]
"""From a finding's path to the lines of its file; none where it cannot be read."""

_FILES_KEPT: Final = 8


def _no_lines(_path: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every format gets."""

    words: Words = field(default_factory=Words)
    lines: Lines = _no_lines
    colour: bool = False
    """Whether the reader's terminal shows colours."""
    failing: tuple[Severity, ...] = SEVERITIES[:1]
    """The severities for which the command fails."""
    rules: tuple[Rule, ...] = ()
    """The rules that looked."""


def lines_below(root: Path) -> Lines:
    """Read lines of files below a repository's root, as the loader counts them."""

    @lru_cache(maxsize=_FILES_KEPT)
    def lines(path: str) -> Sequence[str]:
        try:
            # A finding may be about a link that leads out: whatever is there, no report quotes it.
            content = read_within(root, path, LARGEST)
        except (OSError, RuntimeError):  # RuntimeError: a ring of links
            return ()
        if len(content) > LARGEST:
            return ()
        text = content.decode(errors="replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines
