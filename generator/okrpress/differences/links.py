"""Links and asks between objectives: which came, went, broke, were mended, answered or closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from okrpress.company import Company
from okrpress.differences.change import AskChange, LinkChange, LinkState, Relation
from okrpress.differences.identity import Identity
from okrpress.model import Objective, Reference, Workspace

_RELATIONS: Final[tuple[Relation, ...]] = ("aligns", "supports")


def shaken(before: Workspace, after: Workspace, changed: Iterable[tuple[Objective | None, Objective | None]]) -> frozenset[str]:
    """Return the full ids that only one of two states has: a link to one of them changed without its own file."""
    found: set[str] = set()
    for was, now in changed:
        found ^= _ids(was) ^ _ids(now)
    themes = ({f"strategy#{theme.id}" for theme in state.strategy.themes} for state in (before, after))
    return frozenset(found | set.symmetric_difference(*themes))


def _ids(objective: Objective | None) -> set[str]:
    return {objective.id, *(f"{objective.id}#{entry.id}" for entry in objective.key_results)} if objective else set()


def link_changes(
    before: Company, after: Company, was: Objective | None, now: Objective | None, kin: Identity
) -> Iterator[LinkChange]:
    """Yield how the references of an objective changed."""
    for relation in _RELATIONS:
        new = _written(after.workspace, now, relation)
        old: dict[str, LinkState] = {}
        for target, state in _written(before.workspace, was, relation).items():
            # What still carries the old name is the same link: it broke, or never led anywhere.
            renamed = kin.id_now(target)
            old[renamed if renamed in new or target not in new else target] = state
        for target in dict.fromkeys((*new, *old)):
            then, this = old.get(target, "none"), new.get(target, "none")
            if then != this:
                yield LinkChange(relation, target, then, this)


def _written(workspace: Workspace, objective: Objective | None, relation: Relation) -> Mapping[str, LinkState]:
    references: tuple[Reference, ...] = ()
    if objective is not None:
        references = objective.aligns_to if relation == "aligns" else objective.supports
    return {reference.target: "whole" if workspace.knows(reference) else "broken" for reference in references}


def ask_changes(
    before: Company, after: Company, was: Objective | None, now: Objective | None, kin: Identity
) -> Iterator[AskChange]:
    """Yield how the asks of an objective changed, by their ids."""
    old = {placed.ask.id: placed for placed in before.alignment.asks.get(was.id, ())} if was else {}
    new = {placed.ask.id: placed for placed in after.alignment.asks.get(now.id, ())} if now else {}
    for name in dict.fromkeys((*new, *old)):
        then, this = old.get(name), new.get(name)
        if then and this:
            answers = tuple(map(kin.id_now, then.answered_by))
            is_same = then.ask._replace(at=()) == this.ask._replace(at=()) and set(answers) == set(this.answered_by)
            if is_same:
                continue
        yield AskChange(then, this)
