"""Help wanted: who waits, in what order, what may fit, and how to answer."""

from __future__ import annotations

import pytest

from okrpress.pages.help_wanted import view
from okrpress.pages.page import Desk
from okrpress.pages.parts.matching import shared
from okrpress.words import Words


@pytest.mark.parametrize(
    ("ask", "offer", "words"),
    [
        ("A load test of the tracking API", "Load tests before a launch", ("load", "test")),
        ("Somebody who can plan routes", "Route planning advice", ()),  # a route alone says little
        ("Three merchants in the north", "Introductions to any of our merchants", ("merchant",)),
        ("Two people for one week", "Two people for a week", ()),  # everybody says that
        ("需要线路规划建议", "提供线路规划咨询", ("线路规划",)),
        ("录音检索能按商家名字搜", "商家样品当天出结果", ()),  # two signs in common say little
        ("我们需要帮助", "我们提供帮助", ()),
        ("P95 延迟的压测环境", "延迟监控与压测", ("延迟", "压测")),
        ("", "Anything", ()),
    ],
)
def test_what_fits_shares_telling_words(ask, offer, words):
    assert shared(ask, offer) == words


def asking(slug, *asks):
    return {
        f"cycles/2026-Q4/logistics/{slug}.md": f"""\
---
title: {slug}
type: committed
stage: agreed
aligns_to: [company/reliable]
asks: [{", ".join(asks)}]
key_results:
  - {{id: kr, title: It rises from 1 to 2, metric: {{start: 1, target: 2, unit: x}}}}
---
"""
    }


@pytest.fixture
def look(company):
    def at(*layers):
        files = {name: text for layer in layers for name, text in layer.items()}
        return view(Desk.of(company(files), (), Words()))

    return at


def test_the_most_urgent_comes_first(look):
    found = look(
        asking("a", "{id: x, what: some day}", "{id: y, what: soon, by: 2026-12-01}"),
        asking("b", "{id: z, what: yesterday, by: 2026-11-01}", "{id: w, to: chen-jie, what: named}"),
    )
    assert [entry.row.what for entry in found.calls] == ["yesterday", "soon", "some day"]
    assert [entry.row.status.word for entry in found.calls] == ["Unanswered and late", "Unanswered", "Unanswered"]
    assert [entry.row.what for entry in found.waiting] == ["named"]


@pytest.mark.parametrize("closed", ["done: 2026-11-01", "withdrawn: no", "declined: no"])
def test_what_is_closed_is_not_wanted(look, closed):
    found = look(asking("a", f"{{id: x, what: help, {closed}}}"))
    assert (found.calls, found.waiting, found.answered) == ((), (), ())


def test_what_is_answered_no_longer_waits(look):
    helper = {
        "cycles/2026-Q4/customer-service/b.md": next(iter(asking("b").values())).replace("asks: []", "supports: [logistics/a#kr]")
    }
    found = look(asking("a", "{id: x, to: customer-service, what: help, key_result: kr}"), helper)
    assert found.waiting == ()
    assert [row.what for row in found.answered] == ["help"]


def test_how_to_answer_names_the_asking_objective_or_key_result(look):
    found = look(asking("a", "{id: x, to: customer-service, what: help, key_result: kr}", "{id: y, what: more}"))
    assert [entry.answer for entry in (*found.waiting, *found.calls)] == ["logistics/a#kr", "logistics/a"]


def test_ones_own_offer_does_not_fit_ones_own_ask(look):
    offer = "offers: [{what: Merchants by the dozen, contact: li-na}]"
    files = {
        "units/logistics.md": f"---\nname: Logistics\nkind: department\nparent: company\nlead: li-na\n{offer}\n---\n",
        "units/hub-north.md": f"---\nname: Hub North\nkind: team\nparent: logistics\nlead: wang-lei\n{offer}\n---\n",
    }
    found = look(files, asking("a", "{id: x, what: Three merchants}"))
    assert [fit.who[0].text for fit in found.calls[0].fits] == ["Hub North"]
    assert [len(offer.fits) for offer in found.offers] == [1, 0]


def test_units_that_are_gone_offer_nothing(look):
    gone = "---\nname: Old\nkind: team\nparent: company\nuntil: 2026-01-01\noffers: [{what: Dust}]\n---\n"
    assert look({"units/old.md": gone}).offers == ()


def test_the_page_shows_what_to_paste_and_escapes_what_was_asked(site):
    page = site["help-wanted/"]
    assert "supports:\n  - 物流华东/准时#准时率" in page.read.text
    assert "A load test before <b>the eleventh</b>" in page.read.text
    assert "both say: load, test" in page.read.text


def test_an_empty_company_is_told_how_to_ask_and_offer(empty_site):
    text = empty_site["help-wanted/"].read.text
    assert "asks:" in text
    assert "offers:" in text


def test_a_call_that_fits_everything_names_a_few_offers(look):
    offers = "".join(f"  - {{what: 'Advice on planning routes, number {number}'}}\n" for number in range(200))
    unit = {
        "units/customer-service.md": f"---\nname: Customer service\nkind: department\nparent: company\noffers:\n{offers}---\n"
    }
    found = look(unit, asking("a", "{id: x, what: Advice on planning our routes}"))
    assert len(found.calls[0].fits) == 5
    assert (len(found.offers), found.more_offers) == (150, 50)
