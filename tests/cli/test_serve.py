"""`okr serve` as somebody sees it who starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.slow


def asked(address: str) -> bytes:
    """Ask until the server listens: it says where it will be a moment before."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server, over loopback
                return answer.read()
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


@pytest.fixture
def listens_to_ctrl_c() -> Iterator[None]:
    """What is started in the background of a script inherits that Ctrl-C is ignored, and would never end."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listens_to_ctrl_c")
def test_it_says_where_the_site_is(records):
    project = records().parent
    (project / "mkdocs.yml").write_text("site_name: x\ndocs_dir: okrs\ntheme: {name: material}\nplugins: [okr]\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "okrpress", "serve", "--port", str(port)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1794268800"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = [server.stderr.readline(), server.stderr.readline()]
            assert "files, " in said[0]
            assert said[1] == f"The site is shown at http://127.0.0.1:{port}/ and follows every change; Ctrl-C ends it.\n"
            assert b"Customers can rely on us" in asked(f"http://127.0.0.1:{port}/")
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                server.kill()
                raise
