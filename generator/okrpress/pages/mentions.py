"""Records spoken of by name: every reference on a page is a link with the words that people use."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import NamedTuple

from okrpress.model import KeyResult, Objective, Reference, Workspace
from okrpress.pages import addresses


class Mention(NamedTuple):
    """A name that leads to its page."""

    text: str
    href: str | None = None
    """From the site's root, percent-encoded; None where nothing has that name: it is then shown as text."""


class Mentions:
    """The names and addresses of one workspace, each made once."""

    def __init__(self, workspace: Workspace) -> None:
        """Know the workspace; nothing is looked up before it is asked for."""
        self._workspace = workspace
        self._owners: dict[str, Mention] = {}
        self._objectives: dict[str, Mention] = {}

    def owner(self, handle: str) -> Mention:
        """Name a unit or a person."""
        known = self._owners.get(handle)
        if known is None:
            known = self._owners[handle] = self._find_owner(handle)
        return known

    def owners(self, handles: tuple[str, ...]) -> tuple[Mention, ...]:
        """Name several."""
        return tuple(self.owner(handle) for handle in handles)

    def objective(self, objective_id: str) -> Mention:
        """Name an objective by its title."""
        known = self._objectives.get(objective_id)
        if known is None:
            objective = self._workspace.objectives.get(objective_id)
            known = self._objectives[objective_id] = (
                Mention(objective.title or objective.id, addresses.href(addresses.of_record(objective_id)))
                if objective
                else Mention(objective_id)
            )
        return known

    def key_result(self, objective: Objective, key_result_id: str) -> Mention:
        """Name a key result by its title, or by its id where the objective has none of that id."""
        entry = objective.key_result(key_result_id)
        return Mention(key_result_id) if entry is None else self.part(objective, entry)

    def part(self, objective: Objective, entry: KeyResult) -> Mention:
        """Name a key result of an objective by its title."""
        return Mention(entry.title or entry.id, f"{self.objective(objective.id).href}#{addresses.href(entry.id)}")

    def target(self, target: str) -> Mention:
        """Name what a full id points at: an objective, a key result or a theme."""
        head, _, part = target.partition("#")
        if head == "strategy":
            theme = self._workspace.strategy.theme(part)
            return Mention(theme.title or part, addresses.href(addresses.of_theme(part))) if theme else Mention(target)
        objective = self._workspace.objectives.get(head)
        if part and objective:
            return self.key_result(objective, part)
        return self.objective(head)

    def reference(self, reference: Reference) -> Mention:
        """Name what a reference points at; one that points at nothing keeps the author's words."""
        found = self.target(reference.target)
        return found if found.href is not None else Mention(reference.written)

    def cycle(self, cycle_id: str) -> Mention:
        """Name a cycle."""
        cycle = self._workspace.cycles.get(cycle_id)
        if cycle is None:
            return Mention(cycle_id)
        return Mention(cycle.title or cycle.id, addresses.href(addresses.of_record(cycle_id)))

    def file(self, path: str, link: str) -> str | None:
        """Return the page's href of the record that a relative link in the file `path` leads to, or None."""
        target, mark, part = link.partition("#")
        found = self._files.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
        return None if found is None else f"{found}{mark}{part}"

    @cached_property
    def _files(self) -> dict[str, str]:
        workspace = self._workspace
        records = (
            *((record.source.path, addresses.of_record(record.id)) for record in workspace.objectives.values()),
            *((record.source.path, addresses.of_record(record.id)) for record in workspace.cycles.values()),
            *((record.source.path, addresses.of_record(record.id)) for record in workspace.reviews.values()),
            *((record.source.path, addresses.of_unit(record.handle)) for record in workspace.units.values()),
            *((record.source.path, addresses.of_person(record.handle)) for record in workspace.people.values()),
            (workspace.strategy.source.path, addresses.STRATEGY_MAP),
        )
        return {path: addresses.href(address) for path, address in records if path}

    def _find_owner(self, handle: str) -> Mention:
        if unit := self._workspace.units.get(handle):
            return Mention(unit.name or handle, addresses.href(addresses.of_unit(handle)))
        if person := self._workspace.people.get(handle):
            return Mention(person.name or handle, addresses.href(addresses.of_person(handle)))
        return Mention(handle)
