"""What one rule found: on one page, or, where that would be too long to load, on a page for each unit."""

from __future__ import annotations

import pytest

from okrpress.check import Finding
from okrpress.pages import rule_findings
from okrpress.pages.page import Desk
from okrpress.pages.render import render
from okrpress.problem import say
from okrpress.span import Span
from okrpress.words import Words


def found(number, record="2026-Q4/logistics/on-time", rule="overlapping-objectives"):
    return [
        Finding(rule, "OKR405", "info", say("close to {other}", other=str(it)), None, "okrs/x.md", Span(it, 1, it, 2), record)
        for it in range(1, number + 1)
    ]


@pytest.fixture
def printed(company):
    def pages(findings):
        desk = Desk.of(company(), tuple(findings), Words())
        made = {page.address: (page, page.view()) for page in rule_findings.pages(desk)}
        return {address: (view, render(page, view, {}, Words())) for address, (page, view) in made.items()}

    return pages


def test_what_can_be_read_is_on_one_page(printed):
    pages = printed(found(150) + found(50, "2026-Q4/hub-north/sorting"))
    assert list(pages) == ["quality/overlapping-objectives/"]
    view, html = pages["quality/overlapping-objectives/"]
    assert [len(unit.found) for unit in view.units] == [150, 50]
    assert html.count("close to") == 200


def test_what_is_too_much_has_a_page_for_each_unit(printed):
    pages = printed(found(1200) + found(3, "2026-Q4/hub-north/sorting"))
    view, html = pages["quality/overlapping-objectives/"]
    assert "close to" not in html
    assert "1,203 findings" in html
    assert [(unit.page.href, unit.number) for unit in view.units] == [
        ("quality/overlapping-objectives/logistics/", 1200),
        ("quality/overlapping-objectives/hub-north/", 3),
    ]
    assert set(pages) == {"quality/overlapping-objectives/", *(unit.page.href for unit in view.units)}
    _, long = pages["quality/overlapping-objectives/logistics/"]
    assert long.count("close to") == rule_findings.MOST
    assert "and 1,000 more" in long
    assert "<code>okr check --rules overlapping-objectives</code>" in long
    assert len(long) < 120_000
    _, short = pages["quality/overlapping-objectives/hub-north/"]
    assert short.count("close to") == 3
    assert "okr check" not in short


def test_rules_are_counted_each_for_itself(printed):
    pages = printed(found(150) + found(150, rule="stale-check-in"))
    assert sorted(pages) == ["quality/overlapping-objectives/", "quality/stale-check-in/"]
