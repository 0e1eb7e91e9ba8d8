"""The live server: MkDocs' own, showing our site and building it our way."""

from __future__ import annotations

import logging
import posixpath
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from okrpress.mkdocs_plugin import MkDocs
from okrpress.mkdocs_plugin.watching import observer
from okrpress.site.build import Wishes, build, understood
from okrpress.site.first import FirstPages
from okrpress.site.policed import POLICY
from okrpress.site.project import Project
from okrpress.site.publication import MakePublication, PublicationError
from okrpress.theme import theme_folder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(f"mkdocs.plugins.{__name__}")

HOST: Final = "127.0.0.1"
# Every watched file is asked for its time this often, in seconds.
_POLLING: Final = 1.0
# So long, in seconds, nothing more may change before a build begins: an editor writes a file in a few steps.
_SETTLED: Final = 0.05
_BODY: Final = re.compile(rb"<body[^>]*>")


def served(project: Project) -> Project:
    """Send what a server shows to the cache, where the next start finds it.

    Findings keep nobody from looking at the site on their own computer.
    """
    return replace(project, site_dir=project.cache / "served", allow_errors=True)


def serve(
    config_file: Path, make_publication: MakePublication, wishes: Wishes, port: int = 8000, *, polling: bool = False
) -> None:
    """Show a site on this computer until somebody interrupts, building it again on every change.

    With `polling` files are asked for their times, for drives of which the system does not tell what changed.

    Raises:
        PublicationError: mkdocs.yml cannot be read, or the port is taken.

    """
    project = understood(config_file, MkDocs(), wishes)
    mount = urlsplit(project.site_url).path.strip("/")
    url = f"http://{HOST}:{port}/{mount}/" if mount else f"http://{HOST}:{port}/"
    project = served(replace(project, site_url=url))
    show = Show(project, make_publication, wishes)
    server = LiveReloadServer(
        builder=show.rebuild,
        host=HOST,
        port=port,
        root=str(project.site_dir),
        mount_path=f"/{mount}",
        polling_interval=_POLLING,
    )
    server.build_delay = _SETTLED
    folders = [folder for folder in (project.okrs, theme_folder()) if folder.is_dir()]
    server.observer = observer(folders, _POLLING, polling=polling)  # type: ignore[assignment] # any observer will do
    try:
        show.on(server)
        for file in (project.own_pages, project.config_file, *project.overrides):
            if file.exists():
                server.watch(str(file))
        show.build()
        log.info("The site is shown at %s and follows every change; Ctrl-C ends it.", url)
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as problem:
        message = f"Nothing can be served on port {port}: {problem.strerror}. Name another with --port."
        raise PublicationError(message) from problem
    except KeyboardInterrupt:
        log.info("Good-bye.")
    finally:
        server.shutdown()
        with suppress(KeyboardInterrupt):
            show.finish()


@dataclass(slots=True)
class Show:
    """A site being served; `problem` is what kept the last build from being shown.

    While a build goes on, what was just saved is shown already: `early` has those pages, by path below the site's root.
    """

    project: Project
    make_publication: MakePublication
    wishes: Wishes
    problem: str = ""
    early: Mapping[str, bytes] = field(default_factory=dict)
    _first: FirstPages = field(init=False)
    _is_shown: threading.Event = field(default_factory=threading.Event)
    _work: threading.Thread | None = None
    _server: LiveReloadServer | None = None

    def __post_init__(self) -> None:
        """Be told of what was just saved."""
        self._first = FirstPages(self._show_early)

    def on(self, server: LiveReloadServer) -> None:
        """Let a server show the site from the cache, and watch records and theme."""
        self._server = server
        server.root = str(self.project.site_dir)
        server.builder = self.rebuild
        server.error_handler = self.error_page
        server.set_app(self.with_problem(server.serve_request))
        for folder in (self.project.okrs, theme_folder()):
            server.watch(str(folder))

    def rebuild(self) -> None:
        """Build the site again; return as soon as what was saved can be shown, or else when all is built.

        The server then lets browsers load their page anew, and once more when the whole site is there.
        """
        self.finish()
        self._is_shown.clear()
        self._work = threading.Thread(target=self._build_behind, name="build", daemon=True)
        self._work.start()
        self._is_shown.wait()

    def finish(self) -> None:
        """Wait for a build that goes on behind."""
        if self._work:
            self._work.join()
            self._work = None

    def _build_behind(self) -> None:
        try:
            self.build()
        finally:
            self.early = {}
            self._tell_of_all()

    def _tell_of_all(self) -> None:
        """Let browsers load their page anew, where they were told of some pages already; else the server does so."""
        if self._is_shown.is_set() and self._server:
            # All that is private to MkDocs' server here: what it calls a new version of the site.
            server = self._server
            with server._epoch_cond:  # noqa: SLF001
                server._wanted_epoch = server._visible_epoch = round(time.monotonic() * 1000)  # noqa: SLF001
                server._epoch_cond.notify_all()  # noqa: SLF001
        self._is_shown.set()

    def _show_early(self, pages: Mapping[str, bytes]) -> None:
        self.early = pages
        self._is_shown.set()

    def build(self) -> None:
        """Build the site. Where that fails, it stays as it was and says what is wrong.

        MkDocs' server answers no request after a builder raised, until one succeeds: this one does
        not raise.
        """
        wishes = replace(self.wishes, site=self.project.site_dir, site_url=self.project.site_url, allow_errors=True)
        try:
            done = build(self.project.config_file, self.make_publication, MkDocs(), wishes, self._first)
        except PublicationError as problem:
            self.problem = str(problem)
            log.error("%s", problem)  # noqa: TRY400 - it is a sentence for the reader
        except Exception:
            self.problem = traceback.format_exc()
            log.exception("The site could not be built.")
        else:
            self.problem = ""
            log.info("%s files, %s written, %s removed.", done.files, done.written, done.removed)

    def error_page(self, code: int) -> bytes | None:
        """Answer where there is no page."""
        page = self.project.site_dir / f"{code}.html"
        if page.is_file():
            return page.read_bytes()
        # Not even a first site: look again soon.
        return b'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2"><body>'

    def with_problem(self, app: WSGIApplication) -> WSGIApplication:
        """Put what is wrong above every page, as long as something is."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            started: list[tuple[str, list[tuple[str, str]]]] = []

            def begin(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
                started.append((status, headers))
                return len

            if page := self._early_page(environ):
                start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
                return [page]
            given = app(environ, begin)
            # Only now: the server lets a request wait for a build that is under way.
            status, headers = started[-1]
            if not dict(headers).get("Content-Type", "").startswith("text/html"):
                start_response(status, headers)
                return given
            # What MkDocs and we put into a page to keep it alive is no file of the site.
            body = POLICY.sub(b"", _whole(given), count=1)
            kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
            if self.problem:
                body = _BODY.sub(lambda tag: tag[0] + _notice(self.problem), body, count=1)
            start_response(status, [*kept, ("Content-Length", str(len(body)))])
            return [body]

        return answer

    def _early_page(self, environ: WSGIEnvironment) -> bytes:
        """Return the page that is asked for if it is one of those that are shown early."""
        server = self._server
        if not self.early or not server:
            return b""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
        page = self.early.get(posixpath.join(path, "index.html"), b"")
        return server._inject_js_into_html(POLICY.sub(b"", page, count=1), server._visible_epoch) if page else b""  # type: ignore[no-untyped-call] # noqa: SLF001


def _whole(answer: Iterable[bytes]) -> bytes:
    """Read an answer to its end, and close the file that it may come from."""
    try:
        return b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()


def _notice(problem: str) -> bytes:
    style = "position:fixed;inset:0 0 auto;z-index:99;margin:0;padding:1em;max-height:60vh;overflow:auto;"
    colours = "background:#7a1212;color:#fff;white-space:pre-wrap;font:13px/1.5 monospace"
    return f'<pre role="alert" style="{style}{colours}">{escape(problem)}</pre>'.encode()
