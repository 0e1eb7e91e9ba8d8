"""A made-up company of any size: the same seed gives the same bytes, and the checker finds no error in it.

python -m tests.bench.company --objectives 10000 --years 5 --out DIR --today 2026-11-20
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.bench.cast import Owner, Term, owners_for, terms_until
from tests.bench.lines import record, scalar
from tests.bench.objectives import Writer
from tests.bench.phrases import CHINESE, ENGLISH

TODAY: Final = date(2026, 11, 20)
SITE: Final = """\
site_name: A made-up company
site_dir: site
docs_dir: okrs/pages
theme:
  name: material
  font: false
plugins:
  - okr
"""
"""A mkdocs.yml as `okr init` writes one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What company is wanted. `chinese` is the share of its objectives that are in Chinese; the others are in English."""

    objectives: int
    years: int = 3
    seed: int = 1
    today: date = TODAY
    chinese: float = 0.4
    language: str = "en"
    units: int = 0
    """0: as many as its objectives need."""


def write(folder: Path, objectives: int, **more: Any) -> Path:
    """Write a company into `folder`/okrs, a mkdocs.yml beside it, and return the folder of the records.

    `more` are what else a Wish can say.
    """
    return write_wish(folder, Wish(objectives, **more))


def write_wish(folder: Path, wish: Wish) -> Path:
    """Write the company of a wish."""
    root = folder / "okrs"
    made: set[Path] = set()
    for path, text in records(wish):
        file = root / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(text, encoding="utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8", newline="\n")
    return root


def records(wish: Wish) -> Iterator[tuple[str, str]]:
    """Yield (path below `okrs/`, text) of every record."""
    chance = Random(wish.seed)  # noqa: S311 - the same each time is the point
    terms = terms_until(wish.today, wish.years, wish.objectives)
    units, people = owners_for(chance, terms, wish.units)
    forge = "forge: {kind: github, url: https://git.example.com/made-up/okrs}"
    yield "settings.yml", f"language: {wish.language}\ntoday: {wish.today}\n{forge}\n"
    yield "strategy.md", _STRATEGY
    yield "pages/how-we-do-it.md", "# How we do it\n\nWrite, ask, agree, look every second week.\n"
    yield from (_cycle(chance, term) for term in terms)
    yield from _owners(chance, units, people)
    writer = Writer(chance, wish.today, wish.chinese, units, people)
    for term in terms:
        yield from writer.cycle(term)
    for term in terms:
        yield from _thanks(chance, term, people, wish.today)


_STRATEGY: Final = """\
---
title: Strategy
mission: Bring every parcel home 使命必达
vision: Nobody waits at a window any more
values: [Candour, 坦诚]
themes:
  - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
  - {id: calm, title: A calm peak season 从容的旺季, perspective: process, leads_to: [nationwide]}
  - {id: growth, title: Grow with small sellers, perspective: financial, hypothesis: Who is served well stays}
---
"""


def _cycle(chance: Random, term: Term) -> tuple[str, str]:
    letter = "\n\n".join(tongue.story(chance, "https://wiki.example.com/letters") for tongue in (ENGLISH, CHINESE))
    lines = [f"title: {term.id.replace('-', ' ')}", f"theme: {scalar(ENGLISH.one(chance, 'wishes'))}"]
    if term.parent:
        lines.append(f"parent: {term.parent}")
    return f"cycles/{term.id}/cycle.md", record(lines, letter)


def _owners(chance: Random, units: Sequence[Owner], people: Sequence[Owner]) -> Iterator[tuple[str, str]]:
    leads = {person.above: person.handle for person in reversed(people)}
    above = {unit.handle: unit.above for unit in units}
    for unit in units:
        lines = [f"name: {unit.name}"]
        if unit.above:
            lines += [f"kind: {'department' if unit.has_units else 'team'}", f"parent: {unit.above}"]
        else:
            lines += ["kind: company", "parent:", f"ceo: {people[0].handle}"]
        lines.append(f"lead: {leads[unit.handle]}")
        if chance.random() < 0.3:
            help_offered = scalar(ENGLISH.one(chance, "helps"))
            lines += ["offers:", f"  - {{what: {help_offered}, contact: {leads[unit.handle]}}}"]
        yield f"units/{unit.handle}.md", record(lines, f"{ENGLISH.one(chance, 'reasons')}.")
    for person in people:
        lead = leads[person.above]
        manager = lead if lead != person.handle else leads.get(above[person.above], "")
        lines = [f"name: {person.name}", f"unit: {person.above}", *([f"manager: {manager}"] if manager else [])]
        yield f"people/{person.handle}.md", record(lines)


def _thanks(chance: Random, term: Term, people: Sequence[Owner], today: date) -> Iterator[tuple[str, str]]:
    """Yield medals: a few people thank a few others at the end of each quarter."""
    causes = [f"{term.id}/{owner}/{goal.slug}" for owner, goals in term.goals.items() for goal in goals]
    if not term.parent or not causes:
        return
    month = min(term.end, today)
    for giver in chance.sample(people, max(1, len(people) // 8)):
        others = [person.handle for person in chance.sample(people, 3) if person is not giver]
        medals = [
            f"  - {{to: {other}, for: {chance.choice(causes)}, reason: {scalar(ENGLISH.one(chance, 'thanks'))}}}"
            for other in others[:2]
        ]
        yield f"recognition/{month:%Y-%m}/{giver.handle}.md", record(["medals:", *medals])


def main() -> None:
    """Write a company from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objectives", type=int, default=2000)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chinese", type=float, default=0.4, help="share of objectives in Chinese")
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="language of the site")
    parser.add_argument("--units", type=int, default=0, help="0: as many as the objectives need")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the last quarter runs on this day")
    parser.add_argument("--out", type=Path, required=True, help="gets okrs/ and mkdocs.yml")
    asked = parser.parse_args()
    wish = Wish(asked.objectives, asked.years, asked.seed, asked.today, asked.chinese, asked.language, asked.units)
    print(write_wish(asked.out, wish))


if __name__ == "__main__":
    main()
