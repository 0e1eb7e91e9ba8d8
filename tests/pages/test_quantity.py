"""How values, courses of values and spans of days are written."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.pages.parts.quantity import steps
from okrpress.pages.parts.timeline import dates
from okrpress.problem import say
from okrpress.words import Words


@pytest.mark.parametrize(
    ("language", "unit", "written"),
    [
        ("en", "contracts", ("0", "1", "31\u00a0contracts")),
        ("en", "人", ("0", "1", "31\u00a0人")),
        ("zh", "人", ("0", "1", "31人")),
        ("en", "%", ("0\u00a0%", "1\u00a0%", "31\u00a0%")),
        ("zh", "%", ("0%", "1%", "31%")),
        ("zh", "¥", ("¥0", "¥1", "¥31")),
        ("en", "", ("0", "1", "31")),
    ],
)
def test_a_unit_that_is_a_word_is_written_once(language, unit, written):
    assert steps(Words(language), (0, 1, 31), unit) == written


def test_an_unknown_value_stays_a_dash_before_its_limit():
    assert steps(Words(), (None, 2), "injuries") == ("–", "2\u00a0injuries")


@pytest.mark.parametrize(
    ("language", "end", "written"),
    [
        ("en", date(2026, 12, 31), "1 Oct to 31 Dec 2026"),
        ("en", date(2027, 1, 3), "1 Oct 2026 to 3 Jan 2027"),
        ("zh", date(2026, 12, 31), "2026年10月1日至12月31日"),
        ("zh", date(2027, 1, 3), "2026年10月1日至2027年1月3日"),
    ],
)
def test_a_year_that_both_days_share_is_written_once(language, end, written):
    assert dates(Words(language), date(2026, 10, 1), end) == written


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "aligns_to: '2026-11-05' was amended on 18 Nov 2026 and this not since"),
        ("zh", "aligns_to：“2026-11-05”于2026年11月18日变更，本目标此后没有更新"),
    ],
)
def test_a_page_writes_the_day_of_a_finding_as_its_language_does(language, told):
    message = say("aligns_to: '{parent}' was amended on {day} and this not since", parent="2026-11-05", day="2026-11-18")
    assert Words(language).told(message) == told


def test_what_is_no_day_is_told_as_it_is():
    message = say("date: the comment of {day} is in the future", day="2026-02-30")
    assert Words("en").told(message) == "date: the comment of 2026-02-30 is in the future"


@pytest.mark.parametrize(("language", "said"), [("en", "12,345 units"), ("zh", "12,345 个单位")])
def test_a_number_in_a_sentence_is_grouped(language, said):
    assert Words(language).plural("{count} unit", "{count} units", 12345) == said


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12345678901, "12,345,678,901"),
        (-12345678901.5, "\N{MINUS SIGN}12,345,678,901.5"),
        (0.1 + 0.2, "0.3"),
        (1234567.891, "1,234,567.891"),
        (10**15, "1e+15"),
    ],
)
def test_the_turnover_of_a_large_company_is_written_out(value, written):
    assert Words().number(value) == written
