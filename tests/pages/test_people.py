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


def test_whoever_left_is_asked_for_nothing(company):
    li_na = "---\nname: Li Na\nunit: logistics\nmanager: zhang-min\nuntil: 2026-06-30\n---\n"
    files = {
        "people/gone.md": li_na.replace("Li Na", "Gone"),
        "units/idle.md": "---\nname: Idle\nkind: team\nparent: logistics\nlead: gone\nuntil: 2026-06-30\n---\n",
    }
    desk = Desk.of(company(files), (), Words())
    for kind, address in (("person", "people/gone/"), ("unit", "units/idle/")):
        page = next(page for page in makers()[kind](desk) if page.address == address)
        view = page.view()
        html = render(page, view, {}, Words())
        assert view.gone_note in html
        assert "Objectives" not in [heading.id for heading in view.headings]
        assert 'id="Objectives"' not in html
        assert "Write the first one" not in html
        assert ("Led <a" in html, "Manager" in html, "Leads" in html) == (kind == "person", False, False)
