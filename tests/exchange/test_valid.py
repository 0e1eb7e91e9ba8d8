"""Feeds and the calendar, held against what their standards demand."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from okrpress.exchange import atom, icalendar
from okrpress.pages.page import Desk
from okrpress.words import Words
from tests import small
from tests.exchange.atom_rules import flaws

HOSTILE = {
    "units/company.md": small.FILES["units/company.md"].replace("Parcel", "Parcel & <b> 速递; \\n, \x0b end"),
    "people/li-na.md": small.FILES["people/li-na.md"].replace("Li Na", "' '"),
    "cycles/2026-Q4/cycle.md": f"---\ntitle: 2026 Q4, {'旺季' * 40}; done\n---\n",
}


@pytest.fixture(params=["en", "zh"])
def desks(request, company):
    days = (small.TODAY, date(2030, 1, 1), date(2026, 10, 2))
    return [
        Desk.of(company(files, day), (), Words(request.param), "zh/", site_url)
        for files in ({}, HOSTILE)
        for day in days
        for site_url in ("", "https://okr.example.com/")
    ]


def test_every_feed_is_valid(desks):
    count = 0
    for desk in desks:
        for feed in atom.feeds(desk):
            assert list(flaws(atom.written(desk, feed))) == []
            count += 1
    assert count > 90


def test_feeds_have_absolute_links_where_the_site_knows_its_address(desks):
    for desk in desks:
        written = atom.written(desk, next(atom.feeds(desk))).decode()
        assert written.count('href="https://okr.example.com/zh/') == (written.count("href=") if desk.site_url else 0)


FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:uuid:1</id><updated>2026-11-10T00:00:00Z</updated>
<author><name>N</name></author><link rel="self" href="a.xml"/><entry><title>E</title><id>urn:uuid:2</id>
<updated>2026-11-10T00:00:00Z</updated><link href="b"/></entry></feed>"""


def test_the_rules_let_a_valid_feed_pass():
    assert list(flaws(FEED.encode())) == []


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        ("<title>T</title>", "", "4.1: 0 title in a feed"),
        ("<id>urn:uuid:2</id>", "<id>2</id>", "4.2.6"),
        ("<id>urn:uuid:2</id>", "<id>urn:uuid:2</id><id>urn:uuid:3</id>", "4.1: 2 id in a entry"),
        ("2026-11-10T00:00:00Z", "2026-11-10", "3.3"),
        ("<author><name>N</name></author>", "", "4.1.2: nobody"),
        ("<name>N</name>", "<name> </name>", "3.2"),
        ('<link rel="self" href="a.xml"/>', "", "4.1.1: no link"),
        ('<link href="b"/>', "", "4.1.2: an entry without content"),
        ('<link href="b"/>', '<link href="b"/><link href="c"/>', "4.1: two alternate"),
        ('<link href="b"/>', "<link/>", "4.2.7"),
        ("<title>E</title>", "<title><b>E</b></title>", "3.1"),
        ("<title>E</title>", "<title>E</title><subtitle>S</subtitle>", "4.1: subtitle in a entry"),
        ("</feed>", "", "not well-formed"),
    ],
)
def test_the_rules_find_what_is_wrong(old, new, flaw):
    assert old in FEED
    found = list(flaws(FEED.replace(old, new).encode()))
    assert [line for line in found if line.startswith(flaw)], found


def test_the_calendar_is_read_as_it_was_meant(desks):
    for desk in desks:
        data = icalendar.calendar(desk)
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert b"\n" not in data.replace(b"\r\n", b"")
        read = Calendar.from_ical(data)
        assert read.errors == []
        assert (str(read["version"]), read["prodid"][:3]) == ("2.0", "-//")
        events = read.walk("VEVENT")
        uids = [str(event["uid"]) for event in events]
        assert len(set(uids)) == len(uids)
        for event in events:
            assert event.errors == []
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= event.keys()
            assert isinstance(event.decoded("dtstart"), date)
            if "RRULE" in event:
                assert event["rrule"]["FREQ"] == ["DAILY"]
                assert event["rrule"]["UNTIL"][0] >= event.decoded("dtstart")
            title = desk.company.workspace.cycles["2026-Q4"].title
            assert title in str(event["summary"]) or "2026-Q4" not in str(event["summary"])
