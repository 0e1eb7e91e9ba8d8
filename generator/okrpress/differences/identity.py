"""Which objective and which key result of before is which of now, whatever they are called and wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from okrpress.continuity import Continuity, likeness
from okrpress.model import KeyResult, Objective

MUCH: Final = 0.85
"""How alike (0 … 1) two key results of different objectives must be that do not even have the same id."""


class Part(NamedTuple):
    """A key result and the objective that it stands in."""

    objective: Objective
    key_result: KeyResult

    @property
    def id(self) -> str:
        """Its full id."""
        return f"{self.objective.id}#{self.key_result.id}"


@dataclass(frozen=True, slots=True)
class Identity:
    """How the objectives and key results of two states hang together."""

    before: Mapping[str, Objective]
    """Id of an objective of now → what it was; new ones are missing."""
    gone: tuple[Objective, ...] = ()
    """Objectives of before that nothing continues."""
    parts: Mapping[str, Part] = field(default_factory=dict)
    """Full id of a key result of now → what it was, only where it had another id or stood elsewhere."""
    now: Mapping[str, str] = field(default_factory=dict)
    """Full id of before → full id of now, only where it is another."""

    def id_now(self, target: str) -> str:
        """Return the full id that an objective, a key result or anything else of before has now."""
        if target in self.now:
            return self.now[target]
        objective, mark, part = target.partition("#")
        return f"{self.now.get(objective, objective)}{mark}{part}"

    def part_before(self, was: Objective | None, objective: Objective, entry: KeyResult) -> Part | None:
        """Return what a key result of now was; None for a new one."""
        moved = self.parts.get(f"{objective.id}#{entry.id}")
        if moved is not None or was is None:
            return moved
        known = was.key_result(entry.id)
        return Part(was, known) if known and f"{was.id}#{entry.id}" not in self.now else None


def identity(past: Continuity, now: Mapping[str, Objective]) -> Identity:
    """Match the key results of objectives that are matched, then those that went from one objective to another.

    The same id in the same objective is the same key result. One whose id is gone goes on where a new one is measured in
    the same way and says much the same: first in its own objective, then in another one of its cycle.
    """
    renamed = {was.id: name for name, was in past.before.items() if was.id != name}
    lost: list[Part] = []
    new: list[Part] = []
    pairs: list[tuple[Part, Part]] = []
    for name, objective in now.items():
        was = past.before.get(name)
        if was is objective or (was is not None and was.source.digest == objective.source.digest):
            continue
        gone_here, new_here = _unmatched(was, objective)
        pairs += _pairs(gone_here, new_here)
        taken = {part.id for pair in pairs for part in pair}
        lost += (part for part in gone_here if part.id not in taken)
        new += (part for part in new_here if part.id not in taken)
    lost += (Part(was, entry) for was in past.gone for entry in was.key_results)
    pairs += _pairs(lost, new)
    moved = {after.id: before for before, after in pairs}
    return Identity(past.before, past.gone, moved, {**renamed, **{before.id: after.id for before, after in pairs}})


def _unmatched(was: Objective | None, objective: Objective) -> tuple[list[Part], list[Part]]:
    """Return the key results of before and of now whose ids the other side does not have."""
    old = {entry.id: entry for entry in was.key_results} if was else {}
    ids = {entry.id for entry in objective.key_results}
    gone = [Part(was, entry) for name, entry in old.items() if name not in ids] if was else []
    return gone, [Part(objective, entry) for entry in objective.key_results if entry.id not in old]


def _pairs(gone: Iterable[Part], new: Iterable[Part]) -> Iterator[tuple[Part, Part]]:
    """Yield which key result goes on as which, the most certain first. Seen from the other side the pairs are the same."""
    by_cycle: dict[str, list[Part]] = {}
    for after in new:
        by_cycle.setdefault(after.objective.cycle, []).append(after)
    likely = [
        (alike, sorted((before.id, after.id)), before, after)
        for before in gone
        for after in by_cycle.get(before.objective.cycle, ())
        if (alike := _likeness(before, after))
    ]
    taken: set[int] = set()
    for _, _, before, after in sorted(likely, key=lambda entry: entry[:2], reverse=True):
        if taken.isdisjoint((id(before), id(after))):
            taken |= {id(before), id(after)}
            yield before, after


def _likeness(before: Part, after: Part) -> float:
    one, other = before.key_result, after.key_result
    if type(one.measure) is not type(other.measure):
        return 0.0
    alike = likeness(one.title, other.title)
    is_known = one.id == other.id or before.objective.id == after.objective.id
    return alike if is_known or alike >= MUCH else 0.0
