"""How a page's badge is shown elsewhere: its picture, and what to paste."""

from __future__ import annotations

from typing import Final, NamedTuple

from okrpress.pages import addresses
from okrpress.pages.page import Desk

SITE: Final = "SITE/"
"""Stands for the site's address where the site does not know it."""


class Embedding(NamedTuple):
    """A badge and the Markdown that shows it on another page."""

    href: str
    """The picture, as a link from the root of the language."""
    alt: str
    markdown: str
    is_complete: bool
    """False where a reader has to fill in the site's address."""


def embedding(desk: Desk, address: str, alt: str) -> Embedding:
    """Return the badge of a page."""
    badge, page = addresses.href(addresses.of_badge(address)), addresses.href(address)
    base = f"{desk.site_url}{desk.folder}" if desk.site_url else f"{SITE}{desk.folder}"
    said = " ".join(alt.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").split())
    return Embedding(badge, alt, f"[![{said}]({base}{badge})]({base}{page})", bool(desk.site_url))
