"""Records as boxes: what a picture says of an objective, a theme, a unit or an unanswered ask.

Addresses are the records' ids (FORMAT, Addresses), relative to the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from okrpress.alignment import PlacedAsk
from okrpress.company import Company
from okrpress.diagrams.graph import Node, Stage, Tone
from okrpress.model import Objective, Theme, Unit
from okrpress.words import Words

GLYPHS: Final[Mapping[Tone, str]] = {
    "at-risk": "▲",
    "attention": "◆",
    "stale": "◇",
    "too-early": "○",
    "on-track": "●",
    "done": "✓",
    "none": "–",
}
"""The shape of each tone, the worst first: the same shapes as the style sheet gives to states in text."""

STRATEGY_MAP: Final = "maps/strategy/"
ALIGNMENT_MAP: Final = "maps/alignment/"
_STAGES: Final[Mapping[str, Stage]] = {"draft": "draft", "proposed": "draft", "agreed": "agreed", "dropped": "dropped"}


@lru_cache(maxsize=65536)
def address(record_id: str) -> str:
    """Return the address of an objective, a unit (`units/x`), a person (`people/x`) or a theme (`strategy#x`)."""
    head, mark, part = record_id.partition("#")
    return quote(f"{STRATEGY_MAP if head == 'strategy' else f'{head}/'}{mark}{part}", safe="/#-._~")


class Boxes:
    """Makes the boxes of one picture."""

    def __init__(self, company: Company, words: Words, cycle: str = "") -> None:
        """Speak of a company; an objective of another cycle than `cycle` says which one it is of."""
        self._company = company
        self._workspace = company.workspace
        self._words = words
        self._cycle = cycle
        self._states = _states(words)

    def target(self, record_id: str) -> Node:
        """Return the box of an objective or a theme, given by its id without a key result."""
        if record_id in self._workspace.objectives:
            return self.objective(self._workspace.objectives[record_id])
        theme = self._workspace.strategy.theme(record_id.partition("#")[2])
        return self.theme(theme) if theme else Node(record_id, record_id)

    def objective(self, objective: Objective) -> Node:
        """Return an objective's box: title, owner, score and state."""
        standing = self._company.standing(objective.id)
        known = standing.verdict or standing.health
        word, tone = self._states[known] if known else ("", "none")
        if objective.stage != "agreed":
            word, tone = self._states[objective.stage]
        score = "" if objective.stage == "dropped" else self._words.score(standing.score)
        note = self._workspace.name_of(objective.owner)
        if self._cycle and objective.cycle != self._cycle:
            # First, so that a long name is cut and not the cycle; by its id, as titles can be long too.
            note = f"{objective.cycle} · {note}"
        return Node(
            id=objective.id,
            title=objective.title or objective.id,
            note=note,
            state=" ".join(filter(None, (score, GLYPHS[tone] if tone != "none" else "", word))),
            href=address(objective.id),
            tone=tone,
            stage=_STAGES[objective.stage],
        )

    def theme(self, theme: Theme) -> Node:
        """Return a theme's box: title and what is known of its hypothesis."""
        word, tone = self._states[theme.evidence]
        name = f"strategy#{theme.id}"
        return Node(
            id=name,
            title=theme.title or theme.id,
            note=self._words("Strategy"),
            state=f"{GLYPHS[tone]} {word}",
            href=address(name),
            tone=tone,
            kind="theme",
        )

    def unit(self, unit: Unit, objectives: Iterable[Objective], within: int = 0, *, opens: bool = True) -> Node:
        """Return a unit's box: how many objectives it has, how many of them stand how, how many units are in it.

        A box that holds units which the picture does not show opens on its own map, unless this is that map.
        """
        counts: dict[Tone, int] = {}
        total = 0
        for objective in objectives:
            total += 1
            tone = self.objective(objective).tone
            counts[tone] = counts.get(tone, 0) + 1
        name = f"units/{unit.handle}"
        counted = self._words.plural("{count} objective", "{count} objectives", total)
        more = self._words.plural("+ {count} unit", "+ {count} units", within) if within else ""
        return Node(
            id=name,
            title=unit.name or unit.handle,
            note=" · ".join(filter(None, (counted, more))),
            state=" ".join(f"{glyph} {counts[tone]}" for tone, glyph in GLYPHS.items() if tone != "none" and tone in counts),
            href=address(f"{ALIGNMENT_MAP}{unit.handle}" if within and opens else name),
            kind="unit",
            # A unit that says nothing yet is shown as a gap.
            stage="agreed" if total else "draft",
        )

    def ask(self, placed: PlacedAsk) -> Node:
        """Return the box of an ask that nobody has answered: what is needed, and of whom."""
        asked = self._workspace.name_of(placed.ask.to) if placed.ask.to else self._words("Everyone")
        return Node(
            id=f"ask:{placed.objective}:{placed.ask.at}",
            title=placed.ask.what or placed.ask.id,
            note=asked,
            state=f"{GLYPHS['attention']} {self._words('Unanswered')}",
            href=f"{address(placed.objective)}#Asks",
            tone="attention",
            kind="ask",
        )

    def more(self, of: str, count: int, href: str) -> Node:
        """Return the box that stands for `count` others and leads on to where they are."""
        return Node(
            id=f"more:{of}",
            title=self._words.plural("+ {count} more", "+ {count} more", count),
            href=href,
            kind="more",
        )


def focused(node: Node) -> Node:
    """Return the box of the record on whose page the picture stands."""
    return replace(node, focus=True)


@lru_cache(maxsize=4)
def _states(words: Words) -> Mapping[str, tuple[str, Tone]]:
    """Return word and tone of every health, verdict, stage and state of evidence."""
    return {
        "at risk": (words("At risk"), "at-risk"),
        "stale": (words("Stale"), "stale"),
        "needs attention": (words("Needs attention"), "attention"),
        "too early": (words("Too early to tell"), "too-early"),
        "on track": (words("On track"), "on-track"),
        "done": (words("Done"), "done"),
        "met": (words("Met"), "done"),
        "attained": (words("Attained"), "done"),
        "partly": (words("Partly attained"), "attention"),
        "missed": (words("Missed"), "at-risk"),
        "draft": (words("Draft"), "none"),
        "proposed": (words("Proposed"), "none"),
        "dropped": (words("Dropped"), "none"),
        "open": (words("Open"), "too-early"),
        "supported": (words("Supported by evidence"), "done"),
        "refuted": (words("Refuted"), "at-risk"),
    }
