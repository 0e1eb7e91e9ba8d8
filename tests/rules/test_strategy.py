"""Edges of the rules of the strategy, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

ALIGNED = "cycles/2026-Q4/hub-north/x.md"


def strategy(*themes: str) -> dict[str, str]:
    lines = [f"  - {{title: T, {theme}}}" for theme in themes]
    return {"strategy.md": "\n".join(["---", "title: Strategy", "themes:", *lines, "---", ""])}


def objective(*themes: str, stage: str = "agreed") -> str:
    refs = ", ".join(f"strategy#{theme}" for theme in themes)
    return f"---\ntitle: T\ntype: aspirational\nstage: {stage}\nreason: x\naligns_to: [{refs}]\n---\n"


@pytest.mark.parametrize(
    ("themes", "marked"),
    [
        (["id: a, leads_to: [b]", "id: b, leads_to: [c]", "id: c"], []),
        (["id: a, leads_to: [a]"], ["a"]),
        (["id: a, leads_to: [x, b]", "id: b, leads_to: [a]"], ["b", "a"]),
        (["id: a, leads_to: [b]", "id: b, leads_to: [c]", "id: c, leads_to: [a]", "id: d, leads_to: [a]"], ["b", "c", "a"]),
        (["id: a, leads_to: [b]", "id: b, leads_to: [gone]"], []),
    ],
)
def test_where_causes_come_back_to_themselves(told, themes, marked):
    assert told("theme-loop", strategy(*themes)) == [("strategy", mark) for mark in marked]


MONEY = "id: m, perspective: financial"


@pytest.mark.parametrize(
    ("themes", "marked"),
    [
        (["id: a"], []),  # a single theme has nothing to lead to
        ([MONEY, "id: a"], ["a"]),
        ([MONEY, "id: a, leads_to: [m]"], []),
        ([MONEY, "id: a, perspective: customer, leads_to: [b]", "id: b, perspective: customer"], ["b"]),
        ([MONEY, "id: a, leads_to: [b]", "id: b"], []),  # an effect without a lane may be the end
        (["id: a, perspective: learning, leads_to: [b]", "id: b, perspective: customer"], []),  # nobody here wants money
        (["id: a, leads_to: [b]", "id: b", "id: c"], ["c"]),
        ([MONEY, "id: a, evidence: refuted"], []),
        ([MONEY, "id: n, perspective: financial"], []),
    ],
)
def test_which_themes_lead_to_nothing(told, themes, marked):
    found = [place.removeprefix("{title: T, id: ")[0] for _, place in told("theme-without-effect", strategy(*themes))]
    assert found == marked


@pytest.mark.parametrize(
    ("text", "today", "is_found"),
    [
        (objective("a", "b"), "2026-11-10", False),
        (objective("a"), "2026-11-10", True),
        (objective("a", "b", stage="draft"), "2026-11-10", False),
        (objective("a", "b", stage="dropped"), "2026-11-10", True),
    ],
)
def test_which_themes_nobody_carries(told, text, today, is_found):
    files = {**strategy("id: a, leads_to: [b]", "id: b", "id: c, evidence: refuted"), ALIGNED: text}
    files["cycles/2026-Q4/company/reliable.md"] = objective("a")
    files["cycles/2026-Q4/zhang-min/listen.md"] = objective("a")
    found = told("theme-without-objective", files, date.fromisoformat(today))
    assert found == ([("strategy", "{title: T, id: b}")] if is_found else [])


def test_when_every_cycle_is_closed_no_theme_is_missed(told):
    assert told("theme-without-objective", {}, date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("stage", "today", "is_found"),
    [
        ("agreed", "2026-11-10", True),
        ("draft", "2026-11-10", True),
        ("dropped", "2026-11-10", False),
        ("agreed", "2027-01-14", False),  # closed: that was then
    ],
)
def test_who_still_works_for_a_lost_bet(told, stage, today, is_found):
    files = {
        **strategy("id: growth, evidence: refuted", "id: nationwide, evidence: open"),
        ALIGNED: objective("growth", stage=stage),
    }
    files["cycles/2026-Q4/zhang-min/listen.md"] = objective("nationwide")
    found = told("refuted-hypothesis-in-use", files, date.fromisoformat(today))
    assert found == ([("2026-Q4/hub-north/x", "strategy#growth")] if is_found else [])
