"""What a search costs its reader in Chromium: ours, and Pagefind as it comes over the same pages.

    python -m tests.bench.company --objectives 10000 --years 5 --out DIR && (cd DIR && okr build --allow-errors)
    pagefind_extended --site DIR/site --output-path DIR/plain
    python -m tests.bench.search DIR/site --plain DIR/plain

It writes SEARCH.md. Each query is asked in a browser with an empty cache, so many times; numbers are medians. A first result is
one that can be read: ours on the screen, Pagefind's with title and excerpt at hand.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page

from tests.bench.browser import chromium, measured_on, served, write_table

TABLE: Final = Path(__file__).parent / "SEARCH.md"
QUERIES: Final = ("parcel", "客户", "包裹", "state:at-risk 客户")
_PLAIN_PAGE: Final = "<!doctype html><title>Search</title>"
_PLAIN: Final = """async query => {
  const start = performance.now()
  const pagefind = await import(new URL("pagefind/pagefind.js", location))
  await pagefind.init()
  const { results } = await pagefind.search(query)
  await Promise.all(results.slice(0, 6).map(result => result.data()))
  return [performance.now() - start, results.length]
}"""


class Cost(NamedTuple):
    """What one query cost: milliseconds to the first result, kilobytes, requests, results that were shown."""

    ms: float
    kilobytes: float
    requests: int
    results: int


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--plain", type=Path, help="Pagefind's own index of the same pages")
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    rows = []
    with chromium() as browser, served(asked.site) as root, tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        (plain / "index.html").write_text(_PLAIN_PAGE, encoding="utf-8")
        if asked.plain:
            shutil.copytree(asked.plain, plain / "pagefind")
        with served(plain) as plain_root:
            for query in QUERIES:
                ours = _middle([_ours(browser, root, query) for _ in range(asked.repeat)])
                rows.append((f"ours: {query}", *_cells(ours), "1"))
                if asked.plain and ":" not in query:
                    theirs = _middle([_theirs(browser, plain_root, query) for _ in range(asked.repeat)])
                    rows.append((f"Pagefind as it comes: {query}", *_cells(theirs), f"{theirs.ms / ours.ms:.1f} × ms"))
    for row in rows:
        print(*row, sep=" | ")
    heads = ("query", "ms to the first result", "kB", "requests", "results", "to ours")
    write_table(TABLE, heads, rows, f"Medians of {asked.repeat}. {measured_on()}.")


def _cells(cost: Cost) -> tuple[str, ...]:
    return f"{cost.ms:,.0f}", f"{cost.kilobytes:,.0f}", str(cost.requests), f"{cost.results:,}"


def _middle(costs: list[Cost]) -> Cost:
    return Cost(*(median(cost[place] for cost in costs) for place in range(4)))


class _Counted:
    """Counts what a page asks for from now on."""

    def __init__(self, page: Page) -> None:
        """Listen."""
        self.requests = 0
        self.bytes = 0
        # The worker's requests are those of the context.
        page.context.on("requestfinished", self._note)

    def _note(self, request) -> None:
        self.requests += 1
        self.bytes += request.sizes()["responseBodySize"]


def _ours(browser: Browser, root: str, query: str) -> Cost:
    page = browser.new_context().new_page()
    page.goto(root, wait_until="networkidle")
    counted = _Counted(page)
    seen = page.evaluate(
        """async query => {
          const field = document.querySelector(".md-search__input")
          field.focus()
          field.value = query
          const start = performance.now()
          field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
          while (!document.querySelector(".md-search-result__item") && performance.now() - start < 20000) {
            await new Promise(done => setTimeout(done))
          }
          const first = performance.now() - start
          return [first]
        }""",
        query,
    )
    kilobytes, requests = counted.bytes / 1000, counted.requests
    page.wait_for_load_state("networkidle")
    results = page.locator(".md-search-result__item").count()
    page.context.close()
    return Cost(seen[0], kilobytes, requests, results)


def _theirs(browser: Browser, root: str, query: str) -> Cost:
    page = browser.new_context().new_page()
    page.goto(root, wait_until="networkidle")
    counted = _Counted(page)
    ms, results = page.evaluate(_PLAIN, query)
    cost = Cost(ms, counted.bytes / 1000, counted.requests, results)
    page.context.close()
    return cost


if __name__ == "__main__":
    main()
