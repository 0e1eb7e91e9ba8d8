"""Loops in a graph of names: what leads back to itself, told along the shortest way round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from okrpress.scoring.order import in_order

MOST_LOOPS: Final = 100
"""More than anyone undoes in one sitting."""
MOST_NAMED: Final = 8
"""A ring of thousands names its nearest members."""


def loops(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the loops of a graph, each as its members in order, smallest name first; none of a single member.

    `graph`: name → the names that it leads to; names that are no keys lead nowhere.
    """
    return loops_of(in_order(graph), graph)


def loops_of(groups: Iterable[frozenset[str]], graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the loops within the groups of names that lead to one another.

    Every name that is on a loop is on one of them, a shortest through it; beyond `MOST_LOOPS` the rest is left for when
    these are undone.
    """
    found: list[tuple[str, ...]] = []
    for group in groups:
        if len(group) == 1:
            continue
        told: set[str] = set()
        for member in sorted(group):
            if member not in told and len(found) < MOST_LOOPS:
                loop = _loop_through(member, group, graph)
                told.update(loop)
                first = loop.index(min(loop))
                found.append((*loop[first:], *loop[:first]))
    return sorted(found)


def ring(loop: Sequence[str], position: int) -> str:
    """Write a loop as seen from one of its members: a → b → a."""
    shown = [loop[(position + step) % len(loop)] for step in range(min(len(loop), MOST_NAMED))]
    return " → ".join([*shown, *(["…"] if len(loop) > MOST_NAMED else []), loop[position]])


def _loop_through(member: str, group: frozenset[str], graph: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Search in widening circles for the way from a member of a group back to itself."""
    came_from: dict[str, str] = {}
    circle = [member]
    while member not in came_from:
        following = []
        for node in circle:
            for target in graph[node]:
                if target in group and target not in came_from:
                    came_from[target] = node
                    following.append(target)
        circle = following
    loop = [member]
    while (before := came_from[loop[-1]]) != member:
        loop.append(before)
    return (member, *reversed(loop[1:]))
