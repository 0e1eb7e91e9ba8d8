"""A forge's interface on loopback: just enough of GitHub's, which Gitea and Forgejo share, and of GitLab's."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class FakeForge:
    """What a forge holds: comments by pull request, issues, and the commit of each pull request."""

    url: str = ""
    token: str = "s3cret"  # noqa: S105 - of nothing
    login: str = "github-actions[bot]"
    heads: dict[int, str] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Any:
        """Answer a request; None where there is nothing."""
        patterns = {
            r"/repos/acme/okrs/pulls/(\d+)": self._pull,
            r"/projects/acme%2Fokrs/merge_requests/(\d+)": self._pull,
            r"/repos/acme/okrs/issues/(\d+)/comments": self._thread,
            r"/projects/acme%2Fokrs/merge_requests/(\d+)/notes": self._thread,
            r"/repos/acme/okrs/issues/comments/(\d+)": self._comment,
            r"/projects/acme%2Fokrs/merge_requests/\d+/notes/(\d+)": self._comment,
            r"/(?:repos/acme/okrs|projects/acme%2Fokrs)/issues": self._shelf,
            r"/(?:repos/acme/okrs|projects/acme%2Fokrs)/issues/(\d+)": self._issue,
        }
        if path == "/user":
            return {"username": self.login}
        for pattern, found in patterns.items():
            if match := re.fullmatch(pattern, path):
                return found(method, query, body, *map(int, match.groups()))
        return None

    def _pull(self, _method, _query, _body, number):
        head = self.heads.get(number)
        return None if head is None else {"head": {"sha": head}, "sha": head}

    def _thread(self, method, query, body, number):
        thread = self.comments.setdefault(number, [])
        if method == "GET":
            return self._page(thread, query)
        thread.append({"id": 1000 * number + len(thread), "user": {"login": self.login}, "html_url": f"c{number}", **body})
        return thread[-1]

    def _comment(self, _method, _query, body, number):
        comment = next(comment for thread in self.comments.values() for comment in thread if comment["id"] == number)
        comment.update(body)
        return comment

    def _shelf(self, method, query, body):
        if method == "GET":
            assert query["state"] in (["open"], ["opened"])
            return self._page(self.issues, query)
        number = len(self.issues) + 1
        self.issues.append(
            {"id": number, "number": number, "iid": number, "user": {"login": self.login}, "html_url": "i", **body}
        )
        return self.issues[-1]

    def _issue(self, _method, _query, body, number):
        self.issues[number - 1].update(body)
        return self.issues[number - 1]

    @staticmethod
    def _page(entries, query):
        start = 50 * (int(query["page"][0]) - 1)
        return entries[start : start + 50]


@contextmanager
def serving(forge: FakeForge) -> Iterator[FakeForge]:
    """Let it answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            address = urlsplit(self.path)
            forge.asked.append(f"{self.command} {unquote(address.path)}")
            allowed = {self.headers.get("Authorization", ""), self.headers.get("PRIVATE-TOKEN", "")} & {
                f"token {forge.token}",
                forge.token,
            }
            found = forge.answer(self.command, address.path, parse_qs(address.query), body) if allowed else {"message": "no"}
            data = json.dumps(found if found is not None else {"message": "Not Found"}).encode()
            self.send_response(401 if not allowed else 404 if found is None else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815 - the server's own names

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
