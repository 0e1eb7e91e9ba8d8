"""The navigation as MkDocs wants it written: hubs in their sections, then the company's own pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from okrpress.site.frames import FrameOrder

Entry: TypeAlias = "str | dict[str, str | list[Entry]]"


def with_hubs(orders: Iterable[FrameOrder], theirs: Sequence[Entry] | None, own: Sequence[Entry]) -> list[Entry]:
    """Put hubs first, in the order they come in; then what mkdocs.yml lists, or else the pages that nobody listed.

    A hub that mkdocs.yml names itself stands where it says.
    """
    named = set(_paths(theirs or ()))
    entries: list[Entry] = []
    for order in orders:
        if order.section is None or order.source in named:
            continue
        place = entries
        for title in order.section:
            place = section(place, title)
        place.append({order.label: order.source})
    return [*entries, *(own if theirs is None else theirs)]


def section(entries: list[Entry], title: str) -> list[Entry]:
    """Find a section among entries, or open it."""
    for entry in entries:
        if isinstance(entry, dict):
            inner = entry.get(title)
            if isinstance(inner, list):
                return inner
    opened: list[Entry] = []
    entries.append({title: opened})
    return opened


def _paths(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        for value in entry.values() if isinstance(entry, dict) else (entry,):
            if isinstance(value, str):
                yield value
            else:
                yield from _paths(value)
