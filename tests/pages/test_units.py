"""Lists of all units: whole in most companies, from the top down as far as it fits in a very large one."""

from __future__ import annotations

import pytest

from okrpress.pages.catalogue import makers
from okrpress.pages.page import Desk
from okrpress.pages.parts import owners
from okrpress.pages.parts.owners import listed_depth, listed_units
from okrpress.pages.render import render
from okrpress.words import Words

PAGES = {
    "units": "units/",
    "people": "people/",
    "meetings": "meetings/",
    "quality": "quality/",
    "statistics": "2026-Q4/statistics/",
}
FOLDED = "Units further down stand on the pages of those above them."


def pages(desk):
    for kind, address in PAGES.items():
        page = next(page for page in makers()[kind](desk) if page.address == address)
        yield address, render(page, page.view(), {}, Words())


def test_a_very_large_company_is_listed_from_the_top_down(company, monkeypatch):
    desk = Desk.of(company(), (), Words())
    for address, html in pages(desk):
        assert FOLDED not in html, address
        assert "Hub North" in html or address == "quality/", address

    monkeypatch.setattr(owners, "MOST_LISTED", 3)
    for address, html in pages(desk):
        assert html.count(FOLDED) == 1, address
        assert "hub-north" not in html, address
        assert "Logistics" in html, address


@pytest.mark.parametrize(("most", "deepest", "listed"), [(4, None, 4), (3, 1, 3), (1, 1, 3)])
def test_what_is_directly_below_the_company_is_always_listed(company, monkeypatch, most, deepest, listed):
    monkeypatch.setattr(owners, "MOST_LISTED", most)
    desk = Desk.of(company(), (), Words())
    assert listed_depth(desk) == deepest
    assert len(list(listed_units(desk))) == listed
