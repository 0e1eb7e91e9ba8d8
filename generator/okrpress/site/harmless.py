"""The company's own pages, cleaned after the site builder rendered them: anybody may propose one, everybody reads it.

What Markdown and its usual extensions make stays: tables, footnotes, admonitions, tabs, task lists, icons. Scripts, frames,
forms that send, handlers, styles and links to anything but http, https and mailto go. A page whose findings were published
in spite of themselves (`--allow-errors`) is thereby as harmless as any other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import nh3

from okrpress.language.line_ends import joined

_TAGS: Final = nh3.ALLOWED_TAGS | {
    "button", "details", "figcaption", "figure", "input", "label", "mark", "path", "picture", "section", "summary", "svg",
}  # fmt: skip
_EVERYWHERE: Final = {"id", "class", "title", "lang", "dir", "role", "hidden", "tabindex"}
_ATTRIBUTES: Final = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"name", "checked", "disabled"},
    "label": {"for"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "svg": {"viewBox", "xmlns", "width", "height", "fill"},
    "path": {"d", "fill"},
    "details": {"open"},
    "button": {"type"},
    "time": {"datetime"},
}
_ALIGNED: Final = re.compile(r'(<t[dh]\b[^<>]*?) style="text-align: ?(left|center|right);?"')
"""How Markdown aligns a cell: the content policy lets nothing have a style of its own, but an old attribute does as well."""

_OF_THE_THEME: Final = re.compile(r"__(?!tabbed_|code|span)")
"""How ids begin by which the theme's scripts find their own elements (`__config`); tabs and lines of code have such ids, too."""

_FROM_ELSEWHERE: Final = re.compile(r'<img\b[^>]*?\ssrc="((?:https?:)?[/\\\\]{2}[^"]*|mailto:[^"]*|https?:[^"]*)"[^>]*>')
_ALT: Final = re.compile(r'\salt="([^"]*)"')


def _kept(_tag: str, name: str, value: str) -> str | None:
    """Take an id away that would let an author's element stand in for one of the theme's: its scripts believe what it says."""
    return None if name in ("id", "name", "for") and _OF_THE_THEME.match(value) else value


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"*": _EVERYWHERE} | _ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
        generic_attribute_prefixes={"aria-"},
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_kept,
        link_rel=None,
        strip_comments=True,
    )


def harmless(html: str) -> str:
    """Return rendered Markdown without what could run in a reader's browser, or fetch something from elsewhere."""
    return joined(_FROM_ELSEWHERE.sub(_linked, _cleaner().clean(_ALIGNED.sub(r'\1 align="\2"', html))))


def _linked(picture: re.Match[str]) -> str:
    """Turn a picture from another place into a link: a reader's browser asks nobody else for anything."""
    said = _ALT.search(picture[0])
    return f'<a href="{picture[1]}" rel="noopener">{said[1] if said and said[1] else picture[1]}</a>'
