"""Every message explained: the gallery as a page of the handbook."""

from __future__ import annotations

from functools import partial

import pytest

from okrpress.gallery import exhibits
from okrpress.pages import messages
from okrpress.pages.page import Desk
from okrpress.pages.render import render
from okrpress.pages.rules import family_titles
from okrpress.rules import catalogue
from okrpress.words import Words


@pytest.fixture
def desk(company):
    return partial(Desk.of, company(), ())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_message_is_there_with_its_place_and_its_way_out(desk, language):
    words = Words(language)
    (page,) = messages.pages(desk(words))
    view = page.view()
    rows = [row for family in view.families for rule in family.rules for row in rule.messages]
    assert [row.message for row in rows] == [words.message(exhibit.message) for exhibit in exhibits()]
    assert len(rows) == view.number >= 160
    html = render(page, view, {}, words)
    assert html.count("<mark>") >= 120
    found = page.search(view).text
    assert all(row.message in found and row.hint in found for row in rows)


def test_what_a_message_speaks_of_is_marked(desk):
    (page,) = messages.pages(desk(Words()))
    rows = {row.message: row for family in page.view().families for rule in family.rules for row in rule.messages}
    lines = rows["key_results[1].metric.start: a number is wanted, not '91 %'"].lines
    assert [line.marked for line in lines if line.marked] == ["91 %"]
    assert [line.before + line.marked + line.after for line in lines][2] == "    metric: {start: 91 %, target: 98}"
    assert [line.number for line in lines] == [4, 5, 6, 7]


def test_every_family_has_a_title():
    assert {rule.family for rule in catalogue().values()} <= set(family_titles(Words()))
