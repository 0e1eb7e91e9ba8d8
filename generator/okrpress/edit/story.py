"""Another story for a record: its Markdown below the front matter, and every other byte as it was."""

from __future__ import annotations

import re
from typing import Final

from okrpress.refusal import Refusal
from okrpress.source import parse

_OPENING: Final = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING: Final = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_LEAD: Final = re.compile(r"[\r\n]*")
_TAIL: Final = re.compile(r"[\r\n]*\Z")


def with_story(raw: str, story: str) -> str:
    """Return a record's text with another story, in its line ends; blank lines around the story stay as they are.

    Raises:
        Refusal: the text cannot be read, or would say something else than that story.

    """
    opening = _OPENING.match(raw)
    closing = _CLOSING.search(raw, opening.end()) if opening else None
    if closing is None:
        raise Refusal("the file has no front matter: mend that first")
    head, body = raw[: closing.end()], raw[closing.end() :]
    breaks = _BREAK.findall(head)
    is_open = not head.endswith(("\r", "\n"))
    line_break = breaks[0] if is_open else breaks[-1]
    wanted = "\n".join(_BREAK.split(story)).strip("\n")
    lead = _LEAD.match(body)
    before = lead[0] if lead else ""
    tail = _TAIL.search(body, len(before)) if len(body) > len(before) else None
    after = tail[0] if tail else line_break
    told = f"{line_break if is_open else ''}{before}{wanted.replace(chr(10), line_break)}{after}" if wanted else ""
    made = head + told
    then, now = parse(raw), parse(made)
    if now.front != then.front or now.body != wanted:
        raise Refusal("the story cannot stand in the file: take signs out of it that no page can show")
    return made
