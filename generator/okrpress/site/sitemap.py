"""The site map: every page of the site, and no date, so that the same records give the same bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from html import escape
from urllib.parse import quote


def sitemap(site_url: str, addresses: Iterable[str]) -> bytes:
    """List pages by their full addresses; without the site's own address there is nothing to list."""
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    listed = sorted(addresses) if site_url else ()
    lines = (f"<url><loc>{escape(base + quote(address))}</loc></url>\n" for address in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "".join(lines) + "</urlset>\n"
    ).encode()


def packed(data: bytes) -> bytes:
    """Pack with gzip, without the time that it usually notes.

    `gzip.compress` would note the operating system, too, in some versions of Python and not in others.
    """
    made = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=made, mtime=0) as file:
        file.write(data)
    return made.getvalue()
