"""Edges of the rules of vertical alignment, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.rules import catalogue
from tests import small

KEY_RESULT = "{id: kr, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90}}"


def objective(*lines: str, kind: str = "aspirational", stage: str = "agreed", key_results: str = KEY_RESULT) -> str:
    return "\n".join(
        [
            "---",
            "title: Trucks leave full",
            f"type: {kind}",
            f"stage: {stage}",
            *lines,
            "key_results:",
            f"  - {key_results}",
            "---",
            "",
        ]
    )


@pytest.fixture
def look(company):
    def found(rule: str, files: dict[str, str], today: date = small.TODAY) -> list[tuple[str, str]]:
        """(record, severity) of each problem of a rule, its default severity where it sets none itself."""
        entry = catalogue()[rule]
        return [(problem.record, problem.severity or entry.severity) for problem in entry.look(company(files, today))]

    return found


LOADING = "cycles/2026-Q4/hub-north/loading.md"
LOADING_ID = "2026-Q4/hub-north/loading"


@pytest.mark.parametrize(
    ("kind", "stage", "today", "severity"),
    [
        ("committed", "agreed", "2026-09-10", "warning"),  # planned
        ("committed", "agreed", "2026-09-23", "warning"),  # drafting
        ("committed", "agreed", "2026-09-24", "error"),  # aligning
        ("committed", "proposed", "2026-11-10", "error"),
        ("committed", "draft", "2026-11-10", "warning"),
        ("aspirational", "agreed", "2026-11-10", "warning"),
        ("committed", "agreed", "2027-01-13", "error"),  # review
    ],
)
def test_unaligned_weighs_more_for_commitments_from_aligning_on(look, kind, stage, today, severity):
    found = look("unaligned-objective", {LOADING: objective(kind=kind, stage=stage)}, date.fromisoformat(today))
    assert found == [(LOADING_ID, severity)]


@pytest.mark.parametrize(
    ("text", "today"),
    [
        (objective("reason: Not now", stage="dropped"), "2026-11-10"),
        (objective(), "2027-01-14"),  # closed
        (objective("aligns_to: [logistics/on-tine]"), "2026-11-10"),  # unknown-reference speaks of it
        (objective("aligns_to: [strategy#growth]"), "2026-11-10"),
    ],
)
def test_unaligned_leaves_alone_what_is_dropped_closed_or_another_rules_business(look, text, today):
    assert look("unaligned-objective", {LOADING: text}, date.fromisoformat(today)) == []


def test_the_company_and_the_ceo_align_to_the_strategy_instead(look):
    files = {"cycles/2026-Q4/zhang-min/a.md": objective(), "cycles/2026-Q4/company/b.md": objective()}
    assert look("unaligned-objective", files) == []
    assert look("company-objective-without-strategy", files) == [("2026-Q4/company/b", "info"), ("2026-Q4/zhang-min/a", "info")]


def test_a_quarter_of_the_company_may_align_to_its_year(look):
    files = {
        "cycles/2026/company/reach.md": objective("aligns_to: [strategy#growth]"),
        "cycles/2026-Q4/company/b.md": objective("aligns_to: [2026/company/reach]"),
    }
    assert look("company-objective-without-strategy", files) == []


def test_a_company_without_themes_is_told_to_write_some(company):
    files = {"strategy.md": "", "cycles/2026-Q4/company/b.md": objective()}
    (problem,) = catalogue()["company-objective-without-strategy"].look(company(files))
    assert "strategy.md" in str(problem.hint)


def test_a_commitment_that_reaches_the_ceo_or_a_theme_comes_from_the_company(look):
    for parent in ("zhang-min/listen", "strategy#growth", "company/reliable"):
        assert look("committed-not-from-company", {LOADING: objective(f"aligns_to: [{parent}]", kind="committed")}) == []


def test_one_chain_to_the_company_is_enough(look):
    files = {
        "cycles/2026-Q4/logistics/alone.md": objective(),
        LOADING: objective("aligns_to: [logistics/alone, logistics/on-time]", kind="committed"),
    }
    assert look("committed-not-from-company", files) == []


@pytest.mark.parametrize(
    "parent",
    [
        objective("aligns_to: [company/nowhere]"),  # unknown-reference
        objective("aligns_to: [hub-north/loading]"),  # alignment-loop
        objective("aligns_to: [company/reliable]", "reason: Not now", stage="dropped"),  # aligned-to-dropped
    ],
)
def test_a_chain_that_another_rule_speaks_of_is_left_to_it(look, parent):
    files = {"cycles/2026-Q4/logistics/alone.md": parent, LOADING: objective("aligns_to: [logistics/alone]", kind="committed")}
    assert look("committed-not-from-company", files) == []


def test_every_commitment_below_a_broken_end_is_told_where_the_chain_ends(company):
    files = {
        "cycles/2026-Q4/logistics/alone.md": objective(),
        LOADING: objective("aligns_to: [logistics/alone]"),
        "cycles/2026-Q4/wang-lei/stack.md": objective("aligns_to: [hub-north/loading]", kind="committed"),
    }
    (problem,) = catalogue()["committed-not-from-company"].look(company(files))
    assert problem.record == "2026-Q4/wang-lei/stack"
    assert "'2026-Q4/logistics/alone'" in str(problem.message)


def test_an_objective_that_aligns_to_itself_is_the_shortest_loop(look):
    for target in ("hub-north/loading", "hub-north/loading#kr"):
        assert look("alignment-loop", {LOADING: objective(f"aligns_to: [{target}]")}) == [(LOADING_ID, "error")]


def test_every_objective_on_any_loop_is_reported(look):
    """b → c → b and a → b → c → a … share links, and none hides another."""
    files = {
        "cycles/2026-Q4/hub-north/a.md": objective("aligns_to: [hub-north/b]"),
        "cycles/2026-Q4/hub-north/b.md": objective("aligns_to: [hub-north/c, hub-north/a]"),
        "cycles/2026-Q4/hub-north/c.md": objective("aligns_to: [hub-north/b]"),
        "cycles/2026-Q4/hub-north/d.md": objective("aligns_to: [hub-north/b]"),
    }
    assert {record[-1] for record, _ in look("alignment-loop", files)} == {"a", "b", "c"}


def test_a_dropped_objective_closes_no_loop(look):
    files = {
        "cycles/2026-Q4/hub-north/a.md": objective("aligns_to: [hub-north/b]"),
        "cycles/2026-Q4/hub-north/b.md": objective("aligns_to: [hub-north/a]", "reason: Not now", stage="dropped"),
    }
    assert look("alignment-loop", files) == []
    assert look("aligned-to-dropped", files) == [("2026-Q4/hub-north/a", "warning")]


def test_a_ring_of_hundreds_is_told_in_few_words(company):
    size = 300
    files = {f"cycles/2026-Q4/hub-north/o{n}.md": objective(f"aligns_to: [hub-north/o{(n + 1) % size}]") for n in range(size)}
    problems = list(catalogue()["alignment-loop"].look(company(files)))
    assert len(problems) == size
    assert max(len(str(problem.message)) for problem in problems) < 400


@pytest.mark.parametrize(
    ("owner", "parent", "is_found"),
    [
        ("company", "logistics/on-time", True),
        ("logistics", "li-na/coach", True),  # a person stands below their unit
        ("logistics", "wang-lei/night", True),
        ("zhang-min", "logistics/on-time", True),  # the CEO stands with the company
        ("company", "zhang-min/listen", False),
        ("zhang-min", "company/reliable", False),
        ("li-na", "hub-north/sorting", False),  # side by side, one level apart
        ("li-na", "chen-jie/voices", False),
        ("hub-north", "customer-service/first-call", False),
    ],
)
def test_downwards_is_what_the_tree_of_units_says(look, owner, parent, is_found):
    found = look("aligned-downwards", {f"cycles/2026-Q4/{owner}/new.md": objective(f"aligns_to: [{parent}]")})
    assert bool(found) is is_found


def test_history_is_not_judged_by_todays_units(look):
    files = {"cycles/2026-Q4/logistics/new.md": objective("aligns_to: [hub-north/sorting]")}
    assert look("aligned-downwards", files, date(2027, 1, 14)) == []


def test_units_in_a_ring_hang_nothing(company):
    files = {
        "units/logistics.md": "---\nname: Logistics\nkind: department\nparent: hub-north\n---\n",
        LOADING: objective("aligns_to: [company/reliable]", kind="committed"),
        "cycles/2026-Q4/li-na/new.md": objective("aligns_to: [hub-north/sorting]"),
    }
    built = company(files)
    assert built.alignment.depths["logistics"] in (1, 2)
    for rule in catalogue().values():
        list(rule.look(built))


@pytest.mark.parametrize(
    ("child", "parent", "is_found"),
    [
        ("2026-Q4", "2026", False),
        ("2026-12", "2026-Q4", False),
        ("2026", "2026-Q4", True),
        ("2026-Q4", "2026-Q3", True),
        ("2026-B6", "2026-Q4", False),
        ("2026-Q4", "2026-B6", True),
    ],
)
def test_a_parent_lasts_at_least_as_long(look, child, parent, is_found):
    files = {
        f"cycles/{parent}/logistics/long.md": objective("aligns_to: [strategy#growth]"),
        f"cycles/{child}/hub-north/new.md": objective(f"aligns_to: [{parent}/logistics/long]"),
    }
    assert bool(look("aligned-outside-cycle", files)) is is_found


def test_a_cycle_may_say_itself_where_it_belongs(look):
    files = {
        "cycles/sprint-7/cycle.md": "---\nstart: 2026-09-28\nend: 2026-11-20\nparent: 2026-Q4\n---\n",
        "cycles/sprint-7/hub-north/new.md": objective("aligns_to: [2026-Q4/logistics/on-time]"),
    }
    assert look("aligned-outside-cycle", files) == []


def test_only_an_earlier_parent_is_answered_with_carried_from(company):
    files = {
        "cycles/2026-Q3/logistics/old.md": objective("aligns_to: [strategy#growth]"),
        LOADING: objective("aligns_to: [2026-Q3/logistics/old]"),
        "cycles/2026/logistics/year.md": objective("aligns_to: [2026-Q4/company/reliable]"),
    }
    hints = {problem.record: str(problem.hint) for problem in catalogue()["aligned-outside-cycle"].look(company(files))}
    assert {record: "carried_from" in hint for record, hint in hints.items()} == {LOADING_ID: True, "2026/logistics/year": False}


WELCOME = "cycles/2026-Q4/company/welcome.md"
COVERED_BY = "cycles/2026-Q4/hub-north/welcome.md"


def welcome(key_results: str = KEY_RESULT, **more: str) -> str:
    return objective("aligns_to: [strategy#growth]", key_results=key_results, **more)


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        ({WELCOME: welcome()}, True),
        ({WELCOME: welcome(stage="proposed")}, False),
        ({WELCOME: welcome("{id: kr, title: It runs, done: 2026-11-01}")}, False),
        ({WELCOME: welcome("{id: kr, title: It runs, done: false}")}, True),
        ({WELCOME: welcome("{id: kr, title: It runs, done: false, dropped: 2026-11-01, reason: Not now}")}, False),
        ({WELCOME: welcome("{id: kr, title: It runs, done: false, owner: hub-north}")}, False),
        ({WELCOME: welcome("{id: kr, title: It runs, done: false, owner: zhang-min}")}, True),
        ({WELCOME: welcome(), COVERED_BY: objective("aligns_to: [company/welcome]")}, False),
        ({WELCOME: welcome(), COVERED_BY: objective("aligns_to: [company/welcome#kr]")}, False),
        ({WELCOME: welcome(), COVERED_BY: objective("aligns_to: [company/welcome#kr]", stage="proposed")}, True),
        # the CEO stands with the company, so that the CEO's own objectives hide no gap
        ({WELCOME: welcome(), "cycles/2026-Q4/zhang-min/w.md": objective("aligns_to: [company/welcome]")}, True),
        # a longer cycle around the current one
        ({"cycles/2026/company/year.md": welcome()}, True),
        # … which the owner's own objective of a shorter cycle takes on
        (
            {
                "cycles/2026/company/year.md": welcome(),
                WELCOME: objective("aligns_to: [2026/company/year]", key_results="{id: a, title: It runs, done: 2026-11-01}"),
            },
            False,
        ),
        ({WELCOME: welcome(), "cycles/2026-Q4/company/twin.md": objective("aligns_to: [company/welcome]")}, True),
        ({"cycles/2026-Q3/company/gone.md": welcome()}, False),
        ({"cycles/2027-Q1/company/next.md": welcome()}, False),
        # neither a team nor a person hands anything down
        ({LOADING: objective("aligns_to: [logistics/on-time]")}, False),
    ],
)
def test_what_covers_a_key_result(look, files, is_found):
    assert bool(look("uncovered-key-result", files)) is is_found


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ("", []),
        ("---\nname: Wu Yan\nunit: fleet\n---\n", [("2026-Q4/fleet/new", "warning")]),
        ("---\nname: Wu Yan\nunit: fleet\nuntil: 2026-10-31\n---\n", []),
    ],
)
def test_a_department_with_nobody_below_is_asked_for_nothing(look, person, found):
    files = {
        "units/fleet.md": "---\nname: Fleet\nkind: department\nparent: company\n---\n",
        "cycles/2026-Q4/fleet/new.md": objective("aligns_to: [company/reliable]"),
        "people/wu-yan.md": person,
    }
    assert look("uncovered-key-result", files) == found


@pytest.mark.parametrize(
    ("path", "found"), [(WELCOME, []), ("cycles/2026-Q4/logistics/own.md", [("2026-Q4/logistics/own", "warning")])]
)
def test_a_pilot_is_asked_only_for_its_own_units(look, path, found):
    pilot = {"settings.yml": "rollout: {mode: pilot, units: [logistics], review: 2027-01-15}\n"}
    assert look("uncovered-key-result", {**pilot, path: objective("aligns_to: [strategy#growth]")}) == found


def test_key_results_of_one_objective_are_one_parent(company):
    text = objective("aligns_to: [logistics/on-time, logistics/on-time#rate, logistics/on-time#damage, company/reliable]")
    rule = catalogue()["too-many-parents"]
    assert list(rule.look(company({LOADING: text}))) == []
    text = objective("aligns_to: [strategy#growth, strategy#nationwide, logistics/on-time]")
    (problem,) = rule.look(company({LOADING: text}))
    assert problem.span.line == 5
    assert problem.span.column == text.splitlines()[4].index("logistics/on-time") + 1


RATE = 'title: "{}", metric: {{start: 91, target: 98}}'


@pytest.mark.parametrize(
    ("above", "below", "is_found"),
    [
        (RATE.format("On time: 98 %"), RATE.format("on time — 98%"), True),
        (RATE.format("准时率 98 %"), RATE.format("准时率９８％"), True),
        (RATE.format("On time: 98 %"), RATE.format("On time: 97 %"), False),
        (RATE.format("A") + ", source: https://x.example.com/q", RATE.format("B") + ", source: https://x.example.com/q/", True),
        (RATE.format("A") + ", source: https://x.example.com/", RATE.format("B") + ", source: https://x.example.com", False),
        ("title: On time, rollup: mean", RATE.format("On time"), False),
        (RATE.format("On time") + ", dropped: 2026-11-01, reason: Twice", RATE.format("On time"), False),
    ],
)
def test_what_counts_as_a_copy(look, above, below, is_found):
    files = {
        "cycles/2026-Q4/logistics/top.md": objective("aligns_to: [company/reliable]", key_results=f"{{id: a, {above}}}"),
        LOADING: objective("aligns_to: [logistics/top]"),
        "cycles/2026-Q4/wang-lei/low.md": objective("aligns_to: [hub-north/loading]", key_results=f"{{id: b, {below}}}"),
    }
    mine = {"2026-Q4/logistics/top", "2026-Q4/wang-lei/low"}
    found = {record for record, _ in look("copied-key-result", files)} & mine
    assert found == (mine if is_found else set())


def test_a_quarter_may_read_the_same_gauge_as_its_year(look):
    files = {
        "cycles/2026/hub-north/year.md": objective(
            key_results='{id: a, title: "91 to 98", metric: {start: 91, target: 98}, source: q}'
        ),
        LOADING: objective(
            "aligns_to: [2026/hub-north/year]",
            key_results='{id: a, title: "95 to 98", metric: {start: 95, target: 98}, source: q}',
        ),
    }
    assert not {"2026/hub-north/year", LOADING_ID} & {record for record, _ in look("copied-key-result", files)}


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        ({LOADING: objective("aligns_to: [company/reliable]")}, True),
        ({LOADING: objective("aligns_to: [company/reliable, logistics/on-time]")}, False),
        ({LOADING: objective("aligns_to: [zhang-min/listen]")}, False),  # one level up
        ({LOADING: objective("aligns_to: [strategy#growth]")}, False),
        ({LOADING: objective("aligns_to: [customer-service/first-call]")}, False),  # sideways
        ({"cycles/2026-Q4/wang-lei/new.md": objective("aligns_to: [logistics/on-time]")}, True),
        ({"cycles/2026-Q4/li-na/new.md": objective("aligns_to: [company/reliable]")}, True),
        # nothing in between to align to
        ({LOADING: objective("aligns_to: [company/reliable]"), "cycles/2026-Q4/logistics/on-time.md": ""}, False),
    ],
)
def test_what_counts_as_a_skipped_level(look, files, is_found):
    assert ({record for record, _ in look("level-skip", files)} != set()) is is_found


def test_a_longer_cycle_adds_no_level(look):
    files = {
        "cycles/2026/company/year.md": objective("aligns_to: [strategy#growth]"),
        "cycles/2026-Q4/company/reliable.md": small.FILES["cycles/2026-Q4/company/reliable.md"].replace(
            "strategy#nationwide", "2026/company/year"
        ),
    }
    assert look("deep-tree", files) == []


def test_every_objective_that_is_too_deep_is_told(look):
    files = {
        "cycles/2026-Q4/chen-jie/five.md": objective("aligns_to: [wang-lei/night]"),
        "cycles/2026-Q4/li-na/six.md": objective("aligns_to: [chen-jie/five]"),
    }
    assert look("deep-tree", files) == [("2026-Q4/chen-jie/five", "info"), ("2026-Q4/li-na/six", "info")]


def amended(day: str, key_result: str = "on-time") -> dict[str, str]:
    text = small.FILES["cycles/2026-Q4/company/reliable.md"]
    extra = f"amendments: [{{date: {day}, key_result: {key_result}, field: target, from: 99, to: 98, reason: x}}]\n---\nCustomers"
    return {"cycles/2026-Q4/company/reliable.md": text.replace("---\nCustomers", extra)}


@pytest.mark.parametrize(
    ("day", "key_result", "today", "is_found"),
    [
        ("2026-11-06", "on-time", "2026-11-10", True),  # checked in on the 5th
        ("2026-11-05", "on-time", "2026-11-10", False),  # on the same day
        ("2026-11-06", "first-call", "2026-11-10", False),  # another key result
        ("2026-11-12", "on-time", "2026-11-10", False),  # not yet
        ("2026-11-06", "on-time", "2027-01-14", False),  # closed
    ],
)
def test_a_link_is_suspect_until_its_owner_has_looked(look, day, key_result, today, is_found):
    found = look("suspect-alignment", amended(day, key_result), date.fromisoformat(today))
    assert ("2026-Q4/logistics/on-time" in {record for record, _ in found}) is is_found


def test_what_was_planned_after_the_change_is_not_suspect(look):
    files = {
        "cycles/2026/company/year.md": objective(
            "aligns_to: [strategy#growth]",
            "amendments: [{date: 2026-06-01, key_result: kr, field: target, from: 95, to: 90, reason: x}]",
        ),
        LOADING: objective("aligns_to: [2026/company/year]"),
    }
    assert look("suspect-alignment", files) == []


FAMILIES = ("vertical", "horizontal", "scoring", "cadence", "openness", "recognition", "strategy")
RULES = [rule for rule in catalogue().values() if rule.family in FAMILIES]


@pytest.mark.parametrize("missing", ["units/", "people/", "cycles/", "strategy", ""])
@pytest.mark.parametrize("today", ["2026-01-01", "2026-11-10", "2030-01-01"])
def test_no_rule_stumbles_over_what_is_missing(company, missing, today):
    built = company(
        {path: "" for path in small.FILES if path.startswith(missing) and path != "settings.yml"}, date.fromisoformat(today)
    )
    for rule in RULES:
        list(rule.look(built))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_small_company_is_clean(company, rule):
    assert [str(problem.message) for problem in rule.look(company())] == []
