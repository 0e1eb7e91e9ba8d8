"""The few calls of a forge's interface that we need, over `urllib`: find one's own text by a hidden mark, change it, or write it.

GitHub, Gitea and Forgejo answer to the same addresses; GitLab has others. Sources: "REST API endpoints for issue comments" and
"for issues" (GitHub), the Swagger file of Forgejo, "Notes API" and "Issues API" (GitLab).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from okrpress.refusal import Refusal

_SECONDS: Final = 60
_PAGES: Final = 50
_ON_A_PAGE: Final = 50
_ROBOTS: Final = frozenset({"github-actions[bot]", "gitea-actions", "forgejo-actions"})
"""Who writes with the token of a job: nobody else's text is changed, whatever mark it bears."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a kind of forge calls things; `{}` is a number."""

    pull: str
    thread: str
    comment: str
    issue: str
    issue_number: str
    issue_text: str
    open: str
    change: str
    header: str
    credential: str


_GITHUB: Final = _Dialect(
    pull="pulls/{}", thread="issues/{}/comments", comment="issues/comments/{1}", issue="issues/{}", issue_number="number",
    issue_text="body", open="open", change="PATCH", header="Authorization", credential="token {}",
)  # fmt: skip
_GITLAB: Final = _Dialect(
    pull="merge_requests/{}", thread="merge_requests/{}/notes", comment="merge_requests/{0}/notes/{1}", issue="issues/{}",
    issue_number="iid", issue_text="description", open="opened", change="PUT", header="PRIVATE-TOKEN", credential="{}",
)  # fmt: skip


class _NoRedirects(HTTPRedirectHandler):
    """Sends the token nowhere else."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A text that is on the forge now: its address, and whether it was there before."""

    address: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository on a forge, as a job's environment tells of it."""

    api: str
    repository: str
    token: str
    is_gitlab: bool

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Forge:
        """Learn from what a job finds in its environment.

        Raises:
            Refusal: this is no job of a forge, or it has no token.

        """
        token = environment.get("OKR_TOKEN", "")
        if not token:
            raise Refusal("there is no OKR_TOKEN in the environment: give the job a token that may write comments")
        is_gitlab = "CI_API_V4_URL" in environment
        names = ("CI_API_V4_URL", "CI_PROJECT_ID") if is_gitlab else ("GITHUB_API_URL", "GITHUB_REPOSITORY")
        api, repository = (environment.get(name, "") for name in names)
        if urlsplit(api).scheme not in ("https", "http") or not repository:
            raise Refusal(f"{names[0]} and {names[1]} are not in the environment: this is meant for a job of a forge")
        return cls(api.rstrip("/"), repository, token, is_gitlab)

    def head_of(self, number: int) -> str:
        """Return the commit that a pull request stands on.

        Raises:
            Refusal: there is no such pull request, or the forge does not answer.

        """
        asked = self._ask("GET", self._says.pull.format(number))
        return str(asked.get("sha") if self.is_gitlab else asked.get("head", {}).get("sha"))

    def comment(self, number: int, mark: str, text: str) -> Posted:
        """Write a text under a pull request, in the place of what was written with the same mark before.

        Raises:
            Refusal: the forge says no, or nothing.

        """
        thread, body = self._says.thread.format(number), {"body": f"{_hidden(mark)}\n{text}"}
        writers = self._writers()
        for entry in self._all(thread):
            if _is_theirs(entry, writers) and _is_marked(entry.get("body"), mark):
                place = self._says.comment.format(number, entry["id"])
                return _posted(self._ask(self._says.change, place, body), is_new=False)
        return _posted(self._ask("POST", thread, body), is_new=True)

    def issue(self, title: str, mark: str, text: str) -> Posted:
        """Write a text as an open issue, in the place of the open one with the same mark.

        Raises:
            Refusal: the forge says no, or nothing.

        """
        key = self._says.issue_text
        body = {"title": title, key: f"{_hidden(mark)}\n{text}"}
        writers = self._writers()
        for entry in self._all("issues", state=self._says.open, type="issues"):
            # GitHub lists pull requests as well.
            if not entry.get("pull_request") and _is_theirs(entry, writers) and _is_marked(entry.get(key), mark):
                place = self._says.issue.format(entry[self._says.issue_number])
                return _posted(self._ask(self._says.change, place, body), is_new=False)
        return _posted(self._ask("POST", "issues", body), is_new=True)

    @property
    def _says(self) -> _Dialect:
        return _GITLAB if self.is_gitlab else _GITHUB

    def _writers(self) -> frozenset[str]:
        """Say who writes with our token. GitLab tells; GitHub does not let a job ask."""
        return frozenset({str(self._call("GET", "user")["username"])}) if self.is_gitlab else _ROBOTS

    def _all(self, place: str, **asked: str) -> Iterator[Mapping[str, Any]]:
        """Yield what a list holds, page by page; some forges give all of it at once, whatever page is asked for."""
        seen: set[object] = set()
        for page in range(1, _PAGES + 1):
            # GitHub and GitLab call it per_page, Gitea and Forgejo limit, of which they allow 50.
            asking = urlencode({**asked, "per_page": _ON_A_PAGE, "limit": _ON_A_PAGE, "page": page})
            entries = self._ask("GET", f"{place}?{asking}")
            fresh = [entry for entry in entries if entry["id"] not in seen]
            seen |= {entry["id"] for entry in fresh}
            yield from fresh
            if len(fresh) < _ON_A_PAGE:
                return

    def _ask(self, method: str, place: str, body: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - what JSON holds
        whose = f"projects/{quote(self.repository, safe='')}" if self.is_gitlab else f"repos/{quote(self.repository)}"
        return self._call(method, f"{whose}/{place}", body)

    def _call(self, method: str, place: str, body: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - what JSON holds
        named = {self._says.header: self._says.credential.format(self.token)}
        request = Request(  # noqa: S310 - the scheme was looked at
            f"{self.api}/{place}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "okrpress", **named},
        )
        try:
            with build_opener(_NoRedirects).open(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as problem:
            with problem:
                said = problem.read(500).decode(errors="replace")
            raise Refusal(f"the forge answers {problem.code} to {method} {place.partition('?')[0]}: {said}") from problem
        except (URLError, OSError, ValueError) as problem:
            raise Refusal(f"the forge at {self.api} does not answer as it should: {problem}") from problem


def _is_theirs(entry: Mapping[str, Any], writers: frozenset[str]) -> bool:
    by = entry.get("user") or entry.get("author") or {}
    return str(by.get("login") or by.get("username") or "") in writers


def _is_marked(text: object, mark: str) -> bool:
    return str(text or "").startswith(_hidden(mark))


def _hidden(mark: str) -> str:
    return f"<!-- okrpress: {mark} -->"


def _posted(answer: Mapping[str, Any], *, is_new: bool) -> Posted:
    return Posted(str(answer.get("html_url") or answer.get("web_url") or ""), is_new)
