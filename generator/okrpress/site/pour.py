"""Pouring: a rendered frame is cut at its marks once, then filled for every page by joining strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias
from urllib.parse import quote

from okrpress.site import frames
from okrpress.site.digest import digest
from okrpress.site.publication import Body, Crumb, Heading, HubPage, PublicationError, RecordPage

Page: TypeAlias = HubPage | RecordPage
_Fill: TypeAlias = Callable[[Page, Body], str]


@dataclass(frozen=True, slots=True)
class Mould:
    """A frame ready for pouring; `key` changes whenever a page poured into it would."""

    key: str
    parts: tuple[bytes | _Fill, ...]

    def pour(self, page: Page) -> bytes:
        """Make the whole file of a page."""
        body = page.body()
        return b"".join(
            part if isinstance(part, bytes) else part(page, body).encode("utf-8", "xmlcharrefreplace") for part in self.parts
        )


def mould(html: str, name: str) -> Mould:
    """Cut a rendered frame at its marks.

    Raises:
        PublicationError: the theme left the content out.

    """
    if frames.CONTENT not in html:
        message = f"The frame {name!r} came back without its content: does an override of main.html drop it?"
        raise PublicationError(message)
    fills: dict[str, _Fill] = dict(_WORDS)
    for number, cut in enumerate((_cut_contents, _cut_trail, _cut_edit)):
        html = cut(html, f"\0{number}\0", fills)
    marks = sorted(fills, key=len, reverse=True)
    pieces = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", html)
    parts = tuple(fills[piece] if piece in fills else piece.encode() for piece in pieces if piece)
    return Mould(digest(html, *marks), parts)


_WORDS: Final[Mapping[str, _Fill]] = {
    frames.TITLE: lambda page, _: escape(page.title),
    frames.DESCRIPTION: lambda page, _: escape(page.description or page.title),
    frames.ADDRESS: lambda page, _: quote(page.address),
    frames.CONTENT: lambda _, body: body.html,
    # Left over once the table of contents is cut out: the link that skips to the first heading.
    frames.BRANCH_ID: lambda _, body: escape(body.headings[0].id) if body.headings else "",
}


def _cut_contents(html: str, slot: str, fills: dict[str, _Fill]) -> str:
    """Take the list of headings out, as often as it is there, and learn from it how it is written.

    Material lists headings in the sidebar and, for a page of the navigation, in the drawer too.
    A page without headings gets an empty list, label included, as Material itself would do it.
    """
    written = 0
    while (place := html.find(frames.BRANCH)) >= 0:
        start, end = _element_around(html, place, "nav")
        start, end = html.index(">", start) + 1, html.rindex("</", start, end)
        fills[f"{slot}{written}"] = _contents(html[start:end])
        html = f"{html[:start]}{slot}{written}{html[end:]}"
        written += 1
    return html


def _contents(pattern: str) -> _Fill:
    """Learn from a list of one heading with one heading below it how any list is written."""
    outer = _element_around(pattern, pattern.index(frames.BRANCH), "li")
    before, branch, after = pattern[: outer[0]], pattern[slice(*outer)], pattern[outer[1] :]
    inner = _element_around(branch, branch.index(frames.LEAF), "li")
    leaf = branch[slice(*inner)]
    branch_start, branch_end = branch[: inner[0]], branch[inner[1] :]

    def listed(headings: Sequence[Heading]) -> str:
        return "".join(
            _named(branch_start, frames.BRANCH, frames.BRANCH_ID, heading) + listed(heading.children) + branch_end
            if heading.children
            else _named(leaf, frames.LEAF, frames.LEAF_ID, heading)
            for heading in headings
        )

    return lambda _, body: before + listed(body.headings) + after if body.headings else ""


def _named(pattern: str, title: str, place: str, heading: Heading) -> str:
    return pattern.replace(place, escape(heading.id)).replace(title, escape(heading.title))


def _cut_trail(html: str, slot: str, fills: dict[str, _Fill]) -> str:
    """Take the one step out of the breadcrumbs that stands for all steps below the hub."""
    place = html.find(frames.CRUMB)
    if place < 0:
        return html
    start, end = _element_around(html, place, "li")
    step = html[start:end]

    def written(crumb: Crumb) -> str:
        return step.replace(frames.CRUMB_ADDRESS, quote(crumb.address)).replace(frames.CRUMB, escape(crumb.title))

    fills[slot] = lambda page, _: "".join(map(written, page.trail)) if isinstance(page, RecordPage) else ""
    return html[:start] + slot + html[end:]


def _cut_edit(html: str, slot: str, fills: dict[str, _Fill]) -> str:
    """Take the link out that edits a page, so that a page without one does not show it."""
    place = html.find(frames.EDIT)
    if place < 0:
        return html
    start, end = _element_around(html, place, "a")
    link = html[start:end]
    fills[slot] = lambda page, _: link.replace(frames.EDIT, escape(url)) if (url := page.edit_url()) else ""
    return html[:start] + slot + html[end:]


def _element_around(html: str, place: int, name: str) -> tuple[int, int]:
    """Find where the innermost element of a name around a place begins and ends."""
    tags = [*re.finditer(rf"<(/?){name}\b", html)]
    opened: list[int] = []
    for tag in tags:
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            start = opened.pop()
            if start <= place < tag.start():
                return start, html.index(">", tag.start()) + 1
    message = f"The theme is not as expected: no <{name}> around {html[place : place + 30]!r}."
    raise PublicationError(message)
