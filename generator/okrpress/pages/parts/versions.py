"""An objective's own history from git: who changed what when, in the words of OKR."""

from __future__ import annotations

from typing import Final, NamedTuple

from okrpress.differences.history import Version
from okrpress.edit.target import person_of
from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.outward import commit_url, forge_of
from okrpress.reports.account_values import TITLE, brief
from okrpress.reports.history import filled

RECENT: Final = 8
"""Versions that are shown without opening anything."""


class VersionRow(NamedTuple):
    """What one commit made of the objective."""

    day: str
    by: Mention
    url: str
    """Where the forge shows the commit; "" where there is none."""
    lines: tuple[str, ...]


class VersionsView(NamedTuple):
    """The history of an objective."""

    is_shown: bool = False
    note: str = ""
    """Why it is not there, or not whole."""
    recent: tuple[VersionRow, ...] = ()
    earlier: tuple[VersionRow, ...] = ()


NO_VERSIONS: Final = VersionsView()
"""Of a page for which nobody asked git."""


def versions(desk: Desk, objective: Objective) -> VersionsView:
    """Tell an objective's history; why there is none where nobody can know."""
    words = desk.words
    root = desk.company.workspace.root
    path = objective.source.path.removeprefix(f"{root}/") if root else objective.source.path
    timeline = desk.timeline(path)
    rows = [_row(desk, version) for version in timeline.versions()]
    match timeline.state:
        case "unasked":
            return NO_VERSIONS
        case "none":
            note = words("Not known here: the site was built without git.")
        case "shallow":
            note = words("Older changes are missing: the site was built from a clone that ends there.")
        case _:
            note = "" if rows else words("Not committed yet.")
    return VersionsView(is_shown=True, note=note, recent=tuple(rows[:RECENT]), earlier=tuple(rows[RECENT:]))


def _row(desk: Desk, version: Version) -> VersionRow:
    workspace, names = desk.company.workspace, desk.mentions

    def name(kind: str, target: str) -> str:
        return brief((names.owner(target) if kind == "owner" else names.cycle(target)).text, TITLE)

    handle = person_of(workspace, version.author, version.email)
    forge = forge_of(desk)
    return VersionRow(
        day=desk.words.date(version.day),
        by=names.owner(handle) if handle else Mention(brief(version.author, TITLE) or "–"),
        url=commit_url(forge, version.commit) if forge else "",
        lines=tuple(said[:1].upper() + said[1:] for _, text in version.lines for said in [filled(text, name)]),
    )
