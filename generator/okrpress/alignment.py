"""The graph of references: parents, children, supports, asks; who stands below whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from okrpress.loops import loops_of
from okrpress.model import Ask, Objective, Reference, Workspace
from okrpress.scoring.order import in_order


class Link(NamedTuple):
    """One reference between two records, seen from either end."""

    source: str
    """Id of the objective that holds the reference."""
    target: str
    """Full id that it points at, with `#part` where the author gave one."""

    @property
    def objective(self) -> str:
        """The target without its part."""
        return self.target.partition("#")[0]


class PlacedAsk(NamedTuple):
    """An ask, the objective it stands in, and who answered."""

    objective: str
    ask: Ask
    answered_by: tuple[str, ...]
    """Ids of the objectives whose `supports` answer it."""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody answered and the asking file has not closed it."""
        return self.ask.is_open and not self.answered_by

    def is_late(self, today: date) -> bool:
        """Tell whether the day on which help was needed has passed and the asking file has not closed it."""
        return self.ask.is_open and self.ask.by is not None and self.ask.by < today

    def wants(self, helper: str, target: str) -> bool:
        """Tell whether it asks for what an owner's `supports` of that target gives."""
        return _wants(self.ask, self.objective, helper, target)


@dataclass(frozen=True)
class Alignment:
    """Links by both ends. Only links whose target exists are here; themes have targets `strategy#<id>`."""

    workspace: Workspace
    parents: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """Objective id → what it aligns to."""
    children: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """Objective id, key result id or theme id → who aligns to exactly that."""
    supports: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """Objective id → what it helps."""
    supported_by: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """Objective id → who helps it or one of its key results."""
    asks: Mapping[str, tuple[PlacedAsk, ...]] = field(default_factory=dict)
    """Objective id → its asks, answered or not."""

    @classmethod
    def of(cls, workspace: Workspace) -> Alignment:
        """Read the links of a workspace."""
        parents: dict[str, tuple[Link, ...]] = {}
        children: dict[str, list[Link]] = {}
        supports: dict[str, tuple[Link, ...]] = {}
        supported_by: dict[str, list[Link]] = {}
        for objective in workspace.objectives.values():
            if objective.aligns_to:
                up = tuple(Link(objective.id, ref.target) for ref in _known(workspace, objective, objective.aligns_to))
                parents[objective.id] = up
                for link in up:
                    children.setdefault(link.target, []).append(link)
            if objective.supports:
                across = tuple(Link(objective.id, ref.target) for ref in _known(workspace, objective, objective.supports))
                supports[objective.id] = across
                for link in across:
                    supported_by.setdefault(link.objective, []).append(link)
        helped = {key: tuple(links) for key, links in supported_by.items()}
        return cls(
            workspace=workspace,
            parents=parents,
            children={key: tuple(links) for key, links in children.items()},
            supports=supports,
            supported_by=helped,
            asks={
                objective.id: tuple(
                    PlacedAsk(objective.id, ask, _answers(workspace, objective, ask, helped.get(objective.id, ())))
                    for ask in objective.asks
                )
                for objective in workspace.objectives.values()
                if objective.asks
            },
        )

    def children_of(self, objective: Objective) -> tuple[Link, ...]:
        """Return who aligns to an objective or to one of its key results."""
        own = self.children.get(objective.id, ())
        parts = (self.children.get(f"{objective.id}#{entry.id}", ()) for entry in objective.key_results)
        return tuple(dict.fromkeys([*own, *(link for links in parts for link in links)]))

    def is_asked_for(self, helper: str, link: Link) -> bool:
        """Tell whether a `supports` of an owner has an ask behind it that was not withdrawn."""
        return any(placed.wants(helper, link.target) and not placed.ask.withdrawn for placed in self.asks.get(link.objective, ()))

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """Handle → levels below the company: a unit one below its parent, a person one below their unit.

        Units that hang in a loop or under nothing count as if the topmost stood one below the company.
        """
        units = self.workspace.units
        depths = {self.workspace.settings.company: 0}
        for handle in units:
            chain: dict[str, None] = {}
            while handle not in depths and handle not in chain:
                chain[handle] = None
                handle = units[handle].parent if units[handle].parent in units else ""  # noqa: PLW2901 - upwards
                if not handle:
                    break
            top = depths.get(handle, 0)
            for below, member in enumerate(reversed(chain), start=1):
                depths[member] = top + below
        for handle, person in self.workspace.people.items():
            depths[handle] = depths.get(person.unit, 0) + 1
        return depths

    def above(self, handle: str) -> Iterator[str]:
        """Yield the units above an owner, nearest first; a person's own unit is the first."""
        units = self.workspace.units
        person = self.workspace.people.get(handle)
        current = person.unit if person else units[handle].parent if handle in units else ""
        seen = {handle}
        while current in units and current not in seen:
            yield current
            seen.add(current)
            current = units[current].parent

    @cached_property
    def top(self) -> frozenset[str]:
        """The owners at the top: the company, and the CEO, who stands with it."""
        company = self.workspace.settings.company
        unit = self.workspace.units.get(company)
        return frozenset({company, unit.ceo} - {""}) if unit else frozenset({company})

    def is_below(self, handle: str, other: str) -> bool:
        """Tell whether an owner stands below another in the tree of units (the CEO stands with the company)."""
        if handle in self.top:
            return False
        return (self.workspace.settings.company if other in self.top else other) in self.above(handle)

    @cached_property
    def upwards(self) -> Mapping[str, tuple[str, ...]]:
        """Objective id → ids of the objectives that it aligns to, each once; what was dropped is on neither side."""
        objectives = self.workspace.objectives
        dropped = {objective.id for objective in objectives.values() if objective.stage == "dropped"}
        upwards: dict[str, tuple[str, ...]] = {}
        for source, links in self.parents.items():
            if source not in dropped:
                found = dict.fromkeys(link.objective for link in links)
                upwards[source] = tuple(target for target in found if target in objectives and target not in dropped)
        return upwards

    @cached_property
    def from_above(self) -> tuple[frozenset[str], ...]:
        """The objectives of `upwards`, each after everything that it aligns to; those on loops come as one group."""
        return tuple(in_order(self.upwards))

    def ancestors(self, objective_id: str) -> Iterator[str]:
        """Yield everything that an objective helps to reach, directly or not, nearest first; never itself."""
        seen = {objective_id}
        waiting = [objective_id]
        for node in waiting:
            for parent in self.upwards.get(node, ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
                    yield parent

    def loops(self) -> list[tuple[str, ...]]:
        """Return loops of alignment, each as the objectives on it in order, smallest id first."""
        return loops_of(self.from_above, self.upwards)


def _known(workspace: Workspace, objective: Objective, references: tuple[Reference, ...]) -> list[Reference]:
    """Keep the references whose target exists, each once, none to the objective itself."""
    kept: dict[str, Reference] = {}
    for ref in references:
        if workspace.knows(ref) and ref.objective != objective.id:
            kept.setdefault(ref.target, ref)
    return list(kept.values())


def _answers(workspace: Workspace, objective: Objective, ask: Ask, helped: tuple[Link, ...]) -> tuple[str, ...]:
    """Return the objectives that answer an ask: of the asked owner (of anyone, for an open call), in the same cycle."""
    return tuple(
        dict.fromkeys(
            link.source
            for link in helped
            if (helper := workspace.objectives[link.source]).cycle == objective.cycle
            and helper.owner != objective.owner
            and helper.stage != "dropped"
            and _wants(ask, objective.id, helper.owner, link.target)
        )
    )


def _wants(ask: Ask, objective: str, helper: str, target: str) -> bool:
    """Tell whether an ask is for an owner (an open call: for anyone) and for a target: the objective counts for its parts."""
    return ask.to in ("", helper) and (not ask.key_result or target in (objective, f"{objective}#{ask.key_result}"))
