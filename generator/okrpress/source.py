"""Text that remembers its place: a file split into front matter and story, and where everything in it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from okrpress.outline import Spans
from okrpress.problem import Message, say
from okrpress.span import FIRST_LINE, NOWHERE, Place, Span
from okrpress.yaml_text import Flaw, read_yaml

__all__ = ["FIRST_LINE", "NOWHERE", "Document", "Flaw", "Place", "Source", "Span", "Spans", "parse", "parse_yaml"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record came from: its file, its story, and the place of everything in it."""

    path: str
    """Relative to the repository's root, with forward slashes."""
    digest: str = ""
    """Hash of the file's bytes."""
    spans: Spans = field(default_factory=Spans)
    body: str = ""
    """Markdown below the front matter, without blank lines around it."""
    body_line: int = 1
    """The line of the file on which the body begins."""
    last_day: str = ""
    """The latest day that the file names, YYYY-MM-DD, or "": until it has come, days alone may change how the record stands."""

    def span(self, *place: str | int) -> Span:
        """Return the span of the value at `place`, or of the nearest thing around it."""
        return self.spans.of(place)

    def key_span(self, *place: str | int) -> Span:
        """Return the span of the key at `place`."""
        return self.spans.of_key(place)

    def body_span(self, start: int, end: int) -> Span:
        """Return the span of the body's characters from `start` up to `end`."""
        return stretch(self.body, start, end, self.body_line)


@dataclass(frozen=True, slots=True)
class Document:
    """A file split and read: its values, their spans, its body, and what was wrong with the text."""

    front: dict[str, Any]
    spans: Spans
    body: str
    body_line: int
    flaws: Sequence[Flaw] = ()
    yaml: str = ""
    """The text of its values."""


def last_day(text: str) -> str:
    """Return the latest day that a text names, YYYY-MM-DD, or ""."""
    latest = ""
    for found in _MONTH_AND_DAY.finditer(text):
        start, end = found.span()
        year = text[start - 4 : start] if start > 3 else ""  # noqa: PLR2004 - its digits
        if not (year.isascii() and year.isdecimal()):
            continue
        day = text[start - 4 : end] if end - start == _TWO_AND_TWO else "{}-{:0>2}-{:0>2}".format(year, *found.groups())
        latest = max(latest, day)
    return latest


def stretch(text: str, start: int, end: int, first_line: int = 1) -> Span:
    """Return the span of the characters from `start` up to `end` of a text that begins on line `first_line`."""
    line, end_line = text.count("\n", 0, start) + first_line, text.count("\n", 0, end) + first_line
    return Span(line, start - text.rfind("\n", 0, start), end_line, end - text.rfind("\n", 0, end))


_MONTH_AND_DAY = re.compile(r"-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
"""What follows a year: looking for a hyphen takes half the time of looking for any digit."""
_TWO_AND_TWO = 6
"""Signs of a month and a day that have two digits each."""
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_LONG_FENCE = re.compile(r"-{4,}[ \t]*(?:\n|\Z)")
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Controls, and the signs that turn the direction of writing: people would see something else than what is written."""


def parse(text: str) -> Document:
    """Read a Markdown file with front matter; never raises on what it holds."""
    text, flaw = _cleaned(text)
    if flaw is not None:
        return _unreadable(flaw)
    opening = _FENCE.match(text)
    if opening is None:
        return _unreadable(_no_opening(text))
    start = opening.end()
    closing, is_long = _closing(text, start - 1)
    if closing is None:
        flaw = Flaw(
            "unreadable-file", say("the front matter is not closed"), FIRST_LINE, say("put a line '---' after its last key")
        )
        return _unreadable(flaw)
    if is_long:
        at = stretch(text, closing.start(), closing.start() + len(closing[0].rstrip()))
        message = say("a line of more than three hyphens in the front matter")
        return _unreadable(Flaw("unreadable-file", message, at, say("close it with '---'")))
    yaml = text[start : closing.start()]
    found = read_yaml(yaml, first_line=2)
    below = text[closing.end() :]
    body = below.lstrip("\n")
    line = text.count("\n", 0, closing.start()) + 2 + len(below) - len(body)
    return Document(found.values, found.spans, body.rstrip("\n"), line, found.flaws, yaml)


def _closing(text: str, start: int) -> tuple[re.Match[str] | None, bool]:
    """Find the line that closes the front matter, and whether it has too many hyphens to do so."""
    while (start := text.find("\n---", start)) != -1:
        for pattern in (_FENCE, _LONG_FENCE):
            match = pattern.match(text, start + 1)
            if match:
                return match, pattern is _LONG_FENCE
        start += 1
    return None, False


def parse_yaml(text: str) -> Document:
    """Read a file that is YAML alone (`settings.yml`)."""
    text, flaw = _cleaned(text)
    if flaw is not None:
        return _unreadable(flaw)
    found = read_yaml(text, first_line=1)
    return Document(found.values, found.spans, "", 1, found.flaws, text)


def _cleaned(text: str) -> tuple[str, Flaw | None]:
    """Drop a byte order mark, bring line ends into one form, and find the first character that no text file holds."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    wrong = None if text.replace("\n", "").isprintable() else _FORBIDDEN.search(text)
    if wrong is None:
        return text, None
    at = stretch(text, wrong.start(), wrong.end())
    code = f"U+{ord(wrong[0]):04X}"
    return text, Flaw("unreadable-file", say("a control character, {code}", code=code), at, say("take it away"))


def _no_opening(text: str) -> Flaw:
    """Say what stands where the front matter should begin."""
    message: Message = say("the file does not begin with front matter")
    if not text.strip():
        message = say("the file is empty")
    elif _FENCE.match(text.lstrip()):
        message = say("something stands before the front matter: a blank line or a space")
    return Flaw("unreadable-file", message, Span(1, 1, 1, 1), say("the first line is '---', and nothing else is on it"))


def _unreadable(flaw: Flaw) -> Document:
    """Return the empty document of a file that says nothing, with the reason."""
    return Document({}, Spans(), "", 1, (flaw,))
