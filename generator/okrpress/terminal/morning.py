"""One's morning list: what waits on a person."""

from __future__ import annotations

from urllib.parse import unquote

from okrpress.model import Person
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.waiting import Waiting, waiting
from okrpress.terminal.paper import Paper


def show_morning(desk: Desk, paper: Paper, person: Person) -> None:
    """Show what waits on a person, kind by kind."""
    words = desk.words
    paper.put(paper.bold(person.name))
    paper.put(paper.dim(f"{person.handle} · {words.date(desk.company.today)}"))
    kinds: dict[str, list[Waiting]] = {}
    for entry in waiting(desk, person.handle):
        kinds.setdefault(entry.what, []).append(entry)
    for kind, entries in kinds.items():
        paper.heading(words("{what} ({count})", what=kind, count=len(entries)))
        for entry in entries:
            paper.put(entry.where.text, 2, 2)
            paper.put(paper.dim(_id_of(entry.where)), 4)
            if entry.note:
                paper.put(entry.note, 4, 2)
    if not kinds:
        paper.gap()
        paper.put(words("Nothing waits on you."))


def _id_of(mention: Mention) -> str:
    """Return the id of a record that is spoken of: ids are addresses."""
    return unquote(mention.href or "").replace("/#", "#").rstrip("/")
