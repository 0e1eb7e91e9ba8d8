"""Objectives and key results of different owners that are alike, and that no link ties together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from okrpress.alignment import Alignment
from okrpress.model import Objective, Workspace
from okrpress.overlap.marks import marks, words_of
from okrpress.overlap.pairs import Pair, pairs
from okrpress.source import Place

LIKENESS: Final = 0.6
"""From where two texts are told: `tests/bench/OVERLAPS.md` shows what lies above and below."""
MOST: Final = 3
"""Others that an objective is told of, the closest first."""
_MOST_WORDS: Final = 6


class Overlap(NamedTuple):
    """Another owner's objective that is alike, seen from one of the two."""

    at: Place
    """Where the text stands that is alike: a title."""
    part: str
    """The key result that it is the title of; "" for the objective itself."""
    other: str
    """Id of the other objective, or of its key result that is alike."""
    likeness: float
    """0 … 1."""
    words: tuple[str, ...]
    """What both texts say, in this one's own words."""


class _Text(NamedTuple):
    objective: Objective
    part: str
    at: Place
    text: str

    @property
    def id(self) -> str:
        return f"{self.objective.id}#{self.part}" if self.part else self.objective.id


def overlaps(workspace: Workspace, alignment: Alignment, objectives: Iterable[Objective]) -> Mapping[str, tuple[Overlap, ...]]:
    """Return for each objective the others that it overlaps with, if any: of other owners, in cycles that overlap.

    Left out is what is linked: one helps to reach the other, directly or further up; one supports, asks or goes on with the
    other, or its owner contributes. A parent in common is no link: whoever stands above two teams may not know that both
    do the same, and that is what is to be found.
    """
    texts = [text for objective in objectives for text in _texts(objective)]
    may = _Ties(workspace, alignment)
    found: dict[str, dict[str, tuple[Pair, _Text, _Text]]] = {}
    for pair in _alike(tuple(text.text for text in texts)):
        one, other = texts[pair.one], texts[pair.other]
        if not may.be_told(one.objective, other.objective):
            continue
        for mine, theirs in ((one, other), (other, one)):
            others = found.setdefault(mine.objective.id, {})
            known = others.get(theirs.objective.id)
            if known is None or known[0].likeness < pair.likeness:
                others[theirs.objective.id] = pair, mine, theirs
    return {objective: tuple(map(_told, _closest(others.values()))) for objective, others in sorted(found.items())}


@lru_cache(maxsize=2)
def _alike(texts: tuple[str, ...]) -> tuple[Pair, ...]:
    """Return which texts are alike, whosever they are. The live server asks at every change, and most change no title."""
    return tuple(pairs([marks(text) for text in texts], LIKENESS))


def _closest(others: Iterable[tuple[Pair, _Text, _Text]]) -> list[tuple[Pair, _Text, _Text]]:
    return sorted(others, key=lambda entry: (-entry[0].likeness, entry[2].id))[:MOST]


def _told(entry: tuple[Pair, _Text, _Text]) -> Overlap:
    pair, mine, theirs = entry
    return Overlap(mine.at, mine.part, theirs.id, pair.likeness, words_of(mine.text, pair.shared, _MOST_WORDS))


def _texts(objective: Objective) -> Iterable[_Text]:
    """Yield an objective's own words: a title that is missing is its id, and what was dropped is nobody's work."""
    if objective.title != objective.slug:
        yield _Text(objective, "", ("title",), objective.title)
    for entry in objective.key_results:
        if entry.dropped is None and entry.title != entry.id:
            yield _Text(objective, entry.id, (*entry.at, "title"), entry.title)


class _Ties:
    """Who may do the same without knowing of each other."""

    def __init__(self, workspace: Workspace, alignment: Alignment) -> None:
        self._workspace = workspace
        self._alignment = alignment
        self._top = alignment.top  # the CEO stands with the company
        self._linked = cache(self._links_of)
        self._meet = cache(self._overlapping)

    def be_told(self, one: Objective, other: Objective) -> bool:
        """Tell whether two objectives have different owners, run at the same time and are not linked."""
        mine, theirs = one.owner, other.owner
        if mine == theirs or (mine in self._top and theirs in self._top) or not self._meet(one.cycle, other.cycle):
            return False
        return self._linked(one.id).isdisjoint((other.id, theirs)) and self._linked(other.id).isdisjoint((one.id, mine))

    def _links_of(self, objective_id: str) -> frozenset[str]:
        """Return the objectives that one leads to, and the owners that it names."""
        objective = self._workspace.objectives[objective_id]
        return frozenset(
            [
                *self._alignment.ancestors(objective_id),
                *(ref.objective for ref in (*objective.aligns_to, *objective.supports)),
                *([objective.carried_from.objective] if objective.carried_from else ()),
                *objective.contributors,
                *(ask.to for ask in objective.asks if ask.to),
                *(entry.owner for entry in objective.key_results if entry.owner != objective.owner),
            ]
        )

    def _overlapping(self, one: str, other: str) -> bool:
        mine, theirs = self._workspace.cycles[one], self._workspace.cycles[other]
        return mine.start <= theirs.end and theirs.start <= mine.end
