"""The sample company's site in a real Chromium, over loopback."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Site:
    """A built site that is served, and what went wrong while it was looked at."""

    folder: Path
    url: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._same_origin(request.url))
        page.on("response", lambda answer: self._arrived(answer.status, answer.url))
        return page

    def _arrived(self, status: int, url: str) -> None:
        if status >= 400:
            self.complaints.append(f"{status} {url}")

    def _same_origin(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"a request to another origin: {url}")


def _serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args, **options) -> None:
            super().__init__(*args, directory=str(folder), **options)

        def log_message(self, *_args) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Build the sample company in a language, once, and serve it."""
    built: dict[str, Site] = {}
    servers: list[http.server.ThreadingHTTPServer] = []

    def site(language: str) -> Site:
        if language not in built:
            project = tmp_path_factory.mktemp(f"sample-{language}")
            shutil.copytree(ROOT / "okrs", project / "okrs")
            shutil.copy(ROOT / "mkdocs.yml", project)
            settings = project / "okrs/settings.yml"
            text = settings.read_text(encoding="utf-8")
            assert "language: en" in text
            settings.write_text(text.replace("language: en", f"language: {language}"), encoding="utf-8")
            subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet"], cwd=project, check=True)
            server, url = _serve(project / "site")
            servers.append(server)
            built[language] = Site(project / "site", url)
        return built[language]

    yield site
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def visit(chromium: Browser, sites: Callable[[str], Site]) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end nothing may have been complained of."""
    contexts = []
    visited: list[Site] = []

    def go(address: str, *, language: str = "en", width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        site = sites(language)
        site.complaints.clear()
        visited.append(site)
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = site.watch(context.new_page())
        page.goto(site.url + address)
        return page

    yield go
    for context in contexts:
        context.close()
    for site in visited:
        assert site.complaints == []
