"""Every control by keyboard, with a visible focus; no motion for those who want none; in order without style sheets."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.browser.test_site import KINDS

pytestmark = pytest.mark.browser

MOST = 120
"""So many stops of a page are walked through: maps and rules have hundreds that are alike."""

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']"

NUMBERED = """selector => {
  const visible = it => it.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && it.getClientRects().length
  const own = it => !it.disabled && it.tabIndex >= 0 && visible(it)
  // Of radio buttons that belong together one is a stop; what is opened by the search field belongs to the search.
  const found = [...document.querySelectorAll(selector)].filter(it =>
    own(it) && it.type !== "radio" && !it.hidden && !it.closest(".md-search"))
  found.forEach((it, number) => { it.dataset.stop = number })
  const look = it => {
    const style = getComputedStyle(it)
    return ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "borderColor", "color", "textDecoration", "opacity",
      "fill", "stroke", "strokeWidth"].map(name => style[name]).join()
  }
  window.looks = new Map([...document.querySelectorAll("*")].map(it => [it, look(it)]))
  window.shows = it => {
    // The search opens under its field: that is seen.
    if (it.closest(".md-search")) return document.getElementById("__search").checked
    // A day's field has a button of the browser's own in it, which shows its focus where no script sees it.
    if (it.type === "date") return true
    const around = [it, it.parentElement, it.nextElementSibling, ...it.children].filter(Boolean)
    return around.some(one => {
      const style = getComputedStyle(one)
      const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      return isRinged || (looks.has(one) && looks.get(one) !== look(one))
    })
  }
  return found.length
}"""

WHERE = """() => {
  const it = document.activeElement
  const name = `${it.localName} ${it.getAttribute("class") ?? ""} ${it.textContent.trim().slice(0, 30)}`
  return it === document.body ? null : [Number(it.dataset.stop ?? -1), name, shows(it)]
}"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_is_reached_and_seen(visit, width):
    page = visit("", width=width)
    root = page.url
    page.emulate_media(reduced_motion="reduce")
    wrong = []
    for address in KINDS:
        found = _walked(page, root + quote(address))
        if found:
            # A busy machine loses a key now and then, a page the same one each time: only what is wrong twice is wrong.
            again = _walked(page, root + quote(address))
            wrong += [(address, *flaw) for flaw in found if flaw in again]
    assert wrong == [], "\n".join(map(str, wrong))


def _walked(page, url):
    """Go through a page by Tab from its beginning; return what is wrong with its stops."""
    page.goto(url)
    page.wait_for_timeout(100)
    count = page.evaluate(NUMBERED, CONTROLS)
    wrong = []
    reached, before = set(), None
    for _ in range(min(count, MOST) + 40):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        if where is None:
            break
        stop, name, shown = where
        reached.add(stop)
        if not shown:
            wrong.append(("no focus to be seen", name))
        if where == before:
            wrong.append(("a trap", name))
            break
        before = where if stop < 0 else None
    if not reached:
        wrong.append(("nothing reached", ""))
    if count <= MOST:
        html = "stop => document.querySelector(`[data-stop='${stop}']`).outerHTML"
        wrong += [("never reached", page.evaluate(html, stop)[:90]) for stop in sorted(set(range(count)) - reached)]
    return wrong


@pytest.mark.parametrize("address", ["", "2026-Q4/", "2026-Q4/company/whole-and-safe/", "maps/alignment/"])
def test_nothing_moves_for_those_who_want_no_motion(visit, address):
    page = visit(address)
    slow = """() => [...document.querySelectorAll("*")].filter(it => {
      const style = getComputedStyle(it)
      const longest = times => Math.max(...times.split(",").map(parseFloat))
      const moves = [style.transitionDuration, style.animationDuration].some(times => longest(times) > 0.01)
      return moves || style.scrollBehavior === "smooth"
    }).map(it => it.outerHTML.slice(0, 80))"""
    assert page.evaluate(slow)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(slow) == []


def test_pages_read_in_order_without_style_sheets(visit):
    page = visit("")
    root = page.url
    page.context.route("**/*.css*", lambda route: route.fulfill(body="", content_type="text/css"))
    for address in KINDS:
        page.goto(root + quote(address))
        assert page.evaluate("[...document.styleSheets].every(sheet => !sheet.cssRules.length)"), address
        headings = page.evaluate(
            """[...document.querySelectorAll("article :is(h1, h2, h3)")].filter(it => it.checkVisibility())
               .map(it => [it.localName, it.getBoundingClientRect().top])"""
        )
        assert headings[0][0] == "h1", address
        assert headings[0][1] < 2500, f"{address}: what stands before its title fills the window"
        huge = "[...document.querySelectorAll('svg')].filter(it => it.getBoundingClientRect().height > 100"
        assert page.evaluate(f"{huge} && !it.matches('.okr-chart, .okr-diagram')).length") == 0, address
        assert [top for _, top in headings] == sorted(top for _, top in headings), address
        assert page.locator("a.md-skip").count() <= 1
        links = page.evaluate(
            "[...document.querySelectorAll('article a[href]')].filter(it => !it.textContent.trim() && !it.title).length"
        )
        assert links == 0, address
