"""An objective through time: who changed it, when, and what that was in the words of OKR."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from okrpress.alignment import PlacedAsk
from okrpress.continuity import Continuity
from okrpress.differences.change import AskChange, LinkChange, ObjectiveChange, Relation
from okrpress.differences.identity import Identity, identity
from okrpress.differences.objective import objective_change
from okrpress.model import Objective
from okrpress.source import Source

State: TypeAlias = Literal["unasked", "none", "shallow", "whole"]
"""Nobody looked; there is no git here; the clone lacks what is older; all of it is there."""


class Version(NamedTuple):
    """What one commit made of an objective."""

    commit: str
    author: str
    email: str
    day: date | None
    """Where the author was; None for one that no calendar has."""
    lines: tuple[tuple[str, str], ...]
    """Sign and sentence of everything that changed. Names of other records are marks in it, for they may change."""


def _none() -> tuple[Version, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The versions of one objective, newest first, read when they are asked for."""

    source: Source
    """The path of its file below the records' folder; the digest is of everything that the versions are made of."""
    state: State = "unasked"
    versions: Callable[[], tuple[Version, ...]] = _none


def version_change(before: Objective | None, after: Objective | None, *, is_binding: bool) -> ObjectiveChange:
    """Compare two versions of one objective by themselves: whether a link led anywhere then, nobody knows."""
    kin = Identity({}, ())
    if before and after:
        kin = identity(Continuity({after.id: before}, ()), {after.id: after})
    change = objective_change(before, after, kin, lambda _: is_binding)
    return ObjectiveChange(
        before,
        after,
        change.moves,
        change.key_results,
        change.check_ins,
        change.steps,
        (*_links("aligns", before, after), *_links("supports", before, after)),
        tuple(_asks(before, after)),
    )


def _links(relation: Relation, before: Objective | None, after: Objective | None) -> list[LinkChange]:
    old, new = (
        [reference.target for reference in (side.aligns_to if relation == "aligns" else side.supports)] if side else []
        for side in (before, after)
    )
    return [
        *(LinkChange(relation, target, "none", "whole") for target in dict.fromkeys(new) if target not in old),
        *(LinkChange(relation, target, "whole", "none") for target in dict.fromkeys(old) if target not in new),
    ]


def _asks(before: Objective | None, after: Objective | None) -> list[AskChange]:
    old, new = ({ask.id: ask for ask in side.asks} if side else {} for side in (before, after))
    found = []
    for name in dict.fromkeys((*new, *old)):
        then, now = old.get(name), new.get(name)
        if not (then and now and then._replace(at=()) == now._replace(at=())):
            sides = (PlacedAsk(side.id, ask, ()) if side and ask else None for side, ask in ((before, then), (after, now)))
            found.append(AskChange(*sides))
    return found
