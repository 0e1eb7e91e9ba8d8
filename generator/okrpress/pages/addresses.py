"""Addresses: where each record's page is, relative to the site's root, and the way from one page to another."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from okrpress.model import Workspace

_PLAIN: Final = re.compile(r"[A-Za-z0-9/#._~-]*")

HOME = ""
CYCLES = "cycles/"
UNITS = "units/"
PEOPLE = "people/"
ALIGNMENT_MAP = "maps/alignment/"
STRATEGY_MAP = "maps/strategy/"
HELP_WANTED = "help-wanted/"
MEETINGS = "meetings/"
RECOGNITION = "recognition/"
ARCHIVE = "archive/"
EDITOR = "edit/"
QUALITY = "quality/"
HANDBOOK = "handbook/"
RULES = "handbook/rules/"
MESSAGES = "handbook/messages/"
TAKING = "handbook/data/"
PUBLIC = "handbook/public/"
SHARED = ("api/", "assets/")
"""What lies below these is the same in every language of the site, and lies there once."""
DATA = "api/okrs.json"
DATA_SCHEMA = "api/schema.json"
FEED = "feeds/company.xml"
CALENDAR = "feeds/calendar.ics"
SEARCH_FILTERS = "search/filters.json"
SEARCH_NAMES = "search/names.json"


def of_record(record_id: str) -> str:
    """Return the address of a cycle, an objective, a key result or a review: its id is its address."""
    head, mark, part = record_id.partition("#")
    return f"{head}/{mark}{part}"


def of_statistics(cycle_id: str) -> str:
    """Return the address of a cycle's numbers."""
    return f"{cycle_id}/statistics/"


def of_table(cycle_id: str) -> str:
    """Return the address of a cycle's objectives as columns of data."""
    return f"{cycle_id}/objectives.json"


def of_unit(handle: str) -> str:
    """Return the address of a unit's page."""
    return f"units/{handle}/"


def of_person(handle: str) -> str:
    """Return the address of a person's page."""
    return f"people/{handle}/"


def of_owner(workspace: Workspace, handle: str) -> str:
    """Return the address of whoever has a handle; "" where nobody has it."""
    if handle in workspace.units:
        return of_unit(handle)
    return of_person(handle) if handle in workspace.people else ""


def of_theme(theme_id: str) -> str:
    """Return the address of a theme on the strategy map."""
    return f"{STRATEGY_MAP}#{theme_id}"


def of_map(unit: str) -> str:
    """Return the address of the map of what is below a unit."""
    return f"{ALIGNMENT_MAP}{unit}/"


def of_meeting(name: str, unit: str = "") -> str:
    """Return the address of what a meeting is held with; without a unit, the company's."""
    return f"{MEETINGS}{name}/{unit}/" if unit else f"{MEETINGS}{name}/"


def of_month(month: str) -> str:
    """Return the address of a month's medals."""
    return f"{RECOGNITION}{month}/"


def of_feed(page: str) -> str:
    """Return the address of the feed that belongs to a unit's or a person's page."""
    return f"feeds/{page.rstrip('/')}.xml"


def of_data(record_id: str) -> str:
    """Return the address of the open data of one record."""
    return f"api/{record_id}.json"


def of_badge(page: str) -> str:
    """Return the address of the badge that belongs to an objective's or a unit's page."""
    return f"{page}badge.svg"


def of_rule(name: str) -> str:
    """Return the address of a rule's page in the handbook."""
    return f"{RULES}{name}/"


def of_findings(rule: str, unit: str = "") -> str:
    """Return the address of everything that one rule found, or of what it found in one unit."""
    return f"{QUALITY}{rule}/{unit}/" if unit else f"{QUALITY}{rule}/"


def href(address: str) -> str:
    """Write an address as a URL: whatever a URL cannot hold is percent-encoded."""
    return address if _PLAIN.fullmatch(address) else quote(address, safe="/#-._~")


def way_up(address: str) -> str:
    """Return what leads from a page back to the site's root: "../" for each folder."""
    return "../" * address.count("/")
