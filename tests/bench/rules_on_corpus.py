"""What the rules of wording find in OKRs that organisations really published, and how often they are right.

python -m tests.bench.rules_on_corpus            writes RULES.md
python -m tests.bench.rules_on_corpus RULE …     prints what these rules find, to be judged

It works where the corpus is (see tests/corpus), which is no part of the project. What was judged by hand is in judged.yml.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from okrpress.company import Company, company_on
from okrpress.load import load
from okrpress.model import Rollup, Workspace
from okrpress.problem import Problem
from okrpress.rules import Rule, catalogue
from tests.corpus import records

TODAY: Final = date(2019, 1, 1)
"""Before all cycles of the corpus: nothing is closed, so every objective is looked at."""
BARE: Final = ("key-result-without-number", "kr-task-verb")
"""Rules that take any measure for a number. The corpus has none, its records were given some: for these two none counts."""
_WITHHELD: Final = re.compile(r"\[_?\$?[A-Z](?:<sub>\d+</sub>)?_?\](?:\[\w+\]|\([^)]*\))")
"""Where a source withholds a number that its authors had, any number stands for it."""
FOLDER: Final = Path(__file__).parent
RIGHT_ENOUGH: Final = 0.8
MOST: Final = 10
LONGEST_QUOTE: Final = 3
"""Words of a text that are quoted."""
SOURCES: Final = ("ipfs", "sourcegraph", "sample")


class Hit(NamedTuple):
    """One finding: the rule, the source, what is found, and the text in which."""

    rule: str
    source: str
    record: str
    words: str
    message: str
    text: str


def wording_rules() -> list[Rule]:
    """Return the rules of the family."""
    return [rule for rule in catalogue().values() if rule.family == "wording"]


def companies() -> Iterator[tuple[str, Company, Path]]:
    """Yield each source of the corpus as a company, and the sample company."""
    for corpus in records.corpora():
        with tempfile.TemporaryDirectory() as folder:
            unveiled = Path(folder) / corpus.name
            unveiled.write_text(_WITHHELD.sub("7", corpus.read_text(encoding="utf-8")), encoding="utf-8")
            root = records.write(unveiled, Path(folder))
            yield corpus.stem, company_on(load(root), TODAY), root.parent
    root = FOLDER.parents[1] / "okrs"
    workspace = load(root)
    yield "sample", company_on(workspace, workspace.settings.today or TODAY), root.parent


def hits_in(name: str, company: Company, folder: Path) -> Iterator[Hit]:
    """Yield what the rules of wording find in a company."""
    bare = company_on(_without_measures(company.workspace), company.today) if name != "sample" else company
    for rule in wording_rules():
        for problem in rule.look(bare if rule.name in BARE else company):
            lines = (folder / problem.path).read_text(encoding="utf-8").split("\n")
            span = problem.span
            line = lines[span.line - 1]
            words = line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else line[span.column - 1 :]
            yield Hit(rule.name, name, _part(problem, company), words, str(problem.message), line)


def _part(problem: Problem, company: Company) -> str:
    """Return the record's id in short, with the key result in which the finding is."""
    objective = company.workspace.objectives.get(problem.record)
    short = problem.record.rpartition("/")[2] if problem.path.count("-") else problem.record
    if objective is None:
        return problem.record
    at = [entry.id for entry in objective.key_results if objective.source.span(*entry.at).line <= problem.span.line]
    return f"{short}#{at[-1]}" if at else short


def _without_measures(workspace: Workspace) -> Workspace:
    objectives = {
        key: replace(one, key_results=tuple(replace(entry, measure=Rollup()) for entry in one.key_results))
        for key, one in workspace.objectives.items()
    }
    return replace(workspace, objectives=objectives)


def chosen(hits: list[Hit]) -> list[Hit]:
    """Return the hits of a rule that are judged: ten of the corpus, evenly from the first to the last, and all of the sample."""
    public = [hit for hit in hits if hit.source != "sample"]
    spread = public if len(public) <= MOST else [public[index * len(public) // MOST] for index in range(MOST)]
    return [*spread, *(hit for hit in hits if hit.source == "sample")]


def table(hits: list[Hit], judged: Mapping[str, Mapping[str, str]]) -> tuple[str, list[str]]:
    """Return RULES.md, and what is wrong with the judgements: one that is missing, or a rule that is too seldom right."""
    wrong: list[str] = []
    rows = ["| rule | severity | " + " | ".join(SOURCES) + " | judged | right |", "|---|---|" + "---:|" * (len(SOURCES) + 2)]
    details: list[str] = []
    for rule in wording_rules():
        mine = [hit for hit in hits if hit.rule == rule.name]
        counts = Counter(hit.source for hit in mine)
        verdicts = judged.get(rule.name, {})
        read = chosen(mine)
        wrong += [f"{rule.name}: to be judged: {hit.record} ({hit.words[:40]})" for hit in read if hit.record not in verdicts]
        right = sum(1 for hit in read if verdicts.get(hit.record, "").startswith("right"))
        if read and right < RIGHT_ENOUGH * len(read) and rule.severity != "off":
            wrong.append(f"{rule.name}: {right} of {len(read)} are right, too few")
        numbers = " | ".join(str(counts[source]) for source in SOURCES)
        share = f"{right / len(read):.0%}" if read else "–"
        rows.append(f"| {rule.name} | {rule.severity} | {numbers} | {len(read)} | {share} |")
        if read:
            details += ["", f"## {rule.name}", ""]
            details += [f"* {hit.record}{_named(hit)}: {verdicts.get(hit.record, '?')}" for hit in read]
    return "\n".join([HEAD, *rows, *details, ""]), wrong


def _named(hit: Hit) -> str:
    """Name what was found, where it is a word or two and not a whole text."""
    is_word = 0 < len(hit.words.split()) <= LONGEST_QUOTE and hit.words != "---" and not hit.words.startswith("id: ")
    return f" “{hit.words}”" if is_word else ""


HEAD: Final = """\
# The rules of wording on OKRs that organisations really published

Written by `python -m tests.bench.rules_on_corpus`, which works where the corpus is: 289 objectives and 798 key results of two
organisations, all in English. The sample company adds Chinese. What was judged is in `judged.yml`: ten hits of each rule in the
corpus, evenly chosen (all where there are fewer), and all in the sample, read by hand. A rule of which less than 80 % were
right is mended or off by default.

No style is an error. Errors are `pay-link`, and `placeholder-text` in an objective that is agreed: that is what they are for.
For `key-result-without-number` and `kr-task-verb`, which take any measure for a number, the corpus' key results were looked at as
if they had none. Where a source withholds a number that its authors had, any number stands for it.
"""


def main() -> int:
    if not records.corpora():
        print(f"the corpus is not there ({records.CORPUS}); set OKR_CORPUS to its folder", file=sys.stderr)
        return 2
    hits = [hit for source in companies() for hit in hits_in(*source)]
    for rule in sys.argv[1:]:
        mine = [hit for hit in hits if hit.rule == rule]
        print(f"== {rule}: {Counter(hit.source for hit in mine)}")
        for hit in mine:
            print(f"{hit.record} | {hit.words} | {hit.text.strip()}")
    if sys.argv[1:]:
        return 0
    text, wrong = table(hits, yaml.safe_load((FOLDER / "judged.yml").read_text(encoding="utf-8")))
    (FOLDER / "RULES.md").write_text(text, encoding="utf-8", newline="\n")
    print("\n".join([*wrong, f"{FOLDER / 'RULES.md'}: {len(hits)} hits"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
