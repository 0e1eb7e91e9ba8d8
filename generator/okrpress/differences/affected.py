"""Who should know of a change: owners, contributors, and whoever stands above, below or beside with a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.company import Company
from okrpress.model import Objective

Role: TypeAlias = Literal["owner", "contributor", "parent", "child", "supporter", "supported"]
ROLES: Final[tuple[Role, ...]] = ("owner", "contributor", "parent", "child", "supporter", "supported")
"""The nearest first."""


class Affected(NamedTuple):
    """A unit or a person, and why a change is their business: the nearest reason."""

    handle: str
    role: Role


def affected(company: Company, objective: Objective) -> tuple[Affected, ...]:
    """Return who has to do with an objective: each once, the nearest first."""
    found: dict[str, Role] = {}
    for handle, role in sorted(_roles(company, objective), key=lambda entry: ROLES.index(entry[1])):
        found.setdefault(handle, role)
    return tuple(Affected(handle, role) for handle, role in found.items())


def _roles(company: Company, objective: Objective) -> Iterator[tuple[str, Role]]:
    alignment, objectives = company.alignment, company.workspace.objectives
    yield objective.owner, "owner"
    for entry in objective.key_results:
        yield entry.owner, "owner"
    for handle in objective.contributors:
        yield handle, "contributor"
    for name in alignment.ancestors(objective.id):
        yield objectives[name].owner, "parent"
    for link in alignment.children_of(objective):
        yield objectives[link.source].owner, "child"
    for link in alignment.supported_by.get(objective.id, ()):
        yield objectives[link.source].owner, "supporter"
    for link in alignment.supports.get(objective.id, ()):
        if link.objective in objectives:
            yield objectives[link.objective].owner, "supported"
