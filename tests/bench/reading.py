"""What a check from nothing spends its time on, step by step, in one process: python -m tests.bench.reading --objectives 2000

It prints a table in Markdown; READING.md keeps one. Each step is done for all records before the next one begins, so that
the sum is a little more than reading them one after the other takes.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import yaml

from okrpress import fields
from okrpress.alignment import Alignment
from okrpress.check import check
from okrpress.company import company_on
from okrpress.load import builders, danger
from okrpress.load.checked import Checked
from okrpress.load.folder import address_of, entries
from okrpress.load.packing import pack, unpack
from okrpress.load.record import Read, digest_of, read_record
from okrpress.load.relate import Placed, relate
from okrpress.load.shape import fit
from okrpress.scoring.assess import assess
from okrpress.source import Source, parse
from tests.bench import company
from tests.bench.run import YEARS

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

ROUNDS: Final = 3


class Step(NamedTuple):
    """A step and what it took: seconds of one processor, the least of three rounds."""

    what: str
    seconds: float
    times: int
    """How often it was done."""


class Steps:
    """Steps, each measured by doing it for all that is given."""

    def __init__(self) -> None:
        self.taken: list[Step] = []

    def each(self, what: str, do: Callable[[_Given], _Made], given: Iterable[_Given]) -> list[_Made]:
        """Do a step for each that is given."""
        everything = list(given)
        return self.once(what, lambda: [do(one) for one in everything], len(everything))

    def once(self, what: str, do: Callable[[], _Made], times: int = 1) -> _Made:
        """Do a step."""
        least = float("inf")
        for _ in range(ROUNDS):
            began = time.process_time()
            made = do()
            least = min(least, time.process_time() - began)
        self.taken.append(Step(what, least, times))
        return made


def steps(root: Path) -> Iterator[Step]:
    """Yield the steps of a check: those of each objective first, then those of the whole company."""
    measured = Steps()
    found = measured.once("find all files and what their paths say", lambda: [(e, address_of(e.path)) for e in entries(root)])
    placed: list[Any] = [(f"okrs/{entry.path}", address) for entry, address in found]
    every = [(path, address, (root.parent / path).read_bytes()) for path, address in placed]
    goals = [item for item in every if item[1].kind == "objective"]
    contents = measured.each("open and read the file", lambda item: (root.parent / item[0]).read_bytes(), goals)
    texts = measured.each("hash and decode it", lambda content: (digest_of(content), content.decode())[1], contents)
    measured.each("YAML: the parser's events alone", _events, (parse(text).spans.text for text in texts))
    documents = measured.each("YAML: all of it", parse, texts)
    measured.each("look for dangers", danger.is_suspect, texts)
    checked = [Checked(Source(item[0]), item[1].id) for item in goals]
    kept = measured.each(
        "hold it against the vocabulary",
        lambda pair: fit(pair[0].front, fields.RECORDS["objective"], pair[1]),
        zip(documents, checked, strict=True),
    )
    records = measured.each(
        "build the record",
        lambda parts: builders.objective(*parts),
        ((values, item[1], notes) for values, item, notes in zip(kept, goals, checked, strict=True)),
    )
    reads = [Read(record) for record in records]
    bundles = [reads[start : start + 90] for start in range(0, len(reads), 90)]
    packed = measured.each("pack a bundle of ninety", pack, bundles)
    measured.each("unpack it", unpack, packed)
    measured.each("all of the above but finding and packing", lambda item: read_record(*item), goals)
    whole = [Placed(path, address, read_record(path, address, content).record) for path, address, content in every]
    workspace = measured.once("put the records together", lambda: relate("okrs", whole, ()))
    alignment = measured.once("align", lambda: Alignment.of(workspace))
    measured.once("score", lambda: assess(workspace, alignment, company.TODAY))
    looked = company_on(workspace, company.TODAY)
    measured.once("all rules, of what is scored and aligned", lambda: check(looked))
    yield from measured.taken


def _events(text: str) -> None:
    parser = yaml.CBaseLoader(text)
    while type(parser.get_event()) is not yaml.StreamEndEvent:
        pass


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objectives", type=int, default=2000)
    asked = parser.parse_args()
    gc.disable()  # as the loader does
    with tempfile.TemporaryDirectory(prefix="okr-bench-") as spare:
        root = company.write(Path(spare), asked.objectives, years=YEARS.get(asked.objectives, 3))
        print(f"| step, {asked.objectives:,} objectives | done | µs each | ms an objective |\n| --- | ---: | ---: | ---: |")
        for what, seconds, times in steps(root):
            print(f"| {what} | {times:,} | {seconds / times * 1e6:,.0f} | {seconds / asked.objectives * 1e3:.3f} |")


if __name__ == "__main__":
    main()
