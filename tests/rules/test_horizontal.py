"""Edges of the rules of horizontal alignment, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.rules import catalogue

KEY_RESULT = "{id: kr, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90}}"
LOADING, RUSH = "cycles/2026-Q4/hub-north/loading.md", "cycles/2026-Q4/customer-service/rush.md"
LOADING_ID, RUSH_ID = "2026-Q4/hub-north/loading", "2026-Q4/customer-service/rush"


def objective(
    *lines: str, stage: str = "agreed", key_results: str = KEY_RESULT, title: str = "Trucks leave full", body: str = ""
):
    head = ["---", f"title: {title}", "type: aspirational", f"stage: {stage}", "aligns_to: [company/reliable]", *lines]
    return "\n".join([*head, "key_results:", f"  - {key_results}", "---", body, ""])


def asking(more: str = "", *lines: str, to: str = "to: customer-service, ") -> str:
    return objective(f"asks: [{{id: hours, {to}what: The hours{more}}}]", *lines)


ASK = "{id: hours, to: customer-service, what: The hours}"


@pytest.mark.parametrize(
    ("priority", "today", "severity"),
    [
        ("priority: 1", "2026-09-25", "warning"),  # aligning: there is time
        ("priority: 1", "2026-10-01", "error"),  # the first day
        ("priority: 1", "2026-12-20", "error"),  # review
        ("priority: 2", "2026-11-10", "warning"),
        ("tags: []", "2026-11-10", "warning"),
    ],
)
def test_an_unanswered_ask_weighs_more_where_the_first_priority_waits(company, priority, today, severity):
    built = company({LOADING: asking("", priority)}, date.fromisoformat(today))
    (problem,) = catalogue()["unanswered-ask"].look(built)
    assert (problem.record, problem.severity) == (LOADING_ID, severity)


@pytest.mark.parametrize(
    ("ask", "answer", "is_found"),
    [
        (asking(), None, True),
        (asking(), objective("supports: [hub-north/loading]"), False),
        (asking(), objective("supports: [hub-north/loading#kr]"), False),
        (asking(", key_result: kr"), objective("supports: [hub-north/loading#kr]"), False),
        (asking(", key_result: kr"), objective("supports: [hub-north/loading]"), False),
        (asking(", key_result: kr"), objective("supports: [hub-north/sorting]"), True),
        (asking(), objective("supports: [hub-north/loading]", "reason: No", stage="dropped"), True),
        (asking(), objective("supports: [hub-north/loading]", stage="draft"), False),
        (asking(to="to: li-na, "), objective("supports: [hub-north/loading]"), True),  # somebody else answers
        (asking(to=""), objective("supports: [hub-north/loading]"), False),  # an open call is answered by anyone
        (asking(to=""), None, True),
        (asking(", done: 2026-11-01"), None, False),
        (asking(", done: false"), None, True),
        (asking(", declined: Not this quarter"), None, False),
        (asking(", withdrawn: We found a way"), None, False),
        (asking("", "reason: No").replace("stage: agreed", "stage: dropped"), None, False),
    ],
)
def test_what_answers_an_ask(told, ask, answer, is_found):
    files = {LOADING: ask} | ({RUSH: answer} if answer else {})
    assert [record for record, _ in told("unanswered-ask", files)] == ([LOADING_ID] if is_found else [])


def test_an_ask_is_pointed_at_and_those_of_closed_cycles_are_history(told):
    two = objective("asks:", f"  - {ASK}", "  - {what: A van}")
    assert told("unanswered-ask", {LOADING: two}) == [(LOADING_ID, ASK), (LOADING_ID, "{what: A van}")]
    assert told("unanswered-ask", {LOADING: two}, date(2027, 1, 14)) == []


def test_the_way_out_names_what_to_write(company):
    (problem,) = catalogue()["unanswered-ask"].look(company({LOADING: asking(", key_result: kr")}))
    assert "'supports: [hub-north/loading#kr]' in an objective of 'customer-service'" in str(problem.hint)


@pytest.mark.parametrize(
    ("more", "today", "is_found"),
    [
        (", by: 2026-11-09", "2026-11-10", True),
        (", by: 2026-11-10", "2026-11-10", False),  # the day itself
        (", by: 2026-11-09, done: 2026-11-10", "2026-11-10", False),
        (", by: 2026-11-09, withdrawn: x", "2026-11-10", False),
        (", by: 2026-11-09, declined: x", "2026-11-10", False),
        ("", "2026-11-10", False),
        (", by: 2026-11-09", "2027-01-14", False),  # closed
    ],
)
def test_an_ask_is_late_from_the_day_after(told, more, today, is_found):
    found = told("ask-after-due", {LOADING: asking(more)}, date.fromisoformat(today))
    assert found == ([(LOADING_ID, "2026-11-09")] if is_found else [])


def test_an_answer_alone_does_not_close_an_ask(company):
    files = {LOADING: asking(", by: 2026-11-09"), RUSH: objective("supports: [hub-north/loading]")}
    (problem,) = catalogue()["ask-after-due"].look(company(files))
    assert RUSH_ID in str(problem.hint)


@pytest.mark.parametrize(
    ("asked", "supports", "is_found"),
    [
        (objective(), "hub-north/loading", True),
        (asking(), "hub-north/loading", False),
        (asking(", done: 2026-11-01"), "hub-north/loading", False),
        (asking(", withdrawn: We found a way"), "hub-north/loading", True),
        (asking(to=""), "hub-north/loading", False),
        (asking(to="to: li-na, "), "hub-north/loading", True),
        (asking(", key_result: kr"), "hub-north/loading#kr", False),
        (objective("reason: No", stage="dropped"), "hub-north/loading", False),
        (objective(), "customer-service/first-call", False),  # its own
        (objective(), "hub-north/laoding", False),  # unknown-reference
        (objective(), "strategy#growth", False),
    ],
)
def test_whom_nobody_asked(told, asked, supports, is_found):
    found = told("support-without-ask", {LOADING: asked, RUSH: objective(f"supports: [{supports}]")})
    assert found == ([(RUSH_ID, supports)] if is_found else [])


def test_three_may_wait_in_a_circle_without_an_answer(told):
    files = {
        "cycles/2026-Q4/li-na/a.md": asking(to="to: wang-lei, "),
        "cycles/2026-Q4/wang-lei/b.md": asking(to="to: chen-jie, "),
        "cycles/2026-Q4/chen-jie/c.md": asking(to="to: li-na, "),
        "cycles/2026-Q4/chen-jie/d.md": objective(),
    }
    assert {record for record, _ in told("ask-loop", files)} == {"2026-Q4/li-na/a", "2026-Q4/wang-lei/b", "2026-Q4/chen-jie/c"}


@pytest.mark.parametrize(
    ("loading", "rush", "is_found"),
    [
        (asking(), asking(to="to: hub-north, "), True),
        (asking(), objective(), False),
        (asking(), asking(", done: 2026-11-01", to="to: hub-north, "), False),
        (asking(), asking(to=""), False),  # an open call waits for nobody in particular
        # both were answered, by objectives that wait for nobody
        (asking("", "supports: [customer-service/first-call]"), objective("supports: [hub-north/loading]"), False),
    ],
)
def test_who_waits_for_whom(told, loading, rush, is_found):
    found = told("ask-loop", {LOADING: loading, RUSH: rush})
    assert {record for record, _ in found} == ({LOADING_ID, RUSH_ID} if is_found else set())
    assert all(place.startswith("{id: hours") for _, place in found)


def test_an_answered_ask_waits_for_its_answer_alone(told):
    """Customer service asks back in another objective than the one that helps: no circle."""
    files = {
        LOADING: asking(),
        RUSH: objective("supports: [hub-north/loading]"),
        "cycles/2026-Q4/customer-service/other.md": asking(to="to: hub-north, "),
    }
    assert told("ask-loop", files) == []


SOURCE = "source: https://bi.example.com/load"


@pytest.mark.parametrize(
    ("mine", "theirs", "is_found"),
    [
        ("metric: {start: 71, target: 90}", "metric: {start: 71, target: 80}", True),
        ("metric: {start: 71, target: 90}", "metric: {start: 60, target: 90}", False),  # the same target
        ("metric: {start: 71, target: 90}", "metric: {start: 99, target: 90}", True),  # opposite directions
        ("metric: {start: 71, target: 90}", "threshold: {at_least: 90}", False),
        ("metric: {start: 71, target: 90}", "threshold: {at_most: 90}", True),
        ("threshold: {at_least: 90}", "threshold: {at_least: 95}", True),
        ("metric: {start: 71, target: 90, unit: t}", "metric: {start: 71, target: 80, unit: km}", False),
        ("metric: {start: 71, target: 90, unit: t}", "metric: {start: 71, target: 80}", True),
        ("metric: {start: 71, target: 90}", "metric: {start: 71, target: 71}", False),  # start-equals-target
        ("metric: {start: 71, target: 90}", "rollup: mean", False),
        ("metric: {start: 71, target: 90}", "metric: {start: 71, target: 80}, dropped: 2026-11-01, reason: x", False),
    ],
)
def test_what_is_at_odds(told, mine, theirs, is_found):
    files = {
        LOADING: objective(key_results=f"{{id: a, title: A, {mine}, {SOURCE}}}"),
        RUSH: objective(key_results=f"{{id: b, title: B, {theirs}, {SOURCE}/}}"),
    }
    assert {record for record, _ in told("conflicting-targets", files)} == ({LOADING_ID, RUSH_ID} if is_found else set())


def test_the_target_is_pointed_at(told):
    files = {
        LOADING: objective(key_results=f"{{id: a, title: A, metric: {{start: 71, target: 90}}, {SOURCE}}}"),
        RUSH: objective(key_results=f"{{id: b, title: B, threshold: {{at_most: 60}}, {SOURCE}}}"),
    }
    assert told("conflicting-targets", files) == [(RUSH_ID, "60"), (LOADING_ID, "90")]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cycles/2026-Q4/hub-north/other.md", SOURCE),  # one owner may look twice at one number
        ("cycles/2026/company/year.md", SOURCE),  # a year and its quarter
        (RUSH, "source: https://bi.example.com"),  # a front page says too little
    ],
)
def test_what_is_not_the_same_number(told, path, source):
    files = {
        LOADING: objective(key_results=f"{{id: a, title: A, metric: {{start: 71, target: 90}}, {source}}}"),
        path: objective(key_results=f"{{id: b, title: B, metric: {{start: 71, target: 60}}, {source}}}"),
    }
    assert told("conflicting-targets", files) == []


OTHERS = {f"cycles/2026-Q4/hub-north/{name}.md": objective() for name in ("one", "two")}  # and sorting: three


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ({}, True),
        ({"cycles/2026-Q4/hub-north/one.md": objective("contributors: [customer-service]")}, False),
        ({"cycles/2026-Q4/hub-north/one.md": objective("contributors: [wang-lei]")}, True),  # its own
        ({"cycles/2026-Q4/hub-north/one.md": objective("asks: [{what: A van, to: chen-jie}]")}, False),
        ({"cycles/2026-Q4/hub-north/one.md": objective("asks: [{what: A van}]")}, True),  # to nobody in particular
        ({"cycles/2026-Q4/hub-north/one.md": objective("supports: [customer-service/first-call]")}, False),
        ({"cycles/2026-Q4/hub-north/one.md": objective().replace("company/reliable", "customer-service/first-call")}, False),
        ({"cycles/2026-Q4/hub-north/one.md": objective("reason: x", stage="dropped")}, True),
        ({"cycles/2026-Q4/customer-service/x.md": objective("supports: [hub-north/one]")}, False),
        ({"cycles/2026-Q4/wang-lei/x.md": objective("supports: [customer-service/first-call]")}, False),  # its people count
        ({RUSH: objective(key_results="{id: a, title: A, done: false, owner: wang-lei}")}, False),
    ],
)
def test_what_ties_a_unit_to_another(told, more, is_found):
    files = {**OTHERS, "cycles/2026-Q4/hub-north/three.md": objective(), **more}
    assert told("isolated-unit", files) == ([("units/hub-north", "---")] if is_found else [])


def test_two_objectives_are_few_and_the_company_is_no_island(told):
    company = {f"cycles/2026-Q4/company/{name}.md": objective() for name in ("one", "two", "three")}
    assert told("isolated-unit", {"cycles/2026-Q4/hub-north/one.md": objective(), **company}) == []


UNIT = "---\nname: {}\nkind: department\nparent: company\n---\n"


@pytest.mark.parametrize(
    ("name", "body", "marked"),
    [
        ("Finance", "We need a budget from Finance by May.", "Finance"),
        ("Finance", "Finance is short this year.", None),  # an everyday word with a capital
        ("Finance", "So it was.\n\nFinance is short.", None),
        ("Finance", "“Finance waits.”", None),
        ("Finance", "The Financial Times wrote about it.", None),
        ("Finance", "Our finance is short.", None),
        ("HR", "HR helps us.", "HR"),  # no everyday word
        ("HR", "CHRome does not.", None),
        ("People & Culture", "People & Culture helps us.", "People & Culture"),
        ("Customer Care 客户关怀部", "We ask the 客户关怀部 first.", "客户关怀部"),
        ("Customer Care 客户关怀部", "We ask Customer Care first.", "Customer Care"),
        ("财务", "我们的财务指标变好。", None),
        ("财务", "请财务部同事帮忙。", "财务"),
        ("成都分拨中心", "和成都分拨中心一起做。", "成都分拨中心"),
        ("Finance", "", None),
    ],
)
def test_what_is_a_mention(told, name, body, marked):
    files = {"units/new.md": UNIT.format(name), LOADING: objective(body=body)}
    assert told("mention-without-link", files) == ([(LOADING_ID, marked)] if marked else [])


def test_titles_speak_too_and_each_unit_is_told_once(told):
    key_result = "{id: a, title: Minutes that Customer service waits fall to 9, done: false}"
    files = {LOADING: objective(key_results=key_result, body="As Customer service said.")}
    assert told("mention-without-link", files) == [(LOADING_ID, "Minutes that Customer service waits fall to 9")]


@pytest.mark.parametrize(
    "files",
    [
        {LOADING: objective("contributors: [chen-jie]", body="With Customer service.")},
        {LOADING: objective("asks: [{what: A, to: customer-service}]", body="With Customer service.")},
        {LOADING: objective("supports: [customer-service/first-call]", body="With Customer service.")},
        {LOADING: objective(body="With Customer service."), RUSH: objective("supports: [hub-north/loading]")},
        {LOADING: objective(body="All of the Logistics people, and of Hub North.")},  # above, and itself
        {"cycles/2026-Q4/logistics/x.md": objective(body="As Hub North says.")},  # below
        {LOADING: objective("reason: x", stage="dropped", body="With Customer service.")},
    ],
)
def test_who_is_linked_anyway(told, files):
    assert told("mention-without-link", files) == []
