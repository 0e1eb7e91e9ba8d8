"""Who takes part in a generated company, and when: its cycles, its units, its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.bench.phrases import NAMES


@dataclass(slots=True)
class Owner:
    """A unit or a person. `above` is the unit over a unit or that of a person; "" for the company."""

    handle: str
    name: str
    above: str
    is_person: bool
    has_units: bool = False


@dataclass(slots=True)
class Goal:
    """What others need to know of an objective that is written already: its key results, and which of them roll up."""

    slug: str
    parts: tuple[str, ...]
    rollups: tuple[str, ...]


@dataclass(slots=True)
class Term:
    """A cycle, its number of objectives, and what was written in it so far."""

    id: str
    start: date
    end: date
    parent: str
    count: int = 0
    goals: dict[str, list[Goal]] = field(default_factory=dict)
    wanted: dict[str, list[str]] = field(default_factory=dict)
    """Asked unit → references to what asks it."""

    def closed(self, today: date) -> bool:
        """Tell whether grades are due."""
        return today >= self.end + timedelta(days=14)

    def part(self, share: float) -> date:
        """Return the day at a share 0 … 1 of the cycle."""
        return self.start + timedelta(days=round((self.end - self.start).days * share))


def terms_until(today: date, years: int, objectives: int) -> list[Term]:
    """Return the years and their quarters, up to the quarter of today; a year stands before its quarters.

    A year has fewer objectives than a quarter; the last quarter takes what division leaves over. In no years at all, a company
    has everything in the quarter of today: the largest table that so many objectives can make.
    """
    terms = []
    for year in range(today.year - max(years, 1) + 1, today.year + 1):
        terms.append(Term(str(year), date(year, 1, 1), date(year, 12, 31), ""))
        for quarter in range(1, 5):
            start = date(year, quarter * 3 - 2, 1)
            end = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
            if start <= today:
                terms.append(Term(f"{year}-Q{quarter}", start, end, str(year)))
    if not years:
        terms = terms[-1:]
        terms[0].parent = ""
    weights = [1.0 if term.parent else 0.4 for term in terms]
    for term, weight in zip(terms, weights, strict=True):
        term.count = int(objectives * weight / sum(weights))
    terms[-1].count += objectives - sum(term.count for term in terms)
    return terms


def owners_for(chance: Random, terms: Sequence[Term], size: int = 0) -> tuple[list[Owner], list[Owner]]:
    """Return units, each after the one above it, and three people for each, the CEO first.

    There are `size` units, or with 0 as many as the fullest cycle needs with two or three objectives each.
    """
    size = size or max(4, round(max(term.count for term in terms) / 9))
    functions: dict[str, str] = NAMES["functions"]
    names = [*functions, *(f"{region}-{function}" for region in NAMES["regions"] for function in functions)]
    units = [Owner("company", "Made-up Parcel 虚构速运", "", is_person=False)]
    for index in range(size - 1):
        latin = names[index] if index < len(names) else f"team-{index}"
        han = functions.get(latin, "")
        above = units[index // 5]
        above.has_units = True
        handle = han if han and chance.random() < 0.1 else latin
        units.append(Owner(handle, f"{latin.replace('-', ' ').title()} {han}".strip(), above.handle, is_person=False))
    taken = {unit.handle for unit in units}
    return units, [_person(chance, taken, units[index % size].handle) for index in range(3 * size)]


def _person(chance: Random, taken: set[str], unit: str) -> Owner:
    """Make a person with a handle that nobody has."""
    if chance.random() < 0.15:
        first, last = chance.choice(NAMES["first"]), chance.choice(NAMES["last"])
        base, name = f"{first}-{last}", f"{first.title()} {last.title()}"
    else:
        surname, *given = (chance.choice(sorted(NAMES[kind].items())) for kind in ("surnames", "given", "given"))
        base = f"{surname[0]}-{given[0][0]}{given[1][0]}"
        name = f"{surname[1]}{given[0][1]}{given[1][1]}"
    handle, count = base, 2
    while handle in taken:
        handle, count = f"{base}-{count}", count + 1
    taken.add(handle)
    return Owner(handle, name + handle.removeprefix(base).replace("-", " "), unit, is_person=True)
