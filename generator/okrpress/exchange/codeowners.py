"""CODEOWNERS from the tree of units: whoever leads a unit is asked to review what changes there.

An account is learnt from a person's `links`: the link to their page on the forge, `https://git.example.com/li-na`, whatever it is
called. GitHub and GitLab read patterns as .gitignore does, and the last one that fits decides. Gitea and Forgejo read regular
expressions, and ask for every one that fits. Sources: "About code owners" (GitHub), "Code Owners" (GitLab, Gitea, Forgejo).

Nobody has to be asked for a comment: GitHub takes a last line without anybody, GitLab an exclusion (from 17.10 on; to an older
one it is a pattern that fits no file), and the expressions fit no name with a second dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from okrpress.load.folder import COMMENTS
from okrpress.model import Person, Unit, Workspace

_ACCOUNT: Final = re.compile(r"/(@?[A-Za-z0-9][A-Za-z0-9._-]*)/?")


@dataclass(frozen=True, slots=True)
class Ownership:
    """The file, and the handles of those who lead a unit and have no account that we know of."""

    text: str
    without_account: tuple[str, ...]


def codeowners(workspace: Workspace, forge: str, host: str, day: date) -> Ownership:
    """Write the file for a forge (github, gitlab, gitea) whose people have their pages on `host`."""
    accounts = {handle: account for handle, person in workspace.people.items() if (account := _account(person, host))}
    units = {handle: unit for handle, unit in workspace.units.items() if unit.until is None or unit.until >= day}
    root, top = workspace.root, workspace.settings.company
    as_regular_expression = forge == "gitea"

    def line(paths: tuple[str, ...], reviewers: tuple[str, ...]) -> Iterator[str]:
        for path in paths if reviewers else ():
            pattern = _expression(f"{root}/{path}") if as_regular_expression else f"/{root}/{path}".replace(" ", "\\ ")
            yield f"{pattern} {' '.join(f'@{reviewer}' for reviewer in reviewers)}\n"

    whole = ("settings.yml", "strategy.md") if as_regular_expression else ("",)
    lines = ["# Made by `okr codeowners` from the units and their leads: run it again instead of changing this file.\n"]
    lines += line(whole, _reviewers(workspace, accounts, top, ""))
    for handle in units:
        lines += line((f"units/{handle}.md", f"cycles/*/{handle}/"), _reviewers(workspace, accounts, handle, ""))
    for handle, person in workspace.people.items():
        if person.until is None or person.until >= day:
            reviewers = _reviewers(workspace, accounts, person.unit, handle)
            lines += line((f"people/{handle}.md", f"cycles/*/{handle}/"), reviewers)
    if not as_regular_expression and len(lines) > 1:
        comments = f"/{root}/cycles/**/*{COMMENTS}.md".replace(" ", "\\ ")
        lines.append(f"!{comments}\n" if forge == "gitlab" else f"{comments}\n")
    leads = {_lead(unit) for unit in units.values()} - {""}
    return Ownership("".join(lines), tuple(sorted(leads - accounts.keys())))


def _account(person: Person, host: str) -> str:
    """Return a person's name on the forge; "" where none of their links leads there."""
    for link in person.links.values():
        try:
            found = urlsplit(link)
        except ValueError:
            continue
        account = _ACCOUNT.fullmatch(found.path)
        if found.netloc == host and account and not found.query:
            return account[1].removeprefix("@")
    return ""


def _lead(unit: Unit) -> str:
    return unit.lead or unit.ceo


def _reviewers(workspace: Workspace, accounts: dict[str, str], handle: str, author: str) -> tuple[str, ...]:
    """Find the account of the nearest lead at or above a unit; a lead does not review what is their own."""
    seen: set[str] = set()
    while handle in workspace.units and handle not in seen:
        seen.add(handle)
        unit = workspace.units[handle]
        lead = _lead(unit)
        if lead != author and lead in accounts:
            return (accounts[lead],)
        handle = unit.parent
    return ()


def _expression(path: str) -> str:
    """Write a pattern with stars as a regular expression of Go; spaces would end it."""
    inner = re.escape(path.rstrip("/")).replace(r"\*", "[^/]+").replace(r"\ ", r"\s").replace(r"\-", "-")
    return f"{inner}/[^/.]+[.]md" if path.endswith("/") else inner
