"""Atom feeds (RFC 4287): what happened lately in the company, in each unit and to each person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from okrpress.model import CheckIn, Comment
from okrpress.pages import addresses
from okrpress.pages.page import Desk
from okrpress.pages.parts.news import Happened, lately, news

DAYS: Final = 30
MOST: Final = 60
_FORBIDDEN: Final = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What no XML document can hold (XML 1.0, `Char`)."""


class Feed(NamedTuple):
    """A feed before it is written: its path from the site's root, whose it is, and what it tells."""

    path: str
    title: str
    page: str
    """The address of the page that it belongs to."""
    happened: tuple[Happened, ...]


def feeds(desk: Desk) -> Iterator[Feed]:
    """Yield the feed of the company, of every unit and of every person."""
    workspace = desk.company.workspace
    everything = lately(desk, desk.company.open_objectives, DAYS)
    root = workspace.name_of(desk.company.settings.company)
    yield Feed(addresses.FEED, root, addresses.HOME, tuple(everything[:MOST]))
    by_owner: dict[str, list[Happened]] = {}
    for entry in everything:
        owner = entry.objective.owner
        person = workspace.people.get(owner)
        carrier = entry.key_result.owner if entry.key_result else owner
        for handle in dict.fromkeys((owner, carrier, person.unit if person else owner)):
            by_owner.setdefault(handle, []).append(entry)
    for handle, unit in workspace.units.items():
        address = addresses.of_unit(handle)
        yield Feed(addresses.of_feed(address), unit.name or handle, address, tuple(by_owner.get(handle, ())[:MOST]))
    for handle, person in workspace.people.items():
        address = addresses.of_person(handle)
        yield Feed(addresses.of_feed(address), person.name or handle, address, tuple(by_owner.get(handle, ())[:MOST]))


def made_of(desk: Desk, feed: Feed) -> str:
    """Return everything that a feed is made of, in less time than it takes to write it."""
    name_of = desk.company.workspace.name_of
    told = (
        f"{entry.day} {entry.objective.id} {_digest(desk, entry)} {name_of(entry.objective.owner)} {name_of(_by(entry))}"
        for entry in feed.happened
    )
    root = name_of(desk.company.settings.company)
    return "\n".join((feed.path, feed.title, root, desk.site_url, _updated(desk, feed).isoformat(), *told))


def written(desk: Desk, feed: Feed) -> bytes:
    """Write a feed. Its links are absolute where the site knows its own address: many a reader takes no others."""
    up = f"{desk.site_url}{desk.folder}" if desk.site_url else addresses.way_up(feed.path)
    itself = f"{up}{addresses.href(feed.path)}" if desk.site_url else addresses.href(feed.path.rpartition("/")[2])
    root = desk.company.workspace.name_of(desk.company.settings.company)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{desk.words.language}">',
        f"<title>{_text(feed.title)}</title>",
        f"<id>{_id(root, f'{desk.folder}{feed.path}')}</id>",
        f"<updated>{_updated(desk, feed).isoformat()}T00:00:00Z</updated>",
        f"<author><name>{_text(root)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(itself)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(up + addresses.href(feed.page) or "./")}/>',
        "<generator>okrpress</generator>",
        *_entries(desk, feed.happened, up, root),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _updated(desk: Desk, feed: Feed) -> date:
    """Return the day of the latest news; without any, the day on which the cycle began: it does not change every day."""
    cycle = desk.company.current_cycle
    quiet = cycle.start if cycle and cycle.start <= desk.company.today else desk.company.today
    return max((entry.day for entry in feed.happened), default=quiet)


def _entries(desk: Desk, happened: Sequence[Happened], up: str, root: str) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for entry in happened:
        told = news(desk, entry)
        part = entry.key_result.id if entry.key_result else ""
        name = f"{entry.objective.id}#{part} {type(entry.event).__name__} {entry.day}"
        seen[name] += 1
        who = desk.company.workspace.name_of(_by(entry)) or told.owner.text
        said = " · ".join(filter(None, (told.text, told.note)))
        yield (
            f"<entry><title>{_text(told.what.text)}</title><id>{_id(root, desk.folder + name, str(seen[name]))}</id>"
            f"<updated>{entry.day.isoformat()}T00:00:00Z</updated><author><name>{_text(who)}</name></author>"
            f'<link rel="alternate" type="text/html" href={_attribute(up + (told.what.href or ""))}/>'
            f"<summary>{_text(said or told.what.text)}</summary></entry>"
        )


def _digest(desk: Desk, entry: Happened) -> str:
    """Return the hash of the file that tells of it."""
    is_comment = isinstance(entry.event, Comment)
    record = desk.company.workspace.comments[entry.objective.id] if is_comment else entry.objective
    return record.source.digest


def _by(entry: Happened) -> str:
    """Return the handle of who wrote it, or "" where nobody says."""
    return entry.event.by if isinstance(entry.event, CheckIn | Comment) else ""


def _id(*parts: str) -> str:
    """Return a name that is the same for ever for the same thing, wherever the site is published."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
