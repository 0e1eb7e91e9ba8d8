"""Edges of the rules of recognition, beyond the examples on their pages."""

from __future__ import annotations

import pytest

from okrpress.rules import catalogue

SHEET, SHEET_ID = "recognition/2026-10/li-na.md", "recognition/2026-10/li-na"
CAUSE = "for: 2026-Q4/logistics/on-time, reason: Thanks"


def medals(*to: str, more: str = CAUSE) -> str:
    return "\n".join(["---", "medals:", *(f"  - {{to: {who}, {more}}}" for who in to), "---", ""])


@pytest.mark.parametrize(
    ("settings", "count", "is_found"),
    [
        ("", 6, False),
        ("", 7, True),
        ("recognition: {medals_per_month: 2}\n", 2, False),
        ("recognition: {medals_per_month: 2}\n", 3, True),
        ("recognition: {medals_per_month: 0}\n", 1, True),
    ],
)
def test_how_many_medals_are_too_many(company, settings, count, is_found):
    text = medals(*["wang-lei", "chen-jie"] * 3, "zhang-min") if count == 7 else medals(*["wang-lei"] * count)
    most = 6 if not settings else int(settings.split(": ")[2].strip("}\n"))
    found = list(catalogue()["too-many-medals"].look(company({SHEET: text, "settings.yml": settings})))
    assert [(problem.record, problem.span.line) for problem in found] == ([(SHEET_ID, 3 + most)] if is_found else [])


def test_months_and_givers_are_counted_apart(told):
    files = {
        "recognition/2026-09/li-na.md": medals(*["wang-lei"] * 6),
        SHEET: medals(*["wang-lei"] * 6),
        "recognition/2026-10/wang-lei.md": medals(*["chen-jie"] * 6),
    }
    assert told("too-many-medals", files) == []


@pytest.mark.parametrize(
    ("to", "rules"),
    [
        ("wang-lei", set()),
        ("li-na", {"medal-to-self"}),
        ("hub-north", {"medal-to-unknown"}),
        ("wang-lay", {"medal-to-unknown"}),
        ("company", {"medal-to-unknown"}),
    ],
)
def test_who_may_get_a_medal(told, to, rules):
    looked = ("medal-to-self", "medal-to-unknown", "medal-without-cause", "too-many-medals")
    found = {rule: told(rule, {SHEET: medals(to)}) for rule in looked}
    assert {rule for rule, told_of in found.items() if told_of} == rules
    assert all(entry == (SHEET_ID, to) for told_of in found.values() for entry in told_of)


def test_a_person_is_suggested(company):
    (problem,) = catalogue()["medal-to-unknown"].look(company({SHEET: medals("wang-lay")}))
    assert str(problem.hint) == "Did you mean wang-lei?"


def test_who_has_an_unreadable_record_is_not_unknown(told):
    assert told("medal-to-unknown", {SHEET: medals("wang-lei"), "people/wang-lei.md": "nothing\n"}) == []


def test_a_former_colleague_keeps_what_they_got(told):
    files = {SHEET: medals("wang-lei"), "people/wang-lei.md": "---\nname: W\nunit: hub-north\nuntil: 2026-10-31\n---\n"}
    assert told("medal-to-unknown", files) == []


def test_a_medal_for_nothing_is_pointed_at(told):
    assert told("medal-without-cause", {SHEET: medals("wang-lei", more="reason: Thanks")}) == [
        (SHEET_ID, "{to: wang-lei, reason: Thanks}")
    ]


BACK = "recognition/2026-10/wang-lei.md"


@pytest.mark.parametrize(
    ("there", "back", "is_found"),
    [
        (medals(*["wang-lei"] * 3), medals(*["li-na"] * 3), True),
        (medals(*["wang-lei"] * 4), medals(*["li-na"] * 3), True),
        (medals(*["wang-lei"] * 3), medals(*["li-na"] * 2), False),
        (medals(*["wang-lei"] * 3), medals(*["li-na"] * 3, "chen-jie"), False),
        (medals(*["wang-lei"] * 3), medals(*["chen-jie"] * 3), False),
        (medals(*["wang-lei"] * 3), "", False),
        (medals(*["li-na"] * 3), "", False),  # to oneself is another rule's business
    ],
)
def test_what_goes_back_and_forth(told, there, back, is_found):
    found = told("medal-ring", {SHEET: there, BACK: back})
    assert [record for record, _ in found] == ([SHEET_ID, "recognition/2026-10/wang-lei"] if is_found else [])


def test_two_months_make_no_ring(told):
    files = {SHEET: medals(*["wang-lei"] * 3), "recognition/2026-11/wang-lei.md": medals(*["li-na"] * 3)}
    assert told("medal-ring", files) == []
