"""What a page weighs on the wire, and that nothing moves while it comes."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import pytest

from tests.browser.test_site import KINDS

pytestmark = pytest.mark.browser

MOST = 120 * 1024
"""Bytes of an objective's page beyond what is cached of the theme, as it is sent."""

SHIFTS = """
    window.shifts = []
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            const sources = entry.sources.map(it => it.node?.className ?? it.node?.nodeName)
            window.shifts.push([entry.value, entry.hadRecentInput, sources])
        }
    }).observe({ type: "layout-shift", buffered: true })
"""


def shifts(page, address):
    """Return what moved while a page was loaded, and in the half second after it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
    return [(value, sources) for value, caused, sources in page.evaluate("window.shifts") if not caused]


def test_no_objective_weighs_more_than_it_may(sites):
    pages = list(sites("en").folder.glob("20*/*/*/index.html"))
    assert len(pages) > 90
    heavy = max(pages, key=lambda page: len(gzip.compress(page.read_bytes(), 6)))
    assert len(gzip.compress(heavy.read_bytes(), 6)) <= MOST, heavy
    # Uncompressed too: not every web server compresses.
    bare = max(pages, key=lambda page: page.stat().st_size)
    assert bare.stat().st_size <= MOST, bare


def test_a_second_objective_costs_its_page_and_nothing_else(visit, sites):
    page = visit("2026-Q4/company/whole-and-safe/")
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sent: dict[str, float] = {}
    names: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda it: names.update({it["requestId"]: it["request"]["url"]}))
    session.on("Network.loadingFinished", lambda it: sent.update({names.get(it["requestId"], ""): it["encodedDataLength"]}))
    page.goto(sites("en").url + "2026-Q4/company/peak/")
    page.wait_for_load_state("networkidle")
    fetched = {url: size for url, size in sent.items() if size}
    assert [url for url in fetched if url.endswith("2026-Q4/company/peak/")]
    assert sum(fetched.values()) <= MOST, fetched


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_while_a_page_comes(visit, width):
    page = visit("", width=width)
    root = page.url
    page.add_init_script(SHIFTS)
    moved = {address: found for address in KINDS if (found := shifts(page, root + quote(address)))}
    assert moved == {}


def test_what_moves_would_be_seen(visit):
    page = visit("")
    page.add_init_script(SHIFTS)
    page.add_init_script(
        "addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {"
        " document.querySelector('article.okr h1').style.marginTop = '120px' }, 100)))"
    )
    assert sum(value for value, _ in shifts(page, page.url)) > 0.01
