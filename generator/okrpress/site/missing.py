"""The page that a web server shows where there is none: what may have happened, and ways on."""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import urlsplit

from okrpress.site.publication import Publication

PATH: Final = "404.html"
_THEIRS: Final = re.compile(r"<h1[^>]*>404[^<]*</h1>")
"""What Material says, in English whatever the language of the site."""


def explained(html: str, publication: Publication, path: str, site_url: str) -> str:
    """Say in the reader's language that there is no such page. It is shown at any address: its links begin at the root."""
    if path != PATH:
        return html
    words, root = publication.words, urlsplit(site_url).path or "/"
    ways = (
        ("", words("Home")),
        ("cycles/", words("Cycles")),
        ("units/", words("Find your team")),
        ("people/", words("Find a person")),
        ("archive/", words("Archive")),
    )
    links = "".join(f'<li><a href="{escape(root + address)}">{escape(name)}</a></li>' for address, name in ways)
    title = words("There is no page at this address")
    reason = words("It may be mistyped, or what stood here was taken away. What was only renamed leads on by itself.")
    ours = f'<div class="okr"><h1>{escape(title)}</h1><p>{escape(reason)}</p><ul class="okr-next">{links}</ul></div>'
    return _THEIRS.sub(lambda _: ours, html, count=1)
