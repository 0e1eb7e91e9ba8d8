"""Addresses that records had before: a small page at each, which leads to where the record is now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from okrpress.model import Objective, Person, Unit
from okrpress.pages import addresses
from okrpress.pages.page import Desk
from okrpress.site.material import versioned
from okrpress.site.publication import Asset
from okrpress.theme import theme_folder

SCRIPT: Final = "assets/javascripts/moved.js"


def moved_pages(desk: Desk) -> Iterator[Asset]:
    """Yield a page for every id that a record of the workspace had before."""
    formerly = desk.company.workspace.formerly
    if formerly:
        script = versioned(SCRIPT, theme_folder())
        for old, new in formerly.items():
            yield Asset.of(f"{_address(old)}index.html", _page(desk, _address(old), new, script))


def _address(record_id: str) -> str:
    # Units and people, too, have their id as their address.
    return addresses.of_record(record_id)


def _page(desk: Desk, here: str, new: str, script: str) -> bytes:
    """Write the page. It shows for a moment, or where neither scripts nor refreshing are allowed."""
    up, there = addresses.way_up(here), addresses.href(_address(new))
    canonical = f"{desk.site_url}{desk.folder}{there}" if desk.site_url else f"{up}{there}"
    name = escape(_name(desk, new))
    told = escape(desk.words("This page has moved to {page}.")).replace("{page}", f'<a href="{up}{there}">{name}</a>')
    return (
        f'<!doctype html>\n<html lang="{desk.words.language}">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{canonical}">\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={up}{there}"></noscript>\n'
        f'<script src="{up}{addresses.way_up(desk.folder)}{script}" defer></script>\n'
        f"</head>\n<body>\n<p>{told}</p>\n</body>\n</html>\n"
    ).encode("utf-8", "xmlcharrefreplace")


def _name(desk: Desk, record_id: str) -> str:
    record = desk.company.workspace.record(record_id)
    if isinstance(record, Objective):
        return record.title
    return record.name if isinstance(record, Unit | Person) else record_id
