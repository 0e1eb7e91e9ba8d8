"""The README's picture: an objective of the sample company, in Chromium."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "tests/golden/screenshots"
PAGES = {"objective": "2026-Q4/company/whole-and-safe/"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args) -> None:
        """Say nothing."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet", "--site", str(site)], cwd=ROOT, check=True)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1240, "height": 1340})
            TARGET.mkdir(parents=True, exist_ok=True)
            for name, address in PAGES.items():
                page.goto(f"http://127.0.0.1:{server.server_address[1]}/{address}")
                page.screenshot(path=TARGET / f"{name}.png")
            browser.close()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
