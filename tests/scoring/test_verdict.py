"""Verdicts and colours: SCORING, Verdict and Colour."""

from math import nextafter

import pytest

from okrpress.model import Metric
from okrpress.scoring.verdict import band, reaches, verdict
from okrpress.settings import Thresholds
from tests.scoring.builders import at, at_each, key_result, objective, stands

RUNNING, REVIEW, CLOSED = 50, 90, 120


@pytest.mark.parametrize("today", [REVIEW, CLOSED])
@pytest.mark.parametrize(
    ("kind", "scores", "judged"),
    [
        ("committed", (1, 1), "met"),
        ("committed", (1, 0.99), "missed"),
        ("committed", (0, 0), "missed"),
        ("committed", (1, None), "met"),
        ("committed", (None,), None),
        ("aspirational", (0.7,), "attained"),
        ("aspirational", (1, 0.4), "attained"),
        ("aspirational", (0.6, 0.7, 0.8), "attained"),
        ("aspirational", (0.6999,), "partly"),
        ("aspirational", (0.4,), "partly"),
        ("aspirational", (0.3999,), "missed"),
        ("aspirational", (0,), "missed"),
        ("aspirational", (), None),
    ],
)
def test_verdict(today, kind, scores, judged):
    assert stands(objective(*at_each(*scores), kind=kind), on=today).verdict == judged


@pytest.mark.parametrize("kind", ["committed", "aspirational"])
@pytest.mark.parametrize("today", [-20, 0, RUNNING, 85])
def test_no_verdict_before_the_review(kind, today):
    assert stands(objective(at(1), kind=kind), on=today).verdict is None


def test_what_does_not_count_does_not_break_a_commitment():
    weightless, dropped = at(0, "b", weight=0), at(0, "c", dropped=40)
    assert stands(objective(at(1), weightless, dropped, kind="committed"), on=CLOSED).verdict == "met"


def test_a_grade_decides():
    assert stands(objective(at(0.9, grade=1), kind="committed"), on=CLOSED).verdict == "met"
    assert stands(objective(at(1, grade=0.9), kind="committed"), on=CLOSED).verdict == "missed"


def test_settings_decide_what_is_attained():
    easy = Thresholds(committed=0.9, aspirational=0.6, bands=(0.2, 0.6))
    assert stands(objective(*at_each(0.9, 1), kind="committed"), on=CLOSED, thresholds=easy).verdict == "met"
    assert stands(objective(at(0.6)), on=CLOSED, thresholds=easy).verdict == "attained"
    assert stands(objective(at(0.2)), on=CLOSED, thresholds=easy).verdict == "partly"


@pytest.mark.parametrize("kind", ["committed", "aspirational"])
@pytest.mark.parametrize(
    ("score", "colour"), [(0, "red"), (0.3999, "red"), (0.4, "amber"), (0.6999, "amber"), (0.7, "green"), (1, "green")]
)
@pytest.mark.parametrize("today", [RUNNING, REVIEW])
def test_colour_is_of_the_unrounded_score(kind, score, colour, today):
    assert stands(objective(at(score), kind=kind), on=today).band == colour


@pytest.mark.parametrize(
    ("kind", "score", "colour"),
    [("committed", 1, "green"), ("committed", 0.99, "red"), ("aspirational", 0.99, "green"), ("aspirational", 0.5, "amber")],
)
def test_colour_once_closed(kind, score, colour):
    assert stands(objective(at(score), kind=kind), on=CLOSED).band == colour


def test_no_score_no_colour():
    assert band(None, Thresholds()) is None
    for today in (RUNNING, CLOSED):
        assert stands(objective(at(None), kind="committed"), on=today).band is None


def test_the_last_bits_of_binary_fractions_cost_nobody_a_colour():
    one = stands(objective(key_result(Metric(1.6, 2.6), check_ins=[(85, 2.3)])), on=CLOSED)
    assert one.score < 0.7
    assert (one.band, one.verdict) == ("green", "attained")
    assert reaches(nextafter(0.7, 0), 0.7)
    assert not reaches(0.7 - 1e-9, 0.7)


def test_no_score_no_verdict():
    assert verdict("committed", None, (), "closed", Thresholds()) is None
