"""Who takes part in what: the records seen from the units and people that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from okrpress.alignment import PlacedAsk
from okrpress.company import Company
from okrpress.model import Cycle, KeyResult, Medal, Objective, Review

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class OwnedKeyResult:
    """A key result that somebody else's objective entrusts to a person or unit."""

    objective: Objective
    key_result: KeyResult


class Given(NamedTuple):
    """A medal with who gave it and when (YYYY-MM)."""

    month: str
    giver: str
    medal: Medal


class Involvement:
    """The indexes of one company, each made when a page first asks for it. Keys are handles unless said otherwise."""

    def __init__(self, company: Company) -> None:
        """Know the company."""
        self._company = company
        self._workspace = company.workspace

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """Every cycle, the latest first, a longer one before the shorter ones that begin on its day."""
        return tuple(sorted(self._workspace.cycles.values(), key=lambda cycle: (cycle.start, cycle.end, cycle.id), reverse=True))

    @cached_property
    def cycles_of(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the cycles in which an owner has an objective, latest first; unknown cycles last."""
        order = {cycle.id: place for place, cycle in enumerate(self.cycles)}
        found = _gathered((owner, cycle) for cycle, owner in self._company.by_owner)
        return {owner: tuple(sorted(cycles, key=lambda cycle: order.get(cycle, len(order)))) for owner, cycles in found.items()}

    @cached_property
    def owners_in(self) -> Mapping[str, tuple[str, ...]]:
        """Cycle id → the owners of its objectives."""
        return _gathered(self._company.by_owner)

    @cached_property
    def key_results(self) -> Mapping[str, tuple[OwnedKeyResult, ...]]:
        """Key results owned in objectives of others."""
        return _gathered(
            (entry.owner, OwnedKeyResult(objective, entry))
            for objective in self._workspace.objectives.values()
            for entry in objective.key_results
            if entry.owner != objective.owner
        )

    @cached_property
    def contributions(self) -> Mapping[str, tuple[Objective, ...]]:
        """Objectives that somebody contributes to."""
        objectives = self._workspace.objectives.values()
        return _gathered((handle, entry) for entry in objectives for handle in dict.fromkeys(entry.contributors))

    @cached_property
    def asked(self) -> Mapping[str, tuple[PlacedAsk, ...]]:
        """Asks of what runs, by who is asked; open calls are under ""."""
        return _gathered((placed.ask.to, placed) for placed in self._company.asks)

    @cached_property
    def asking(self) -> Mapping[str, tuple[PlacedAsk, ...]]:
        """Asks of what runs, by who asks."""
        objectives = self._workspace.objectives
        return _gathered((objectives[placed.objective].owner, placed) for placed in self._company.asks)

    @cached_property
    def carried_on(self) -> Mapping[str, tuple[str, ...]]:
        """Objective id → ids of the objectives that go on with it."""
        return _gathered(
            (objective.carried_from.target, objective.id)
            for objective in self._workspace.objectives.values()
            if objective.carried_from
        )

    @cached_property
    def people_in(self) -> Mapping[str, tuple[str, ...]]:
        """Unit → its people: those whose record names it, then the members it names itself; by name."""
        own = [(person.unit, handle) for handle, person in self._workspace.people.items()]
        named = [(handle, member) for handle, unit in self._workspace.units.items() for member in unit.members]
        found = _gathered(dict.fromkeys(own + named))
        return {unit: tuple(sorted(people, key=self._workspace.name_of)) for unit, people in found.items()}

    @cached_property
    def units_below(self) -> Mapping[str, tuple[str, ...]]:
        """Unit → the units whose parent it is, those that are gone last."""
        found = _gathered((unit.parent, handle) for handle, unit in self._workspace.units.items() if unit.parent)
        return {parent: tuple(sorted(units, key=self._is_gone)) for parent, units in found.items()}

    @cached_property
    def led(self) -> Mapping[str, tuple[str, ...]]:
        """Units that a person leads."""
        return _gathered((unit.lead, handle) for handle, unit in self._workspace.units.items() if unit.lead)

    @cached_property
    def reports(self) -> Mapping[str, tuple[str, ...]]:
        """People who name somebody as their manager."""
        return _gathered((person.manager, handle) for handle, person in self._workspace.people.items() if person.manager)

    @cached_property
    def medals(self) -> Mapping[str, tuple[Given, ...]]:
        """Medals by who got them, latest month first."""
        sheets = sorted(self._workspace.medals.values(), key=lambda sheet: (sheet.month, sheet.giver), reverse=True)
        return _gathered((medal.to, Given(sheet.month, sheet.giver, medal)) for sheet in sheets for medal in sheet.medals)

    @cached_property
    def reviews(self) -> Mapping[str, tuple[Review, ...]]:
        """Reviews by owner."""
        return _gathered((review.owner, review) for review in self._workspace.reviews.values())

    def _is_gone(self, handle: str) -> bool:
        until = self._workspace.units[handle].until
        return until is not None and until < self._company.today


def _gathered(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Gather what belongs to one key, in the order in which it comes."""
    found: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
