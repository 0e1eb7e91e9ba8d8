"""Texts that a reader's browser could be made to run: unsafe links and unsafe HTML, in any string and in the story.

Pages escape and sanitise what they show; this says so to the author instead of leaving a page that misses something.
What stands between backticks or code fences is an example of code, not code.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from okrpress.load.checked import Checked, key_of, short
from okrpress.load.values import is_safe_link
from okrpress.problem import Message, say
from okrpress.source import Place, stretch

_SURE: Final = ("](", "]:", "\\")
_LIKELY: Final = re.compile(r"<[a-zA-Z/]|script\s*:|&[#a-zA-Z]", re.IGNORECASE)
"""What every dangerous text has at least one of; most records have none and are looked at no further."""

_TAG: Final = re.compile(r"<(script|iframe|frame|frameset|object|embed|applet|base|foreignobject)(?=[\s/>]|\Z)", re.IGNORECASE)
_HANDLER: Final = re.compile(
    r"""<[a-z][\w:-]*[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*'){0,400}?(?<![\w-])(on[a-z]+)\s*=""", re.IGNORECASE
)
_SCRIPT: Final = re.compile(r"(?<![\w-])(?:java|vb)script\s*:(?=\S)", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""<[a-z][^<>]{0,400}?(?<![\w-])(?:href|src|action|formaction|xlink:href)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
_LINK: Final = re.compile(r"\]\(\s*<?((?:[^\s()<>\\]|\\.|\([^\s()]{0,200}\)){1,2000})")
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\n?[ \t]*<?([^\s<>]+)", re.MULTILINE)
_AUTOLINK: Final = re.compile(r"<((?:javascript|vbscript|data|file|blob):[^\s<>]*)>", re.IGNORECASE)
_ACCENTS: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9,}")
"""More marks on one letter than any language writes: they pile up over the lines above and below."""
_DEEPLY: Final = re.compile(r"^(?:[ \t]|> ?){160,}+(?=[^ \t>])", re.MULTILINE)
_MOST_OPENED: Final = 300
"""Brackets in one paragraph: the Markdown reader looks from each one as far as the paragraph's end."""
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE: Final = re.compile(r"[ \t]*(`{3,}+|~{3,}+)(?:[^`\n]*)\Z")
_TICKS: Final = re.compile(r"(?<!\\)`+|\n[ \t]*\n")


class Danger(NamedTuple):
    """A dangerous stretch of a text, from `start` up to `end`."""

    rule: str
    message: Message
    hint: Message
    start: int
    end: int


def is_suspect(text: str) -> bool:
    """Tell whether a text deserves the closer look: cheap, and never wrong in the harmful direction."""
    if any(map(text.__contains__, _SURE)):
        return True
    if ("<" in text or "&" in text or "script" in text.lower()) and _LIKELY.search(text) is not None:
        return True
    return not text.isascii() and _ACCENTS.search(text) is not None


def check_values(front: Any, checked: Checked, place: Place = ()) -> None:  # noqa: ANN401 - what an author wrote
    """Look at every string of a record's front matter."""
    if isinstance(front, str):
        for danger in dangers(front):
            message = say("{key}: {danger}", key=key_of(place), danger=danger.message)
            checked.at(danger.rule, message, place, danger.hint)
    elif isinstance(front, dict):
        for key, value in front.items():
            check_values(value, checked, (*place, key))
    elif isinstance(front, list):
        for index, value in enumerate(front):
            check_values(value, checked, (*place, index))


def check_body(body: str, first_line: int, checked: Checked) -> None:
    """Look at the story below the front matter."""
    for danger in (*dangers(body), *burdens(body)):
        checked.report(danger.rule, danger.message, stretch(body, danger.start, danger.end, first_line), danger.hint)


def burdens(body: str) -> Iterator[Danger]:
    """Yield what would take a Markdown reader minutes, or more room than it has: no honest story holds it."""
    deep = _DEEPLY.search(body)
    if deep:
        yield Danger("unsafe-html", say("indented deeper than a page can show"), say("begin further left"), *deep.span())
    if body.count("[") + body.count("<") <= _MOST_OPENED:
        return
    start = 0
    for paragraph in body.split("\n\n"):
        if max(paragraph.count("["), paragraph.count("<")) > _MOST_OPENED:
            message = say("more than {most} brackets in one paragraph, which nobody waits for", most=_MOST_OPENED)
            yield Danger("unsafe-html", message, say("put blank lines between its parts"), start, start + len(paragraph))
        start += len(paragraph) + 2


def dangers(text: str) -> Iterator[Danger]:
    """Yield what is dangerous in a text, in its order, each stretch once."""
    if not is_suspect(text):
        return
    seen = _without_code(text) if "`" in text or "~~~" in text else text
    found = sorted((*_html(seen), *_links(seen), *_piles(seen)), key=lambda danger: (danger.start, -danger.end))
    last = -1
    for danger in found:
        if danger.start >= last:
            yield danger
            last = danger.end


def _without_code(text: str) -> str:
    """Leave nothing of fenced blocks and of what stands between backticks but their length and their lines."""
    text = _without_fenced(text)
    parts: list[str] = []
    done = opened = ticks = 0
    for match in _TICKS.finditer(text):
        if match[0][0] == "\n":
            ticks = 0  # code between backticks ends with its paragraph
        elif not ticks:
            opened, ticks = match.start(), len(match[0])
        elif len(match[0]) == ticks:
            parts += (text[done:opened], _blank(text[opened : match.end()]))
            done, ticks = match.end(), 0
    return "".join((*parts, text[done:]))


def _without_fenced(text: str) -> str:
    """Blank blocks between fences; a fence that nothing closes begins none."""
    lines = text.split("\n")
    closing: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.strip()[:3] in ("```", "~~~"):
            closing.setdefault(line.strip(), []).append(index)
    index = 0
    while closing and index < len(lines):
        fence = _FENCE.match(lines[index])
        if fence:
            ends = closing.get(fence[1], ())
            following = bisect_right(ends, index)
            if following < len(ends):
                lines[index : ends[following] + 1] = [" " * len(line) for line in lines[index : ends[following] + 1]]
                index = ends[following]
        index += 1
    return "\n".join(lines)


def _blank(code: str) -> str:
    return re.sub(r"[^\n]", " ", code)


def _html(text: str) -> Iterator[Danger]:
    hint = say("take it out; to show it as an example, put it between `backticks`")
    for match in _TAG.finditer(text):
        yield Danger(
            "unsafe-html", say("the tag <{tag}> could run in a reader's browser", tag=match[1].lower()), hint, *match.span()
        )
    for match in _HANDLER.finditer(text):
        message = say("the attribute {name} could run in a reader's browser", name=match[1].lower())
        yield Danger("unsafe-html", message, hint, *match.span(1))
    for match in _SCRIPT.finditer(text):
        yield Danger(
            "unsafe-html", say("'{script}' could run in a reader's browser", script=match[0].lower()), hint, *match.span()
        )


def _piles(text: str) -> Iterator[Danger]:
    for match in _ACCENTS.finditer(text):
        message = say("{count} accents on one letter, which cover the lines around it", count=len(match[0]))
        yield Danger("unsafe-html", message, say("take them away"), *match.span())


def _links(text: str) -> Iterator[Danger]:
    hint = say("links begin with https://, http:// or mailto:, or are relative")
    for pattern in (_LINK, _DEFINITION, _AUTOLINK, _ATTRIBUTE):
        for match in pattern.finditer(text):
            target = html.unescape(_ESCAPED.sub(r"\1", html.unescape(match[1])))
            if not is_safe_link(target):
                message = say("'{value}' is not a link that everyone can follow safely", value=short(match[1]))
                yield Danger("unsafe-link", message, hint, *match.span(1))
