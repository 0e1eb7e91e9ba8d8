"""A rule's docstring, read: what it wants, why, where it comes from, and its examples."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple


class Example(NamedTuple):
    """Records that a rule finds fault with, or not: files laid over a small clean company."""

    kind: Literal["bad", "good"]
    files: tuple[tuple[str, str], ...]
    """(path below `okrs/`, text)."""
    today: date | None
    """The day on which it is looked at; None for the usual one."""
    base: tuple[tuple[str, str], ...] = ()
    """Files of the base that it is compared with; the others are there as they are in the small company."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a docstring says. Paragraphs are single lines, so that a catalogue can hold them."""

    summary: str
    paragraphs: tuple[str, ...]
    source: str
    examples: tuple[Example, ...]


_KEY: Final = re.compile(r"(?:(?<=^)|(?<=; ))[A-Z], ")
"""The letter of a source: short for whoever writes rules, and no word to whoever reads them."""
_HEADING: Final = re.compile(r"(?P<kind>Bad|Good)(?: on (?P<day>\d{4}-\d{2}-\d{2}))?:\Z")
_FILE: Final = re.compile(r"# (?P<path>\S+\.(?:md|yml))(?P<base>, in the base)?\Z")


def page_of(docstring: str) -> RulePage:
    """Read a rule's docstring."""
    blocks = re.split(r"\n(?=\S)", inspect.cleandoc(docstring))
    paragraphs: list[str] = []
    source = ""
    examples: list[Example] = []
    for block in blocks:
        head, _, rest = block.partition("\n")
        heading = _HEADING.match(head.strip())
        if heading:
            day = date.fromisoformat(heading["day"]) if heading["day"] else None
            kind: Literal["bad", "good"] = "bad" if heading["kind"] == "Bad" else "good"
            now, base = _files(inspect.cleandoc(rest))
            examples.append(Example(kind, now, day, base))
        elif head.startswith("Source:"):
            source = _KEY.sub("", " ".join(block.removeprefix("Source:").split()))
        else:
            paragraphs.append(block)
    merged = [" ".join(part.split()) for part in "\n".join(paragraphs).split("\n\n")]
    summary, *rest_of_it = [part for part in merged if part] or [""]
    return RulePage(summary, tuple(rest_of_it), source, tuple(examples))


def _files(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Split an example into its files and those of its base: each begins with a line `# path` or `# path, in the base`."""
    files: tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]]] = ([], [])
    lines: list[str] = []
    for line in text.split("\n"):
        match = _FILE.match(line)
        if match:
            lines = []
            files[bool(match["base"])].append((match["path"], lines))
        else:
            lines.append(line)
    now, base = (tuple((path, "\n".join(lines).strip("\n") + "\n") for path, lines in some) for some in files)
    return now, base
