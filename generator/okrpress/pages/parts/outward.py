"""Links that lead out of the site: the forge where records are changed, and addresses that authors wrote."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

from okrpress.pages.markdown import outward
from okrpress.pages.page import Desk
from okrpress.settings import Forge


class Action(NamedTuple):
    """Something that a reader may do with a record, and where."""

    label: str
    url: str


def actions(desk: Desk, path: str, title: str) -> tuple[Action, ...]:
    """Return where a record's file is edited, talked about and seen through time; nothing where there is no forge."""
    forge = forge_of(desk)
    if forge is None or not path:
        return ()
    words = desk.words
    return (
        Action(words("Edit"), edit_url(forge, path)),
        Action(words("Discuss"), discuss_url(forge, title)),
        Action(words("History"), history_url(forge, path)),
    )


def forge_of(desk: Desk) -> Forge | None:
    """Return the forge of the settings; None where there is none, or where its address is no place to send a reader."""
    forge = desk.company.settings.forge
    return forge if forge and outward(forge.url) else None


def edit_url(forge: Forge, path: str) -> str:
    """Return where a file is edited."""
    root, where = _root(forge), _where(forge, path)
    return {"github": f"{root}/edit/{where}", "gitlab": f"{root}/-/edit/{where}", "gitea": f"{root}/_edit/{where}"}[forge.kind]


def history_url(forge: Forge, path: str) -> str:
    """Return where a file's changes are listed."""
    root, where = _root(forge), _where(forge, path)
    return {
        "github": f"{root}/commits/{where}",
        "gitlab": f"{root}/-/commits/{where}",
        "gitea": f"{root}/commits/branch/{where}",
    }[forge.kind]


def file_url(forge: Forge, path: str, line: int) -> str:
    """Return where a line of a file is shown."""
    root, where = _root(forge), _where(forge, path)
    folder = {"github": "blob", "gitlab": "-/blob", "gitea": "src/branch"}[forge.kind]
    return f"{root}/{folder}/{where}#L{line}"


def discuss_url(forge: Forge, title: str) -> str:
    """Return where a conversation about a record is opened."""
    root = _root(forge)
    if forge.kind == "gitlab":
        return f"{root}/-/issues/new?{urlencode({'issue[title]': title})}"
    return f"{root}/issues/new?{urlencode({'title': title})}"


def _where(forge: Forge, path: str) -> str:
    """Return branch and path of a file, as forges write it in addresses."""
    return f"{_quoted(forge.branch)}/{_quoted(path)}"


@lru_cache(maxsize=1024)
def _quoted(path: str) -> str:
    """Quote a path; a page asks three times for that of its own record."""
    return quote(path)


def _root(forge: Forge) -> str:
    return forge.url.rstrip("/")
