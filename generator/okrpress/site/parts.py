"""Which cycles' pages can have changed: a key for each cycle, made of everything that its pages may show.

Cycles whose objectives align to, support or ask each other stand and fall together: a quarter shows the year above it,
the year shows its quarters. What an objective was carried from (or on to) is shown with its name and its score alone, so
that a chain of carried work does not tie all years into one; what overlaps is shown with its title and its owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.model import Objective, Review
from okrpress.site.digest import digest


def part_keys(company: Company, findings: Sequence[Finding]) -> Mapping[str, str]:
    """Return a key for each cycle: equal keys mean equal pages, given the same generator."""
    workspace = company.workspace
    leaders = _leaders(company)
    lines: dict[str, list[str]] = {leader: [] for leader in leaders.values()}
    for cycle_id, cycle in workspace.cycles.items():
        phase = cycle.phase(company.today)
        # A closed cycle's pages write days of this year without it, and of others with it.
        day = str(company.today.year) if phase == "closed" else company.today.isoformat()
        lines[leaders[cycle_id]].append(f"cycle {cycle_id} {phase} {day}")
    records: tuple[Objective | Review, ...] = (*workspace.objectives.values(), *workspace.reviews.values())
    for record in records:
        lines[leaders[record.cycle]].append(f"record {record.id} {_state(record, company.today)}")
    for objective in workspace.objectives.values():
        origin = workspace.objectives.get(objective.carried_from.objective) if objective.carried_from else None
        if origin is not None:
            lines[leaders[objective.cycle]].append(f"from {_shown(company, origin)}")
            lines[leaders[origin.cycle]].append(f"on to {_shown(company, objective)}")
    for objective_id, overlaps in company.overlaps.items():
        mine = lines[leaders[workspace.objectives[objective_id].cycle]]
        mine += (f"like {objective_id} {overlap} {_title(company, overlap.other)}" for overlap in overlaps)
    for finding in findings:
        part = finding.record.partition("/")[0]
        if part in leaders:
            lines[leaders[part]].append(repr(finding))
    shared = _shared(company)
    keys = {leader: digest("\n".join([shared, *entries])) for leader, entries in lines.items()}
    return {cycle: f"{keys[leader]} {cycle}" for cycle, leader in leaders.items()}


def _shared(company: Company) -> str:
    """Return what any page may show: names, settings, themes, medals, the list of cycles."""
    workspace = company.workspace
    sources = [
        workspace.settings.source,
        workspace.strategy.source,
        *(unit.source for unit in workspace.units.values()),
        *(person.source for person in workspace.people.values()),
        *(sheet.source for sheet in workspace.medals.values()),
    ]
    current = company.current_cycle
    cycles = [
        f"{cycle.id} {cycle.title} {cycle.start} {cycle.end} {cycle.phases} {cycle.parent} {cycle.source.digest}"
        for cycle in workspace.cycles.values()
    ]
    gone = [unit.handle for unit in workspace.units.values() if unit.until is not None and unit.until < company.today]
    known = (f"{source.path} {source.digest}" for source in sources)
    return "\n".join([*known, *cycles, current.id if current else "", f"gone {gone}"])


def _state(record: Objective | Review, today: date) -> str:
    """Return what a record says today: the same every day, once the last day that it names has come."""
    return record.source.digest if record.source.last_day <= today.isoformat() else f"{record.source.digest} {today}"


def _shown(company: Company, objective: Objective) -> str:
    return f"{objective.id} {objective.source.digest} {company.standing(objective.id)!r}"


def _title(company: Company, target: str) -> str:
    """Return the title of an objective or of one of its key results."""
    objective_id, _, part = target.partition("#")
    objective = company.workspace.objectives[objective_id]
    key_result = objective.key_result(part)
    return key_result.title if key_result else objective.title


def _leaders(company: Company) -> dict[str, str]:
    """Return for each cycle the one that stands for all it hangs together with."""
    leaders = {cycle: cycle for cycle in company.workspace.cycles}

    def leader(cycle: str) -> str:
        while leaders[cycle] != cycle:
            leaders[cycle] = leaders[leaders[cycle]]
            cycle = leaders[cycle]
        return cycle

    for objective in company.workspace.objectives.values():
        for reference in (*objective.aligns_to, *objective.supports):
            other = reference.target.partition("/")[0]
            if other != objective.cycle and other in leaders:
                leaders[leader(other)] = leader(objective.cycle)
    for review in company.workspace.reviews.values():
        for decision in review.decisions:
            other = decision.objective.target.partition("/")[0]
            if other != review.cycle and other in leaders:
                leaders[leader(other)] = leader(review.cycle)
    return {cycle: leader(cycle) for cycle in leaders}
