"""Weighted means: from key results to an objective, from objectives to an owner."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import mul

from okrpress.model import Objective, ObjectiveType
from okrpress.scoring import standing
from okrpress.scoring.standing import OwnerStanding


def weighted_mean(weights: Sequence[float], values: Sequence[float | None]) -> float | None:
    """Return `Σ wᵢ vᵢ / Σ wᵢ` over the values that are not None (SCORING, Objective, owner, cycle).

    None where nothing is left to count, where all weights are 0, and where any weight is negative or not finite.
    The order of the terms never matters, to the last bit: sums are exact before they are rounded once.
    """
    if not weights:
        return None
    first = weights[0]
    if 0 < first < math.inf and weights.count(first) == len(weights):  # nearly always: nobody gave a weight
        kept = [value for value in values if value is not None]
        return _held(math.fsum(kept) / len(kept), kept) if kept else None
    if not all(0 <= weight < math.inf for weight in weights):
        return None
    terms = [(weight, value) for weight, value in zip(weights, values, strict=True) if weight and value is not None]
    if not terms:
        return None
    size = math.frexp(max(terms)[0])[1]
    shares = [math.ldexp(weight, -size) for weight, _ in terms]  # a power of two: exact, and huge weights do not overflow
    kept = [value for _, value in terms]
    return _held(math.fsum(map(mul, shares, kept)) / math.fsum(shares), kept)


def _held(mean: float, values: Sequence[float]) -> float:
    """Return a mean within its values: rounding may carry it a hair outside."""
    low, high = min(values), max(values)
    return low if mean < low else min(mean, high)


def why_no_mean(weights: Sequence[float]) -> str:
    """Return the word of `WHY_NO_SCORE` for which `weighted_mean` with these weights is None."""
    if any(weight < 0 for weight in weights):
        return standing.NEGATIVE_WEIGHT
    if not all(map(math.isfinite, weights)):
        return standing.NOT_A_NUMBER
    if weights and not any(weights):
        return standing.ALL_WEIGHTS_ZERO
    return standing.NOTHING_TO_COUNT


class OwnerMeans(Mapping[tuple[str, str], OwnerStanding]):
    """Each owner's two numbers by (cycle, owner), for everyone who has an objective in that cycle.

    Each is the weighted mean of the scores (objective id → share 0 … 1) of the agreed objectives of one type: committed and
    aspirational are never averaged together, and draft, proposed and dropped ones count in neither
    (SCORING, Objective, owner, cycle). They are computed when they are asked for.
    """

    def __init__(self, objectives: Iterable[Objective], score_of: Callable[[str], float | None]) -> None:
        """Sort the objectives by cycle and owner."""
        self._score_of = score_of
        self._owned: dict[tuple[str, str], list[Objective]] = {}
        for objective in objectives:
            self._owned.setdefault((objective.cycle, objective.owner), []).append(objective)
        self._found: dict[tuple[str, str], OwnerStanding] = {}

    def __getitem__(self, place: tuple[str, str]) -> OwnerStanding:
        """Return the numbers of an owner in a cycle."""
        if place not in self._found:
            agreed = [objective for objective in self._owned[place] if objective.stage == "agreed"]
            self._found[place] = OwnerStanding(self._mean(agreed, "committed"), self._mean(agreed, "aspirational"))
        return self._found[place]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Go through all of them."""
        return iter(self._owned)

    def __len__(self) -> int:
        """Count them."""
        return len(self._owned)

    def _mean(self, agreed: list[Objective], kind: ObjectiveType) -> float | None:
        counting = [objective for objective in agreed if objective.type == kind]
        return weighted_mean([entry.weight for entry in counting], [self._score_of(entry.id) for entry in counting])
