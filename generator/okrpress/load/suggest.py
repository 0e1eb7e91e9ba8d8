"""Which of many names an author may have meant: quick where a company has thousands of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from okrpress.handles import nearest

_FEW: Final = 200
"""Names that can all be compared one by one."""
_MOST_SUGGESTIONS: Final = 300
"""A thousand broken links have one cause, not a thousand slips of the pen."""


class Names:
    """Names of one kind, asked for the nearest to a word that is none of them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names."""
        self._names = tuple(names)
        self._known: dict[str, str] = {}

    def nearest(self, word: str) -> str:
        """Return the name that the author may have meant, or ""."""
        if word not in self._known:
            if len(self._known) >= _MOST_SUGGESTIONS:
                return ""
            self._known[word] = nearest(word, self._names if len(self._names) <= _FEW else self._like(word))
        return self._known[word]

    def _like(self, word: str) -> list[str]:
        """Return the names that share most pairs of letters with a word."""
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            shared.update(self._by_pair.get(pair, ()))
        # A long name shares many pairs with anything: what it has beyond the word counts against it.
        ranked = sorted(
            shared, key=lambda index: (2 * shared[index] / (len(word) + len(self._names[index])), -index), reverse=True
        )
        return [self._names[index] for index in ranked[:_FEW]]

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for position, name in enumerate(self._names):
            for pair in _pairs(name):
                index.setdefault(pair, []).append(position)
        return index


def _pairs(word: str) -> set[str]:
    folded = word.casefold()[:80]
    return {folded[start : start + 2] for start in range(len(folded) - 1)} or {folded}
