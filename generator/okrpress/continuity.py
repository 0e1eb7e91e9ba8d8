"""Which objective of before is which of now: by its id, or where its file was moved, by what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from okrpress.model import Objective, Workspace

ALIKE: Final = 0.6
"""The least similarity (0 … 1) of two texts of which one continues the other."""
_MOST: Final = 600
"""Characters that are compared."""


class Continuity(NamedTuple):
    """How two states of the records hang together."""

    before: Mapping[str, Objective]
    """Id of an objective of now → the objective that it was; new ones are missing."""
    gone: tuple[Objective, ...]
    """Objectives of before that nothing continues."""


def continuity(before: Workspace, now: Workspace) -> Continuity:
    """Match the objectives of two states.

    The same id is the same objective. One whose id is gone goes on where a record says that it had that id before, or a new
    one, in its cycle or in one that took that cycle's place, has the same key results by id and says much the same. Seen
    from the other side the pairs are the same.
    """
    matched = {name: before.objectives[name] for name in now.objectives if name in before.objectives}
    gone = {name: objective for name, objective in before.objectives.items() if name not in now.objectives}
    new = {name: objective for name, objective in now.objectives.items() if name not in before.objectives}
    for was, goes_on in list(_moves(gone, new, before, now)):
        if was in gone and goes_on in new:
            matched[goes_on] = gone.pop(was)
            del new[goes_on]
    return Continuity(matched, tuple(gone.values()))


def _moves(
    gone: Mapping[str, Objective], new: Mapping[str, Objective], before: Workspace, now: Workspace
) -> Iterator[tuple[str, str]]:
    """Yield pairs that may be one objective, the most certain first."""
    # What a record says of its own name is more certain than what it looks like, on whichever side it is said.
    yield from now.formerly.items()
    yield from ((later, earlier) for earlier, later in before.formerly.items())
    by_content: dict[str, list[str]] = {}
    for name, objective in new.items():
        by_content.setdefault(objective.source.digest, []).append(name)
    for name, objective in gone.items():
        for same in by_content.get(objective.source.digest, ()):
            yield name, same
    by_keys: dict[frozenset[str], list[Objective]] = {}
    for objective in new.values():
        by_keys.setdefault(_keys(objective), []).append(objective)
    likely = [
        (alike, sorted((was.id, objective.id)), was.id, objective.id)
        for was in gone.values()
        for objective in by_keys.get(_keys(was), ())
        if (objective.cycle == was.cycle or (was.cycle not in now.cycles and objective.cycle not in before.cycles))
        and (alike := likeness(_text(was), _text(objective))) >= ALIKE
    ]
    yield from ((was, goes_on) for _, _, was, goes_on in sorted(likely, reverse=True))


def _keys(objective: Objective) -> frozenset[str]:
    return frozenset(key_result.id for key_result in objective.key_results)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 … 1, whichever comes first; 0 where it is less than `ALIKE`."""
    first, second = sorted((one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _text(objective: Objective) -> str:
    return "\n".join((objective.title, *(key_result.title for key_result in objective.key_results)))[:_MOST]
