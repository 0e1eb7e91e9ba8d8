"""How well and how fast overlaps are found: ours against libraries, on texts that people wrote, and every find on them judged.

    python -m tests.bench.overlaps           writes tests/bench/OVERLAPS.md

What organisations published (`tests/corpus`) is no part of the project: what needs it is measured where its folder is, and left
as it was measured last where it is not. Of its records only ids and single shared words are written down.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

from okrpress.alignment import Alignment
from okrpress.company import company_on
from okrpress.load import load
from okrpress.model import Objective, Workspace
from okrpress.overlap import overlaps
from okrpress.overlap.between import LIKENESS
from okrpress.overlap.marks import marks
from okrpress.overlap.pairs import pairs
from tests.bench import company
from tests.bench.copies import HAN, copy, is_chinese
from tests.bench.overlap_ways import WAYS, Found
from tests.bench.results import machine
from tests.corpus import records as corpus

ROOT: Final = Path(__file__).resolve().parents[2]
TABLE: Final = Path(__file__).with_name("OVERLAPS.md")
JUDGED: Final = Path(__file__).with_name("overlaps_judged.yml")
TRIED: Final = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
KINDS: Final = ("English", "Chinese", "both in one text")
EACH: Final = 150
"""Texts of each kind that are copied."""


class Trial:
    """Texts that people wrote, and edited copies of some of them."""

    def __init__(self, originals: Sequence[str]) -> None:
        chance = Random(7)  # noqa: S311 - the same each time is the point
        self.originals = list(originals)
        english = [text for text in originals if not HAN.search(text) and 4 <= len(text.split()) <= 30]
        chinese = [text for text in originals if is_chinese(text) and len(HAN.findall(text)) >= 6]
        some = {"English": chance.sample(english, EACH), "Chinese": chance.sample(chinese, min(EACH, len(chinese)))}
        self.texts = [*self.originals]
        self.copied: dict[str, Found] = {kind: set() for kind in KINDS}
        for kind, chosen in some.items():
            for text in chosen:
                self._plant(kind, self.originals.index(text), copy(chance, text))
        for one, other in zip(*some.values(), strict=False):
            both = f"{one} {other}"
            self.texts.append(both)
            self._plant(KINDS[2], len(self.texts) - 1, f"{copy(chance, one)} {copy(chance, other)}")
        self.repeats = _repeats(self.originals)

    def row(self, found: Found) -> tuple[str, ...]:
        """Return what of each kind of copy was found, of the repeats, and how much else among the originals."""
        size = len(self.originals)
        shares = [f"{len(planted & found) / len(planted):.1%}" for planted in self.copied.values()]
        repeats = f"{len(self.repeats & found) / len(self.repeats):.1%}" if self.repeats else "–"
        return (*shares, repeats, str(sum(1 for pair in found - self.repeats if pair[1] < size)))

    def _plant(self, kind: str, original: int, text: str) -> None:
        self.copied[kind].add((original, len(self.texts)))
        self.texts.append(text)


def _repeats(texts: Sequence[str]) -> Found:
    """Return the pairs of texts that are the same but for case, signs and numbers, and are more than a word."""
    same: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        said = " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\]\([^)]*\)|<[^>]*>", " ", text.lower())))
        if len(marks(text)) >= 3:
            same.setdefault(said, []).append(index)
    return {pair for group in same.values() for pair in combinations(group, 2)}


def texts_of(workspace: Workspace) -> list[str]:
    """Return the titles of objectives and key results."""
    return [
        title for entry in workspace.objectives.values() for title in (entry.title, *(part.title for part in entry.key_results))
    ]


def published() -> list[Workspace]:
    """Load what organisations published; nothing where its folder is not there."""
    loaded = []
    for file in corpus.corpora():
        with tempfile.TemporaryDirectory() as folder:
            loaded.append(load(corpus.write(file, Path(folder))))
    return loaded


def hits(workspaces: Sequence[Workspace]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what the rule reports in the middle of each cycle: two ids (smaller first) → the words that it shows."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for workspace in workspaces:
        for cycle in workspace.cycles.values():
            built = company_on(workspace, cycle.start + (cycle.end - cycle.start) / 2)
            for objective, others in built.overlaps.items():
                for overlap in others:
                    mine = f"{objective}#{overlap.part}" if overlap.part else objective
                    one, other = sorted((mine, overlap.other))
                    found.setdefault((one, other), overlap.words)
    return found


def one_cycle(objectives: int) -> tuple[Workspace, Alignment, list[Objective]]:
    """Make a company all of whose objectives are of one running cycle."""
    with tempfile.TemporaryDirectory() as folder:
        made = load(company.write(Path(folder), objectives, years=5))
    running = made.cycles["2026-Q4"]
    moved = {entry.id: replace(entry, cycle=running.id, carried_from=None) for entry in made.objectives.values()}
    workspace = replace(made, objectives=moved)
    return workspace, Alignment.of(workspace), list(moved.values())


def seconds(work: Callable[[], Any]) -> float:
    """Return the CPU time of something."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _ways(trial: Trial, titles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for way in WAYS.values():
        if not way.is_here:
            print(f"not installed, left out: {way.name}")
            continue
        costs = (f"{seconds(lambda way=way: way.find(titles)):.1f}", f"{way.import_seconds:.2f}", f"{way.megabytes:.0f}")
        yield way.name, *trial.row(way.find(trial.texts)), *costs


def _likenesses(trial: Trial) -> Iterator[tuple[str, ...]]:
    marked = [marks(text) for text in trial.texts]
    for likeness in TRIED:
        found = {(pair.one, pair.other) for pair in pairs(marked, likeness, lambda _one, _other: True)}
        yield (f"**{likeness}**" if likeness == LIKENESS else str(likeness)), *trial.row(found)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_COPIES: Final = [*(f"copies, {kind}" for kind in KINDS), "repeats", "further pairs"]
_PART: Final = "<!-- {} -->"


def _section(name: str, text: str) -> None:
    """Put a part into the page, between its marks."""
    mark = _PART.format(name)
    page = TABLE.read_text(encoding="utf-8")
    before, _, rest = page.partition(mark)
    _, _, after = rest.partition(mark)
    TABLE.write_text(f"{before}{mark}\n{text}\n{mark}{after}", encoding="utf-8")


def _judged(found: dict[tuple[str, str], tuple[str, ...]]) -> str:
    verdicts: dict[tuple[str, str], str] = {
        tuple(sorted(entry[:2])): entry[2] for entry in yaml.safe_load(JUDGED.read_text("utf-8"))
    }
    right = sum(1 for pair in found if verdicts.get(pair) == "right")
    wrong = [pair for pair in found if verdicts.get(pair, "right") != "right"]
    open_ones = len(found) - right - len(wrong)
    different = set(found.values())
    counts = f"{len(found)} pairs, {right} right, {len(wrong)} wrong, {open_ones} not judged yet: {right / len(found):.0%} right."
    lines = [
        f"{counts} Many say the same to several: there are {len(different)} different sets of shared words.",
        "",
        "| one | other | both say | judged |",
        "| --- | --- | --- | --- |",
        *(
            f"| {one} | {other} | {' · '.join(words)} | {verdicts.get((one, other), '–')} |"
            for (one, other), words in sorted(found.items())
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the page."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    workspaces = published()
    ours = texts_of(load(ROOT / "okrs"))
    theirs = [text for workspace in workspaces for text in texts_of(workspace)]
    trial = Trial([*dict.fromkeys(ours), *theirs])
    workspace, alignment, objectives = one_cycle(10_000)
    titles = [objective.title for objective in objectives]
    whole = seconds(lambda: overlaps(workspace, alignment, objectives))
    texts = len(texts_of(workspace))
    said = f"{date.today().isoformat()}, {machine()}"  # noqa: DTZ011 - the day of the measurement
    _section("speed", f"10,000 objectives of one running cycle, {texts:,} texts, whole finder: {whole:.1f} s CPU ({said}).")
    if not workspaces:
        print(f"{corpus.CORPUS} is not there: what needs it stays as it was measured last")
        return
    head = ["way", *_COPIES, "CPU s, 10,000 titles", "import CPU s", "MB"]
    _section("ways", f"{len(trial.originals):,} texts, {said}.\n\n" + _table(head, list(_ways(trial, titles))))
    _section("likeness", _table(["likeness from", *_COPIES], list(_likenesses(trial))))
    _section("hits", _judged(hits(workspaces)))


if __name__ == "__main__":
    main()
