"""Which cycles can have changed: a key for each, made of all that its records say and of all that they hang together with.

Cycles whose objectives align to, support or ask each other stand and fall together: a quarter shows the year above it,
the year shows its quarters. What an objective was carried from (or on to) is shown with its name and its score alone, so
that a chain of carried work does not tie all years into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from okrpress.company import Company
from okrpress.model import CommentSheet, Objective, Review


@dataclass(frozen=True, slots=True)
class Parts:
    """The cycles of a company: which of them hang together, and the key of each such part."""

    leaders: Mapping[str, str]
    """Cycle → the one that stands for all it hangs together with."""
    own: Mapping[str, str]
    """Leader → key: where it is equal, all that is known of the part's records by themselves is equal."""
    keys: Mapping[str, str]
    """Leader → key: the same, with what they were carried from and on to."""

    @classmethod
    def of(cls, company: Company) -> Parts:
        """Look at all records of a company."""
        workspace = company.workspace
        leaders = _leaders(company)
        lines: dict[str, list[str]] = {leader: [] for leader in leaders.values()}
        for cycle_id, cycle in workspace.cycles.items():
            phase = cycle.phase(company.today)
            # A closed cycle's pages write days of this year without it, and of others with it.
            day = str(company.today.year) if phase == "closed" else company.today.isoformat()
            lines[leaders[cycle_id]].append(f"cycle {cycle_id} {phase} {day}")
        records: tuple[Objective | Review | CommentSheet, ...] = (
            *workspace.objectives.values(), *workspace.reviews.values(), *workspace.comments.values(),
        )  # fmt: skip
        for record in records:
            lines[leaders[record.cycle]].append(f"record {record.id} {_state(record, company.today)}")
        shared = _shared(company)
        own = {leader: _hash("\n".join([shared, *entries])) for leader, entries in lines.items()}

        def shown(objective: Objective) -> str:
            """Return what another cycle shows of an objective: of a closed one, all that it may ever show."""
            if company.phases[objective.cycle] == "closed":
                return f"{objective.id} {own[leaders[objective.cycle]]}"
            return f"{objective.id} {objective.source.digest} {company.standing(objective.id)!r}"

        carried: dict[str, list[str]] = {leader: [] for leader in own}
        for objective in workspace.objectives.values():
            origin = workspace.objectives.get(objective.carried_from.objective) if objective.carried_from else None
            if origin is not None:
                carried[leaders[objective.cycle]].append(f"from {shown(origin)}")
                carried[leaders[origin.cycle]].append(f"on to {shown(objective)}")
        return cls(leaders, own, {leader: _hash("\n".join([own[leader], *entries])) for leader, entries in carried.items()})


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


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


def _state(record: Objective | Review | CommentSheet, today: date) -> str:
    """Return what a record says today: the same every day, once the last day that it names is over."""
    return record.source.digest if record.source.last_day < today.isoformat() else f"{record.source.digest} {today}"


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
