"""A phone: tables keep their columns apart, and names their words whole."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

FOLDED = ("cycles/", "archive/", "units/", "units/logistics/", "meetings/", "quality/", "2026-Q3/statistics/")

_TOO_WIDE = """[...document.querySelectorAll("article :is(.okr-fold tr > *, .okr-cycle-table tbody tr:not(.okr-group) > *)")]
  .filter(it => it.checkVisibility() && it.scrollWidth > it.clientWidth + 1)
  .map(it => it.textContent.trim())"""
_BESIDE = """[...document.querySelectorAll("article .okr-cycle-table tbody tr:not(.okr-group), article .okr-fold tbody tr")]
  .flatMap(row => [...row.children].filter(it => it.checkVisibility()).map(it => {
    const words = document.createRange(); words.selectNodeContents(it)
    return [words.getBoundingClientRect(), it.textContent.trim()]
  }).filter(([box]) => box.width).map((it, place, all) => [it, all[place + 1]]))
  .filter(([[box], next]) => next && box.right > next[0].left + 1)
  .filter(([[box], next]) => box.bottom > next[0].top + 1 && next[0].bottom > box.top + 1)
  .map(([[, said], next]) => `${said} | ${next[1]}`)"""
_SCROLLS = """[...document.querySelectorAll("article .okr-wide:has(> .okr-fold)")]
  .filter(it => it.checkVisibility() && it.scrollWidth > it.clientWidth).map(it => it.textContent.trim().slice(0, 60))"""

_TORN = """[...document.querySelectorAll("article :is(table :is(th, td), code)")].flatMap(it => {
    const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT), torn = []
    for (let text; (text = texts.nextNode());) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest("pre")) continue
      for (const { 0: word, index } of text.data.matchAll(/[a-z]+/gi)) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) torn.push(word)
      }
    }
    return torn
  })"""

_BEGINS_WITH_A_POINT = """[...document.querySelectorAll("article.okr")].flatMap(it => {
    const texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT), found = []
    let before
    const box = (text, place) => {
      const range = document.createRange()
      range.setStart(text, place)
      range.setEnd(text, place + 1)
      return range.getClientRects()[0]
    }
    for (let text; (text = texts.nextNode());) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest("svg, pre, .okr-hidden")) continue
      for (let place = 0; place < text.data.length; place++) {
        if (/\\s/.test(text.data[place])) continue
        const here = box(text, place)
        const begins = here && before && here.top > before.bottom - 2
        if (begins && text.data[place] === "·") found.push(text.parentElement.textContent.trim())
        before = here ?? before
      }
    }
    return found
  })"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_begins_with_what_separates(visit, language):
    page = visit("", language=language, width=390)
    root = page.url
    places = ("", "2026-Q4/", "2026-Q3/", "people/zhang-min/", "maps/alignment/", "maps/strategy/", "help-wanted/", "quality/")
    meetings = ("meetings/check-in/logistics/", "meetings/quarterly/", "meetings/review/")
    for address in (*places, *meetings, "handbook/messages/"):
        page.goto(root + address)
        assert page.locator("article.okr").inner_text().count("·"), address
        assert page.evaluate(_BEGINS_WITH_A_POINT) == [], address


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_of_a_table_is_torn(visit, language):
    page = visit("cycles/", language=language, width=390)
    root = page.url.removesuffix("cycles/")
    for address in (*FOLDED, "handbook/", "handbook/data/", "meetings/check-in/logistics/"):
        page.goto(root + address)
        assert page.evaluate(_TORN) == [], address


def test_a_map_begins_where_the_most_boxes_are_seen(visit):
    seen = """view => {
      const { left: from, right: to } = view.getBoundingClientRect()
      const boxes = [...view.querySelectorAll(".okr-node")].map(box => box.getBoundingClientRect())
      return boxes.filter(({ left, right }) => left >= from - 1 && right <= to + 1).length
    }"""
    view = visit("maps/alignment/", width=390).locator(".okr-figure__view")
    view.scroll_into_view_if_needed()
    begun = view.evaluate(seen)
    view.evaluate("view => { view.scrollLeft = 0 }")
    assert view.evaluate(seen) < begun


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_fit_a_phone(visit, language):
    page = visit("2026-Q4/", language=language, width=390)
    root = page.url.removesuffix("2026-Q4/")
    for address in ("2026-Q4/", *FOLDED):
        page.goto(root + address)
        assert page.locator(".okr-fold, .okr-cycle-table").count(), address
        for fault in (_TOO_WIDE, _BESIDE, _SCROLLS):
            assert page.evaluate(fault) == [], address


@pytest.mark.parametrize(("language", "title"), [("en", "There is no page at this address"), ("zh", "这个地址没有页面")])
def test_where_no_page_is_a_reader_is_told_ways_on(visit, language, title):
    page = visit("404.html", language=language, width=390)
    assert page.locator("h1").inner_text() == title
    page.locator("article a[href$='people/']").click()
    assert page.locator("h1").inner_text() in {"People", "人员"}


def test_chinese_on_an_english_page_is_set_as_in_china(visit):
    page = visit("")
    fonts = page.evaluate("getComputedStyle(document.querySelector('article h1')).fontFamily")
    assert fonts.index("Noto Sans CJK SC") < fonts.index("sans-serif")


_WRAPPED = """[...document.querySelectorAll("article .okr-group th")].flatMap(head => {
    const end = head.firstElementChild.getBoundingClientRect().bottom
    const fact = [...head.lastElementChild.children].find(it => it.getBoundingClientRect().top > end)
    const indent = fact && Math.round(fact.getBoundingClientRect().left - head.getBoundingClientRect().left)
    return fact ? [[indent, getComputedStyle(fact, "::before").content]] : []
  })"""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("address", ["2026-Q4/", "meetings/check-in/logistics/"])
def test_facts_that_wrap_begin_at_the_edge_and_leave_the_dot_behind(visit, language, address):
    wrapped = visit(address, language=language, width=390).evaluate(_WRAPPED)
    assert wrapped
    assert all(it == [0, "none"] for it in wrapped)
