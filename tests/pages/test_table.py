"""A cycle's table says what its page says, in columns."""

from __future__ import annotations

import json
from datetime import date

import pytest

from okrpress.check import Finding
from okrpress.pages import cycle as cycle_page
from okrpress.pages.page import Desk
from okrpress.pages.parts import table
from okrpress.words import Words
from tests.pages.conftest import FINDINGS

CYCLE = "2026-Q4"


@pytest.fixture(scope="module")
def desk(showcase_company):
    findings: tuple[Finding, ...] = FINDINGS
    return Desk.of(showcase_company, findings, Words())


@pytest.fixture(scope="module")
def columns(desk):
    return json.loads(table.written(desk, desk.company.workspace.cycles[CYCLE]))


def row_of(columns, slug):
    place = columns["rows"]["slug"].index(slug)
    return {name: column[place] for name, column in columns["rows"].items()}


def test_the_table_has_the_rows_of_the_page_in_its_order(desk, columns):
    view = cycle_page.view(desk, desk.company.workspace.cycles[CYCLE])
    shown = [row for group in view.groups for row in group.rows]
    assert columns["rows"]["title"] == [row.title.text for row in shown]
    assert [columns["types"][number][0] for number in columns["rows"]["type"]] == [row.type for row in shown]
    assert columns["rows"]["parts"] == [" ".join(row.scores) for row in shown]
    words = [columns["states"][number][1] for number in columns["rows"]["state"]]
    assert words == [row.status.word if row.status else "" for row in shown]
    days = [columns["days"][number][1] if number >= 0 else "–" for number in columns["rows"]["checked"]]
    assert days == [row.checked for row in shown]
    assert len({len(column) for column in columns["rows"].values()}) == 1


def test_a_check_in_is_so_many_days_old_today_or_was_at_the_end(desk, columns):
    today = desk.company.today
    assert [age for _, _, age in columns["days"]] == [(today - date.fromisoformat(day)).days for day, _, _ in columns["days"]]
    assert dict(columns["ages"])["8..15"] == "8 to 14 days ago"
    cycle = desk.company.workspace.cycles["2026-Q3"]
    assert cycle.end < today
    over = json.loads(table.written(desk, cycle))
    assert over["days"]
    assert all(age == (cycle.end - date.fromisoformat(day)).days for day, _, age in over["days"])
    assert dict(over["ages"])["8..15"] == "8 to 14 days before its end"


def test_everyone_named_is_there_with_what_is_above_them(columns):
    who = columns["who"]
    people = [number for numbers in columns["rows"]["people"] for number in numbers]
    assert min([*columns["rows"]["owner"], *people]) >= 0
    north = who["handle"].index("hub-north")
    assert who["handle"][who["above"][north]] == "logistics"
    wang = who["handle"].index("wang-lei")
    assert who["kind"][wang] == table.PERSON
    assert who["kind"][who["above"][wang]] == table.UNIT


def test_what_aligns_to_nothing_is_marked_and_the_company_is_not(desk, columns):
    for objective in desk.company.workspace.objectives.values():
        if objective.cycle == CYCLE:
            is_marked = bool(row_of(columns, objective.slug)["unaligned"])
            assert is_marked == (
                not objective.aligns_to and objective.stage != "dropped" and objective.owner not in ("company", "zhang-min")
            )
    assert any(columns["rows"]["unaligned"])


def test_states_are_sorted_by_who_needs_a_hand(columns):
    names = [name for name, _, _ in columns["states"]]
    assert names == sorted(names, key=table.STATES.index)


def test_scores_are_unrounded_and_ranges_are_the_companys(desk, columns):
    on_time = desk.company.standing(f"{CYCLE}/logistics/on-time").score
    assert row_of(columns, "on-time")["score"] == on_time
    assert [said for _, said in columns["scores"]] == ["below 0.4", "0.4 to below 0.7", "0.7 and above", "none"]
    assert [said for said, _ in columns["scores"]] == ["..0.4", "0.4..0.7", "0.7..", "none"]


def test_a_long_cycle_holds_so_many_rows_and_names_the_owners_of_the_others(desk, monkeypatch):
    cycle = desk.company.workspace.cycles[CYCLE]
    whole = cycle_page.view(desk, cycle)
    assert whole.rest == ()
    monkeypatch.setattr(cycle_page, "ROWS", 2)
    cut = cycle_page.view(desk, cycle)
    assert sum(len(group.rows) for group in cut.groups) == 2
    assert cut.number == whole.number
    shown = {group.owner.text for group in cut.groups}
    assert {owner.owner.text for owner in cut.rest} >= {group.owner.text for group in whole.groups} - shown


def test_a_cycle_of_one_objective_has_nothing_to_sort(site):
    assert 'data-okr-table="../2026-Q4/objectives.json"' in site["2026-Q4/"].html
    lonely = [page for page in site.values() if page.page.kind == "cycle" and page.view.number == 1]
    assert lonely
    assert all("data-okr-table" not in page.html and "<select" not in page.html for page in lonely)
