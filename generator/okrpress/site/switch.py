"""The switch between the languages of a site: on every page, to the same page in each of them, with scripts or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlsplit

from okrpress.site import missing
from okrpress.site.publication import Publication, Tongue
from okrpress.words import NAMES

_MARK: Final = "OkrpressTongue-"
_HEAD: Final = re.compile(rf'<link rel="alternate" href="[^"]*?{_MARK}(\w+)" hreflang="[^"]*">')
_SCOPE: Final = re.compile(r'(__md_scope=new URL\(")[^"]*?(/?)(",)')
_LINK: Final = re.compile(rf'href="[^"]*?{_MARK}(\w+)"')


def alternates(tongues: Sequence[Tongue]) -> list[dict[str, str]]:
    """Return what Material is told of the languages: marks, in place of which `switched` writes each page's addresses."""
    return [{"name": NAMES[tongue.language], "link": f"{_MARK}{tongue.language}", "lang": tongue.language} for tongue in tongues]


def switched(html: str, publication: Publication, path: str, site_url: str, address: str | None = None) -> str:
    """Fill in the switch of a page.

    `path` is where the page lies in the folder of its language, and `address` the mark that is filled in when it is poured,
    where there is one. The links of the head, which are for machines, are absolute where the site knows its address. The
    page that says that there is no such page is shown anywhere, and leads to the home pages.
    """
    tongues = publication.tongues
    if not tongues:
        return html
    folders = {tongue.language: tongue.folder for tongue in tongues}
    up = "../" * (path.count("/") + publication.folder.count("/"))
    if path == missing.PATH:
        up, address = urlsplit(site_url).path or "/", ""
    place = quote(path.removesuffix("index.html")) if address is None else address

    def told(language: str, target: str) -> str:
        # Not `rel="alternate"` alone: of such links Material's script would ask for a site map beside every page.
        return f'<link rel="alternate " href="{target}" hreflang="{language}">'

    def head(found: re.Match[str]) -> str:
        language = found[1]
        target = f"{site_url or up}{folders[language]}{place}" or "./"
        whole = told(language, target)
        return f"{whole}{told('x-default', target)}" if language == tongues[0].language else whole

    def link(found: re.Match[str]) -> str:
        return f'href="{f"{up}{folders[found[1]]}{place}" or "./"}"'

    # What a reader chose, such as dark, is kept for the whole site, not for each of its languages.
    scoped = _SCOPE.sub(lambda found: found[1] + (up if found[2] else up.rstrip("/")) + found[3], html)
    return _LINK.sub(link, _HEAD.sub(head, scoped if publication.folder else html))


def own_url(site_url: str, publication: Publication) -> str:
    """Return the address of the root of a language; "" where the site does not know its own."""
    return f"{site_url}{publication.folder}" if site_url else ""
