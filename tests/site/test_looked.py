"""What a page asked of the company tells whether it must be looked at again."""

import re
from datetime import timedelta
from functools import cache, partial

import pytest

from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.pages.catalogue import all_pages
from okrpress.pages.page import Desk, Page, View
from okrpress.site.looked import Inquiry
from okrpress.site.parts import part_keys
from okrpress.words import Words
from tests import small
from tests.site.sequences import CLOSED

RECORDS = {**small.FILES, **CLOSED}
ALWAYS = ("rule",)
"""Kinds of pages that are made of the generator alone, and looked at every time."""


class World:
    """A company on a day, its pages by address, and what answers their questions."""

    def __init__(self, folder, files=(), days=0):
        workspace = load(small.write(folder, CLOSED, dict(files)))
        company = company_on(workspace, small.TODAY + timedelta(days))
        findings = check(company)
        desk = Desk.of(company, findings, Words(workspace.settings.language))
        keys = part_keys(company, findings)
        closed = {cycle: key for cycle, key in keys.items() if company.phases[cycle] == "closed"}
        self.inquiry = Inquiry(desk, closed)
        self.pages = {page.address: page for page in all_pages(desk) if page.kind not in ALWAYS and page.part not in closed}

    @cache  # noqa: B019 - as long as a test
    def look(self, address):
        return self.inquiry.look(self.pages[address])


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("before"))
    return world, {address: world.inquiry.made_of(page, world.look(address)[1]) for address, page in world.pages.items()}


def test_a_page_that_is_followed_says_the_same(before):
    world, made_of = before
    for address, page in world.pages.items():
        view, questions = world.look(address)
        assert view == page.view()
        assert questions
        assert made_of[address]


def changes():
    yield from (pytest.param({path: ""}, id=f"{path} is gone") for path in RECORDS if "/company" not in path)
    for what, pattern, new in (
        ("is called", r"(title|name): .*", r"\1: Otherwise"),
        ("stands", r"value: [\d.]+", "value: 97"),
        ("tells", r"\Z", "\nOne thing more, [of this](../logistics/on-time.md).\n"),
        ("aligns", r"aligns_to: .*", "aligns_to: [hub-north/trucks#all, logistics/on-time]"),
        ("is dropped", r"stage: .*", "stage: dropped\nreason: Another time"),
    ):
        for path, text in RECORDS.items():
            changed = re.sub(pattern, new, text, count=1)
            if changed != text and path.endswith(".md"):
                yield pytest.param({path: changed}, id=f"{path} {what} otherwise")
    yield pytest.param({"settings.yml": "language: en\nscoring: {bands: [0.1, 0.9]}\n"}, id="settings")


def differing(before, after):
    """Return the pages that are there before and after: those that say something else, and those that must be looked at."""
    world, made_of = before
    others, again = set(), set()
    for address, page in after.pages.items():
        if address not in world.pages:
            continue
        view, questions = world.look(address)
        was = world.pages[address]
        if (page.view(), page.title, page.trail) != (view, was.title, was.trail):
            others.add(address)
        if after.inquiry.made_of(page, questions) != made_of[address]:
            again.add(address)
    return others, again


@pytest.mark.slow
@pytest.mark.parametrize("files", [*changes()])
def test_whatever_page_says_something_else_is_looked_at(tmp_path, before, files):
    others, again = differing(before, World(tmp_path, files))
    assert others <= again


@pytest.mark.parametrize("days", [1, 60])
def test_another_day_is_another_answer(tmp_path, before, days):
    others, again = differing(before, World(tmp_path, days=days))
    assert others
    assert others <= again


def test_a_page_that_has_nothing_to_do_with_a_change_is_not_looked_at(tmp_path, before):
    story = {"cycles/2026-Q4/li-na/coach.md": RECORDS["cycles/2026-Q4/li-na/coach.md"] + "\nMore.\n"}
    _, again = differing(before, World(tmp_path, story))
    assert "people/li-na/" in again
    assert again.isdisjoint({"people/chen-jie/", "2026-Q4/customer-service/first-call/"})


def test_what_cannot_be_followed_is_looked_at_every_time(before):
    world, _ = before
    page = Page(address="x/", kind="x", title="X", view=lambda: View("X", "x/"))
    assert world.inquiry.look(page) == (View("X", "x/"), None)
    assert not world.inquiry.made_of(page, ())


def test_what_nobody_can_compare_is_looked_at_every_time(before):
    world, _ = before
    desk = world.pages[""].view.args[0]
    page = Page(address="x/", kind="x", title="X", view=partial(lambda _, number: View(str(number), "x/"), desk, 1j))
    assert not world.inquiry.made_of(page, world.inquiry.look(page)[1])
