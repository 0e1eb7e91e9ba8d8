"""What a search costs its reader in Chromium: ours, Pagefind as it comes and Material's built-in search over the same pages.

    python -m tests.bench.search                                makes the company, builds its site, measures
    python -m tests.bench.search --objectives 2000 --repeat 3
    python -m tests.bench.search --site DIR/site                a site that is there

It writes SEARCH.md. Each query is asked in a browser with an empty cache, so many times; numbers are medians. A first result is
one that can be read: ours on the screen, Pagefind's with title and excerpt at hand, Material's in its worker's answer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page

from tests.bench import builtin_search
from tests.bench.browser import chromium, measured_on, served, site_of, write_table

TABLE: Final = Path(__file__).parent / "SEARCH.md"
YEARS: Final = 5
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
    parser.add_argument("--site", type=Path, help="a site that is there; else a company is made")
    parser.add_argument("--objectives", type=int, default=10000)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    with site_of(asked.site, asked.objectives, YEARS) as site:
        _measure(site, asked.repeat)


def _measure(site: Path, repeat: int) -> None:
    rows = []
    with chromium() as browser, served(site) as root, tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        (plain / "index.html").write_text(_PLAIN_PAGE, encoding="utf-8")
        pagefind = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(plain / "pagefind"), "--silent"]
        subprocess.run(pagefind, check=True)
        builtin = builtin_search.build(site, plain)
        weight = (plain / builtin_search.INDEX).stat().st_size
        with served(plain) as plain_root:
            for query in QUERIES:
                ours = _middle([_ours(browser, root, query) for _ in range(repeat)])
                rows.append((f"ours: {query}", *_cells(ours), "1", "1"))
                for name, script in (("Pagefind as it comes", _PLAIN), ("Material's built-in search", builtin)):
                    if ":" not in query:
                        # Half a minute each: once will do.
                        times = 1 if script is builtin else repeat
                        theirs = _middle([_theirs(browser, plain_root, script, query) for _ in range(times)])
                        ratios = f"{theirs.ms / ours.ms:.1f} ×", f"{theirs.kilobytes / ours.kilobytes:.1f} ×"
                        rows.append((f"{name}: {query}", *_cells(theirs), *ratios))
    for row in rows:
        print(*row, sep=" | ")
    heads = ("query", "ms to the first result", "kB", "requests", "results", "ms to ours", "kB to ours")
    words = f"Material's index weighs {weight / 1000:,.0f} kB; it was asked once. Medians of {repeat}. {measured_on()}."
    write_table(TABLE, heads, rows, words)


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


def _theirs(browser: Browser, root: str, script: str, query: str) -> Cost:
    page = browser.new_context().new_page()
    page.goto(root, wait_until="networkidle")
    counted = _Counted(page)
    ms, results = page.evaluate(script, query)
    cost = Cost(ms, counted.bytes / 1000, counted.requests, results)
    page.context.close()
    return cost


if __name__ == "__main__":
    main()
