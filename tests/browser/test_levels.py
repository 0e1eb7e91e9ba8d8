"""A company of 500 units: what the map does not show is found in the box that holds it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from okrpress.company import company_on
from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import engine_of
from okrpress.load import load
from okrpress.pages import alignment_map
from okrpress.pages.page import Desk
from okrpress.pages.render import render
from okrpress.words import Words
from tests.bench.company import TODAY, write

pytestmark = pytest.mark.browser
ASSETS = Path(__file__).parents[2] / "theme/assets"


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    company = company_on(load(write(tmp_path_factory.mktemp("large"), 1000, years=1, units=500)), TODAY)
    desk = Desk.of(company, (), Words("en"))
    page = next(alignment_map.pages(desk))
    view = page.view()
    pictures = draw(dict(view.pictures), engine_of()).svgs
    return render(page, view, pictures, desk.words)


@pytest.fixture
def page(chromium, content):
    page = chromium.new_page(viewport={"width": 1200, "height": 900})
    css = "".join((ASSETS / f"stylesheets/{name}.css").read_text(encoding="utf-8") for name in ("okr", "diagrams", "pictures"))
    script = (ASSETS / "javascripts/pictures.js").read_text(encoding="utf-8")
    page.set_content(f'<!doctype html><meta charset="utf-8"><style>{css}</style><div class="md-typeset">{content}</div>')
    page.add_script_tag(content=script)
    yield page
    page.close()


def test_the_first_map_is_small_and_its_boxes_open(page):
    assert 20 <= page.locator(".okr-node").count() <= 80
    assert page.locator('.okr-node[href^="../../maps/alignment/"]').count() >= 5
    assert page.locator(".okr-matrix tbody tr").count() <= 25


def test_what_the_first_map_says_can_be_read(page):
    """As it opens: no word is smaller than the site's smallest, no two boxes lie on each other, each box holds its words."""
    page.wait_for_timeout(300)
    sizes = page.locator(".okr-node text").evaluate_all("all => all.map(it => it.getBoundingClientRect().height)")
    assert len(sizes) > 20
    assert min(sizes) >= 9
    boxes = page.locator(".okr-node").evaluate_all(
        "all => all.map(it => it.querySelector('rect, path, polygon').getBoundingClientRect().toJSON())"
    )
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = (
                one["right"] <= other["left"] + 1
                or other["right"] <= one["left"] + 1
                or one["bottom"] <= other["top"] + 1
                or other["bottom"] <= one["top"] + 1
            )
            assert apart, (one, other)
    held = page.locator(".okr-node").evaluate_all("""all => all.flatMap(node => {
        const box = node.querySelector('rect, path, polygon').getBoundingClientRect()
        return [...node.querySelectorAll('text')].map(it => it.getBoundingClientRect())
            .filter(it => it.left < box.left - 1 || it.right > box.right + 1).map(it => node.textContent)
    })""")
    assert held == []


def test_a_unit_that_is_not_shown_is_found_in_the_box_that_holds_it(page):
    hidden = page.locator(".okr-within a").last
    name, box = hidden.text_content(), hidden.evaluate("link => link.closest('[data-box]').dataset.box")
    assert name not in page.locator(".okr-diagram").text_content()
    page.get_by_role("searchbox").fill(name)
    assert page.locator(".okr-tools output").inner_text() == "1 / 1"
    assert unquote(page.locator(".okr-node.is-here").get_attribute("href")) == f"../../{box}/"


def test_the_heads_of_the_matrix_stay_while_it_scrolls(page):
    page.set_viewport_size({"width": 300, "height": 260})
    view = page.locator(".okr-matrix-view")
    view.scroll_into_view_if_needed()
    assert view.evaluate("view => view.scrollWidth > view.clientWidth || view.scrollHeight > view.clientHeight")
    view.evaluate("view => view.scrollTo(60, 80)")
    frame = view.bounding_box()
    head = page.locator(".okr-matrix tbody th").nth(3).bounding_box()
    column = page.locator(".okr-matrix thead th").nth(3).bounding_box()
    assert head["x"] == pytest.approx(frame["x"], abs=2)
    assert column["y"] == pytest.approx(frame["y"], abs=2)
