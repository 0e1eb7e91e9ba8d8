"""The calendar, held against what RFC 5545 demands."""

from __future__ import annotations

import re
from datetime import date

import pytest

from okrpress.exchange.icalendar import calendar
from okrpress.pages.page import Desk
from okrpress.words import Words


@pytest.fixture
def lines(company):
    def make(files=None, language="en", today=date(2026, 11, 20)):
        data = calendar(Desk.of(company(files or {}, today), (), Words(language)))
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        return data.decode().replace("\r\n ", "").split("\r\n")

    return make


def events(lines):
    found, event = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            name, _, value = line.partition(":")
            assert name not in event
            event[name] = value
    assert event is None
    return found


def test_it_is_a_calendar(lines):
    found = lines()
    assert found[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "PRODID:-//okrpress//okrpress//EN"} <= set(found)
    for event in events(found):
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    names = [event["UID"] for event in events(found)]
    assert len(set(names)) == len(names)


def test_it_says_when_each_phase_begins(lines):
    found = {event["SUMMARY"]: event["DTSTART;VALUE=DATE"] for event in events(lines())}
    assert found["2026 Q4 begins"] == "20261001"
    assert found["2026 Q4: review begins"] == "20261217"
    assert found["2026 Q4 is closed"] == "20270114"


def test_check_in_days_come_as_often_as_silence_is_noticed(lines):
    found = next(event for event in events(lines()) if event["SUMMARY"] == "2026 Q4: check in")
    assert found["DTSTART;VALUE=DATE"] == "20261015"
    assert found["RRULE"] == "FREQ=DAILY;INTERVAL=14;UNTIL=20261231"


def test_closed_cycles_are_not_in_it(lines):
    assert events(lines(today=date(2027, 3, 1))) == []


def test_long_and_odd_titles_are_folded_and_escaped(lines):
    found = events(lines({"cycles/2026-Q4/cycle.md": f"---\ntitle: 'a;b,c {'季' * 60}'\n---\n"}))
    assert any(event["SUMMARY"].startswith(f"a\\;b\\,c {'季' * 60}") for event in found)
