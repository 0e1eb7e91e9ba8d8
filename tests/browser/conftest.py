"""The sample company's site in a real Chromium, over loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent

_ASKED_BY_ITSELF = "/favicon.ico"
"""What a browser asks for where a file, such as a picture, names no icon."""


@dataclass
class Site:
    """A built site that is served, and what went wrong while it was looked at."""

    folder: Path
    url: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("console", lambda message: self._said(message.type, message.text, message.location["url"]))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._same_origin(request.url))
        page.on("response", lambda answer: self._arrived(answer.status, answer.url))
        return page

    def _said(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not url.endswith(_ASKED_BY_ITSELF):
            self.complaints.append(text)

    def _arrived(self, status: int, url: str) -> None:
        if status >= 400 and not url.endswith(_ASKED_BY_ITSELF):
            self.complaints.append(f"{status} {url}")

    def _same_origin(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"a request to another origin: {url}")


@contextmanager
def serve(folder: Path, room: Path, *wishes: str) -> Iterator[str]:
    """Serve a folder with nginx, set up as we tell people to: every test is one of the content policy, too."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert nginx, "no nginx: 'make test' installs Debian's"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    told = [sys.executable, "-m", "okrpress", "webserver", "nginx", "--root", str(folder), "--listen", address, *wishes]
    (room / "site.conf").write_text(subprocess.run(told, check=True, capture_output=True, text=True).stdout, encoding="utf-8")
    places = "".join(f"{kind}_temp_path {room}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (room / "nginx.conf").write_text(
        f"""daemon off; pid {room}/pid; error_log {room}/error.log; worker_processes 1;
        {"user root;" if os.geteuid() == 0 else ""}
        events {{ }}
        http {{ include /etc/nginx/mime.types; access_log off; {places} include {room}/site.conf; }}""",
        encoding="utf-8",
    )
    running = subprocess.Popen([nginx, "-e", str(room / "error.log"), "-c", str(room / "nginx.conf")])
    try:
        host, port = address.split(":")
        deadline = time.monotonic() + 30
        while True:
            assert running.poll() is None, (room / "error.log").read_text(encoding="utf-8")
            try:
                socket.create_connection((host, int(port)), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, "nginx does not answer"
                time.sleep(0.05)
        yield f"http://{address}/"
    finally:
        running.terminate()
        running.wait(timeout=30)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Build the sample company in a language, or in several ("zh, en"), once, and serve it."""
    built: dict[str, Site] = {}
    served = ExitStack()

    def site(language: str) -> Site:
        if language not in built:
            project = tmp_path_factory.mktemp(f"sample-{language}")
            shutil.copytree(ROOT / "okrs", project / "okrs")
            shutil.copy(ROOT / "mkdocs.yml", project)
            settings = project / "okrs/settings.yml"
            text = settings.read_text(encoding="utf-8")
            assert "language: en" in text
            wanted = f"languages: [{language}]" if "," in language else f"language: {language}"
            settings.write_text(text.replace("language: en", wanted), encoding="utf-8")
            subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet"], cwd=project, check=True)
            url = served.enter_context(serve(project / "site", tmp_path_factory.mktemp("nginx")))
            built[language] = Site(project / "site", url)
        return built[language]

    with served:
        yield site


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
