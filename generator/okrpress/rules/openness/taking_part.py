"""Who has OKRs by now, and of whom some can be expected."""

from __future__ import annotations

from okrpress.company import Company
from okrpress.model import Person, Unit


def taking_part(company: Company) -> frozenset[str]:
    """Return the owners of objectives, drafts included, in the cycles that everyone now works in."""
    cycles = {cycle.id for cycle in company.active_cycles}
    return frozenset(objective.owner for objective in company.open_objectives if objective.cycle in cycles)


def carrying(company: Company) -> frozenset[str]:
    """Return who takes part or owns a key result, whoever's the objective is."""
    cycles = {cycle.id for cycle in company.active_cycles}
    return taking_part(company) | {
        entry.owner
        for objective in company.open_objectives
        if objective.cycle in cycles
        for entry in objective.key_results
        if entry.dropped is None
    }


def is_expected(company: Company, record: Unit | Person) -> bool:
    """Tell whether a unit or a person was there when the shortest of these cycles began, and still is."""
    begun = company.active_cycles[0].start
    return company.is_here(record) and (record.since is None or record.since <= begun)
