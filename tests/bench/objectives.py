"""Objectives and reviews of generated companies, one cycle after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from tests.bench.cast import Goal, Owner, Term
from tests.bench.key_results import KeyResult, Setting
from tests.bench.lines import number, record, scalar
from tests.bench.phrases import CHINESE, ENGLISH, Tongue


class Writer:
    """Writes the objectives of one cycle after the other; `chinese` is the share of those in Chinese."""

    def __init__(self, chance: Random, today: date, chinese: float, units: Sequence[Owner], people: Sequence[Owner]) -> None:
        self._chance = chance
        self._today = today
        self._chinese = chinese
        self._units = units
        self._people = people
        self._hands = [person.handle for person in people]
        self._above = {owner.handle: owner.above for owner in units}
        self._members = {unit.handle: [person.handle for person in people if person.above == unit.handle] for unit in units}
        self._before: dict[str, list[str]] = {}
        """Owner → ids of their objectives in the quarter before."""
        self._later: dict[str, list[str]] = {}
        """Unit → units that write their objectives after it, in this cycle."""

    def cycle(self, term: Term) -> Iterator[tuple[str, str]]:
        """Yield a cycle's objectives and, once it is closed, the units' reviews."""
        counts = self._counts(term)
        busy = [owner.handle for owner, _ in counts if not owner.is_person]
        self._later = {handle: busy[index + 1 :] for index, handle in enumerate(busy)}
        written: dict[str, list[str]] = {}
        for owner, count in counts:
            for index in range(count):
                slug, text = self._objective(term, owner, index)
                written.setdefault(owner.handle, []).append(f"{term.id}/{owner.handle}/{slug}")
                yield f"cycles/{term.id}/{owner.handle}/{slug}.md", text
            if term.closed(self._today) and not owner.is_person:
                yield f"cycles/{term.id}/{owner.handle}/review.md", self._review(term, owner)
        if term.parent:
            self._before = written

    def _counts(self, term: Term) -> list[tuple[Owner, int]]:
        """Share a cycle's objectives out: the company and the CEO first, then down the tree, then the people."""
        others = self._chance.sample(self._people[1:], len(self._people) - 1)
        owners = [self._units[0], self._people[0], *self._units[1:], *others]
        counts = []
        left = term.count
        for owner in owners:
            count = min(left, self._chance.choice((1, 2, 2, 3) if owner.is_person else (2, 3, 3, 4)))
            counts.append(count)
            left -= count
        for index in range(left):
            counts[index % len(counts)] += 1
        return [(owner, count) for owner, count in zip(owners, counts, strict=True) if count]

    def _objective(self, term: Term, owner: Owner, index: int) -> tuple[str, str]:
        chance = self._chance
        tongue = CHINESE if chance.random() < self._chinese else ENGLISH
        title = tongue.objective(chance)
        slug = _slug(title, {goal.slug for goal in term.goals.get(owner.handle, ())}, index)
        committed = chance.random() < 0.45
        late = index > 0 and not term.closed(self._today) and chance.random() < 0.06
        stage = chance.choice(("proposed", "draft")) if late else "agreed"
        setting = Setting(chance, tongue, term, owner, self._today, committed, self._hands)
        key_results = [KeyResult(setting, number) for number in range(chance.choice((3, 3, 4)))]
        lines = [
            f"title: {scalar(title)}",
            f"type: {'committed' if committed else 'aspirational'}",
            f"stage: {stage}",
            f"priority: {min(index + 1, 5)}",
            *self._extras(owner, index),
            f"aligns_to: [{', '.join(self._parents(term, owner))}]",
            *self._support(term, owner),
            *self._asks(term, owner, slug, tongue, index),
            "key_results:",
            *(line for entry in key_results for line in entry.lines),
            *self._amendment(term, key_results),
        ]
        if stage == "agreed":
            rollups = tuple(entry.id for entry in key_results if entry.measure == "rollup")
            term.goals.setdefault(owner.handle, []).append(Goal(slug, tuple(entry.id for entry in key_results), rollups))
        return slug, record(lines, tongue.story(chance, f"https://wiki.example.com/{owner.handle}"))

    def _extras(self, owner: Owner, index: int) -> Iterator[str]:
        """Yield what only some objectives have."""
        chance = self._chance
        if chance.random() < 0.2:
            yield f"weight: {chance.choice((0.5, 2, 3))}"
        if chance.random() < 0.25:
            yield f"contributors: [{', '.join(chance.sample(self._hands, 2))}]"
        if chance.random() < 0.3:
            yield f"tags: [{', '.join(chance.sample(('speed', 'safety', '质量', 'cost', '客户', 'people'), 2))}]"
        before = self._before.get(owner.handle, ())
        if index < len(before) and chance.random() < 0.06:
            yield f"carried_from: {before[index]}"

    def _parents(self, term: Term, owner: Owner) -> list[str]:
        """Return references to one or two objectives of the nearest owner above who has any."""
        above = owner.above
        while above and above not in term.goals:
            above = self._above[above]
        if not above:
            return [f"strategy#{self._chance.choice(('nationwide', 'calm', 'growth'))}"]
        goals = self._chance.sample(term.goals[above], min(len(term.goals[above]), 2 if self._chance.random() < 0.15 else 1))
        return [f"{above}/{goal.slug}{self._part(goal)}" for goal in goals]

    def _part(self, goal: Goal) -> str:
        if goal.rollups and self._chance.random() < 0.6:
            return f"#{self._chance.choice(goal.rollups)}"
        return f"#{self._chance.choice(goal.parts)}" if self._chance.random() < 0.7 else ""

    def _support(self, term: Term, owner: Owner) -> Iterator[str]:
        """Answer, with the first objective, everyone who asked."""
        wanted = term.wanted.pop(owner.handle, None)
        if wanted:
            yield f"supports: [{', '.join(wanted)}]"

    def _asks(self, term: Term, owner: Owner, slug: str, tongue: Tongue, index: int) -> list[str]:
        """Ask a unit that writes its own objectives later in this cycle, so that it answers and nobody asks in a ring."""
        later = self._later.get(owner.handle)
        if not later or self._chance.random() > 0.25:
            return []
        to = self._chance.choice(later)
        due = term.part(self._chance.uniform(0.3, 0.95))
        what = scalar(tongue.one(self._chance, "helps"))
        line = f"  - {{id: help, to: {to}, what: {what}, key_result: kr1, by: {due}"
        if index > 0 and not term.closed(self._today) and self._chance.random() < 0.3:
            return ["asks:", line + "}"]
        term.wanted.setdefault(to, []).append(f"{owner.handle}/{slug}#kr1")
        return ["asks:", line + (f", done: {due}}}" if due <= self._today else "}")]

    def _amendment(self, term: Term, key_results: Sequence[KeyResult]) -> list[str]:
        """Change a target after the cycle began, in the open."""
        moved = next((entry for entry in key_results if entry.measure == "metric"), None)
        day = term.part(0.35)
        if moved is None or day > self._today or self._chance.random() > 0.05:
            return []
        before = moved.target + (moved.target - moved.start) * 0.25
        change = f"field: target, from: {number(before)}, to: {number(moved.target)}, reason: A line was closed"
        return ["amendments:", f"  - {{date: {day}, key_result: {moved.id}, {change}}}"]

    def _review(self, term: Term, owner: Owner) -> str:
        chance = self._chance
        decisions = [
            f"  - {{objective: {goal.slug}, decision: {chance.choice(('continue', 'change', 'stop'))}, "
            f"reason: {scalar(ENGLISH.one(chance, 'notes'))}}}"
            for goal in term.goals.get(owner.handle, ())
        ]
        lines = [f"date: {term.end + timedelta(days=5)}", f"participants: [{', '.join(self._members[owner.handle])}]"]
        return record([*lines, "decisions:", *decisions], ENGLISH.story(chance, "https://wiki.example.com/reviews"))


def _slug(title: str, taken: set[str], index: int) -> str:
    """Make a short name of a title that none of the owner's other objectives has."""
    name = "-".join(re.findall(r"\w+", title.lower())[:5])[:40].strip("-")
    return f"{name}-{index + 1}" if name in taken or name == "review" else name
