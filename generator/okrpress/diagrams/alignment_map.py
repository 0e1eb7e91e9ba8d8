"""The whole company at the level of units: who carries whose objectives, who helps whom, and who stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from okrpress.company import Company
from okrpress.diagrams.graph import Cluster, Edge, Graph, Relation
from okrpress.diagrams.place import record_of
from okrpress.diagrams.records import Boxes
from okrpress.model import Objective
from okrpress.words import Words

MOST: Final = 150
"""Units of a picture: in a larger company the smallest ones are counted with the unit above them."""


def graph(company: Company, cycle: str, words: Words, most: int = MOST) -> Graph:
    """Return the map of a cycle, for the map's own page. A line is as thick as the links that it stands for are many."""
    shown = _shown(company, cycle, most)
    home = _homes(company, shown)
    objectives: dict[str, list[Objective]] = {unit: [] for unit in shown}
    for objective in company.workspace.objectives.values():
        if objective.cycle == cycle and objective.owner in home and objective.stage != "dropped":
            objectives[home[objective.owner]].append(objective)
    links = _links(company, objectives, home)
    tied = {unit for tail, head, _ in links for unit in (tail, head)}
    boxes = Boxes(company, words, cycle)
    nodes = tuple(boxes.unit(company.workspace.units[unit], objectives[unit]) for unit in shown)
    alone = tuple(f"units/{unit}" for unit in shown if unit not in tied)
    return Graph(
        id="alignment",
        title=words("Which unit helps which"),
        description=words("The thicker a line, the more objectives it stands for; dashed lines are help across"),
        nodes=nodes,
        edges=tuple(
            Edge(f"units/{tail}", f"units/{head}", relation, weight=count) for (tail, head, relation), count in links.items()
        ),
        clusters=(Cluster(words("Tied to nobody"), alone),) if alone and len(shown) > 1 else (),
        base="../" * 2,
    )


def _shown(company: Company, cycle: str, most: int) -> list[str]:
    """Return the units to show, from the company down, whole levels as long as there is room."""
    busy = {owner for of, owner in company.by_owner if of == cycle}
    units = company.workspace.units
    depths = company.alignment.depths
    alive = [
        handle
        for handle, unit in units.items()
        if handle in busy
        or ((unit.until is None or unit.until >= company.today) and (unit.since is None or unit.since <= company.today))
    ]
    alive.sort(key=lambda handle: depths[handle])
    if len(alive) <= most:
        return alive
    first_left_out = depths[alive[most]]
    whole = [handle for handle in alive if depths[handle] < first_left_out]
    return whole if len(whole) > 1 else alive[:most]


def _homes(company: Company, shown: list[str]) -> Mapping[str, str]:
    """Return owner → the shown unit that counts its objectives: its own, or the nearest above."""
    kept = set(shown)
    homes: dict[str, str] = {}
    for owner in (*company.workspace.units, *company.workspace.people):
        home = owner if owner in kept else next((unit for unit in company.alignment.above(owner) if unit in kept), None)
        if home:
            homes[owner] = home
    return homes


def _links(
    company: Company, objectives: Mapping[str, list[Objective]], home: Mapping[str, str]
) -> Counter[tuple[str, str, Relation]]:
    """Count the links between different units, by (from, to, meaning)."""
    workspace, alignment = company.workspace, company.alignment
    counts: Counter[tuple[str, str, Relation]] = Counter()
    for unit, mine in objectives.items():
        for objective in mine:
            for relation, links in (("aligns", alignment.parents), ("supports", alignment.supports)):
                for name in dict.fromkeys(map(record_of, links.get(objective.id, ()))):
                    target = workspace.objectives.get(name)
                    other = home.get(target.owner) if target else None
                    if other and other != unit:
                        counts[unit, other, "aligns" if relation == "aligns" else "supports"] += 1
    return counts
