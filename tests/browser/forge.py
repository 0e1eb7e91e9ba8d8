"""A forge over loopback: the calls of GitHub, GitLab and Gitea that the form makes, over files in memory.

It refuses what the real ones refuse, with their status and in their words: no token, a key that is missing, content that is no
base64, a branch that is there already or is not, a file whose version is another one, a second proposal of the same branch.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Callable, Iterator
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
    meddle: Callable[[Forge], None] | None = None
    """What somebody else does once a file was read."""
    fails: Callable[[str, str], tuple[int, str] | None] | None = None
    """Status and sentence with which a call (method, path) fails; None where it does not."""

    def __post_init__(self) -> None:
        self.branches["main"] = self.files

    def answer(self, method: str, address: str, headers: Any, body: dict[str, Any]) -> Any:
        self.asked.append(f"{method} {address}")
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            raise RefusedError(401, "Bad credentials")
        parts = urlsplit(address)
        if self.fails and (failure := self.fails(method, parts.path)):
            raise RefusedError(*failure)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        told = {"github": self._github, "gitlab": self._gitlab, "gitea": self._gitea}[self.kind](method, parts.path, query, body)
        if method == "GET" and self.meddle:
            self.meddle(self)
        return told

    def _github(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, f"/api/v3/repos/{PROJECT}")
        if rest.startswith("/git/ref"):
            return self._refs(method, rest, body)
        if rest.startswith("/contents/"):
            file = unquote(rest.removeprefix("/contents/"))
            if method == "GET":
                return self._contents(file, query["ref"])
            self._needs(body, "message", "content")
            if body["branch"] not in self.branches:
                raise RefusedError(404, f"Branch {body['branch']} not found")
            if "sha" not in body and file in self.branches[body["branch"]]:
                raise RefusedError(422, 'Invalid request. "sha" wasn\'t supplied.')
            self._commit(
                body["branch"], file, self._decoded(body), body.get("sha"), (409, f"{file} does not match {body.get('sha')}")
            )
            return {"commit": {"message": body["message"]}}
        if rest == "/pulls" and method == "POST":
            self._needs(body, "title", "head", "base")
            return {"html_url": self._pull(body["title"], body["head"], body["base"], 422)}
        return self._home(rest)

    def _refs(self, method: str, rest: str, body: dict[str, Any]) -> Any:
        if method == "GET" and (found := re.fullmatch(r"/git/ref/heads/(.+)", rest)):
            return {"object": {"sha": self._branch_sha(unquote(found[1]))}}
        if method == "DELETE" and (found := re.fullmatch(r"/git/refs/heads/(.+)", rest)):
            if unquote(found[1]) not in self.branches:
                raise RefusedError(422, "Reference does not exist")
            del self.branches[unquote(found[1])]
            return None
        if method != "POST" or rest != "/git/refs":
            raise RefusedError(404, f"Not Found: {rest}")
        self._needs(body, "ref", "sha")
        if not body["ref"].startswith("refs/heads/") or body["sha"] not in map(self._branch_sha, self.branches):
            raise RefusedError(422, "Object does not exist")
        self._begin(body["ref"].removeprefix("refs/heads/"), "main", (422, "Reference already exists"))
        return {"ref": body["ref"]}

    def _gitea(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, f"/api/v1/repos/{PROJECT}")
        if rest.startswith("/contents/"):
            file = unquote(rest.removeprefix("/contents/"))
            if method == "GET":
                return self._contents(file, query["ref"])
            self._needs(body, "content", *(("sha",) if method == "PUT" else ()))
            if method == "POST" and file in self.branches[body["branch"]]:
                raise RefusedError(422, f"repository file already exists [path: {file}]")
            self._begin(body["new_branch"], body["branch"], (422, f"branch already exists [name: {body['new_branch']}]"))
            changed = (422, f"sha does not match [given: {body.get('sha')}, expected: another]")
            with self._both_or_neither(body["new_branch"]):
                self._commit(body["new_branch"], file, self._decoded(body), body.get("sha"), changed)
            return {"commit": {"message": body.get("message", "")}}
        if rest == "/pulls" and method == "POST":
            self._needs(body, "title", "head", "base")
            return {"html_url": self._pull(body["title"], body["head"], body["base"], 409)}
        return self._home(rest)

    def _gitlab(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
        rest = self._below(path, "/api/v4/projects/acme%2Fokrs")
        if rest.startswith("/repository/files/"):
            file = unquote(rest.removeprefix("/repository/files/"))
            found = self._contents(file, query["ref"])
            return {"content": found["content"], "last_commit_id": found["sha"]}
        if rest == "/repository/commits" and method == "POST":
            self._needs(body, "branch", "commit_message", "actions", status=400)
            there = (400, f"A branch called '{body['branch']}' already exists. Switch to that branch in order to make changes")
            self._begin(body["branch"], body["start_branch"], there)
            with self._both_or_neither(body["branch"]):
                for action in body["actions"]:
                    self._needs(action, "action", "file_path", "content", status=400)
                    is_there = action["file_path"] in self.branches[body["branch"]]
                    if (action["action"] == "update") != is_there:
                        raise RefusedError(400, f"A file with this name {'already exists' if is_there else 'doesn’t exist'}")
                    version = action.get("last_commit_id")
                    changed = (400, "You are attempting to update a file that has changed since you started editing it.")
                    self._commit(body["branch"], action["file_path"], action["content"].encode(), version, changed)
            return {"title": body["commit_message"]}
        if rest == "/merge_requests" and method == "POST":
            self._needs(body, "title", "source_branch", "target_branch", status=400)
            return {"web_url": self._pull(body["title"], body["source_branch"], body["target_branch"], 409)}
        return self._home(rest)

    def _below(self, path: str, home: str) -> str:
        if not path.startswith(home):
            raise RefusedError(404, "Not Found")
        return path.removeprefix(home)

    def _home(self, rest: str) -> Any:
        if rest:
            raise RefusedError(404, f"Not Found: {rest}")
        return {"name": "okrs"}

    @staticmethod
    def _needs(body: dict[str, Any], *keys: str, status: int = 422) -> None:
        missing = [key for key in keys if not body.get(key)]
        if missing:
            raise RefusedError(status, f"{', '.join(missing)} is missing")

    @staticmethod
    def _decoded(body: dict[str, Any]) -> bytes:
        try:
            return base64.b64decode(body["content"], validate=True)
        except ValueError:
            raise RefusedError(422, "content is not valid Base64") from None

    def _contents(self, file: str, branch: str) -> dict[str, str]:
        if file not in self.branches.get(branch, {}):
            raise RefusedError(404, "Not Found")
        content = self.branches[branch][file]
        return {"content": base64.encodebytes(content).decode(), "sha": hashlib.sha1(content).hexdigest()}  # noqa: S324 - as git

    def _branch_sha(self, branch: str) -> str:
        return hashlib.sha1(repr(sorted(self.branches[branch].items())).encode()).hexdigest()  # noqa: S324 - as git

    def _begin(self, branch: str, base: str, there: tuple[int, str]) -> None:
        if base not in self.branches:
            raise RefusedError(404, f"Branch {base} not found")
        if branch in self.branches or not re.fullmatch(r"[^\s~^:?*\[\\]+", branch):
            raise RefusedError(*there)
        self.branches[branch] = dict(self.branches[base])

    @contextmanager
    def _both_or_neither(self, branch: str) -> Iterator[None]:
        """Take a branch away again whose commit is refused: the call makes both."""
        try:
            yield
        except RefusedError:
            del self.branches[branch]
            raise

    def _commit(self, branch: str, file: str, content: bytes, version: str | None, changed: tuple[int, str]) -> None:
        now = self.branches[branch].get(file)
        if (hashlib.sha1(now).hexdigest() if now is not None else None) != version:  # noqa: S324 - as git
            raise RefusedError(*changed)
        self.branches[branch][file] = content

    def _pull(self, title: str, head: str, base: str, taken: int) -> str:
        if head not in self.branches or base not in self.branches or self.branches[head] == self.branches[base]:
            raise RefusedError(422, f"No commits between {base} and {head}")
        if any(pull["head"] == head for pull in self.pulls):
            raise RefusedError(taken, f"A pull request already exists for {head}")
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

        def do_DELETE(self) -> None:
            self._answer({})

        def _answer(self, body: dict[str, Any]) -> None:
            try:
                said = forge.answer(self.command, self.path, self.headers, body)
                self._send(204 if said is None else 200, said)
            except RefusedError as refused:
                self._send(refused.status, {"message": refused.message})

        def _send(self, status: int, said: Any) -> None:
            data = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
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
