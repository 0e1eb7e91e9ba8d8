"""What rules that look at objectives one by one said earlier of closed cycles, which need not be looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Final

from okrpress.cache import Cache, Made
from okrpress.company import Company
from okrpress.load.packing import Unpackable, pack, unpack
from okrpress.parts import Parts
from okrpress.problem import Problem

KIND: Final = "problems"
_MOST: Final = 2000
"""Cycles that are remembered, those of other branches among them."""


class Earlier:
    """Problems of closed cycles, each cycle with the key of all that they were found in."""

    def __init__(self, company: Company, parts: Parts, cache: Cache, made_by: str) -> None:
        """Look for them in a cache; `made_by` names the rules: of others, nothing is remembered."""
        closed = [cycle for cycle, phase in company.phases.items() if phase == "closed"]
        self._keys = {cycle: f"{made_by} {parts.own[parts.leaders[cycle]]}" for cycle in closed}
        self._cache = cache

    @cached_property
    def _known(self) -> Mapping[str, list[tuple[str, Problem]]]:
        """Cycle → names of rules and what they noticed."""
        known = {}
        for cycle, packed in self._cache.recall(KIND, self._keys).items():
            with suppress(Unpackable):
                known[cycle] = unpack(packed)
        return known

    @property
    def cycles(self) -> Collection[str]:
        """The cycles that need not be looked at."""
        return self._known.keys()

    @cached_property
    def problems(self) -> Mapping[str, list[Problem]]:
        """Name of a rule → what it noticed in these cycles."""
        found: dict[str, list[Problem]] = {}
        for noticed in self._known.values():
            for rule, problem in noticed:
                found.setdefault(rule, []).append(problem)
        return found

    def learn(self, noticed: Iterable[tuple[str, str, Problem]]) -> None:
        """Remember what all rules noticed of all other cycles: the cycle, the rule, the problem."""
        fresh: dict[str, list[tuple[str, Problem]]] = {cycle: [] for cycle in self._keys if cycle not in self._known}
        for cycle, rule, problem in noticed:
            if cycle in fresh:
                fresh[cycle].append((rule, problem))
        if fresh:
            made = {cycle: Made(self._keys[cycle], pack(problems)) for cycle, problems in fresh.items()}
            self._cache.learn(KIND, made, _MOST)
