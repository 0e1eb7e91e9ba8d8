"""Sentences for generated companies: own word lists (`words/`), put together so that ten thousand of them differ."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import yaml

WORDS: Final = Path(__file__).parent / "words"


class Yardstick(NamedTuple):
    """A number that a key result moves: its name and unit, where it may start and by how much it moves at most."""

    name: str
    unit: str
    low: int
    high: int
    step: int
    falls: bool = False


class Tongue:
    """The words of one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lists: dict[str, Any] = _read(f"{code}.yml")
        self.yardsticks = [
            *(Yardstick(*row) for row in self._lists["grows"]),
            *(Yardstick(*row)._replace(falls=True) for row in self._lists["shrinks"]),
        ]

    def one(self, chance: Random, kind: str) -> str:
        """Draw a member of a list; the one text of a kind that has no list."""
        found = self._lists[kind]
        return found if isinstance(found, str) else chance.choice(found)

    def some(self, chance: Random, kind: str, count: int) -> list[str]:
        """Draw different members of a list."""
        return chance.sample(self._lists[kind], count)

    def bound(self, *, falls: bool) -> str:
        """Say "at least" or, where less is better, "at most"."""
        return self._lists["bounds"][falls]

    def objective(self, chance: Random) -> str:
        """Make a title."""
        subject, wish, place = (self.one(chance, kind) for kind in ("subjects", "wishes", "places"))
        patterns = (
            (f"让{place}的{subject}{wish}", f"{place}：{subject}{wish}", f"{subject}在{place}{wish}")
            if self.code == "zh"
            else (f"{subject} {place} {wish}", f"{place}, {subject.lower()} {wish}", f"{subject} {wish} {place}")
        )
        return capital(chance.choice(patterns))

    def story(self, chance: Random, link: str) -> str:
        """Make a body: one to three paragraphs, sometimes with a list and a link."""
        paragraphs = []
        for _ in range(chance.choice((1, 1, 2, 2, 3))):
            sentences = self.some(chance, "reasons", chance.choice((1, 2)))
            sentences += self.some(chance, "consequences", chance.choice((1, 2)))
            paragraphs.append(self._lists["gap"].join(f"{capital(sentence)}{self._lists['stop']}" for sentence in sentences))
        if chance.random() < 0.4:
            paragraphs.append("\n".join(f"* {plan}" for plan in self.some(chance, "plans", 3)))
        if chance.random() < 0.2:
            paragraphs.append(f"[{self.one(chance, 'subjects')}: {self.one(chance, 'places')}]({link})")
        return "\n\n".join(paragraphs)


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _read(name: str) -> dict[str, Any]:
    return yaml.safe_load((WORDS / name).read_text(encoding="utf-8"))


ENGLISH: Final = Tongue("en")
CHINESE: Final = Tongue("zh")
NAMES: Final = _read("names.yml")
"""Surnames, given names, first and last names, functions and regions: parts of handles, most with a Chinese name."""
