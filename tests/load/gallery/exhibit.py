"""A broken record with the place and the words of the first finding that its author gets, and the frames for writing one.

A row is (name, path below okrs/, text or bytes, rule, line, column, message, hint). Records are laid over the small company;
only the findings of that very file are looked at.
"""

from __future__ import annotations

from typing import NamedTuple


class Exhibit(NamedTuple):
    """A broken file and the first thing that is said about it."""

    name: str
    path: str
    content: str | bytes
    rule: str
    line: int
    column: int
    message: str
    hint: str | None = None
    more: tuple[str, ...] = ()
    """Rules of the findings that follow."""


PERSON = "people/li-na.md"
UNIT = "units/hub-north.md"
TEAM = "---\nname: Hub North\nkind: team\nparent: logistics\n"
OBJECTIVE = "cycles/2026-Q4/wang-lei/night.md"
GOOD_PERSON = "---\nname: Li Na\nunit: logistics\n"
HEAD = "---\ntitle: The night shift goes home unhurt\ntype: aspirational\n"
MEASURED = "key_results:\n  - {title: Accidents fall from 6 to 0, metric: {start: 6, target: 0}}\n"
QUOTE = "put the whole value in quotation marks"
LINE = "each line is 'key: value' or '- item'; look at its indentation and at the line above it"
LINKS = "links begin with https://, http:// or mailto:, or are relative"
EXAMPLE = "take it out; to show it as an example, put it between `backticks`"


def objective(lines: str) -> str:
    """Return an objective whose fourth line is the first of `lines`."""
    return f"{HEAD}{lines}---\n"


def measured(line: str) -> str:
    """Return an objective whose key result has `line` as its sixth line."""
    return objective(f"key_results:\n  - title: Accidents fall from 6 to 0\n    {line}\n")
