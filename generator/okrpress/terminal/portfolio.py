"""Objectives by owner in the terminal: of one owner, of a cycle, of the whole company."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from okrpress.model import Cycle, Objective
from okrpress.pages.page import Desk
from okrpress.pages.parts.formula import owner_steps
from okrpress.pages.parts.owners import in_tree_order, unit_tree
from okrpress.pages.parts.rows import span
from okrpress.pages.parts.states import key_result_status, objective_status, phase_of
from okrpress.scoring.standing import KeyResultStanding, OwnerStanding
from okrpress.terminal.paper import Paper

FEW: Final = 200
"""Objectives that a terminal lists; of more, the company's tree has the numbers alone."""


def show_owner(desk: Desk, paper: Paper, handle: str) -> None:
    """Show what a unit or a person pursues, in the cycles that are not closed."""
    words, workspace = desk.words, desk.company.workspace
    unit, person = workspace.units.get(handle), workspace.people.get(handle)
    paper.put(paper.bold(workspace.name_of(handle)))
    facts = [desk.vocabulary.unit_kinds[unit.kind]] if unit else []
    above = unit.parent if unit else person.unit if person else ""
    facts += [workspace.name_of(above)] if above else []
    facts += [words("led by {name}", name=workspace.name_of(unit.lead))] if unit and unit.lead else []
    paper.put(paper.dim(" · ".join([handle, *facts])))
    cycles = [cycle for cycle in desk.involvement.cycles_of.get(handle, ()) if desk.company.phases.get(cycle) != "closed"]
    for cycle in cycles:
        paper.heading(desk.mentions.cycle(cycle).text)
        _numbers(desk, paper, cycle, handle, indent=2)
        for objective in desk.company.objectives_of(cycle, handle):
            paper.gap()
            _objective(desk, paper, objective, indent=2, with_key_results=True)
    phases, entrusted = desk.company.phases, desk.involvement.key_results.get(handle, ())
    carried = [entry for entry in entrusted if phases.get(entry.objective.cycle) != "closed"]
    if carried:
        paper.heading(words("Key results carried for others"))
        for entry in carried:
            standing = desk.company.standing(entry.objective.id).key_results.get(entry.key_result.id, KeyResultStanding())
            status = key_result_status(desk, entry.objective, entry.key_result, standing, phase_of(desk, entry.objective.cycle))
            paper.row(entry.key_result.title, paper.state(words.score(standing.score), status), 2)
            paper.put(paper.dim(f"{entry.objective.id}#{entry.key_result.id}"), 4)
    if not cycles and not carried:
        paper.gap()
        paper.put(words("Nothing in a cycle that is open."))


def show_cycle(desk: Desk, paper: Paper, cycle: Cycle) -> None:
    """Show a cycle: when it is, and everyone's objectives in it."""
    words = desk.words
    paper.put(paper.bold(cycle.title))
    days = words("{start} to {end}", start=words.date(cycle.start), end=words.date(cycle.end))
    paper.put(paper.dim(" · ".join([cycle.id, days, desk.vocabulary.phases[desk.company.phases[cycle.id]]])))
    for owner in in_tree_order(desk, desk.involvement.owners_in.get(cycle.id, ())):
        paper.heading(f"{desk.mentions.owner(owner).text}  {paper.dim(owner)}")
        _numbers(desk, paper, cycle.id, owner, indent=2)
        _listed(desk, paper, desk.company.objectives_of(cycle.id, owner), indent=2)


def show_tree(desk: Desk, paper: Paper) -> None:
    """Show the CEO's objectives of the current cycle, and the company's tree of units with theirs."""
    company, words = desk.company, desk.words
    cycle = company.current_cycle
    if cycle is None:
        paper.put(words("There is no cycle yet."))
        return
    paper.put(paper.bold(company.workspace.name_of(company.settings.company)))
    paper.put(paper.dim(f"{cycle.title} · {desk.vocabulary.phases[company.phases[cycle.id]]} · {words.date(company.today)}"))
    count = sum(len(company.objectives_of(cycle.id, owner)) for owner in desk.involvement.owners_in.get(cycle.id, ()))
    root = company.workspace.units.get(company.settings.company)
    if root and root.ceo and company.objectives_of(cycle.id, root.ceo):
        paper.gap()
        _owner(desk, paper, cycle.id, (root.ceo, 0), is_short=count > FEW)
    for handle, depth in unit_tree(desk):
        if company.is_here(company.workspace.units[handle]):
            paper.gap() if depth <= 1 else None
            _owner(desk, paper, cycle.id, (handle, depth), is_short=count > FEW)
    paper.gap()
    paper.put(paper.dim(words("'okr show HANDLE' shows an owner with each key result, 'okr show ID' how a number came about.")))


def _owner(desk: Desk, paper: Paper, cycle: str, place: tuple[str, int], *, is_short: bool) -> None:
    """Show an owner at a depth of the tree, with objectives or, of a large company, their number alone."""
    handle, depth = place
    objectives = desk.company.objectives_of(cycle, handle)
    paper.row(f"{paper.bold(desk.company.workspace.name_of(handle))}  {paper.dim(handle)}", _two(desk, cycle, handle), 2 * depth)
    if not is_short:
        _listed(desk, paper, objectives, indent=2 * depth + 2)
    elif objectives:
        paper.put(desk.words.plural("{count} objective", "{count} objectives", len(objectives)), 2 * depth + 2)


def _listed(desk: Desk, paper: Paper, objectives: Iterable[Objective], indent: int) -> None:
    for objective in objectives:
        _objective(desk, paper, objective, indent, with_key_results=False)


def _objective(desk: Desk, paper: Paper, objective: Objective, indent: int, *, with_key_results: bool) -> None:
    words = desk.words
    standing = desk.company.standing(objective.id)
    paper.row(objective.title, paper.state(words.score(standing.score), objective_status(desk, objective, standing)), indent)
    if with_key_results:
        paper.put(paper.dim(objective.id), indent)
        for entry in objective.key_results:
            part = standing.key_results.get(entry.id, KeyResultStanding())
            state = key_result_status(desk, objective, entry, part, phase_of(desk, objective.cycle))
            paper.row(f"#{entry.id}  {entry.title}", paper.state(words.score(part.score), state), indent + 2)
            if shown := span(desk, entry, part):
                paper.put(paper.dim(shown), indent + 4)


def _two(desk: Desk, cycle: str, owner: str) -> str:
    """Write an owner's two numbers, each with its name; "" where there is none."""
    words, standing = desk.words, desk.company.standings.owners.get((cycle, owner), OwnerStanding())
    pairs = ((words("Committed"), standing.committed), (words("Aspirational"), standing.aspirational))
    return "  ".join(f"{name} {words.score(score)}" for name, score in pairs if score is not None)


def _numbers(desk: Desk, paper: Paper, cycle: str, owner: str, indent: int) -> None:
    for step in owner_steps(desk, cycle, owner):
        paper.put(paper.dim(desk.words("{label}: {formula}", label=step.label, formula=step.text)), indent, 2)
