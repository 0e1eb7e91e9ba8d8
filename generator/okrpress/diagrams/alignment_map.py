"""A company or a part of it at the level of units: who carries whose objectives, who helps whom, and who stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from okrpress.company import Company
from okrpress.diagrams.graph import Cluster, Edge, Graph, Relation
from okrpress.diagrams.levels import Levels, levels_of
from okrpress.diagrams.place import record_of
from okrpress.diagrams.records import Boxes, address
from okrpress.model import Objective
from okrpress.words import Words

MOST: Final = 80
"""Units of a picture: a larger company is shown level by level."""


def graph(company: Company, cycle: str, words: Words, most: int = MOST, top: str = "") -> Graph:
    """Return the map of a unit, or of the whole company, in a cycle, for the map's own page.

    A line is as thick as the links that it stands for are many. Units outside of the map's own are in it where they are
    tied to one of its own.
    """
    workspace = company.workspace
    levels = levels_of(company, top or company.settings.company, cycle, most)
    inside = [unit for unit in levels.inside if unit in workspace.units]
    objectives = _objectives(company, cycle, levels.homes)
    links = _links(company, objectives, levels, frozenset(inside))
    tied = dict.fromkeys(unit for tail, head, _ in links for unit in (tail, head))
    outside = [unit for unit in tied if unit not in set(inside)]
    boxes = Boxes(company, words, cycle)
    nodes = [
        boxes.unit(workspace.units[unit], objectives.get(unit, ()), within=len(levels.within.get(unit, ())), opens=unit != top)
        for unit in (*inside, *outside)
    ]
    return Graph(
        id="alignment",
        title=words("Which unit helps which"),
        description=words("The thicker a line, the more objectives it stands for; dashed lines are help across"),
        nodes=tuple(nodes),
        edges=tuple(
            Edge(f"units/{tail}", f"units/{head}", relation, weight=count) for (tail, head, relation), count in links.items()
        ),
        clusters=tuple(_clusters(company, words, inside, tied, is_part=bool(top))),
        base="../" * (3 if top else 2),
    )


def _clusters(company: Company, words: Words, inside: list[str], tied: Mapping[str, None], *, is_part: bool) -> Iterable[Cluster]:
    top = inside[0] if inside else ""
    alone = tuple(f"units/{unit}" for unit in inside if unit not in tied)
    if is_part and (together := tuple(f"units/{unit}" for unit in inside if unit in tied)):
        yield Cluster(company.workspace.name_of(top), together, address(f"units/{top}"), focus=True)
    if alone and len(inside) > 1:
        yield Cluster(words("Tied to nobody"), alone)


def _objectives(company: Company, cycle: str, homes: Mapping[str, str]) -> dict[str, list[Objective]]:
    """Return what is pursued in a cycle, by the unit that stands for its owner."""
    found: dict[str, list[Objective]] = {}
    for (of, owner), objectives in company.by_owner.items():
        if of == cycle and owner in homes:
            found.setdefault(homes[owner], []).extend(entry for entry in objectives if entry.stage != "dropped")
    return found


def _links(
    company: Company, objectives: Mapping[str, list[Objective]], levels: Levels, inside: frozenset[str]
) -> Counter[tuple[str, str, Relation]]:
    """Count the links between different units of which one is the map's own, by (from, to, meaning)."""
    workspace, alignment, home = company.workspace, company.alignment, levels.homes
    counts: Counter[tuple[str, str, Relation]] = Counter()
    for unit, mine in objectives.items():
        for objective in mine:
            for relation, links in (("aligns", alignment.parents), ("supports", alignment.supports)):
                for name in dict.fromkeys(map(record_of, links.get(objective.id, ()))):
                    target = workspace.objectives.get(name)
                    other = home.get(target.owner) if target else None
                    if other and other != unit and (unit in inside or other in inside):
                        counts[unit, other, "aligns" if relation == "aligns" else "supports"] += 1
    return counts
