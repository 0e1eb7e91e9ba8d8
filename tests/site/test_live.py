from __future__ import annotations

import re
import socket
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from mkdocs.commands.serve import serve as mkdocs_serve
from watchdog.observers.polling import PollingObserver

from okrpress.mkdocs_plugin import live, watching
from okrpress.mkdocs_plugin.live import Show, serve
from okrpress.site import maker
from okrpress.site.build import Wishes
from okrpress.site.publication import PublicationError
from tests.site import fake

pytestmark = pytest.mark.slow

ADDRESS = "2026-Q4/u1/o1/"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def records(edition):
    """Make pages whose content is a file of the records; two words in it stand for mistakes."""
    said = (edition.okrs / "said.md").read_text(encoding="utf-8")
    if "refused" in said:
        raise PublicationError("3 <errors>")
    if "broken" in said:
        raise ZeroDivisionError
    return fake.publication([fake.objective(1, text=f"<p>{said}</p>")], search=())


@contextmanager
def running(monkeypatch, start, *arguments, **named):
    """Run a server in a thread, and stop it as an interrupt would."""
    servers = []

    class Server(live.LiveReloadServer):
        def __init__(self, *given, **more):
            super().__init__(*given, **{**more, "polling_interval": 0.1})
            servers.append(self)

    monkeypatch.setattr(live, "LiveReloadServer", Server)
    monkeypatch.setattr("mkdocs.commands.serve.LiveReloadServer", Server)
    thread = threading.Thread(target=start, args=arguments, kwargs=named)
    thread.start()
    try:
        yield
    finally:
        with servers[0]._rebuild_cond:
            servers[0]._shutdown = True
            servers[0]._rebuild_cond.notify_all()
        thread.join(20)
        assert not thread.is_alive()


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
            return answer.read().decode()
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.read().decode()
    except urllib.error.URLError:
        return ""


def until(url: str, words: str) -> str:
    deadline = time.monotonic() + 20
    while words not in (html := read(url)):
        assert time.monotonic() < deadline, f"{words!r} is not in {html[:200]!r}"
        time.sleep(0.1)
    return html


@pytest.fixture
def config(tmp_path):
    path = fake.project(tmp_path)
    (tmp_path / "okrs/said.md").write_text("first")
    return path


def test_a_change_is_shown_and_a_mistake_does_not_stop_the_server(config, monkeypatch):
    said = config.parent / "okrs/said.md"
    port = free_port()
    url = f"http://127.0.0.1:{port}/sub/{ADDRESS}"
    with running(monkeypatch, serve, config, records, Wishes(), port=port):
        assert f'<link rel="canonical" href="{url}">' in until(url, "<p>first</p>")
        said.write_text("second")
        until(url, "<p>second</p>")
        said.write_text("refused")
        assert "<p>second</p>" in until(url, "3 &lt;errors&gt;</pre>")
        said.write_text("broken")
        assert "<p>second</p>" in until(url, "ZeroDivisionError")
        assert "body{" not in read(f"http://127.0.0.1:{port}/sub/search/search_index.json")
        said.write_text("third")
        assert "<pre role" not in until(url, "<p>third</p>")
        assert "There is no page at this address" in read(f"http://127.0.0.1:{port}/sub/nowhere/")
    assert not (config.parent / "site").exists()


@pytest.mark.parametrize("polling", [False, True])
def test_a_change_is_built_once(config, monkeypatch, polling):
    said = config.parent / "okrs/said.md"
    built = []

    def counting(edition):
        built.append(said.read_text())
        return records(edition)

    port = free_port()
    with running(monkeypatch, serve, config, counting, Wishes(), port=port, polling=polling):
        until(f"http://127.0.0.1:{port}/sub/{ADDRESS}", "<p>first</p>")
        said.write_text("second")
        until(f"http://127.0.0.1:{port}/sub/{ADDRESS}", "<p>second</p>")
        time.sleep(1.5)  # a build that saw itself reading would build again
    assert built == ["first", "second"]


def test_what_was_saved_is_shown_while_the_rest_is_built(config, monkeypatch):
    said = config.parent / "okrs/said.md"
    other = ADDRESS.replace("o1", "o2")
    goes_on = threading.Event()

    def slowly(edition):
        text = said.read_text()
        pages = [fake.objective(number, text=f"<p>{text}</p>") for number in (1, 2)]
        if text == "second":
            edition.announce(pages[:1])
            assert goes_on.wait(20)
        return fake.publication(pages, search=())

    port = free_port()
    root = f"http://127.0.0.1:{port}/sub/"
    with running(monkeypatch, serve, config, slowly, Wishes(), port=port):
        version = re.search(r"livereload\((\d+),", until(root + ADDRESS, "<p>first</p>"))[1]
        said.write_text("second")
        early = until(root + ADDRESS, "<p>second</p>")
        assert "<p>first</p>" in read(root + other)
        assert "Content-Security-Policy" not in early
        # A browser that waits is told of a version for what was saved, and of another one when all is there.
        second = int(read(f"http://127.0.0.1:{port}/livereload/{version}/1"))
        assert second > int(version)
        time.sleep(0.01)
        goes_on.set()
        assert int(read(f"http://127.0.0.1:{port}/livereload/{second}/1")) > second
        assert "<p>second</p>" in read(root + other)
        assert "<p>second</p>" in read(root + ADDRESS)


def test_a_build_that_fails_after_pages_were_shown_says_so(config, monkeypatch):
    said = config.parent / "okrs/said.md"

    def failing(edition):
        text = said.read_text()
        if text == "second":
            edition.announce([fake.objective(1, text=f"<p>{text}</p>")])
            raise PublicationError("no room")
        return fake.publication([fake.objective(1, text=f"<p>{text}</p>")], search=())

    port = free_port()
    url = f"http://127.0.0.1:{port}/sub/{ADDRESS}"
    with running(monkeypatch, serve, config, failing, Wishes(), port=port):
        until(url, "<p>first</p>")
        said.write_text("second")
        assert "<p>first</p>" in until(url, "no room</pre>")
        said.write_text("third")
        assert "no room" not in until(url, "<p>third</p>")


def test_files_are_asked_where_the_system_tells_nothing(config, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "inotify watch limit reached")

    assert not isinstance(watching.observer([config.parent], 1, polling=False), PollingObserver)
    assert isinstance(watching.observer([config.parent], 1, polling=True), PollingObserver)
    monkeypatch.setattr(watching._Told, "start", refuse)
    assert isinstance(watching.observer([config.parent], 1, polling=False), PollingObserver)


def test_a_server_starts_with_mistakes_and_shows_them(config, monkeypatch):
    (config.parent / "okrs/said.md").write_text("refused")
    port = free_port()
    url = f"http://127.0.0.1:{port}/sub/"
    with running(monkeypatch, serve, config, records, Wishes(), port=port):
        assert 'http-equiv="refresh"' in until(url, "3 &lt;errors&gt;")
        (config.parent / "okrs/said.md").write_text("well")
        until(f"{url}{ADDRESS}", "<p>well</p>")


def test_a_port_that_is_taken_is_said(config):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PublicationError, match="--port"):
            serve(config, records, Wishes(), port=taken.getsockname()[1])


def test_mkdocs_own_server_shows_the_same(config, monkeypatch):
    monkeypatch.setattr(maker, "make_publication", records)
    port = free_port()
    url = f"http://127.0.0.1:{port}/sub/{ADDRESS}"

    def without_live_reload(html):
        return re.sub(r"<script>\s*var livereload.*?</script>", "", html, flags=re.DOTALL)

    with running(monkeypatch, mkdocs_serve, str(config), dev_addr=f"127.0.0.1:{port}"):
        until(url, "<p>first</p>")
        (config.parent / "okrs/said.md").write_text("second")
        theirs = until(url, "<p>second</p>")
        (config.parent / "okrs/said.md").write_text("refused")
        assert "<p>second</p>" in until(url, "3 &lt;errors&gt;")
    (config.parent / "okrs/said.md").write_text("second")
    with running(monkeypatch, serve, config, records, Wishes(), port=port):
        ours = until(url, "<p>second</p>")
    assert without_live_reload(ours) == without_live_reload(theirs)


def test_only_pages_carry_the_notice():
    show = Show(project=None, make_publication=records, wishes=Wishes(), problem="<wrong>")

    def app(kind, body):
        def answer(_, start_response):
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
            return [body]

        return answer

    def asked(kind, body):
        started = []
        answer = b"".join(show.with_problem(app(kind, body))({}, lambda *given: started.append(given)))
        assert dict(started[0][1])["Content-Length"] == str(len(answer))
        return answer

    assert b"<body dir><pre" in asked("text/html", b"<body dir>x")
    assert asked("text/css", b"<body>") == b"<body>"
    show.problem = ""
    assert asked("text/html", b"<body>") == b"<body>"
    # What reloads the page is a script in it, which the page's own policy would not let run.
    policed = b'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src \'self\'"></head>'
    assert asked("text/html; charset=utf-8", policed) == b'<head><meta charset="utf-8"></head>'
