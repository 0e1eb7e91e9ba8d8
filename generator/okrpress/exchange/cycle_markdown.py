"""A cycle as Markdown, to print or to paste into a chat: everyone's objectives with their key results and how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from okrpress.model import Cycle, KeyResult, Objective
from okrpress.pages.page import Desk
from okrpress.pages.parts.owners import in_tree_order
from okrpress.pages.parts.rows import span
from okrpress.pages.parts.states import key_result_status, objective_status, phase_of
from okrpress.pages.parts.timeline import timeline
from okrpress.scoring.standing import KeyResultStanding, OwnerStanding

_ALWAYS: Final = re.compile(r"[\\`*\[\]<>~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"(?=[#+\-=](?:\s|$))|(?<=\d)(?=[.)](?:\s|$))")
_NUMBERED: Final = re.compile(r"\A\d{1,9}[.)](?:\s|\Z)")


def plain(text: str) -> str:
    """Return an author's text as Markdown that shows every sign of it, on one line."""
    line = _ALWAYS.sub(r"\\\g<0>", " ".join(text.split()))
    if _NUMBERED.match(line) or line[:1] in ("#", "+", "-", "="):
        line = _AT_START.sub(r"\\", line, count=1)
    return line


def cycle_text(desk: Desk, cycle: Cycle) -> str:
    """Return a cycle as Markdown."""
    return "\n".join(_lines(desk, cycle)).rstrip("\n") + "\n"


def _lines(desk: Desk, cycle: Cycle) -> Iterator[str]:
    words = desk.words
    seen = timeline(desk, cycle)
    yield f"# {plain(cycle.title)}"
    yield ""
    yield " · ".join(
        filter(None, [seen.dates, seen.phase, seen.position, words("as of {day}", day=words.date(desk.company.today))])
    )
    for owner in in_tree_order(desk, desk.involvement.owners_in.get(cycle.id, ())):
        yield ""
        yield f"## {plain(desk.mentions.owner(owner).text)}"
        if numbers := _numbers(desk, cycle.id, owner):
            yield ""
            yield numbers
        for objective in desk.company.objectives_of(cycle.id, owner):
            yield ""
            yield from _objective(desk, objective)


def _numbers(desk: Desk, cycle: str, owner: str) -> str:
    """Write an owner's two numbers, each with its name; "" where there is none."""
    words, standing = desk.words, desk.company.standings.owners.get((cycle, owner), OwnerStanding())
    pairs = ((words("Committed"), standing.committed), (words("Aspirational"), standing.aspirational))
    return " · ".join(f"{name} {words.score(score)}" for name, score in pairs if score is not None)


def _objective(desk: Desk, objective: Objective) -> Iterator[str]:
    words = desk.words
    standing = desk.company.standing(objective.id)
    status = objective_status(desk, objective, standing)
    facts = [desk.vocabulary.types[objective.type], f"**{words.score(standing.score)}**", status.word if status else ""]
    if standing.confidence is not None:
        facts.append(words("confidence {confidence}", confidence=words.number(round(standing.confidence, 1))))
    yield f"### {plain(objective.title)}"
    yield ""
    yield " · ".join(filter(None, facts))
    parents = [plain(desk.mentions.target(link.target).text) for link in desk.company.alignment.parents.get(objective.id, ())]
    if parents:
        yield ""
        yield words("Helps: {parents}", parents=words("; ").join(parents))
    yield ""
    for entry in objective.key_results:
        yield _key_result(desk, objective, entry)


def _key_result(desk: Desk, objective: Objective, entry: KeyResult) -> str:
    words = desk.words
    standing = desk.company.standing(objective.id).key_results.get(entry.id, KeyResultStanding())
    status = key_result_status(desk, objective, entry, standing, phase_of(desk, objective.cycle))
    who = plain(desk.mentions.owner(entry.owner).text) if entry.owner != objective.owner else ""
    facts = [plain(span(desk, entry, standing)), f"**{words.score(standing.score)}**", status.word if status else "", who]
    return "- " + words("{what}: {notes}", what=plain(entry.title), notes=" · ".join(filter(None, facts)))
