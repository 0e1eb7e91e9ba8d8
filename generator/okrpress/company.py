"""A company on a day: its records, how they hang together and how they stand. What rules, pictures and pages see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from okrpress.alignment import Alignment, PlacedAsk
from okrpress.continuity import Continuity, continuity
from okrpress.model import Cycle, Objective, Person, Phase, Unit, Workspace
from okrpress.overlap import Overlap, overlaps
from okrpress.scoring.assess import assess
from okrpress.scoring.standing import ObjectiveStanding, Standings
from okrpress.settings import Rollout, Settings


@dataclass(frozen=True)
class Company:
    """Everything known on `today`."""

    workspace: Workspace
    today: date
    before: Company | None = None
    """What it was at the base that it is compared with; None where there is none."""

    @cached_property
    def alignment(self) -> Alignment:
        """How the objectives hang together."""
        return Alignment.of(self.workspace)

    @cached_property
    def standings(self) -> Standings:
        """How everything stands."""
        return assess(self.workspace, self.alignment, self.today)

    @cached_property
    def by_owner(self) -> Mapping[tuple[str, str], tuple[Objective, ...]]:
        """(cycle, owner) → objectives, by priority, then by slug."""
        owned: dict[tuple[str, str], list[Objective]] = {}
        for objective in self.workspace.objectives.values():
            owned.setdefault((objective.cycle, objective.owner), []).append(objective)
        return {
            key: tuple(sorted(mine, key=lambda objective: (objective.priority or 9, objective.slug)))
            for key, mine in owned.items()
        }

    @cached_property
    def past(self) -> Continuity:
        """Which objective of the base is which of now; empty without a base."""
        return continuity(self.before.workspace, self.workspace) if self.before else Continuity({}, ())

    @property
    def settings(self) -> Settings:
        """The company's policy."""
        return self.workspace.settings

    def prepare(self) -> None:
        """Compute now what nearly everyone will ask for, so that it is nobody's own cost."""
        self.standings  # noqa: B018 - computed once, kept

    def standing(self, objective_id: str) -> ObjectiveStanding:
        """Return how an objective stands."""
        return self.standings.objectives[objective_id]

    def objectives_of(self, cycle: str, owner: str) -> tuple[Objective, ...]:
        """Return an owner's objectives of a cycle, first priority first."""
        return self.by_owner.get((cycle, owner), ())

    @cached_property
    def phases(self) -> Mapping[str, Phase]:
        """Cycle → the phase that it is in today."""
        return {cycle.id: cycle.phase(self.today) for cycle in self.workspace.cycles.values()}

    @cached_property
    def open_objectives(self) -> tuple[Objective, ...]:
        """The objectives that are still someone's business: not dropped, and of a cycle that is not closed."""
        phases = self.phases
        return tuple(
            objective
            for objective in self.workspace.objectives.values()
            if objective.stage != "dropped" and phases.get(objective.cycle) != "closed"
        )

    @cached_property
    def open_from_above(self) -> tuple[frozenset[str], ...]:
        """The open objectives and all that they help to reach, each after what it aligns to; those on loops as one group."""
        wanted = {objective.id for objective in self.open_objectives}
        waiting = list(wanted)
        for objective_id in waiting:
            new = [parent for parent in self.alignment.upwards.get(objective_id, ()) if parent not in wanted]
            wanted.update(new)
            waiting += new
        return tuple(group for group in self.alignment.from_above if not wanted.isdisjoint(group))

    @cached_property
    def asks(self) -> tuple[PlacedAsk, ...]:
        """The asks of the objectives that are still someone's business, answered or not."""
        asks = self.alignment.asks
        return tuple(placed for objective in self.open_objectives for placed in asks.get(objective.id, ()))

    @cached_property
    def overlaps(self) -> Mapping[str, tuple[Overlap, ...]]:
        """Objective id → the objectives of others that it overlaps with, closest first; only those that have any."""
        return overlaps(self.workspace, self.alignment, self.open_objectives)

    @cached_property
    def decided(self) -> frozenset[str]:
        """The objectives of which any review decides what follows."""
        reviews = self.workspace.reviews.values()
        return frozenset(decision.objective.objective for review in reviews for decision in review.decisions)

    @cached_property
    def unreviewed(self) -> Mapping[str, tuple[str, ...]]:
        """Owner → the cycles in review or closed, latest first, that they owe a review of.

        Owed it is by whoever had something agreed and was still there when the cycle closed.
        """
        workspace = self.workspace
        found: dict[str, list[Cycle]] = {}
        for (cycle_id, owner), objectives in self.by_owner.items():
            if self.phases[cycle_id] not in ("review", "closed") or f"{cycle_id}/{owner}/review" in workspace.reviews:
                continue
            cycle, record = workspace.cycles[cycle_id], workspace.units.get(owner) or workspace.people.get(owner)
            is_gone = record is not None and record.until is not None and record.until < cycle.phases.closed
            if not is_gone and any(objective.stage == "agreed" for objective in objectives):
                found.setdefault(owner, []).append(cycle)
        return {
            owner: tuple(cycle.id for cycle in sorted(owed, key=lambda cycle: (cycle.end, cycle.start), reverse=True))
            for owner, owed in found.items()
        }

    @cached_property
    def current_cycle(self) -> Cycle | None:
        """The shortest cycle that contains today; if none does, the latest that has begun; else the first to come."""
        cycles = self.workspace.cycles.values()
        running = [cycle for cycle in cycles if cycle.start <= self.today <= cycle.end]
        if running:
            return min(running, key=lambda cycle: (cycle.days, cycle.id))
        begun = [cycle for cycle in cycles if cycle.start <= self.today]
        if begun:
            return max(begun, key=lambda cycle: (cycle.start, -cycle.days, cycle.id))
        return min(cycles, key=lambda cycle: (cycle.start, cycle.days, cycle.id), default=None)

    @cached_property
    def active_cycles(self) -> tuple[Cycle, ...]:
        """The cycles that everyone now works in, the shortest first: the current one and the longer ones around it.

        Cycles of other lengths that contain today are among them; none where the current one has not begun or is closed.
        """
        current = self.current_cycle
        if current is None:
            return ()
        found = [
            cycle
            for cycle in self.workspace.cycles.values()
            if self.phases[cycle.id] in ("running", "review")
            and (cycle.start <= self.today <= cycle.end or cycle.contains(current))
        ]
        return tuple(sorted(found, key=lambda cycle: (cycle.days, cycle.id)))

    def around(self, cycle_id: str) -> tuple[Cycle, ...]:
        """Return a cycle and the longer ones around it, the shortest first."""
        own = self.workspace.cycles.get(cycle_id)
        if own is None:
            return ()
        return tuple(
            sorted(
                (cycle for cycle in self.workspace.cycles.values() if cycle.contains(own)),
                key=lambda cycle: (cycle.days, cycle.id),
            )
        )

    @cached_property
    def scope(self) -> frozenset[str]:
        """Handles of the units and people that the rollout reaches by now.

        A pilot or a project reaches its units, the units below them, the people of all these, and whoever leads one of
        them or is named as a member.
        """
        workspace, rollout = self.workspace, self.settings.rollout
        if rollout.mode == "company":
            return frozenset([*workspace.units, *workspace.people])
        chosen = set(rollout.units)
        units = {handle for handle in workspace.units if handle in chosen or not chosen.isdisjoint(self.alignment.above(handle))}
        people = {handle for handle, person in workspace.people.items() if person.unit in units}
        named = {handle for unit in units for handle in (*workspace.units[unit].members, workspace.units[unit].lead) if handle}
        return frozenset(units | people | named)

    def is_here(self, record: Unit | Person) -> bool:
        """Tell whether a unit or a person has begun and is not gone."""
        return (record.since is None or record.since <= self.today) and (record.until is None or self.today <= record.until)


def company_on(workspace: Workspace, today: date, before: Workspace | None = None) -> Company:
    """Look at a workspace on a day; `before` is what it was at the base that it is compared with."""
    return Company(workspace, today, Company(before, today) if before else None)


def with_everyone(company: Company) -> Company:
    """Look at a company as if its rollout had reached everyone."""
    settings = replace(company.settings, rollout=Rollout())
    return replace(company, workspace=replace(company.workspace, settings=settings))
