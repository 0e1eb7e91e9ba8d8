"""Similar objectives elsewhere: what the overlap finder knows of an objective."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.model import Objective
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk


class SimilarRow(NamedTuple):
    """Another owner's objective, or key result, that says nearly the same."""

    other: Mention
    owner: Mention
    mine: Mention | None
    """The key result of this objective that is alike; None where it is the objective itself."""
    words: tuple[str, ...]
    """What both say."""


def similar_rows(desk: Desk, objective: Objective) -> tuple[SimilarRow, ...]:
    """List the objectives that one overlaps with, the closest first; none where the company switched the finder off."""
    if desk.company.settings.rules.get("overlapping-objectives") == "off":
        return ()
    names, objectives = desk.mentions, desk.company.workspace.objectives
    return tuple(
        SimilarRow(
            other=names.target(overlap.other),
            owner=names.owner(objectives[overlap.other.partition("#")[0]].owner),
            mine=names.key_result(objective, overlap.part) if overlap.part else None,
            words=overlap.words,
        )
        for overlap in desk.company.overlaps.get(objective.id, ())
    )
