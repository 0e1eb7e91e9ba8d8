"""Scores before and after: of the objectives that moved and of everything above them, and the two numbers of each owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from okrpress.company import Company
from okrpress.differences.identity import Identity
from okrpress.scoring.standing import ObjectiveStanding, OwnerStanding


class ScoreChange(NamedTuple):
    """How an objective that was there before stands now, and how it stood."""

    objective: str
    """Its id now."""
    before: ObjectiveStanding
    after: ObjectiveStanding
    is_own: bool
    """Whether its own file changed: else it moved because of something below it, or did not move at all."""

    @property
    def is_moved(self) -> bool:
        """Whether its score, or what is said of it, is another."""
        return _told(self.before) != _told(self.after)


class OwnerChange(NamedTuple):
    """An owner's two numbers in a cycle, before and after."""

    cycle: str
    owner: str
    before: OwnerStanding
    after: OwnerStanding


def _told(standing: ObjectiveStanding) -> tuple[object, ...]:
    return standing.score, standing.health, standing.verdict


def score_changes(before: Company, after: Company, kin: Identity, touched: Iterable[str]) -> tuple[ScoreChange, ...]:
    """Return the objectives whose standing changed and all that stand above them or above what was touched, upwards.

    `touched` are ids of now. Whoever stands above is told with the number that did not move: that, too, is an answer.
    """
    own = set(touched)
    pairs = {
        name: ScoreChange(name, before.standing(was.id), after.standing(name), name in own) for name, was in kin.before.items()
    }
    wanted = {name for name, pair in pairs.items() if pair.is_moved}
    for name in [*wanted, *own]:
        wanted.update(ancestor for ancestor in after.alignment.ancestors(name) if ancestor in pairs)
    place = {name: rank for rank, group in enumerate(after.alignment.from_above) for name in group}
    upwards = sorted(wanted, key=lambda name: (-place.get(name, 0), name))
    return tuple(pairs[name] for name in upwards)


def owner_changes(before: Company, after: Company) -> Iterator[OwnerChange]:
    """Yield the owners of whose two numbers one is another, by cycle and handle."""
    old, new = before.standings.owners, after.standings.owners
    for cycle, owner in sorted({*old, *new}):
        then, now = (owners.get((cycle, owner), OwnerStanding()) for owners in (old, new))
        if then != now:
            yield OwnerChange(cycle, owner, then, now)
