"""What a page weighs on the wire, and that nothing moves while it comes."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.test_site import KINDS

pytestmark = pytest.mark.browser

MOST = 120 * 1024
"""Bytes of an objective's page beyond what is cached of the theme, as it is sent."""

FEW = 0.02
"""How far a page may move while it comes, as a cumulative layout shift: a fifth of what Web Vitals calls good.

A browser may paint a page of which it has read a part, and a table grows with its widest cell.
Once all has been read, nothing moves at all.
"""

SHIFTS = """
    window.shifts = []
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue
            const sources = entry.sources.map(it => it.node?.className ?? it.node?.nodeName)
            const { loadEventEnd } = performance.getEntriesByType("navigation")[0]
            const late = loadEventEnd > 0 && entry.startTime > loadEventEnd + 50
            window.shifts.push([entry.value, late, sources])
        }
    }).observe({ type: "layout-shift", buffered: true })
"""

PIECES = 12
"""In how many pieces a page comes over a bad line; after each, a browser may paint what it has."""


class BadLine(SimpleHTTPRequestHandler):
    """Send pages in pieces, with a pause that is long enough to paint in, and all else at once."""

    def copyfile(self, source, outputfile) -> None:
        content = source.read()
        is_page = Path(self.translate_path(self.path)).is_dir()
        size = -(-len(content) // PIECES) if is_page else max(1, len(content))
        for start in range(0, len(content), size):
            outputfile.write(content[start : start + size])
            if is_page:
                time.sleep(0.04)

    def log_message(self, *_) -> None:
        """Say nothing."""


@pytest.fixture
def bad_line(sites) -> Iterator[str]:
    handler = partial(BadLine, directory=str(sites("en").folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def shifts(page, address, *, wait=200):
    """Return what moved too far while a page was loaded, or moved at all in the milliseconds after it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(wait)
    moved = page.evaluate("window.shifts")
    late = [it for it in moved if it[1]]
    return moved if sum(value for value, _, _ in moved) > FEW else late


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


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_while_a_page_comes_in_pieces(chromium, bad_line, width):
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        moved = {address: found for address in KINDS if (found := shifts(page, bad_line + quote(address), wait=100))}
    assert moved == {}


def test_what_moves_would_be_seen(visit):
    page = visit("")
    page.add_init_script(SHIFTS)
    page.add_init_script(
        "addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {"
        " document.querySelector('article.okr h1').style.marginTop = '120px' }, 100)))"
    )
    found = shifts(page, page.url)
    assert sum(value for value, _, _ in found) > FEW
    assert any(late for _, late, _ in found)
