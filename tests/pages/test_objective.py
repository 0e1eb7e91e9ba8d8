"""What the page of an objective says of numbers, stages and times."""

from __future__ import annotations

import re
from datetime import date

import pytest

from okrpress.model import CheckIn, Metric, Threshold, YesNo
from okrpress.pages.parts.sparkline import value_line
from okrpress.words import Words


@pytest.fixture
def text(site):
    def read(address):
        return re.sub(r"\s+", " ", site[address].read.text)

    return read


@pytest.fixture
def on_time(text):
    return text("2026-Q4/logistics/on-time/")


def test_both_scores_where_a_commitment_moved(on_time):
    assert "Score today 0.55" in on_time or "Score today0.55" in on_time
    assert "As first agreed" in on_time
    assert "Target changed from 98 % to 96 % “Air freight ban until December”" in on_time.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "formula",
    [
        "(current − start) ÷ (target − start) = (93.7 − 91) ÷ (96 − 91) = 0.54",
        "weights of the milestones done ÷ all weights = 1 ÷ 4 = 0.25",
        "mean over 2 check-ins of (value − 99) ÷ (99.9 − 99), each held between 0 and 1 = 0.72",
        "1 once it is done, 0 before = 1.00",
        "weighted mean of the key results = (2 × 0.54 + 1 × 0.22 + 1 × 0.25 + 1 × 0.72 + 1 × 1.00) ÷ 6 = 0.55",
        "none, for it was dropped and counts nowhere",
    ],
)
def test_every_number_says_how_it_was_computed(on_time, formula):
    assert formula in on_time


def test_a_rollup_names_what_it_is_the_mean_of(site):
    read = site["2026/company/nationwide/"].read
    assert "mean of the agreed objectives that align to it = (0.55) ÷ 1 = 0.55" in read.text
    assert "../../../2026-Q4/logistics/on-time/" in read.links


def test_check_ins_come_newest_first(on_time):
    days = re.findall(r"(17 Nov|15 Nov|8 Nov|2 Nov|31 Oct|16 Oct|8 Oct|2 Oct)", on_time[on_time.rindex("Check-ins") :])
    assert list(dict.fromkeys(days)) == ["17 Nov", "15 Nov", "8 Nov", "2 Nov", "31 Oct", "16 Oct", "8 Oct", "2 Oct"]


def test_asks_say_what_became_of_them(on_time):
    for word in ("Answered", "Declined", "Help received"):
        assert word in on_time


def test_a_draft_says_that_it_is_one(text):
    page = text("2026-Q4/it-platform/draft/")
    assert "Draft: the team is still talking about it" in page


@pytest.mark.parametrize("address", ["2026-Q4/it-platform/draft/", "2026-Q4/li-na/hostile/"])
def test_what_nobody_has_agreed_to_is_neither_late_nor_stale(site, address):
    marks = re.findall(r'<svg class="okr-bar okr-([a-z-]+)"', site[address].html)
    assert marks
    assert set(marks) == {"none"}


def test_a_dropped_one_says_why(text):
    page = text("2026-Q4/it-platform/paper/")
    assert "Dropped: it is no longer pursued" in page
    assert "The auditors still want paper" in page


def test_a_closed_one_has_a_verdict_and_keeps_the_computed_score_beside_the_grade(text):
    page = text("2026-Q3/logistics/winter/")
    assert "Closed on 14 Oct 2026. It stays as it was." in page
    assert "Missed" in page
    assert "Graded 0.80 · computed 0.75 “24 vans came late from the maker”" in page
    assert "expected" not in page


def test_it_leads_to_what_it_was_carried_from_and_on_to(site):
    assert "../../../2026-Q3/logistics/winter/" in site["2026-Q4/logistics/on-time/"].read.links
    assert "../../../2026-Q4/logistics/on-time/" in site["2026-Q3/logistics/winter/"].read.links


def test_what_waits_on_a_lead_is_on_their_page(site):
    text = site["people/wang-lei/"].read.text
    assert "A check-in is due" in text
    assert "Parcels sorted by midnight" in text
    assert "An ask is unanswered" in site["people/zhao-lei/"].read.text


def test_it_is_said_when_nothing_waits(text):
    assert "Nothing waits on Chen Jie" in text("people/chen-jie/")
    assert "Nothing waits" not in text("people/wang-lei/")


def test_comments_are_read_as_a_conversation_and_hold_no_markup_of_their_own(site):
    html = site["2026-Q4/logistics/on-time/"].html
    comments = html[html.index('<h2 id="Comments">') : html.index('<h2 id="Check-ins">')]
    assert comments.index("Chen Jie") < comments.index("Wang Lei")
    assert "<em>Both</em> sides" in comments
    assert 'href="../../../2026-Q4/company/reliable/"' in comments
    assert "&lt;b&gt;daily&lt;/b&gt;" in comments
    assert "<li>in the morning</li>" in comments


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("okr-bar", "<title>Progress: 54 %</title><desc>Expected today: "),
        ("okr-spark", "<title>Value: "),
        ("okr-spark", "<desc>The line across is the target, 96 %</desc>"),
        ("okr-spark", "<desc>The line across is the limit, 99.9 %</desc>"),
        ("okr-spark", "<title>Confidence: "),
        ("okr-spark", "<desc>The line across is 5, even odds</desc>"),
    ],
)
def test_a_small_picture_says_what_it_shows(site, tag, words):
    drawn = re.findall(rf'<svg class="{tag}.*?</svg>', site["2026-Q4/logistics/on-time/"].html.replace("\u00a0", " "), re.DOTALL)
    assert [one for one in drawn if words in one], drawn


@pytest.mark.parametrize(
    ("measure", "values", "points", "across"),
    [
        (Metric(90, 98, "%"), (91, 96), "2,12.5 54,5", "2"),
        (Metric(40, 5, "a week"), (40, 50), "2,4.667 54,2", "14"),
        (Metric(0, 10, ""), (5,), None, None),
        (Threshold("at_least", 99.9), (99.9, 99.9), None, None),
        (Threshold("at_most", 5), (3, 7), "2,14 54,2", "8"),
        (YesNo(None), (1, 2), None, None),
    ],
)
def test_values_are_drawn_against_what_is_promised(measure, values, points, across):
    days = [CheckIn(date(2026, 10, number), value, None, "", "", ()) for number, value in enumerate(values, start=1)]
    line = value_line(Words("en"), measure, days)
    assert (line and line.points, line and line.across) == (points, across)
