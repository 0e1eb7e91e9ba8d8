"""What a reader does with a picture: zoom, move, find, follow, print; by mouse, finger and keyboard."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

OBJECTIVE = "2026-Q4/company/whole-and-safe/"
MAP = "maps/alignment/"
SCALE = """(() => { const svg = document.querySelector('.okr-diagram');
    return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width })()"""
PLACE = """name => { const box = [...document.querySelectorAll('.okr-node')].find(node => node.textContent.includes(name));
    const at = box.getBoundingClientRect(); return [at.left + at.width / 2, at.top + at.height / 2] }"""
VIEW = """(() => { const at = document.querySelector('.okr-figure__view').getBoundingClientRect();
    return [at.left, at.top, at.width, at.height] })()"""


def until(page, expression):
    """Wait for something to be so; a strict content policy lets no page evaluate text by itself."""
    for _ in range(60):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never so: {expression}")


def tool(page, name):
    return page.locator(".okr-tools").get_by_role("button", name=name)


def test_buttons_zoom_and_show_the_whole(visit):
    page = visit(MAP)
    start = page.evaluate(SCALE)
    for _ in range(4):
        tool(page, "Zoom in").click()
    assert page.evaluate(SCALE) == pytest.approx(start * 1.25**4, rel=0.01)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tool(page, "Whole").click()
    left, _, width, _ = page.evaluate(VIEW)
    drawn = page.locator(".okr-diagram").bounding_box()
    assert drawn["x"] >= left
    assert drawn["x"] + drawn["width"] <= left + width


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms_where_the_mouse_is(visit):
    page = visit(MAP)
    page.locator(".okr-diagram").scroll_into_view_if_needed()
    at = page.evaluate(PLACE, "Logistics")
    page.mouse.move(*at)
    start, scrolled = page.evaluate(SCALE), page.evaluate("scrollY")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    until(page, f"{SCALE} > {start * 1.3}")
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate(PLACE, "Logistics")[0] == pytest.approx(at[0], abs=3)
    zoomed = page.evaluate(SCALE)
    page.mouse.wheel(0, 120)
    until(page, f"scrollY > {scrolled}")
    assert page.evaluate(SCALE) == zoomed


def test_a_pressed_mouse_button_moves_it_and_opens_nothing(visit):
    page = visit(MAP)
    for _ in range(5):
        tool(page, "Zoom in").click()
    address = page.url
    left, top, width, height = page.evaluate(VIEW)
    x, y = page.evaluate(PLACE, "People")
    assert left < x < left + width
    assert top < y < top + height
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y - 20)
    page.mouse.move(x - 90, y - 60)
    page.mouse.up()
    assert page.evaluate(PLACE, "People") == pytest.approx([x - 90, y - 60], abs=3)
    assert page.url == address


def test_the_keyboard_zooms_moves_and_opens(visit):
    page = visit(MAP)
    page.locator(".okr-figure__view").focus()
    start = page.evaluate(SCALE)
    for _ in range(4):
        page.keyboard.press("+")
    assert page.evaluate(SCALE) == pytest.approx(start * 1.25**4, rel=0.01)
    x, y = page.evaluate(PLACE, "Swiftlet")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    moved = page.evaluate(PLACE, "Swiftlet")
    assert moved[0] < x
    assert moved[1] < y
    page.keyboard.press("-")
    assert page.evaluate(SCALE) == pytest.approx(start * 1.25**3, rel=0.01)
    page.keyboard.press("0")
    assert page.evaluate(SCALE) <= start
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/**")


def test_two_fingers_zoom_and_one_scrolls_the_page(visit):
    page = visit(MAP, width=390)
    page.locator(".okr-diagram").scroll_into_view_if_needed()
    session = page.context.new_cdp_session(page)
    left, top, width, height = page.evaluate(VIEW)
    x, y = left + width / 2, top + min(height, 300) / 2

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]})

    start = page.evaluate(SCALE)
    touch("touchStart", (x - 30, y), (x + 30, y))
    for apart in (40, 60, 90):
        touch("touchMove", (x - apart, y), (x + apart, y))
    touch("touchEnd")
    assert page.evaluate(SCALE) == pytest.approx(start * 3, rel=0.05)
    assert page.evaluate("getComputedStyle(document.querySelector('.okr-figure__view')).touchAction") == "pan-x pan-y"


def test_find_moves_to_a_box_and_enter_opens_it(visit):
    page = visit(MAP)
    for _ in range(6):
        tool(page, "Zoom in").click()
    page.get_by_role("searchbox", name="Find in the picture").fill("tracking")
    here = page.locator(".okr-node.is-here")
    assert here.count() == 1
    assert "App & Tracking" in here.text_content()
    left, _, width, _ = page.evaluate(VIEW)
    until(
        page,
        f"Math.abs(({PLACE})('App & Tracking')[0] - {left + width / 2}) < 80"
        " || document.querySelector('.okr-figure__view').scrollLeft + document.querySelector('.okr-figure__view').clientWidth"
        " >= document.querySelector('.okr-figure__view').scrollWidth - 1",
    )
    assert page.locator(".okr-tools output").inner_text() == "1 / 1"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("app-tracking|app"))
    assert page.locator("h1").count() == 1


def test_find_says_that_there_is_nothing_and_chinese_is_found(visit):
    page = visit(MAP)
    field = page.get_by_role("searchbox", name="Find in the picture")
    field.fill("nobody is called so")
    assert page.locator(".okr-tools output").inner_text() == "not in the picture"
    field.fill("客户服务")
    assert "客户服务部" in page.locator(".okr-node.is-here").text_content()
    page.keyboard.press("Escape")
    assert page.locator(".is-found").count() == 0


def test_following_a_box_dims_the_rest_and_is_in_the_address(visit):
    page = visit("units/logistics/")
    tool(page, "Follow").click()
    assert page.locator(".okr-tools output").inner_text() == "Choose a box"
    page.locator(".okr-node", has_text="holds on every line").click()
    assert "focus=2026-Q4%2Flogistics%2F" in page.url
    lit = page.locator(".okr-node.is-lit")
    dimmed = page.locator(".okr-node:not(.is-lit)")
    assert lit.count() >= 3
    assert dimmed.count() >= 3
    assert float(dimmed.first.evaluate("node => getComputedStyle(node).opacity")) < 0.5
    named = lit.all_text_contents()
    page.reload()
    assert page.locator(".okr-node.is-lit").all_text_contents() == named
    assert tool(page, "Follow").get_attribute("aria-pressed") == "true"
    tool(page, "Follow").click()
    assert page.locator(".is-lit").count() == 0
    assert "focus=" not in page.url


def test_following_by_keyboard(visit):
    page = visit("units/logistics/")
    page.locator(".okr-node", has_text="holds on every line").focus()
    page.keyboard.press("f")
    assert page.locator(".is-narrowed").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".is-narrowed").count() == 0


def test_what_is_followed_is_what_the_records_say(visit):
    page = visit("units/logistics/?focus=2026-Q4/logistics/nothing-breaks")
    assert page.locator(".is-narrowed").count() == 1
    lit = " ".join(page.locator(".okr-node.is-lit").all_text_contents())
    assert "Less is dropped" in lit
    assert "Through the winter" in lit
    assert "The truck comes to" not in lit


def test_it_fills_the_window_and_escape_leaves(visit):
    page = visit(MAP)
    page.locator(".okr-tools").scroll_into_view_if_needed()
    before = page.evaluate("document.documentElement.scrollHeight")
    tool(page, "Full window").click()
    box = page.locator("dialog[open] .okr-figure").bounding_box()
    assert (box["width"], box["height"]) == (1280, 900)
    drawn = page.locator(".okr-diagram").bounding_box()
    assert drawn["y"] + drawn["height"] <= 900
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    page.locator("article.okr > figure .okr-diagram").wait_for()  # the figure comes back a moment after the window has closed
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_on_paper_it_is_whole_however_it_was_zoomed(visit):
    page = visit(MAP)
    for _ in range(8):
        tool(page, "Zoom in").click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    left, _, width, height = page.evaluate(VIEW)
    drawn = page.locator(".okr-diagram").bounding_box()
    assert drawn["x"] >= left - 1
    assert drawn["x"] + drawn["width"] <= left + width + 1
    assert drawn["height"] <= height + 1
    assert not page.locator(".okr-tools").is_visible()


@pytest.mark.parametrize(
    ("address", "focus"), [(OBJECTIVE, ".okr-node.is-focus"), ("units/logistics/", ".okr-frame.is-focus")], ids=["place", "unit"]
)
def test_on_a_phone_a_broad_picture_starts_at_its_own_box(visit, address, focus):
    page = visit(address, width=390)
    left, _, width, _ = page.evaluate(VIEW)
    assert page.evaluate("(view => view.scrollWidth > view.clientWidth)(document.querySelector('.okr-figure__view'))")
    box = page.locator(focus).bounding_box()
    assert box["x"] + box["width"] / 2 == pytest.approx(left + width / 2, abs=2)


def test_of_a_picture_that_nearly_fits_the_most_boxes_are_seen_and_its_own_among_them(visit):
    page = visit(OBJECTIVE, width=600)
    view = page.locator(".okr-figure__view")
    assert view.evaluate("view => view.clientWidth < view.scrollWidth && view.scrollWidth < 1.5 * view.clientWidth")
    seen = """view => {
      const { left: from, right: to } = view.getBoundingClientRect()
      const shown = box => (({ left, right }) => left >= from - 1 && right <= to + 1)(box.getBoundingClientRect())
      const count = () => [...view.querySelectorAll(".okr-node")].filter(shown).length
      const [begun, own] = [count(), shown(view.querySelector(".is-focus"))]
      const anywhere = [...Array(view.scrollWidth - view.clientWidth + 1).keys()].map(at => (view.scrollLeft = at, count()))
      return [begun, own, Math.max(...anywhere)]
    }"""
    begun, own, most = view.evaluate(seen)
    assert own
    assert begun == most


def test_with_reduced_motion_it_is_there_at_once(visit):
    page = visit(MAP, width=390)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("searchbox", name="Find in the picture").fill("tracking")
    left, _, width, _ = page.evaluate(VIEW)
    x, _ = page.evaluate(PLACE, "App & Tracking")
    assert left < x < left + width


def test_without_scripts_the_picture_and_its_list_are_there(visit):
    page = visit(MAP, scripts=False)
    assert page.locator(".okr-node").count() >= 11
    assert not page.locator(".okr-tools").is_visible()
    assert page.locator(".okr-branch").count() >= 11
    view = page.locator(".okr-figure__view").bounding_box()
    assert page.locator(".okr-diagram").bounding_box()["height"] <= view["height"]


@pytest.mark.parametrize("name", ["maps/alignment", "maps/alignment/logistics", "maps/strategy"])
def test_a_map_is_a_file_of_its_own_with_title_style_and_links(visit, name):
    page = visit(f"{name}/map.svg")
    assert page.title() != ""
    assert page.evaluate("document.documentElement.querySelector('title').parentNode === document.documentElement")
    paper = page.evaluate("getComputedStyle(document.querySelector('.okr-node:not(.kind-theme) rect')).fill")
    assert paper == "rgb(255, 255, 255)"
    page.locator("a.okr-node:not(.kind-theme)").first.click()
    page.wait_for_url(re.compile("/(units|2026[^/]*)/.*/$"))
    assert page.locator("h1").count() == 1


def test_a_map_by_itself_is_dark_at_night(visit):
    page = visit("maps/alignment/map.svg", dark=True)
    paper = page.evaluate("getComputedStyle(document.querySelector('.okr-node:not(.kind-theme) rect')).fill")
    assert sum(int(part) for part in re.findall(r"\d+", paper)[:3]) < 3 * 80


def test_a_unit_leads_to_the_map_of_what_is_in_it(visit):
    page = visit("units/logistics/")
    page.get_by_role("link", name="Map of what is below").click()
    page.wait_for_url("**/maps/alignment/logistics/")
    assert page.locator(".okr-node").count() >= 4
    assert page.locator(".okr-crumbs a").all_inner_texts() == ["Alignment"]


def test_no_picture_needs_a_loose_content_policy(sites):
    looked_at = 0
    for page in sites("en").folder.rglob("index.html"):
        for figure in re.findall(r'<figure class="okr-figure">.*?</figure>', page.read_text(encoding="utf-8"), re.DOTALL):
            looked_at += 1
            assert not re.search(r"\sstyle=|\son\w+=|<script", figure), page
    assert looked_at > 50
