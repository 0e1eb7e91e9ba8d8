"""What the table of a cycle costs its reader in Chromium, with ten thousand objectives in one cycle.

    python -m tests.bench.cycle_table                                makes the company, builds its site, measures
    python -m tests.bench.cycle_table --objectives 2000 --repeat 3
    python -m tests.bench.cycle_table --site DIR/site                a site that is there

Beside each act stands what its longest task is to the 50 ms above which a browser calls a task long. It
writes TABLE.md. Each act is done in a page of its own, so many times; a number is the median.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page

from tests.bench.browser import chromium, measured_on, served, site_of, write_table

TABLE: Final = Path(__file__).parent / "TABLE.md"

_LONG: Final = 50
"""Milliseconds above which a browser calls a task long: a stutter."""

_WATCH: Final = """
window.long = []
new PerformanceObserver(list => window.long.push(...list.getEntries().map(it => it.duration))).observe({ type: "longtask" })
window.painted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
window.timed = async (act, isDone) => {
  await new Promise(done => setTimeout(done, 300))
  window.long.length = 0
  const start = performance.now()
  act()
  while (!isDone()) await new Promise(done => setTimeout(done))
  await painted()
  const ms = performance.now() - start
  await new Promise(done => setTimeout(done, 100))
  return [ms, Math.max(0, ...window.long)]
}
window.said = () => document.querySelector(".okr-sheet [role=status]").textContent
"""


class Act(NamedTuple):
    """Something that a reader does: what is in the address, what is done first, what is timed, and when it is done."""

    name: str
    query: str
    before: str
    act: str
    done: str


_SORT: Final = "document.querySelector('th[data-sort={0}] button').click()"
_SORTED: Final = "document.querySelector('th[data-sort={0}][aria-sort]')"
_TYPE: Final = (
    "(() => {{ const it = document.querySelector('.okr-filters__text');"
    " it.value = '{0}'; it.dispatchEvent(new Event('input')) }})()"
)
_LOADED: Final = "?sort=-confidence"
"""An address that has the data loaded before anything is timed."""
ACTS: Final = (
    Act("first click on a head: data, sort by score, draw", "", "", _SORT.format("score"), _SORTED.format("score")),
    Act("sort by score", _LOADED, "", _SORT.format("score"), _SORTED.format("score")),
    Act("sort by state", _LOADED, "", _SORT.format("state"), _SORTED.format("state")),
    Act("sort by title, the first time", _LOADED, "", _SORT.format("title"), _SORTED.format("title")),
    Act("sort by title, again", f"{_LOADED}&is=", _SORT.format("title"), _SORT.format("title"),
        "document.querySelector('th[data-sort=title][aria-sort=descending]')"),
    Act("open the box of units", _LOADED, "", "document.querySelector('[data-facet=unit]').click()",
        "document.querySelector('#okr-facet-unit label')"),
    Act("open the box of owners", _LOADED, "", "document.querySelector('[data-facet=owner]').click()",
        "document.querySelector('#okr-facet-owner label')"),
    Act("choose a unit", _LOADED, "document.querySelector('[data-facet=unit]').click()",
        "document.querySelectorAll('#okr-facet-unit input[type=checkbox]')[1].click()", "said().includes(' of ')"),
    Act("choose a state", _LOADED, "document.querySelector('[data-facet=state]').click()",
        "document.querySelector('#okr-facet-state input[type=checkbox]').click()", "said().includes(' of ')"),
    Act("filter by a word, the first time (120 ms of it wait for the next key)", _LOADED, "", _TYPE.format("parcel"),
        "said().includes(' of ')"),
    Act("filter by another word", f"{_LOADED}&text=parcel", "", _TYPE.format("queue"), "location.search.includes('queue')"),
    Act("next page", _LOADED, "", "document.querySelector('.okr-pages a[data-page=\"2\"]').click()",
        "location.search.includes('page=2')"),
)  # fmt: skip


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, help="a site that is there; else a company is made")
    parser.add_argument("--objectives", type=int, default=10000)
    parser.add_argument("--cycle", default="2026-Q4")
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with site_of(asked.site, asked.objectives, years=0) as site:
        _measure(site, asked.cycle, asked.repeat)


def _measure(site: Path, cycle: str, repeat: int) -> None:
    page = (site / cycle / "index.html").read_bytes()
    data = (site / cycle / "objectives.json").read_bytes()
    rows: list[tuple[str, ...]] = []
    with served(site) as root, chromium() as browser:
        address = f"{root}{cycle}/"
        first = [_first_rows(browser, address) for _ in range(repeat)]
        rows.append(("first contentful paint, from an empty cache (the rows are in the page)", *_middle(first)))
        view = [_first_view(browser, f"{address}?sort=-score&state=at-risk") for _ in range(repeat)]
        rows.append(("a view that was sent (filtered and sorted), from an empty cache", *_middle(view)))
        rows += [(act.name, *_middle([_timed(browser, address, act) for _ in range(repeat)])) for act in ACTS]
    for row in rows:
        print(*row, sep=" | ")
    words = (
        f"The page weighs {_kb(page)} and holds a hundred rows; the data weighs {_kb(data)}. "
        f"Medians of {repeat}. {measured_on()}."
    )
    write_table(TABLE, ("a reader's act", "ms", "longest task, ms", f"to {_LONG} ms"), rows, words)


def _kb(data: bytes) -> str:
    return f"{len(data) / 1000:,.0f} kB ({len(gzip.compress(data)) / 1000:,.0f} compressed)"


def _middle(runs: list[tuple[float, float]]) -> tuple[str, ...]:
    ms, longest = (median(run[place] for run in runs) for place in (0, 1))
    return f"{ms:,.0f}", *((f"{longest:.0f}", f"{longest / _LONG:.1f} ×") if longest else ("none", "below 1 ×"))


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    return page


def _first_rows(browser: Browser, address: str) -> tuple[float, float]:
    page = _open(browser, address)
    page.wait_for_selector("th[data-sort] button")
    page.wait_for_timeout(200)
    seen = page.evaluate("[performance.getEntriesByName('first-contentful-paint')[0].startTime, Math.max(0, ...long)]")
    page.context.close()
    return tuple(seen)


def _first_view(browser: Browser, address: str) -> tuple[float, float]:
    page = _open(browser, address)
    script = """async () => {
      while (!said().includes(" of ")) await new Promise(done => setTimeout(done))
      await painted()
      return [performance.now(), Math.max(0, ...long)]
    }"""
    seen = page.evaluate(script)
    page.context.close()
    return tuple(seen)


def _timed(browser: Browser, address: str, act: Act) -> tuple[float, float]:
    page = _open(browser, f"{address}{act.query}")
    page.wait_for_selector("th[aria-sort]" if act.query else "th[data-sort] button")
    if act.before:
        page.evaluate(act.before)
        page.wait_for_timeout(500)
    seen = page.evaluate(f"timed(() => {{ {act.act} }}, () => {act.done})")
    page.context.close()
    return tuple(seen)


if __name__ == "__main__":
    main()
