"""The list of people."""

from __future__ import annotations

import pytest

from okrpress.pages import people
from okrpress.pages.catalogue import makers
from okrpress.pages.page import Desk
from okrpress.pages.render import render
from okrpress.words import Words


@pytest.mark.parametrize(("language", "said"), [("en", "4 people: each unit’s page"), ("zh", "共 4 人：")])
def test_a_very_large_company_is_not_listed_by_name(company, monkeypatch, language, said):
    monkeypatch.setattr(people, "MOST_BY_UNIT", 3)
    desk = Desk.of(company(), (), Words(language))
    (page,) = makers()["people"](desk)
    whole = page.view()
    assert (sum(len(letter.people) for letter in whole.letters), whole.many) == (4, 0)

    monkeypatch.setattr(people, "MOST_BY_NAME", 3)
    view = page.view()
    assert (view.letters, view.gone, view.many) == ((), (), 4)
    assert [unit.number for unit in view.by_unit] == [1, 1, 1, 1]
    html = render(page, view, {}, Words(language))
    assert said in html
    assert "Zhang Min" not in html
