"""The order in which roll-ups can be computed: what another depends on comes first, and what depends on itself is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def in_order(needs: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    """Yield the groups of objectives that need one another, each after everything that it needs.

    `needs`: objective id → ids of the objectives whose scores its roll-ups take; ids that are no keys need nothing and are
    left out. A group of more than one is a loop, and so is one whose only member needs itself. Tarjan's strongly connected
    components, with a path of its own: a chain may be as long as a company makes it.
    """
    walk = _Walk(needs)
    for root in needs:
        if root not in walk.number:
            walk.enter(root)
            while walk.path:
                node, rest = walk.path[-1]
                following = walk.next_new(node, rest)
                if following is not None:
                    walk.enter(following)
                elif group := walk.leave():
                    yield group


class _Walk:
    """Where a walk over the needs is: the path to here, and what was met but not yet told."""

    def __init__(self, needs: Mapping[str, Sequence[str]]) -> None:
        self.needs = needs
        self.number: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        """The smallest number that can be reached from here among those not yet told."""
        self.untold: dict[str, None] = {}
        self.path: list[tuple[str, Iterator[str]]] = []

    def enter(self, node: str) -> None:
        self.number[node] = self.lowest[node] = len(self.number)
        self.untold[node] = None
        self.path.append((node, iter(self.needs[node])))

    def next_new(self, node: str, rest: Iterator[str]) -> str | None:
        for other in rest:
            if other in self.untold:
                self.lowest[node] = min(self.lowest[node], self.number[other])
            elif other in self.needs and other not in self.number:
                return other
        return None

    def leave(self) -> frozenset[str]:
        """Step back; return the group that is now complete, or nothing."""
        node, _ = self.path.pop()
        if self.path:
            above = self.path[-1][0]
            self.lowest[above] = min(self.lowest[above], self.lowest[node])
        group: set[str] = set()
        if self.lowest[node] == self.number[node]:
            while node not in group:
                group.add(self.untold.popitem()[0])
        return frozenset(group)
