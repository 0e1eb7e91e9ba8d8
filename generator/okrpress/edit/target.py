"""What somebody means who names an objective, a key result, a unit, a person or a cycle on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrpress.company import Company
from okrpress.handles import as_handle, implied_dates, normal
from okrpress.load.checked import short
from okrpress.load.suggest import Names
from okrpress.model import Cycle, KeyResult, Objective, Workspace
from okrpress.refusal import Refusal


class Target(NamedTuple):
    """An objective, and one of its key results where that was named."""

    objective: Objective
    key_result: KeyResult | None = None


def target(company: Company, written: str) -> Target:
    """Find an objective or a key result by its id; one without a cycle is of a cycle that runs, the shortest first.

    The path of an objective's file is as good as its id.

    Raises:
        Refusal: there is none, with the nearest one.

    """
    path, _, part = normal(written.strip()).partition("#")
    objective = _objective(company, path, written)
    return Target(objective, key_result(objective, part) if part else None)


def key_result(objective: Objective, key_result_id: str) -> KeyResult:
    """Find a key result of an objective.

    Raises:
        Refusal: there is none of that id, with those that there are.

    """
    found = objective.key_result(normal(key_result_id))
    if found is None:
        known = [entry.id for entry in objective.key_results]
        raise Refusal(f"'{objective.id}' has no key result '{short(key_result_id)}'{_way_out(key_result_id, known)}")
    return found


def _objective(company: Company, path: str, written: str) -> Objective:
    objectives = company.workspace.objectives
    bare = path.removesuffix(".md").strip("/")
    if path.endswith(".md") and "cycles/" in path:
        bare = bare.rpartition("cycles/")[2]
    if bare in objectives:
        return objectives[bare]
    cycles = company.active_cycles or tuple(filter(None, (company.current_cycle,)))
    for cycle in cycles:
        if f"{cycle.id}/{bare}" in objectives:
            return objectives[f"{cycle.id}/{bare}"]
    wanted = {bare, *(f"{cycle.id}/{bare}" for cycle in cycles)}
    for name in sorted(wanted):
        if (now := company.workspace.formerly.get(name, "")) in objectives:
            return objectives[now]
    for problem in company.workspace.problems:
        if problem.rule == "unreadable-file" and problem.record in wanted:
            raise Refusal(f"'{problem.path}' cannot be read: line {problem.span.line}: {problem.message}; mend that first")
    raise Refusal(f"no objective '{short(written)}'{_nearest_objective(company, bare, cycles)}")


def _nearest_objective(company: Company, bare: str, cycles: tuple[Cycle, ...]) -> str:
    """Name the objective that may have been meant: of a running cycle without its name, else with it."""
    objectives = company.workspace.objectives
    if bare.count("/") == 1:
        elsewhere = [objective for objective in objectives.values() if f"{objective.owner}/{objective.slug}" == bare]
        if elsewhere:
            return f" in a cycle that runs. Did you mean {elsewhere[-1].id}?"
        for cycle in cycles:
            close = Names(_within(company, cycle.id)).nearest(bare)
            if close:
                return f". Did you mean {close}?"
    elif "/" not in bare and bare:
        mine = [name for cycle in cycles for name in _within(company, cycle.id) if bare in name.split("/")]
        if mine:
            return f": an id is OWNER/NAME. Did you mean {' or '.join(mine[:3])}?"
    close = Names(objectives).nearest(bare)
    return f". Did you mean {close}?" if close else ": an id is OWNER/NAME, or CYCLE/OWNER/NAME; 'okr show' lists them"


def _within(company: Company, cycle: str) -> list[str]:
    return [f"{entry.owner}/{entry.slug}" for entry in company.workspace.objectives.values() if entry.cycle == cycle]


def owner(workspace: Workspace, handle: str) -> str:
    """Find a unit or a person.

    Raises:
        Refusal: nobody has that handle.

    """
    return _known("unit or person", handle, (*workspace.units, *workspace.people))


def unit(workspace: Workspace, handle: str) -> str:
    """Find a unit; Refusal where there is none."""
    return _known("unit", handle, workspace.units)


def person(workspace: Workspace, handle: str) -> str:
    """Find a person; Refusal where there is none."""
    return _known("person", handle, workspace.people)


def cycle(company: Company, name: str) -> str:
    """Find a cycle, or one that its name alone makes (2027-Q1); "" means the current one; Refusal where there is none."""
    if not name:
        if company.current_cycle is None:
            raise Refusal("there is no cycle yet; 'okr new cycle 2027-Q1' makes one")
        return company.current_cycle.id
    if name in company.workspace.cycles or implied_dates(name):
        return name
    close = Names(company.workspace.cycles).nearest(name)
    way_out = f". Did you mean {close}?" if close else "; 'okr new cycle' makes one"
    raise Refusal(f"there is no cycle '{short(name)}'{way_out}")


def person_of(workspace: Workspace, name: str, email: str) -> str:
    """Return the handle of the person that git speaks of, or "": by the address before its @, else by name."""
    by_address = as_handle(email.partition("@")[0])
    if by_address in workspace.people:
        return by_address
    if as_handle(name) in workspace.people:
        return as_handle(name)
    named = [handle for handle, entry in workspace.people.items() if entry.name.casefold() == name.casefold()]
    return named[0] if len(named) == 1 else ""


def _known(kind: str, handle: str, known: Iterable[str]) -> str:
    names = tuple(known)
    bare = normal(handle.strip().lstrip("@"))
    if bare in names:
        return bare
    raise Refusal(f"there is no {kind} '{short(handle)}'{_way_out(bare, names)}")


def _way_out(word: str, known: Iterable[str]) -> str:
    names = tuple(known)
    close = Names(names).nearest(word)
    if close:
        return f". Did you mean {close}?"
    return f"; there are: {', '.join(names)}" if 0 < len(names) <= 8 else ""  # noqa: PLR2004 - one line
