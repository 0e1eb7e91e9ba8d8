"""Edges of the rules of scoring, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.rules import catalogue
from tests import small

CLOSED = date(2027, 1, 14)
"""The first day on which the fourth quarter is closed."""
PATH = "cycles/2026-Q4/hub-north/loading.md"
METRIC = "metric: {start: 0, target: 100}"


def objective(*key_results: str, kind: str = "aspirational", stage: str = "agreed", more: str = "tags: []") -> str:
    items = "\n".join(f"  - {{title: Trucks, {key_result}}}" for key_result in key_results)
    head = f"---\ntitle: Trucks leave full\ntype: {kind}\nstage: {stage}\naligns_to: [logistics/on-time]\n{more}"
    return f"{head}\nkey_results:\n{items}\n---\n"


@pytest.fixture
def look(company):
    def found(rule: str, text: str | dict[str, str], today: date = small.TODAY) -> list[str]:
        """Place (line:column), message and hint of each problem of a rule in the one objective, or in all files given."""
        files = {PATH: text} if isinstance(text, str) else text
        paths = {f"okrs/{path}" for path in files}
        problems = [problem for problem in catalogue()[rule].look(company(files, today)) if problem.path in paths]
        return [
            f"{problem.span.line}:{problem.span.column} {problem.message}. {problem.hint or ''}".rstrip() for problem in problems
        ]

    return found


@pytest.mark.parametrize(
    ("score", "way_out"),
    [
        ("83", "write 0.83"),
        ("7", "7 of 10 is written 0.7, 7 percent 0.07"),
        ("1.2", "1 is the most; the progress shows how far beyond the target it went"),
        ("602", "1 is the most; the progress shows how far beyond the target it went"),
        ("-0.1", "0 is the least"),
    ],
)
def test_a_grade_on_another_scale_is_told_what_was_meant(look, score, way_out):
    text = objective(f"id: load, {METRIC}, grade: {{score: {score}}}")
    column = text.splitlines()[7].index(f"{score}}}") + 1
    assert look("score-out-of-range", text) == [f"8:{column} grade: {score} of 'load' is no share 0 … 1. {way_out}"]


@pytest.mark.parametrize("score", ["0", "1", "0.7"])
def test_a_share_is_a_grade(look, score):
    assert look("score-out-of-range", objective(f"{METRIC}, grade: {{score: {score}}}")) == []


@pytest.mark.parametrize(
    ("value", "grade", "is_found"),
    [
        (60, "{score: 0.65}", False),
        (60, "{score: 0.55}", False),
        (60, "{score: 0.66}", True),
        (60, "{score: 0.9, note: It came in on the last day}", False),
        (160, "{score: 1}", False),  # the score is what counts, not the progress
        (60, "{score: 90}", False),  # score-out-of-range
    ],
)
def test_a_grade_differs_by_more_than_five_hundredths(look, value, grade, is_found):
    text = objective(f"{METRIC}, check_ins: [{{date: 2026-11-05, value: {value}}}], grade: {grade}")
    assert bool(look("grade-differs", text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (objective(METRIC), True),
        (objective("threshold: {at_least: 99}"), True),
        (objective("rollup: mean"), True),
        (objective("milestones: [{title: One}]"), False),
        (objective("done: false"), False),
        (objective(f"{METRIC}, weight: 0", METRIC + ", grade: {score: 0}"), False),
        (objective(f"{METRIC}, dropped: 2026-11-01, reason: x"), False),
        (objective(METRIC, stage="proposed"), False),
        (objective(METRIC, stage="dropped", more="reason: x"), False),
    ],
)
def test_who_owes_a_grade(look, text, is_found):
    assert bool(look("ungraded-after-close", text, CLOSED)) is is_found
    assert look("ungraded-after-close", text, date(2027, 1, 13)) == []


@pytest.mark.parametrize(
    ("key_results", "count"),
    [
        ((f"{METRIC}, grade: {{score: 0.99}}",), 1),
        ((f"{METRIC}, grade: {{score: 0.99, note: One truck}}",), 0),
        ((f"{METRIC}, grade: {{score: 1}}", f"{METRIC}, grade: {{score: 0.5}}", "done: false"), 2),
        ((METRIC,), 0),  # ungraded-after-close asks for grade and note at once
        (("milestones: [{title: One, done: 2026-11-01}, {title: Two}]",), 1),
        ((f"{METRIC}, grade: {{score: 1}}", f"{METRIC}, weight: 0, grade: {{score: 0}}"), 0),
    ],
)
def test_each_missed_commitment_owes_a_note(look, key_results, count):
    assert len(look("committed-miss-unexplained", objective(*key_results, kind="committed"), CLOSED)) == count
    assert look("committed-miss-unexplained", objective(*key_results), CLOSED) == []
    assert look("committed-miss-unexplained", objective(*key_results, kind="committed"), date(2027, 1, 13)) == []


def test_what_counts_as_met_is_the_companys_to_say(look):
    files = {
        PATH: objective(f"{METRIC}, grade: {{score: 0.9}}", kind="committed"),
        "settings.yml": "scoring: {attained: {committed: 0.9}}\n",
    }
    assert look("committed-miss-unexplained", files, CLOSED) == []


@pytest.mark.parametrize(
    ("check_ins", "kind", "is_found"),
    [
        ("{date: 2026-11-05, value: 5}", "committed", True),
        ("{date: 2026-11-05, value: 5}", "aspirational", False),
        ("{date: 2026-11-05, value: 5, note: Drivers are missing}", "committed", False),
        ("{date: 2026-11-04, value: 5, note: Drivers are missing}, {date: 2026-11-05, confidence: 2}", "committed", True),
        ("{date: 2026-11-05, value: 5}, {date: 2026-11-12, value: 5, note: Not yet}", "committed", True),
        ("{date: 2026-10-05, value: 5}", "committed", False),  # stale-check-in
        ("{date: 2026-11-05, value: 50}", "committed", False),
    ],
)
def test_silence_about_a_commitment_at_risk(look, check_ins, kind, is_found):
    assert bool(look("committed-at-risk-silent", objective(f"{METRIC}, check_ins: [{check_ins}]", kind=kind))) is is_found


def history(*scores: float, kind: str = "aspirational", first: int = 1) -> dict[str, str]:
    return {
        f"cycles/2026-Q{quarter}/hub-north/past.md": objective(f"{METRIC}, grade: {{score: {score}, note: x}}", kind=kind)
        for quarter, score in enumerate(scores, start=first)
    }


UNIT = {"units/hub-north.md": small.FILES["units/hub-north.md"]}
GONE = {path: text.replace("---\n", "---\nuntil: 2026-11-01\n", 1) for path, text in UNIT.items()}


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        (history(1, 0.95, 1), True),
        (history(1, 0.94, 1), False),
        (history(1, 1, first=2), False),
        (history(1, 1, 1, kind="committed"), False),
        # a cycle with commitments only is no interruption
        ({**history(1, 1, 1), "cycles/2025-Q4/hub-north/past.md": objective("done: false")}, True),
        ({**history(1, 1), "cycles/2026-Q3/hub-north/a.md": objective(METRIC, kind="committed"),
          "cycles/2025-Q4/hub-north/past.md": objective("done: 2025-11-01")}, True),
        # a second aspiration of the same cycle that did not come true
        ({**history(1, 1, 1), "cycles/2026-Q2/hub-north/b.md": objective("done: false")}, False),
        # nobody left to aim higher
        ({**history(1, 1, 1), "cycles/2026-Q4/hub-north/sorting.md": ""}, False),
        ({**history(1, 1, 1), **GONE}, False),
    ],
)  # fmt: skip
def test_always_attained_looks_at_the_last_three_cycles_with_aspirations(look, files, is_found):
    assert bool(look("always-attained", {**UNIT, **files})) is is_found


@pytest.mark.parametrize(
    ("key_results", "today", "is_found"),
    [
        (("{} value: 70}}]",), "2026-11-10", True),
        (("{} value: 69}}]",), "2026-11-10", False),
        (("{} value: 10, confidence: 9}}]",), "2026-11-10", True),
        (("{} value: 70}}]", "{} value: 10, confidence: 8}}]"), "2026-11-10", False),
        (("{} value: 70}}]",), "2026-11-20", False),  # beyond half of the cycle
    ],
)
def test_an_aspiration_is_too_low_when_all_of_it_is_certain_early(look, key_results, today, is_found):
    entries = [entry.format(f"{METRIC}, check_ins: [{{date: 2026-11-05,").replace("}}", "}") for entry in key_results]
    assert bool(look("aspirational-too-low", objective(*entries), date.fromisoformat(today))) is is_found


def test_a_threshold_kept_from_the_first_day_says_nothing_about_the_aim(look):
    kept = "threshold: {at_least: 9}, check_ins: [{date: 2026-11-05, value: 10, confidence: 10}]"
    assert look("aspirational-too-low", objective(kept)) == []


@pytest.mark.parametrize(
    ("given", "way_out"),
    [
        ("70", "70 percent is written 7"),
        ("0.7", "a share of 0.7 is written 7"),
        ("7.5", "write 8"),
        ("-1", "0 is the least"),
        ("101", "10 is the most"),
        ("11", "11 percent is written 1"),
    ],
)
def test_confidence_on_another_scale_is_told_what_was_meant(look, given, way_out):
    (found,) = look("confidence-range", objective(f"{METRIC}, check_ins: [{{date: 2026-11-05, confidence: {given}}}]"))
    assert found.endswith(way_out)


@pytest.mark.parametrize("given", ["0", "10", "7.0"])
def test_whole_numbers_are_confidences(look, given):
    assert look("confidence-range", objective(f"{METRIC}, check_ins: [{{date: 2026-11-05, confidence: {given}}}]")) == []


@pytest.mark.parametrize(
    ("measure", "check_ins", "count"),
    [
        (METRIC, "{date: 2026-11-05, value: -1}", 1),  # back from the start
        (METRIC, "{date: 2026-11-05, value: 9}, {date: 2026-11-06, value: 8}, {date: 2026-11-07, value: 8}", 1),
        (METRIC, "{date: 2026-11-06, value: 8}, {date: 2026-11-05, value: 9}", 1),  # by date, not by place
        (METRIC, "{date: 2026-11-05, value: 9}, {date: 2026-11-06, note: Holiday}, {date: 2026-11-07, value: 8}", 1),
        (METRIC, "{date: 2026-11-05, value: 9}, {date: 2026-11-06, value: 8, note: Snow}", 0),
        (METRIC, "{date: 2026-11-05, value: 9}, {date: 2026-11-12, value: 8}", 0),  # not yet
        ("metric: {start: 9, target: 0}", "{date: 2026-11-05, value: 7}, {date: 2026-11-06, value: 8}", 1),
        ("metric: {start: 9, target: 0}", "{date: 2026-11-05, value: 8}, {date: 2026-11-06, value: 7}", 0),
        ("threshold: {at_least: 9}", "{date: 2026-11-05, value: 9}, {date: 2026-11-06, value: 8}", 0),
    ],
)
def test_what_counts_as_a_step_back(look, measure, check_ins, count):
    text = objective(f"{measure}, check_ins: [{check_ins}]")
    assert len(look("value-moved-back", text)) == count
    assert look("value-moved-back", text, CLOSED) == []


@pytest.mark.parametrize(
    ("kind", "value", "confidence", "is_found"),
    [
        ("committed", 5, 8, True),
        ("committed", 5, 7, False),
        ("aspirational", 5, 8, True),
        ("committed", 50, 2, True),
        ("committed", 50, 3, False),
        ("aspirational", 50, 2, False),  # on track for 0.7, which says little about all of it
        ("committed", 100, 0, False),  # done
    ],
)
def test_what_counts_as_a_contradiction(look, kind, value, confidence, is_found):
    text = objective(f"{METRIC}, check_ins: [{{date: 2026-11-05, value: {value}, confidence: {confidence}}}]", kind=kind)
    assert bool(look("health-contradicts-confidence", text)) is is_found


def amended(measure: str, *amendments: str, more: str = "") -> str:
    items = ", ".join(f"{{date: 2026-11-0{day}, reason: x, {entry}}}" for day, entry in enumerate(amendments, start=1))
    return objective(f"id: a, {measure}{more}", kind="committed", more=f"amendments: [{items}]")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (amended("metric: {start: 0, target: 90}", "key_result: a, field: target, from: 100, to: 90"), 1),
        (amended("metric: {start: 0, target: 100}", "key_result: a, field: target, from: 90, to: 100"), 0),
        (amended("metric: {start: 9, target: 5}", "key_result: a, field: target, from: 3, to: 5"), 1),
        (amended("metric: {start: 9, target: 3}", "key_result: a, field: target, from: 5, to: 3"), 0),
        (amended("metric: {start: 0, target: 90}", "key_result: a, field: start, from: 10, to: 0"), 1),
        (amended("metric: {start: 10, target: 90}", "key_result: a, field: start, from: 0, to: 10"), 0),
        (amended("metric: {start: 9, target: 3}", "key_result: a, field: start, from: 8, to: 9"), 1),
        (amended("threshold: {at_least: 98}", "key_result: a, field: at_least, from: 99, to: 98"), 1),
        (amended("threshold: {at_most: 5}", "key_result: a, field: at_most, from: 4, to: 5"), 1),
        (amended("threshold: {at_most: 4}", "key_result: a, field: at_most, from: 5, to: 4"), 0),
        (amended("threshold: {at_least: 99, floor: 80}", "key_result: a, field: floor, from: 90, to: 80"), 1),
        (amended("threshold: {at_most: 5, floor: 8}", "key_result: a, field: floor, from: 9, to: 8"), 0),
        (amended(METRIC, "key_result: a, field: due, from: 2026-11-30, to: 2026-12-20", more=", due: 2026-12-20"), 1),
        (amended(METRIC, "key_result: a, field: due, from: 2026-12-20, to: 2026-11-30", more=", due: 2026-11-30"), 0),
        (amended(METRIC, "key_result: a, field: dropped, to: 2026-11-01", more=", dropped: 2026-11-01, reason: x"), 1),
        (amended(METRIC, "key_result: a, field: title, from: Lorries, to: Trucks"), 0),
        (amended(METRIC, "key_result: a, field: target, to: 100"), 0),  # added
        (amended(METRIC, "key_result: a, field: target, from: about 90, to: 100"), 0),  # prose is no number
        # what was taken back was not lowered; what was taken back in part was
        (amended(METRIC, "key_result: a, field: target, from: 100, to: 90",
                 "key_result: a, field: target, from: 90, to: 100"), 0),
        (amended("metric: {start: 0, target: 95}", "key_result: a, field: target, from: 100, to: 90",
                 "key_result: a, field: target, from: 90, to: 95"), 1),
    ],
)  # fmt: skip
def test_what_counts_as_easier(look, text, count):
    assert len(look("commitment-lowered", text)) == count
    assert look("commitment-lowered", text, CLOSED) == []


def retyped(kind: str, *amendments: str) -> str:
    return amended(METRIC, *amendments).replace("type: committed", f"type: {kind}")


def test_a_commitment_that_became_aspirational_is_said_aloud(look):
    eased = "field: type, from: committed, to: aspirational"
    (found,) = look("commitment-lowered", retyped("aspirational", eased))
    assert found.startswith("6:14 amendments: what was committed has become aspirational. ")
    assert look("commitment-lowered", retyped("committed", "field: type, from: aspirational, to: committed")) == []
    assert look("commitment-lowered", retyped("committed", eased, "field: type, from: aspirational, to: committed")) == []


def test_the_type_is_the_objective_s(look):
    eased = "field: type, from: committed, to: aspirational"
    assert look("amendment-mismatch", retyped("aspirational", eased)) == []
    (found,) = look("amendment-mismatch", retyped("committed", eased))
    assert "the last change of type leads to 'aspirational', and the file says 'committed'" in found
    (found,) = look("amendment-mismatch", retyped("aspirational", f"key_result: a, {eased}"))
    assert found.endswith("a key result itself has no 'type'. take 'key_result' away: the type is the objective's")


def test_what_was_never_agreed_cannot_be_lowered(look):
    text = amended("metric: {start: 0, target: 90}", "key_result: a, field: target, from: 100, to: 90")
    assert look("commitment-lowered", text.replace("stage: agreed", "stage: proposed")) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (amended(METRIC, "key_result: a, field: target, from: 90, to: 99"), True),
        (amended(METRIC, "key_result: a, field: target, from: 90, to: 100.0"), False),
        (amended(METRIC, "key_result: a, field: target, from: 90, to: '100'"), False),
        (amended(METRIC, "key_result: a, field: target, from: 90, to: 100 %"), True),
        (amended(METRIC, "key_result: a, field: target, from: 80, to: 90",
                 "key_result: a, field: target, from: 90, to: 100"), False),
        (amended("metric: {start: 9}", "key_result: a, field: target, from: 8, to: 9"), False),  # missing-key
        (amended(METRIC, "key_result: a, field: at_least, from: 80, to: 90"), True),  # it is no threshold
        (amended("done: false", "key_result: a, field: target, from: 8, to: 9",
                 "key_result: a, field: measure, from: metric, to: done"), False),
        (amended("done: false", "key_result: a, field: measure, from: metric, to: {done: false}"), False),
        (amended(METRIC, "key_result: a, field: measure, from: done, to: threshold"), True),
        (amended("threshold: {at_most: 5}", "key_result: a, field: at_least, from: 4, to: 5"), True),
        (amended("threshold: {at_least: 5, floor: 1}", "key_result: a, field: floor, from: 2"), True),  # it has one still
        (amended("threshold: {at_least: 5}", "key_result: a, field: floor, from: 2"), False),
        (amended(METRIC, "key_result: a, field: due, to: 2026-12-01", more=", due: 2026-12-01"), False),
        (amended(METRIC, "key_result: a, field: due, to: 2026-12-01", more=", due: 2026-12-02"), True),
        (amended(METRIC, "key_result: a, field: due, from: 2026-12-01"), False),
        (amended(METRIC, "key_result: a, field: dropped, to: 2026-11-01"), True),
        (amended(METRIC, "key_result: a, field: dropped, to: true", more=", dropped: 2026-11-01, reason: x"), False),
        (amended(METRIC, "key_result: a, field: title, from: x, to: Trucks"), False),
        (amended(METRIC, "key_result: a, field: title, from: x, to: Lorries"), True),
        (amended(METRIC, "key_result: a, field: weight, from: 2, to: 1"), False),
        (amended(METRIC, "field: title, from: x, to: Trucks  leave full"), False),
        (amended(METRIC, "field: weight, from: 1, to: 2"), True),
        (amended(METRIC, "field: target, from: 90, to: 100"), True),  # of which key result?
        (amended(METRIC, "key_result: b, field: target, from: 90, to: 99"), False),  # unknown-reference
        (amended(METRIC, "key_result: a, field: target, from: 90"), False),
    ],
)  # fmt: skip
def test_what_counts_as_a_mismatch(look, text, is_found):
    assert bool(look("amendment-mismatch", text)) is is_found


def test_a_mismatch_says_both_values_at_the_place_of_to(look):
    text = amended(METRIC, "key_result: a, field: target, from: 90, to: 99")
    column = text.splitlines()[5].index("99") + 1
    (found,) = look("amendment-mismatch", text)
    assert found.startswith(f"6:{column} amendments: the last change of target leads to 99, and the file says 100")
