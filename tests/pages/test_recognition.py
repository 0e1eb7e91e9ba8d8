"""Recognition: by month, with reasons and what is left to give; no ranking, nobody's points."""

from __future__ import annotations

import re
from datetime import date

import pytest

from okrpress.pages import recognition, recognition_month
from okrpress.pages.page import Desk
from okrpress.pages.recognition import view
from okrpress.pages.render import render
from okrpress.words import Words


def sheet(*medals):
    return "---\nmedals:\n" + "".join(f"  - {medal}\n" for medal in medals) + "---\n"


THANKS = {
    "recognition/2026-11/li-na.md": sheet(
        "{to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs}",
        "{to: chen-jie, for: 2026-Q4/customer-service/first-call, reason: Wrote the guide}",
    ),
    "recognition/2026-11/wang-lei.md": sheet("{to: chen-jie, reason: Listened}"),
    "recognition/2026-10/li-na.md": sheet("{to: wang-lei, reason: Stayed late}"),
    "recognition/2026-08/li-na.md": sheet("{to: wang-lei, reason: Lent a van}"),
}


@pytest.fixture
def look(company):
    return lambda files=THANKS, today=date(2026, 11, 20): view(Desk.of(company(files, today), (), Words()))


def test_the_latest_months_come_first_and_every_month_has_its_page(look):
    found = look()
    assert [month.name.text for month in found.months] == ["November 2026", "October 2026"]
    assert [(line.month.text, line.number) for line in found.every] == [
        ("November 2026", 3), ("October 2026", 1), ("August 2026", 1)
    ]  # fmt: skip


def test_medals_stand_by_the_names_of_those_who_got_them(look):
    november = look().months[0].medals
    assert [(line.to.text, line.giver.text) for line in november] == [
        ("Chen Jie", "Li Na"), ("Chen Jie", "Wang Lei"), ("Wang Lei", "Li Na")
    ]  # fmt: skip
    assert november[2].reason == "Retrained two hubs"
    assert november[2].cause.text == "Every parcel arrives on the day we promised"
    assert november[1].cause is None


def test_what_is_left_to_give_this_month(look):
    assert [(left.giver.text, left.given, left.left) for left in look().left] == [("Li Na", 2, 4), ("Wang Lei", 1, 5)]
    assert look({**THANKS, "settings.yml": "recognition: {medals_per_month: 1}\n"}).left[0].left == 0


def test_a_new_month_begins_with_everything_left(look):
    found = look(today=date(2026, 12, 1))
    assert found.left == ()
    assert found.is_silent
    assert found.now == "December 2026"


def test_no_points_and_no_levels_of_anybody(site):
    for address in ("recognition/", "recognition/2026-11/"):
        text = site[address].read.text
        assert not re.search(r"\bpoints?\b|Warrior|Master", text)
        assert "Retrained two hubs over a weekend" in text


def test_an_empty_company_is_told_how_to_thank(empty_site):
    text = empty_site["recognition/"].read.text
    assert "Nobody has been thanked in November 2026 yet" in text
    assert "recognition/2026-11/<your-handle>.md" in text


def test_a_month_of_many_medals_does_not_grow_without_end(company, monkeypatch):
    monkeypatch.setattr(recognition, "MOST", 1)
    monkeypatch.setattr(recognition_month, "MOST", 2)
    desk = Desk.of(company(THANKS, date(2026, 11, 20)), (), Words())
    hub, month = recognition.pages(desk), recognition_month.pages(desk)
    found, november = next(hub).view(), next(month)
    assert [(len(entry.medals), entry.more) for entry in found.months] == [(1, 2), (1, 0)]
    assert (len(found.left), found.more_left) == (1, 1)
    shown = november.view()
    assert (len(shown.month.medals), shown.month.more) == (2, 1)
    assert "1 more medal is on the page of whoever got it." in render(november, shown, {}, Words())
    assert '<a href="../recognition/2026-11/">and 2 more</a>' in render(next(recognition.pages(desk)), found, {}, Words())
