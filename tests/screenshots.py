"""The README's pictures: home, an objective and the alignment map of the sample company, in Chromium."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "tests/golden/screenshots"


SHOTS: Final = {
    "home": "",
    "objective": "2026-Q4/company/whole-and-safe/",
    "alignment": "maps/alignment/",
}
SIZE: Final = {"width": 1180, "height": 740}
"""Narrow enough that the README shows letters at two thirds of their size, and the navigation at the side is away."""


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
            TARGET.mkdir(parents=True, exist_ok=True)
            for name, address in SHOTS.items():
                page = browser.new_page(viewport=SIZE)
                page.goto(f"http://127.0.0.1:{server.server_address[1]}/{address}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=TARGET / f"{name}.png")
                page.close()
            browser.close()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
