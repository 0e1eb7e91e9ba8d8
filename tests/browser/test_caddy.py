"""Caddy, set up as we tell people to, answers with the same headers as nginx."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

from okrpress.site.headers import ASK_AGAIN, FOREVER, HEADERS, WORKER, WORKER_POLICY, page_policy

pytestmark = pytest.mark.browser

BUNDLE = "assets/javascripts/bundle.0123abcd.min.js"
FRAGMENT = "pagefind/running-0-0123456789ab/fragment"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Ask a Caddy that serves a few files, and return the status and the headers of the answer."""
    caddy = shutil.which("caddy")
    assert caddy, "no caddy: 'make test' installs Debian's"
    room = tmp_path_factory.mktemp("caddy")
    for path in ("index.html", "404.html", WORKER, BUNDLE, FRAGMENT, "feeds/calendar.ics", ".git/config"):
        file = room / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [sys.executable, "-m", "okrpress", "webserver", "caddy", "--root", "site", "--listen", f"127.0.0.1:{port}"]
    text = subprocess.run(told, cwd=room, check=True, capture_output=True, text=True).stdout
    (room / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}", encoding="utf-8")
    said = (room / "log").open("w")
    running = subprocess.Popen(
        [caddy, "run", "--config", str(room / "Caddyfile"), "--adapter", "caddyfile"],
        env={**os.environ, "HOME": str(room), "XDG_DATA_HOME": str(room)}, stdout=said, stderr=said,
    )  # fmt: skip

    def ask(address):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/{address}", headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, dict(answer.headers)

    deadline = time.monotonic() + 60
    try:
        while True:
            assert running.poll() is None, (room / "log").read_text(encoding="utf-8")
            try:
                ask("")
                break
            except OSError:
                assert time.monotonic() < deadline, "caddy does not answer"
                time.sleep(0.1)
        yield ask
    finally:
        running.terminate()
        running.wait(timeout=30)
        said.close()


@pytest.mark.parametrize("address", ["", WORKER, "no/such/page/", ".git/config"])
def test_every_answer_has_its_headers(asked, address):
    status, headers = asked(address)
    assert status == (200 if address in ("", WORKER) else 404)
    assert {name: headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert headers["Content-Security-Policy"] == (WORKER_POLICY if address == WORKER else page_policy())
    assert "Server" not in headers


def test_what_is_named_by_its_content_is_kept_and_all_else_asked_for(asked):
    kept = (BUNDLE, FRAGMENT, f"{WORKER}?v=01234567")
    assert [asked(address)[1]["Cache-Control"] for address in kept] == [FOREVER] * 3
    others = ("", WORKER, "feeds/calendar.ics", "assets/javascripts/gone.01234567.js")
    assert [asked(address)[1]["Cache-Control"] for address in others] == [ASK_AGAIN] * 4
    assert asked("feeds/calendar.ics")[1]["Content-Type"] == "text/calendar; charset=utf-8"
