"""Key results of generated companies: all five measures, with check-ins up to the day and grades once the cycle is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.bench.cast import Owner, Term
from tests.bench.lines import number, scalar
from tests.bench.phrases import Tongue, capital

SHARES: Final = {"metric": 62, "threshold": 12, "milestones": 14, "done": 6, "rollup": 12}
"""How often each measure is drawn; roll-ups only where somebody stands below."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the key results of one objective share. `hands` are the people who may own one."""

    chance: Random
    tongue: Tongue
    term: Term
    owner: Owner
    today: date
    committed: bool
    hands: Sequence[str]


class KeyResult:
    """One key result as lines of YAML."""

    def __init__(self, setting: Setting, index: int) -> None:
        chance, term, owner = setting.chance, setting.term, setting.owner
        self._setting = setting
        self._chance = chance
        self._tongue = setting.tongue
        self.id = f"kr{index + 1}"
        shares = SHARES if owner.has_units else {**SHARES, "rollup": 0}
        self.measure = chance.choices(list(shares), list(shares.values()))[0]
        self._by = owner.handle if owner.is_person else chance.choice(setting.hands)
        self._days = _days(chance, term, setting.today)
        self._ending = 1.0 if setting.committed and chance.random() < 0.6 else chance.uniform(0.1, 1.15)
        self._place = setting.tongue.one(chance, "places")
        self.start = self.target = self._score = 0.0
        title, *measured = getattr(self, f"_{self.measure}")()
        self.lines = [f"  - id: {self.id}", f"    title: {scalar(capital(title))}"]
        if chance.random() < 0.5:
            self.lines.append(f"    owner: {self._by}")
        if chance.random() < 0.15:
            self.lines.append(f"    weight: {chance.choice((0.5, 2, 3))}")
        self.lines += measured
        counted = self.measure in {"metric", "threshold"}
        if counted:
            self.lines.append(f"    source: https://bi.example.com/{owner.handle}/{term.id}/{chance.randrange(10**6)}")
        if counted and chance.random() < 0.3:
            work = scalar(setting.tongue.one(chance, "plans"))
            link = f"https://tasks.example.com/{chance.randrange(10**5)}"
            self.lines += ["    initiatives:", f"      - {{title: {work}, url: {link}}}"]
        if term.closed(setting.today) and (counted or self.measure == "rollup" or self._score < 1):
            note = scalar(setting.tongue.one(chance, "notes"))
            self.lines.append(f"    grade: {{score: {number(self._score)}, note: {note}}}")

    def _metric(self) -> list[str]:
        chance, term = self._chance, self._setting.term
        stick = chance.choice(self._tongue.yardsticks)
        self.start = float(chance.randint(stick.low, stick.high))
        change = max(1, round(stick.step * chance.uniform(0.5, 1.0)))
        self.target = self.start - min(change, self.start) if stick.falls else self.start + change
        title = self._tongue.one(chance, "rises").format(
            name=stick.name, place=self._place, start=number(self.start), target=number(self.target), unit=stick.unit
        )
        entries = []
        for day in self._days:
            share = (day - term.start).days / (term.end - term.start).days * self._ending * chance.uniform(0.85, 1.1)
            if day == term.end and self._ending == 1:
                share = 1.0
            value = round(self.start + (self.target - self.start) * share, 1)
            self._score = max(0.0, min(1.0, (value - self.start) / (self.target - self.start)))
            entries.append((day, value))
        measure = f"    metric: {{start: {number(self.start)}, target: {number(self.target)}, unit: {scalar(stick.unit)}}}"
        return [title, measure, *self._check_ins(entries)]

    def _threshold(self) -> list[str]:
        chance = self._chance
        stick = chance.choice(self._tongue.yardsticks)
        limit = chance.randint(stick.low, stick.high)
        title = self._tongue.one(chance, "keeps").format(
            name=stick.name, place=self._place, limit=limit, unit=stick.unit, bound=self._tongue.bound(falls=stick.falls)
        )
        around = (0.95, 1.02) if stick.falls else (0.98, 1.05)
        entries = [(day, round(limit * chance.uniform(*around), 1)) for day in self._days]
        met = [value <= limit if stick.falls else value >= limit for _, value in entries]
        self._score = sum(met) / len(met) if met else 0.0
        side = "at_most" if stick.falls else "at_least"
        return [title, f"    threshold: {{{side}: {limit}, unit: {scalar(stick.unit)}}}", *self._check_ins(entries)]

    def _milestones(self) -> list[str]:
        steps = self._tongue.some(self._chance, "steps", self._chance.choice((3, 4, 5)))
        days = self._days[: len(steps) if self._ending >= 1 else len(steps) - 1]
        self._score = len(days) / len(steps)
        title = self._tongue.one(self._chance, "stepped").format(count=len(steps), place=self._place, last=steps[-1])
        items = [
            f"      - {{title: {scalar(step)}{f', done: {days[index]}' if index < len(days) else ''}}}"
            for index, step in enumerate(steps)
        ]
        return [title, "    milestones:", *items]

    def _done(self) -> list[str]:
        reached = bool(self._days) and self._ending >= 1
        self._score = float(reached)
        title = self._tongue.one(self._chance, "proofs").format(place=self._place)
        return [title, f"    done: {self._days[-1] if reached else 'false'}"]

    def _rollup(self) -> list[str]:
        self._score = round(self._chance.uniform(0.4, 0.8), 2)
        return [self._tongue.one(self._chance, "shares").format(place=self._place), "    rollup: mean"]

    def _check_ins(self, entries: Iterable[tuple[date, float]]) -> list[str]:
        """Write values with a confidence and, mostly, a note."""
        lines = []
        for day, value in entries:
            note = f", note: {scalar(self._tongue.one(self._chance, 'notes'))}" if self._chance.random() < 0.7 else ""
            confidence = self._chance.randint(3, 9)
            lines.append(f"      - {{date: {day}, value: {number(value)}, confidence: {confidence}, by: {self._by}{note}}}")
        return ["    check_ins:", *lines] if lines else []


def _days(chance: Random, term: Term, today: date) -> list[date]:
    """Return the days of check-ins: each second week of a quarter, each fifth week of a year, up to today."""
    step = 14 if term.parent else 35
    days = []
    day = term.start + timedelta(days=chance.randint(8, 16))
    while day <= min(term.end, today):
        days.append(day)
        day += timedelta(days=step + chance.randint(-3, 3))
    if days and (term.end - days[-1]).days < step:
        days[-1] = min(term.end, today)
    return days
