"""New records, one function for each kind: what was said of them → the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from okrpress.company import Company
from okrpress.edit import target
from okrpress.edit.change import Value
from okrpress.edit.checkin import one_line
from okrpress.edit.fresh import Fresh
from okrpress.handles import as_handle, implied_dates, is_cycle_name, is_handle
from okrpress.load.collisions import RESERVED
from okrpress.model import Cycle
from okrpress.refusal import Refusal
from okrpress.words import Words

LONGEST_SLUG: Final = 40
"""Signs of a name that is made from a title: an address that people still read out."""
_SLUG_OF_REVIEW: Final = "review"


def slug_of(title: str) -> str:
    """Return the short name that a title makes: its first words; "" where it makes none."""
    made = as_handle(title[:200]) or as_handle("".join(sign for sign in title[:200] if sign.isalnum() or sign in " -"))
    while len(made) > LONGEST_SLUG and "-" in made:
        made = made.rpartition("-")[0]
    return made[:LONGEST_SLUG].strip("-")


def handle_for(name: str, given: str) -> str:
    """Return the handle that was given, or the one that a name makes.

    Raises:
        Refusal: there is none, or it is no handle.

    """
    handle = given or as_handle(name)
    if not is_handle(handle):
        raise Refusal(f"'{given or name}' makes no handle of lower-case letters, digits and hyphens: give --handle")
    return handle


def objective(  # noqa: PLR0913 - a record has as many keys
    company: Company, *, cycle: str, owner: str, title: str, kind: str, slug: str = "", story: str = "",
    aligns_to: Sequence[str] = (), key_results: Sequence[dict[str, Value]] = (),
) -> Fresh:  # fmt: skip
    """Return a new objective, a draft.

    Raises:
        Refusal: its owner, its cycle or what it aligns to is not there, or its title makes no short name.

    """
    name = slug or slug_of(title)
    if name == _SLUG_OF_REVIEW:
        raise Refusal(f"'{name}' is what an owner's review of a cycle is called: give another --slug NAME")
    if not is_handle(name):
        raise Refusal(f"'{slug or title}' makes no short name of lower-case letters, digits and hyphens: give --slug NAME")
    cycle, owner = target.cycle(company, cycle), target.owner(company.workspace, owner)
    references: list[Value] = [reference(company, cycle, written) for written in aligns_to]
    numbered: list[Value] = [{"id": f"kr{number}", **entry} for number, entry in enumerate(key_results, start=1)]
    front: dict[str, Value] = {
        "title": one_line(title), "type": kind, "stage": "draft", "aligns_to": references, "key_results": numbered
    }  # fmt: skip
    return Fresh(f"cycles/{cycle}/{owner}/{name}.md", front, story)


def reference(company: Company, cycle: str, written: str) -> str:
    """Return a reference to an objective, key result or theme as a record of a cycle writes it.

    Raises:
        Refusal: there is nothing of that name.

    """
    path, _, part = written.strip().partition("#")
    if path == "strategy":
        themes = [theme.id for theme in company.workspace.strategy.themes]
        if part not in themes:
            known = f"; there are: {', '.join(themes)}" if themes else ""
            raise Refusal(f"there is no theme '{part}'{known}")
        return f"strategy#{part}"
    same = f"{cycle}/{path}"
    found = target.target(company, f"{same}#{part}" if part and same in company.workspace.objectives else same
                          if same in company.workspace.objectives else written)  # fmt: skip
    full = found.objective.id
    short = full.removeprefix(f"{cycle}/")
    return f"{short}#{found.key_result.id}" if found.key_result else short


def metric(title: str, start: float, goal: float, unit: str) -> dict[str, Value]:
    """Return a key result that moves a number; Refusal where start and target are the same."""
    if start == goal:
        raise Refusal(f"'{title}': start and target are both {start:g}; nothing could be measured")
    inner: dict[str, Value] = {"start": start, "target": goal}
    return {"title": one_line(title), "metric": {**inner, "unit": one_line(unit)} if unit.strip() else inner}


def threshold(title: str, direction: str, limit: float, unit: str) -> dict[str, Value]:
    """Return a key result that keeps a number on the right side of a line."""
    inner: dict[str, Value] = {direction: limit}
    return {"title": one_line(title), "threshold": {**inner, "unit": one_line(unit)} if unit.strip() else inner}


def milestones(title: str, steps: str) -> dict[str, Value]:
    """Return a key result of steps, parted by semicolons; Refusal for none."""
    named: list[Value] = [{"title": one_line(step)} for step in steps.replace("；", ";").split(";") if step.strip()]
    if not named:
        raise Refusal(f"'{title}': name at least one milestone")
    return {"title": one_line(title), "milestones": named}


def yes_or_no(title: str) -> dict[str, Value]:
    """Return a key result that is done or not."""
    return {"title": one_line(title), "done": False}


def person(  # noqa: PLR0913 - a record has as many keys
    company: Company, *, name: str, unit: str, handle: str = "", manager: str = "", since: date | None = None
) -> Fresh:
    """Return a new person; Refusal where the unit or the manager is not there."""
    workspace = company.workspace
    front: dict[str, Value] = {
        "name": one_line(name), "unit": target.unit(workspace, unit),
        "manager": target.person(workspace, manager) if manager else "", "since": since,
    }  # fmt: skip
    return Fresh(f"people/{handle_for(name, handle)}.md", front)


def unit(  # noqa: PLR0913 - a record has as many keys
    company: Company, *, name: str, kind: str, parent: str = "", lead: str = "", handle: str = "", since: date | None = None
) -> Fresh:
    """Return a new unit, below the company where no parent is given; Refusal where parent or lead is not there."""
    workspace = company.workspace
    front: dict[str, Value] = {
        "name": one_line(name), "kind": kind, "parent": target.unit(workspace, parent or workspace.settings.company),
        "lead": target.person(workspace, lead) if lead else "", "since": since,
    }  # fmt: skip
    return Fresh(f"units/{handle_for(name, handle)}.md", front)


def cycle(  # noqa: PLR0913 - a record has as many keys
    company: Company, *, name: str, title: str = "", start: date | None = None, end: date | None = None,
    parent: str = "", theme: str = "",
) -> Fresh:  # fmt: skip
    """Return a new cycle, in the shortest longer one where no parent is given.

    Raises:
        Refusal: its name is none, its dates are missing or the wrong way round, or the parent does not hold it.

    """
    if not is_cycle_name(name) or name.casefold() in RESERVED:
        raise Refusal(f"'{name}' cannot name a cycle; 2027, 2027-H1, 2027-Q1, 2027-B1 and 2027-01 can, and so can other names")
    cycles = company.workspace.cycles
    if any(name.casefold() == other.casefold() and cycles[other].source.digest for other in cycles):
        raise Refusal(f"there is a cycle '{name}' already")
    implied = implied_dates(name)
    first, last = start or (implied and implied[0]), end or (implied and implied[1])
    if not first or not last:
        raise Refusal(f"the name '{name}' implies no dates: give --start and --end")
    if last < first:
        raise Refusal(f"a cycle cannot end on {last}, before it begins on {first}")
    around = [entry for entry in cycles.values() if _holds(entry, first, last) and entry.id != name]
    if parent:
        known = target.cycle(company, parent)
        if known not in {entry.id for entry in around}:
            raise Refusal(f"'{known}' does not hold the whole of '{name}', {first} to {last}")
    longer = [entry for entry in around if (last - first).days < entry.days - 1]
    chosen = parent or min(longer, key=lambda entry: (entry.days, entry.id), default=None)
    front: dict[str, Value] = {
        "title": one_line(title) or name.replace("-", " "),
        "start": None if implied and first == implied[0] else first,
        "end": None if implied and last == implied[1] else last,
        "parent": chosen.id if isinstance(chosen, Cycle) else chosen,
        "theme": one_line(theme),
    }
    return Fresh(f"cycles/{name}/cycle.md", front)


def _holds(entry: Cycle, first: date, last: date) -> bool:
    return entry.start <= first and last <= entry.end


def cycle_to_review(company: Company, owner: str) -> str:
    """Return the latest cycle that an owner has objectives in, has begun and has no review of theirs; else the current one."""
    workspace = company.workspace
    begun = [
        entry
        for entry in workspace.cycles.values()
        if company.objectives_of(entry.id, owner)
        and f"{entry.id}/{owner}/review" not in workspace.reviews
        and company.phases[entry.id] in ("review", "closed")
    ]
    latest = max(begun, key=lambda entry: (entry.end, -entry.days), default=None)
    return latest.id if latest else target.cycle(company, "")


def review(  # noqa: PLR0913 - a record has as many keys
    company: Company, words: Words, *, owner: str, cycle: str = "", day: date, participants: Sequence[str] = (),
    decisions: Sequence[tuple[str, str, str]] = (),
) -> Fresh:  # fmt: skip
    """Return a new review, with its three questions as headings; `decisions` are objective, decision and reason.

    Raises:
        Refusal: its owner, its cycle, a participant or an objective is not there.

    """
    workspace = company.workspace
    owner = target.owner(workspace, owner)
    cycle = target.cycle(company, cycle) if cycle else cycle_to_review(company, owner)
    known = {entry.slug for entry in company.objectives_of(cycle, owner)}
    for slug, _, _ in decisions:
        if slug not in known:
            there = f"; there are: {', '.join(sorted(known))}" if known else ""
            raise Refusal(f"{owner} has no objective '{slug}' in {cycle}{there}")
    decided: list[Value] = []
    for slug, decision, why in decisions:
        entry: dict[str, Value] = {"objective": slug, "decision": decision}
        decided.append({**entry, "reason": one_line(why)} if why.strip() else entry)
    front: dict[str, Value] = {
        "date": day,
        "participants": [target.owner(workspace, handle) for handle in participants],
        "decisions": decided,
    }
    headings = (words("What went well"), words("What did not"), words("What we try next"))
    return Fresh(f"cycles/{cycle}/{owner}/{_SLUG_OF_REVIEW}.md", front, "\n\n".join(f"## {heading}" for heading in headings))
