"""Pictures as a reader sees them: in Chromium, with Material's style sheets and ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import engine_of
from tests.diagrams import pictures

pytestmark = [
    pytest.mark.browser,
    # Playwright leaves its pipes to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]
STYLES = Path(__file__).parents[2] / "theme/assets/stylesheets"
GRAPHS = {
    "place": pictures.family(),
    "lanes": pictures.lanes(),
    "apart": pictures.apart(),
    "hostile": pictures.hostile(),
    "wide": pictures.wide(9, 15),
}

OUTSIDE = """() => [...document.querySelectorAll('.okr-node')].flatMap(node => {
    const box = node.querySelector('rect').getBBox(), text = node.querySelector('text').getBBox();
    const fits = text.x >= box.x && text.y >= box.y
        && text.x + text.width <= box.x + box.width + .5 && text.y + text.height <= box.y + box.height + .5;
    return fits ? [] : [node.textContent];
})"""
CONTRASTS = """() => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
    const light = colour => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    return [...document.querySelectorAll('.okr-node text, .okr-node__note, .okr-node__state')].map(text => {
        const box = getComputedStyle(text.closest('.okr-node').querySelector('rect')).fill;
        const paper = box === 'none' ? getComputedStyle(document.body).backgroundColor : box;
        const [dark, bright] = [light(getComputedStyle(text).fill), light(paper)].sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    });
}"""


@pytest.fixture(scope="module")
def svgs():
    return draw(GRAPHS, engine_of()).svgs


@pytest.fixture
def show(chromium):
    pages = []

    def shown(svg: str, scheme: str = "default", width: int = 1100):
        import material

        sheets = [*sorted((Path(material.__file__).parent / "templates/assets/stylesheets").glob("*.css"))]
        ours = (STYLES / f"{name}.css" for name in ("okr", "diagrams", "pictures"))
        css = "".join(sheet.read_text(encoding="utf-8") for sheet in (*sheets, *ours))
        page = chromium.new_page(viewport={"width": width, "height": 800})
        pages.append(page)
        page.set_content(
            f'<!doctype html><html><meta charset="utf-8"><style>{css}</style>'
            f'<body data-md-color-scheme="{scheme}" data-md-color-primary="indigo" data-md-color-accent="indigo">'
            f'<main style="width:100%;max-width:900px"><div class="md-typeset"><article class="okr">'
            f'<figure class="okr-figure"><div class="okr-figure__view">{svg}</div></figure></article></div></main></body></html>'
        )
        return page

    yield shown
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", GRAPHS)
def test_text_fits_its_box(show, svgs, name):
    assert show(svgs[name]).evaluate(OUTSIDE) == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("name", ["place", "apart"])
def test_text_can_be_read_by_day_and_night(show, svgs, name, scheme):
    assert min(show(svgs[name], scheme).evaluate(CONTRASTS)) >= 4.5


@pytest.mark.parametrize("name", GRAPHS)
def test_on_a_phone_the_figure_scrolls_and_the_page_does_not(show, svgs, name):
    page = show(svgs[name], width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Letters stay readable: 12 px shrink to no less than 9.5.
    assert (
        page.evaluate("(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)(document.querySelector('svg'))")
        >= 0.79
    )


def test_every_link_is_reached_with_the_keyboard_and_shows_it(show, svgs):
    page = show(svgs["place"])
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "() => { const a = document.activeElement; const r = a.querySelector('rect');"
            " return r ? [a.getAttribute('href'), getComputedStyle(r).strokeWidth] : null; }"
        )
        if focus:
            reached.append(tuple(focus))
    wanted = [f"../../../{node.href}" for node in GRAPHS["place"].nodes if node.href]
    assert sorted(href for href, _ in reached) == sorted(wanted)
    assert {width for _, width in reached} == {"3px"}
