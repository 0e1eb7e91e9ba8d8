"""A real browser for benchmarks: a folder served over loopback, Chromium, and a table of what was measured."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import company
from tests.bench.results import machine

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_MARK = "<!-- measured -->"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that was closed before it had all."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; nothing is compressed."""
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def site_of(given: Path | None, objectives: int, years: int) -> Iterator[Path]:
    """Offer a site that is there, or that of a made-up company, built for this one time."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="okr-bench-") as room:
        company.write(Path(room), objectives, years=years)
        subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet", "--allow-errors"], cwd=room, check=True)
        yield Path(room) / "site"


def measured_on() -> str:
    """Say when and on what it was measured."""
    version = subprocess.run([_program(), "--version"], capture_output=True, text=True, check=True).stdout.split()
    return f"{date.today().isoformat()}, {machine()}, Chromium {version[1]}, files served by Python over loopback, uncompressed"  # noqa: DTZ011


def write_table(file: Path, heads: Sequence[str], rows: Iterable[Sequence[object]], words: str) -> None:
    """Put a table between the two marks of a Markdown file; what people wrote around it stays."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    table = "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
    before, _, rest = file.read_text(encoding="utf-8").partition(_MARK)
    _, _, after = rest.partition(_MARK)
    file.write_text(f"{before}{_MARK}\n{table}\n\n{words}\n{_MARK}{after}", encoding="utf-8")


def _program() -> str:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise SystemExit("no Chromium: 'make test' installs Debian's")
    return path
