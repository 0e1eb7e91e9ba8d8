"""Opening pages in Chromium and counting what should never happen.

python -m tests.hostile.visits            every page of the planted company; writes tests/bench/PAYLOADS.md
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import serve
from tests.hostile import planted
from tests.hostile.payloads import CLASSES

TABLE: Final = Path(__file__).resolve().parents[1] / "bench" / "PAYLOADS.md"

_TRAP: Final = """
window.okrHits = []
for (const name of ["okrHit", "alert", "confirm", "prompt", "open", "print"]) window[name] = () => { okrHits.push(name) }
document.addEventListener("securitypolicyviolation", event =>
    okrHits.push(`policy: ${event.violatedDirective} ${event.blockedURI}`))
"""
_PAGE: Final = re.compile(r"(?:^|/)(?:p|q|page-)(\d+)/")
_MISSING_PICTURE: Final = re.compile(r"/(?:page-\d+/)?(?:x|x\.png|x\.gif|etc/passwd|x/onerror=okrHit\(1\))$")


@dataclass
class Visits:
    """What was opened, and what happened."""

    pages: int = 0
    executions: list[str] = field(default_factory=list)
    """What ran, was refused by the content policy, or led away."""
    requests: list[str] = field(default_factory=list)
    """Requests to another origin."""
    errors: list[str] = field(default_factory=list)
    """Errors in the console, and pages that were not there."""
    missing: int = 0
    """Pictures of ours that a story names and nobody brought: a browser says 404, and nothing else happens."""


def number_of(address: str) -> int | None:
    """Return the number of the payload that a page is about; None where it is about many."""
    found = _PAGE.search(address)
    return int(found[1]) if found else None


def pages_of(site: Path, every: int = 1) -> list[str]:
    """List the addresses of a site: those of every nth payload, and all that are about many."""
    addresses = sorted(file.parent.relative_to(site).as_posix() + "/" for file in site.rglob("index.html"))
    kept = (address.removeprefix("./") for address in addresses)
    return [address for address in kept if (number := number_of(address)) is None or number % every == 0]


def visit(browser: Browser, url: str, addresses: Iterable[str]) -> Visits:
    """Open pages one after another."""
    seen = Visits()
    context = browser.new_context()
    context.add_init_script(_TRAP)
    page = context.new_page()
    page.on(
        "console", lambda said: _complained(seen, page.url, said.text, said.location["url"]) if said.type == "error" else None
    )
    page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith((url, "data:", "blob:")) else seen.requests.append(asked.url))
    for address in addresses:
        wanted = url + quote(address)
        page.goto(wanted)
        seen.pages += 1
        seen.executions += [f"{address}: {hit}" for hit in page.evaluate("okrHits")]
        if page.url != wanted:
            seen.executions.append(f"{address}: led to {page.url}")
    context.close()
    return seen


def _complained(seen: Visits, page: str, text: str, source: str) -> None:
    if "404" in text and "/page-" in page and _MISSING_PICTURE.search(unquote(source)):
        seen.missing += 1
    else:
        seen.errors.append(f"{page}: {text}")


def build(folder: Path) -> Path:
    """Write the planted company and publish it in spite of all findings; return the site."""
    planted.write(folder)
    subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet", "--allow-errors"], cwd=folder, check=True)
    return folder / "site"


def report(by_class: Sequence[tuple[str, int, Visits]]) -> str:
    """Write the table."""
    rows = [
        f"| {name} | {count} | {seen.pages:,} | {len(seen.executions)} | {len(seen.requests)} | {len(seen.errors)} |"
        for name, count, seen in by_class
    ]
    total = Counter[str]()
    for _, count, seen in by_class:
        total += Counter(
            payloads=count, pages=seen.pages, executions=len(seen.executions), requests=len(seen.requests),
            errors=len(seen.errors), missing=seen.missing,
        )  # fmt: skip
    return f"""# Payloads

`python -m tests.hostile.visits` wrote this table on {date.today().isoformat()}. Every payload of
`tests/hostile/payloads.py` stands in every string of every kind of record that the vocabulary knows, in every story,
and on a page of the company's own. They were published in spite of all findings (`--allow-errors`), served by nginx as `okr
webserver nginx` sets it up, and every page was opened in Chromium.

*Executions* are calls of what the payloads call, dialogs, violations of the content policy (so that what only the policy
held would show too) and pages that lead elsewhere. *Requests* are those to another origin.

| class | payloads | pages opened | executions | requests | errors in the console |
| --- | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(rows)}
| all | {total["payloads"]} | {total["pages"]:,} | {total["executions"]} | {total["requests"]} | {total["errors"]} |

Not counted as errors: {total["missing"]} answers "404" for pictures that an own page names and nobody brought
(`<img src=x>`), which is what any missing picture of a company's own looks like.
"""  # noqa: DTZ011 - the day where it was measured


def main() -> None:
    """Open everything, class by class."""
    with tempfile.TemporaryDirectory(prefix="okr-hostile-") as spare:
        folder = Path(spare)
        site = build(folder)
        room = folder / "nginx"
        room.mkdir()
        rows: list[tuple[str, int, Visits]] = []
        with serve(site, room) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            addresses = pages_of(site)
            first = 0
            for name, texts in CLASSES.items():
                numbers = range(first, first + len(texts))
                about = [address for address in addresses if (number := number_of(address)) is not None and number in numbers]
                rows.append((name, len(texts), visit(browser, url, about)))
                first += len(texts)
            rows.append(("pages about many of them", 0, visit(browser, url, [a for a in addresses if number_of(a) is None])))
            browser.close()
        TABLE.write_text(report(rows), encoding="utf-8")
        for _, _, seen in rows:
            for complaint in (*seen.executions, *seen.requests, *seen.errors):
                print(complaint)


if __name__ == "__main__":
    main()
