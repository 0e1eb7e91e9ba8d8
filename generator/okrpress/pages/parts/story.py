"""The story below a record's front matter, as HTML on the page that shows it."""

from __future__ import annotations

from markupsafe import Markup

from okrpress.pages.addresses import way_up
from okrpress.pages.page import Desk
from okrpress.source import Source


def story(desk: Desk, source: Source, address: str) -> Markup:
    """Render a record's body for the page at `address`: links to other records' files lead to their pages."""
    return said(desk, source, source.body, address)


def said(desk: Desk, source: Source, text: str, address: str) -> Markup:
    """Render Markdown of a record for the page at `address`."""
    if not text or text.isspace():
        return Markup()

    def find(link: str) -> str | None:
        href = desk.mentions.file(source.path, link)
        return None if href is None else f"{way_up(address)}{href}" or "./"

    return desk.stories.html(text, find)
