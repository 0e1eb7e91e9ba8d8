"""A calendar (RFC 5545): the phases of every cycle that is not closed, and the days on which check-ins are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from okrpress.model import Cycle
from okrpress.pages.page import Desk

_LONGEST: Final = 75
"""Octets of a line, without its end."""


def calendar(desk: Desk) -> bytes:
    """Write the calendar. Every day is a whole day, in no time zone."""
    words = desk.words
    root = desk.company.workspace.name_of(desk.company.settings.company)
    title = words("{company}: OKR calendar", company=root)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//okrpress//okrpress//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for cycle in desk.company.workspace.cycles.values():
        if desk.company.phases[cycle.id] != "closed":
            lines += _phases(desk, cycle)
            lines += _check_ins(desk, cycle)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _phases(desk: Desk, cycle: Cycle) -> Iterator[str]:
    words, title = desk.words, desk.mentions.cycle(cycle.id).text
    days = (
        ("draft", cycle.phases.draft, words("{cycle}: drafting begins", cycle=title)),
        ("align", cycle.phases.align, words("{cycle}: aligning begins", cycle=title)),
        ("start", cycle.start, words("{cycle} begins", cycle=title)),
        ("review", cycle.phases.review, words("{cycle}: review begins", cycle=title)),
        ("closed", cycle.phases.closed, words("{cycle} is closed", cycle=title)),
    )
    for name, day, summary in days:
        yield from _event(desk, f"{cycle.id} {name}", day, summary)


def _check_ins(desk: Desk, cycle: Cycle) -> Iterator[str]:
    """Yield the days on which a key result that was last heard of on the check-in day before would be silent."""
    step = desk.company.settings.scoring.stale_after_days
    first = cycle.start + timedelta(days=step)
    if step > 0 and first <= cycle.end:
        summary = desk.words("{cycle}: check in", cycle=desk.mentions.cycle(cycle.id).text)
        rule = f"RRULE:FREQ=DAILY;INTERVAL={step};UNTIL={cycle.end:%Y%m%d}"
        yield from _event(desk, f"{cycle.id} check-in", first, summary, rule)


def _event(desk: Desk, name: str, day: date, summary: str, *more: str) -> Iterator[str]:
    root = desk.company.workspace.name_of(desk.company.settings.company)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'{root} {name}')}"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield from more
    yield f"SUMMARY:{_text(summary)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Escape a TEXT value."""
    plain = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line after at most 75 octets, between characters."""
    parts, room = [""], _LONGEST
    for sign in line:
        size = len(sign.encode("utf-8", "replace"))
        if size > room:
            parts.append("")
            room = _LONGEST - 1
        parts[-1] += sign
        room -= size
    return "\r\n ".join(parts)
