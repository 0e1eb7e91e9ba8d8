"""What a rule found, as people say it to each other."""

from __future__ import annotations

import pytest

from okrpress.pages.page import Desk
from okrpress.pages.parts.retold import retold
from okrpress.problem import say
from okrpress.words import Words
from tests import small

ON_TIME = "2026-Q4/logistics/on-time"
IN_TIME = "2026-Q4/company/reliable/#on-time"
RELIABLE = "Customers can rely on us"


def told(company, language, message):
    desk = Desk.of(company(), (), Words(language))
    return retold(desk, desk.company.workspace.objectives[ON_TIME], message)


@pytest.mark.parametrize(
    ("language", "message", "sentence"),
    [
        (
            "en",
            say("aligns_to: '{parent}' was amended on {day} and this not since", parent="company/reliable", day="2026-11-09"),
            f"“{RELIABLE}” was amended on 9 Nov 2026 and this not since",
        ),
        (
            "zh",
            say("aligns_to: '{parent}' was amended on {day} and this not since", parent="company/reliable", day="2026-11-09"),
            f"“{RELIABLE}”于2026年11月9日变更，本目标此后没有更新",
        ),
        (
            "en",
            say("aligns_to: '{objective}' does not say what it helps to reach", objective=ON_TIME),
            "Does not say what it helps to reach",
        ),
        ("zh", say("aligns_to: '{objective}' does not say what it helps to reach", objective=ON_TIME), "未写明承接什么"),
        (
            "en",
            say(
                "the key result '{key_result}' is counted in '{others}' as well",
                key_result="rate",
                others="company/reliable, no/such …",
            ),
            f"The key result “{{rate}}” is counted in “{RELIABLE}”, “no/such” … as well",
        ),
        ("en", say("It is so"), "It is so"),
    ],
)
def test_ids_become_titles_and_no_key_stands_in_front(company, language, message, sentence):
    rate = told(company, "en", say("'{x}'", x="rate"))[1]
    assert rate.text != "rate"
    assert rate.href == f"{ON_TIME}/#rate"
    assert "".join(piece.text for piece in told(company, language, message)) == sentence.replace("{rate}", rate.text)


def test_a_name_leads_to_what_it_names(company):
    pieces = told(
        company,
        "en",
        say(
            "'{mine}' and '{other}' pull the same number in opposite directions",
            mine="rate",
            other="2026-Q4/company/reliable#on-time",
        ),
    )
    assert [piece.href for piece in pieces if piece.href] == [f"{ON_TIME}/#rate", IN_TIME]


def test_two_of_one_title_are_told_apart_by_their_objectives(company):
    rate = "On-time delivery rises from 91 % to 98 %"
    copied = small.FILES["cycles/2026-Q4/company/reliable.md"].replace(
        "Deliveries on the promised day rise from 91 % to 98 %", rate
    )
    desk = Desk.of(company({"cycles/2026-Q4/company/reliable.md": copied}), (), Words())
    message = say(
        "the key result '{key_result}' is counted in '{others}' as well",
        key_result="rate",
        others="2026-Q4/company/reliable#on-time",
    )
    pieces = retold(desk, desk.company.workspace.objectives[ON_TIME], message)
    assert "".join(piece.text for piece in pieces) == f"The key result “{rate}” is counted in “{RELIABLE}” as well"
    assert [piece.href for piece in pieces if piece.href] == [f"{ON_TIME}/#rate", IN_TIME]
