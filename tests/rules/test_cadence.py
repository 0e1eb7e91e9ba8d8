"""Edges of the rules of cadence, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.pages.page import Desk
from okrpress.pages.parts.waiting import waiting
from okrpress.rules import catalogue
from okrpress.words import Words

LOADING, LOADING_ID = "cycles/2026-Q4/hub-north/loading.md", "2026-Q4/hub-north/loading"


def objective(*key_results: str, stage: str = "stage: agreed", more: str = "tags: []") -> str:
    lines = ["---", "title: Trucks leave full", "type: aspirational", stage, "aligns_to: [logistics/on-time]", more]
    if key_results:
        lines += ["key_results:", *(f"  - {{id: kr, title: Load, {entry}}}" for entry in key_results)]
    return "\n".join([*lines, "---", ""])


METRIC = "metric: {start: 71, target: 90}"


def checked(*days: str, measure: str = METRIC, more: str = "") -> str:
    check_ins = ", ".join(f"{{date: {day}, value: 79}}" for day in days)
    return objective(f"{measure}, check_ins: [{check_ins}]{more}")


@pytest.mark.parametrize(
    ("text", "today", "marked"),
    [
        (checked("2026-10-26"), "2026-11-10", "2026-10-26"),
        (checked("2026-10-27"), "2026-11-10", None),  # the fourteenth day
        (checked("2026-10-27", "2026-10-05"), "2026-11-10", None),  # the order of the file does not matter
        (checked("2026-10-05"), "2026-12-20", "2026-10-05"),  # review
        (checked("2026-10-05"), "2027-01-14", None),  # closed
        (checked("2026-10-26", "2026-11-20"), "2026-11-10", "2026-10-26"),  # what is to come is no sign
        (checked("2026-10-05", more=", dropped: 2026-11-01, reason: x"), "2026-11-10", None),
        (checked("2026-10-05", more=", grade: {score: 1}"), "2026-11-10", None),  # reached
        (checked("2026-10-05", measure="rollup: mean"), "2026-11-10", None),
        (checked("2026-10-05", measure="threshold: {at_least: 70}"), "2026-11-10", "2026-10-05"),
        (checked("2026-10-05").replace("stage: agreed", "stage: proposed"), "2026-11-10", None),
        (objective("milestones: [{title: A, done: 2026-11-01}, {title: B}]"), "2026-11-10", None),
        (
            objective("milestones: [{title: A, done: 2026-10-20}, {title: B}]"),
            "2026-11-10",
            "{id: kr, title: Load, milestones: [{title: A, done: 2026-10-20}, {title: B}]}",
        ),
        (objective("done: 2026-10-05"), "2026-11-10", None),  # reached
        (objective("done: false"), "2026-11-10", "{id: kr, title: Load, done: false}"),
        (objective(METRIC), "2026-10-14", None),  # too early
        (objective(METRIC), "2026-10-16", "{id: kr, title: Load, " + METRIC + "}"),
        (objective(METRIC), "2026-11-20", None),  # never-checked-in
    ],
)
def test_when_a_key_result_is_stale(told, text, today, marked):
    found = [entry for entry in told("stale-check-in", {LOADING: text}, date.fromisoformat(today)) if entry[0] == LOADING_ID]
    assert found == ([(LOADING_ID, marked)] if marked else [])


def test_how_many_days_are_too_many_is_a_setting(told):
    files = {LOADING: checked("2026-10-26"), "settings.yml": "scoring: {stale_after_days: 15}\n"}
    assert told("stale-check-in", files) == []


@pytest.mark.parametrize(
    ("text", "today", "is_found"),
    [
        (objective(METRIC), "2026-11-15", False),
        (objective(METRIC), "2026-11-16", True),  # 46 of 91 days
        (objective(METRIC), "2026-12-20", True),
        (objective(METRIC), "2027-01-14", False),
        (checked("2026-10-02"), "2026-12-20", False),  # that is stale
        (checked("2026-12-24"), "2026-11-20", True),
        (objective("milestones: [{title: A, done: 2026-10-20}, {title: B}]"), "2026-11-20", False),
        (objective("milestones: [{title: A}, {title: B}]"), "2026-11-20", True),
        (objective("done: false"), "2026-11-20", True),
        (objective("rollup: mean"), "2026-11-20", False),
        (objective(METRIC + ", dropped: 2026-11-01, reason: x"), "2026-11-20", False),
        (objective(METRIC, stage="stage: draft"), "2026-11-20", False),
    ],
)
def test_what_was_never_heard_of(told, text, today, is_found):
    found = told("never-checked-in", {LOADING: text}, date.fromisoformat(today))
    assert (LOADING_ID in dict(found)) is is_found


@pytest.mark.parametrize("today", ["2026-10-16", "2026-11-10", "2026-11-20", "2026-12-20"])
@pytest.mark.parametrize("text", [objective(METRIC), checked("2026-10-01"), objective("done: false")])
def test_one_silence_has_one_finding(told, text, today):
    rules = ("stale-check-in", "never-checked-in")
    found = [entry for rule in rules for entry in told(rule, {LOADING: text}, date.fromisoformat(today))]
    assert [record for record, _ in found].count(LOADING_ID) == 1


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (checked("2026-11-10"), []),
        (checked("2026-11-11"), ["2026-11-11"]),
        (checked("2026-11-12", "2026-11-01", "2027-01-01"), ["2027-01-01", "2026-11-12"]),
        (objective("milestones: [{title: A, done: 2026-11-10}, {title: B, done: 2026-11-11}]"), ["2026-11-11"]),
        (objective("done: 2026-12-24"), ["2026-12-24"]),
        (objective("done: false"), []),
        (checked("2026-11-11", more=", dropped: 2026-11-01, reason: x"), ["2026-11-11"]),
    ],
)
def test_nothing_has_happened_that_is_still_to_come(told, text, marked):
    assert told("check-in-in-future", {LOADING: text}) == [(LOADING_ID, mark) for mark in marked]


def test_a_wrong_year_is_wrong_in_a_closed_cycle_too(company):
    files = {"cycles/2026-Q1/hub-north/old.md": checked("2062-02-01")}
    (problem,) = catalogue()["check-in-in-future"].look(company(files))
    assert "is the year right?" in str(problem.hint)


@pytest.mark.parametrize(
    ("day", "today", "marked"),
    [
        ("2026-09-30", "2026-11-10", "2026-09-30"),
        ("2026-10-01", "2026-11-10", None),
        ("2027-01-13", "2027-02-01", None),  # the last numbers come in
        ("2027-01-14", "2027-02-01", "2027-01-14"),  # closed
        ("2027-01-14", "2026-11-10", None),  # check-in-in-future
    ],
)
def test_what_is_outside_a_cycle(told, day, today, marked):
    files = {LOADING: checked(day, "2026-11-05")}
    assert told("check-in-outside-cycle", files, date.fromisoformat(today)) == ([(LOADING_ID, marked)] if marked else [])


@pytest.mark.parametrize(
    ("stage", "today", "marked"),
    [
        ("stage: draft", "2026-10-01", None),  # the first day
        ("stage: draft", "2026-10-02", "draft"),
        ("tags: [x]", "2026-11-10", "---"),  # a draft because nothing else is said
        ("stage: proposed", "2026-11-10", None),
        ("stage: draft", "2027-01-14", None),
    ],
)
def test_a_draft_is_late_once_its_cycle_has_begun(told, stage, today, marked):
    files = {LOADING: objective(stage=stage, more="priority: 2")}
    assert told("drafted-late", files, date.fromisoformat(today)) == ([(LOADING_ID, marked)] if marked else [])


@pytest.mark.parametrize(
    ("due", "is_found"),
    [("2026-09-30", True), ("2026-10-01", False), ("2026-12-31", False), ("2027-01-01", True)],
)
def test_both_ends_of_a_cycle_are_in_it(told, due, is_found):
    found = told("due-outside-cycle", {LOADING: objective(f"{METRIC}, due: {due}")})
    assert found == ([(LOADING_ID, due)] if is_found else [])


OLD = "cycles/2026-Q3/wang-lei/old.md"


@pytest.mark.parametrize(
    ("files", "today", "found"),
    [
        ({OLD: objective(METRIC)}, "2026-11-10", ["people/wang-lei"]),
        ({OLD: objective(METRIC)}, "2026-10-13", []),  # not closed yet
        ({OLD: objective(METRIC), "cycles/2026-Q3/wang-lei/review.md": "---\n---\n"}, "2026-11-10", []),
        ({OLD: objective(METRIC, stage="stage: proposed")}, "2026-11-10", []),
        ({OLD: objective(METRIC, stage="stage: dropped", more="reason: x")}, "2026-11-10", []),
        ({"cycles/2026-Q3/nobody/old.md": objective(METRIC)}, "2026-11-10", []),  # unknown-owner
        (
            {OLD: objective(METRIC), "people/wang-lei.md": "---\nname: W\nunit: hub-north\nuntil: 2026-10-01\n---\n"},
            "2026-11-10",
            [],
        ),
        (
            {OLD: objective(METRIC), "people/wang-lei.md": "---\nname: W\nunit: hub-north\nuntil: 2026-11-01\n---\n"},
            "2026-11-10",
            ["people/wang-lei"],
        ),
        ({OLD: objective(METRIC), "cycles/2026-Q2/wang-lei/older.md": objective(METRIC)}, "2026-11-10", ["people/wang-lei"]),
    ],
)
def test_who_owes_a_review(told, files, today, found):
    assert told("review-missing", files, date.fromisoformat(today)) == [(record, "---") for record in found]


def test_who_owes_several_reviews_is_told_once_of_the_latest(company):
    files = {OLD: objective(METRIC), "cycles/2026-Q2/wang-lei/older.md": objective(METRIC)}
    (problem,) = catalogue()["review-missing"].look(company(files))
    assert str(problem.message) == "Wang Lei has no review of 2026-Q3, closed on 2026-10-14; missing from earlier cycles: 1"


def test_a_persons_page_speaks_of_the_latest_review_that_they_owe(company):
    files = {OLD: objective(METRIC), "cycles/2026-Q2/wang-lei/older.md": objective(METRIC)}
    built = company(files)
    todo = waiting(Desk.of(built, (), Words()), "wang-lei")
    assert [entry.note for entry in todo if entry.what == "A review is due"] == ["2026-Q3"]


def reviewed(score: str, decisions: str, stage: str = "stage: agreed", more: str = "tags: []") -> dict[str, str]:
    return {
        OLD: objective(f"{METRIC}, grade: {{score: {score}}}", stage=stage, more=more),
        "cycles/2026-Q3/wang-lei/review.md": f"---\ndecisions: [{decisions}]\n---\n",
        "cycles/2026-Q3/logistics/review.md": "---\ndate: 2026-10-10\n---\n",
    }


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        (reviewed("0.39", ""), True),
        (reviewed("0.4", ""), False),
        (reviewed("0.1", "{objective: old, decision: stop}"), False),
        (reviewed("0.1", "{objective: 2026-Q3/wang-lei/old, decision: stop}"), False),
        (reviewed("0.1", "{objective: other, decision: stop}"), True),
        (reviewed("0.1", "", "stage: dropped", "reason: x"), False),
        ({**reviewed("0.1", ""), "settings.yml": "scoring: {bands: [0.1, 0.7]}\n"}, False),
        ({**reviewed("0.1", ""), "cycles/2026-Q3/wang-lei/review.md": ""}, False),  # review-missing
        (
            {
                **reviewed("0.1", ""),
                "cycles/2026-Q3/logistics/review.md": "---\ndecisions: [{objective: wang-lei/old, decision: stop}]\n---\n",
            },
            False,
        ),
    ],
)
def test_what_a_review_decides(told, files, is_found):
    assert told("low-score-without-decision", files) == ([("2026-Q3/wang-lei/review", "---")] if is_found else [])


def chain(*links: tuple[str, str]) -> dict[str, str]:
    """Objectives of the quarters, each with what it was carried from."""
    return {f"cycles/{cycle}/hub-north/load.md": objective(METRIC, more=f"carried_from: {origin}") for cycle, origin in links}


Q2, Q3 = "2026-Q2/hub-north/load", "2026-Q3/hub-north/load"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (chain(("2026-Q4", Q3), ("2026-Q3", "2026-Q2/hub-north/gone")), []),
        (chain(("2026-Q4", Q3), ("2026-Q3", Q2), ("2026-Q2", "2026-Q1/hub-north/gone")), [("2026-Q4/hub-north/load", Q3)]),
        (chain(("2026-Q4", "2026-Q4/hub-north/load")), []),  # itself
        (chain(("2026-Q4", Q3), ("2026-Q3", "2026-Q4/hub-north/load")), []),  # there and back
    ],
)
def test_what_goes_on_for_too_long(told, files, found):
    assert told("carried-twice", files) == found


def test_how_often_and_since_when(company):
    files = chain(("2027-Q1", "2026-Q4/hub-north/load"), ("2026-Q4", Q3), ("2026-Q3", Q2), ("2026-Q2", "2026-Q1/hub-north/gone"))
    problems = {problem.record: str(problem.message) for problem in catalogue()["carried-twice"].look(company(files))}
    assert "3 times since '2026-Q2/hub-north/load'" in problems["2027-Q1/hub-north/load"]
    assert "2 times since '2026-Q2/hub-north/load'" in problems["2026-Q4/hub-north/load"]


def test_a_comment_speaks_of_a_day_that_has_come_and_by_somebody_who_is_there(findings):
    said = "---\ncomments: [{date: 2026-11-12, by: wang-lei, text: Soon}, {date: 2026-11-09, by: wang-li, text: Here}]\n---\n"
    path = LOADING.replace(".md", ".comments.md")
    found = findings({LOADING: objective(METRIC), path: said})
    told = {(finding.rule, str(finding.message), finding.path, finding.span.line, finding.record) for finding in found}
    future = "date: the comment of 2026-11-12 is in the future"
    assert ("check-in-in-future", future, f"okrs/{path}", 2, LOADING_ID) in told
    unknown = "comments: there is no unit or person 'wang-li'"
    assert ("unknown-reference", unknown, f"okrs/{path}", 2, LOADING_ID) in told
