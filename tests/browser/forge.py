"""A forge over loopback: the calls of GitHub, GitLab and Gitea that the form makes, over files in memory.

It refuses what the real ones refuse: no token, a branch that exists, a file whose version is another one.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "secret-token"  # noqa: S105 - of a forge that lives for one test
PROJECT = "acme/okrs"


class RefusedError(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass
class Forge:
    """A repository: its branches with their files, and what was proposed."""

    kind: str
    files: dict[str, bytes]
    url: str = ""
    branches: dict[str, dict[str, bytes]] = field(default_factory=dict)
    pulls: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.branches["main"] = self.files

    def answer(self, method: str, address: str, headers: Any, body: dict[str, Any]) -> Any:
        self.asked.append(f"{method} {address}")
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            raise RefusedError(401, "Bad credentials")
        parts = urlsplit(address)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        return {"github": self._github, "gitlab": self._gitlab, "gitea": self._gitea}[self.kind](method, parts.path, query, body)

    def _github(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, f"/api/v3/repos/{PROJECT}")
        if found := re.fullmatch(r"/git/ref/heads/(.+)", rest):
            return {"object": {"sha": self._branch_sha(unquote(found[1]))}}
        if rest == "/git/refs" and method == "POST":
            self._begin(body["ref"].removeprefix("refs/heads/"), "main")
            return {"ref": body["ref"]}
        if rest.startswith("/contents/"):
            file = unquote(rest.removeprefix("/contents/"))
            if method == "GET":
                return self._contents(file, query["ref"])
            self._commit(body["branch"], file, base64.b64decode(body["content"]), body.get("sha"))
            return {"commit": {"message": body["message"]}}
        if rest == "/pulls" and method == "POST":
            return {"html_url": self._pull(body["title"], body["head"], body["base"])}
        return self._home(rest)

    def _gitea(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, f"/api/v1/repos/{PROJECT}")
        if rest.startswith("/contents/"):
            file = unquote(rest.removeprefix("/contents/"))
            if method == "GET":
                return self._contents(file, query["ref"])
            if (method == "PUT") != ("sha" in body):
                raise RefusedError(422, "PUT takes a sha, POST takes none")
            self._begin(body["new_branch"], body["branch"])
            self._commit(body["new_branch"], file, base64.b64decode(body["content"]), body.get("sha"))
            return {"commit": {"message": body["message"]}}
        if rest == "/pulls" and method == "POST":
            return {"html_url": self._pull(body["title"], body["head"], body["base"])}
        return self._home(rest)

    def _gitlab(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, "/api/v4/projects/acme%2Fokrs")
        if rest.startswith("/repository/files/"):
            file = unquote(rest.removeprefix("/repository/files/"))
            found = self._contents(file, query["ref"])
            return {"content": found["content"], "last_commit_id": found["sha"]}
        if rest == "/repository/commits" and method == "POST":
            self._begin(body["branch"], body["start_branch"])
            for action in body["actions"]:
                version = action.get("last_commit_id")
                if (action["action"] == "update") != bool(version):
                    raise RefusedError(400, "A file with this name already exists")
                self._commit(body["branch"], action["file_path"], action["content"].encode(), version)
            return {"title": body["commit_message"]}
        if rest == "/merge_requests" and method == "POST":
            return {"web_url": self._pull(body["title"], body["source_branch"], body["target_branch"])}
        return self._home(rest)

    def _below(self, path: str, home: str) -> str:
        if not path.startswith(home):
            raise RefusedError(404, "Not Found")
        return path.removeprefix(home)

    def _home(self, rest: str) -> Any:
        if rest:
            raise RefusedError(404, f"Not Found: {rest}")
        return {"name": "okrs"}

    def _contents(self, file: str, branch: str) -> dict[str, str]:
        if file not in self.branches[branch]:
            raise RefusedError(404, "Not Found")
        content = self.branches[branch][file]
        return {"content": base64.encodebytes(content).decode(), "sha": hashlib.sha1(content).hexdigest()}  # noqa: S324 - as git

    def _branch_sha(self, branch: str) -> str:
        return hashlib.sha1(repr(sorted(self.branches[branch].items())).encode()).hexdigest()  # noqa: S324 - as git

    def _begin(self, branch: str, base: str) -> None:
        if branch in self.branches or not re.fullmatch(r"[^\s~^:?*\[\\]+", branch):
            raise RefusedError(422, "Reference already exists")
        self.branches[branch] = dict(self.branches[base])

    def _commit(self, branch: str, file: str, content: bytes, version: str | None) -> None:
        now = self.branches[branch].get(file)
        if (hashlib.sha1(now).hexdigest() if now is not None else None) != version:  # noqa: S324 - as git
            raise RefusedError(409, "it is at another version")
        self.branches[branch][file] = content

    def _pull(self, title: str, head: str, base: str) -> str:
        self.pulls.append({"title": title, "head": head, "base": base})
        return f"{self.url}/pulls/{len(self.pulls)}"

    @property
    def proposed(self) -> dict[str, bytes]:
        """The files of the branch that was proposed last."""
        return self.branches[self.pulls[-1]["head"]]


@contextmanager
def forge_of(kind: str, files: dict[str, bytes]) -> Iterator[Forge]:
    """Serve a forge."""
    forge = Forge(kind, files)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._send(204, None)

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_PUT(self) -> None:
            self.do_POST()

        def _answer(self, body: dict[str, Any]) -> None:
            try:
                self._send(200, forge.answer(self.command, self.path, self.headers, body))
            except RefusedError as refused:
                self._send(refused.status, {"message": refused.message})

        def _send(self, status: int, said: Any) -> None:
            data = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge.url = f"http://127.0.0.1:{server.server_address[1]}/{PROJECT}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
