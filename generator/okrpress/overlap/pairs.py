"""Texts that are alike, found without comparing each with each.

How alike two texts are is the cosine of their marks, each weighing as much as it is rare (TF-IDF). Two texts that are alike by
at least so much share one of their rarer marks: the rest of either would be too light (prefix filtering, Bayardo, Ma and
Srikant 2007). So only the rarer marks are looked up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from okrpress.overlap.marks import is_pair

COMMON: Final = 40
"""Texts that share a mark, or are word for word the same, beyond which it is the company's way of speaking and nobody's find.

It also keeps the time in proportion to the number of texts, however alike they all are."""
_ENOUGH: Final = 3
"""Marks that two texts share at the least; two are enough where both are whole words."""


class Pair(NamedTuple):
    """Two texts, by their places in the sequence, the earlier first."""

    one: int
    other: int
    likeness: float
    """0 … 1, 1: the same marks."""
    shared: frozenset[str]


def pairs(texts: Sequence[frozenset[str]], likeness: float) -> Iterator[Pair]:
    """Yield the pairs of texts, given by their marks, that are at least so much alike (0 … 1)."""
    users = Counter(mark for text in texts for mark in text)
    weights = {mark: math.log1p(len(texts) / count) ** 2 for mark, count in users.items()}
    rank = {mark: place for place, (mark, _) in enumerate(sorted(users.items(), key=lambda entry: (entry[1], entry[0])))}
    lengths = [math.sqrt(math.fsum(map(weights.__getitem__, text))) for text in texts]
    index: dict[str, list[int]] = {}
    same: dict[frozenset[str], list[int]] = {}
    for here, text in enumerate(texts):
        if not _is_enough(text):
            continue
        rare = _rare(text, weights, rank, (likeness * lengths[here]) ** 2)
        known = [mark for mark in rare if users[mark] <= COMMON]
        twins = same.setdefault(text, [])
        near = set(twins if len(twins) <= COMMON else ()).union(*(index.get(mark, ()) for mark in known))
        length = lengths[here]
        for there in sorted(near):
            other = lengths[there]
            if other < likeness * length or length < likeness * other:
                continue
            shared = text & texts[there]
            found = math.fsum(map(weights.__getitem__, shared)) / (length * other)  # exact, so in any order the same
            if found >= likeness and _is_enough(shared):
                yield Pair(there, here, min(found, 1.0), shared)
        twins.append(here)
        for mark in known:
            index.setdefault(mark, []).append(here)


def _rare(text: frozenset[str], weights: dict[str, float], rank: dict[str, int], limit: float) -> list[str]:
    """Return the rarer marks of a text, down to where the rest alone could not make it alike to anything."""
    rest = math.fsum(map(weights.__getitem__, text))
    rare = []
    for mark in sorted(text, key=rank.__getitem__):
        if rest < limit * (1 - 1e-9):
            break
        rare.append(mark)
        rest -= weights[mark]
    return rare


def _is_enough(marks: Collection[str]) -> bool:
    return len(marks) >= _ENOUGH or (len(marks) == _ENOUGH - 1 and not any(map(is_pair, marks)))
