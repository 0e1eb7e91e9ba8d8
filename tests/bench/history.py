"""What the past costs: git's log of a whole company, its versions in the words of OKR, and the difference of one commit.

python -m tests.bench.history --objectives 2000 --commits 3
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Final

from okrpress.cache import Cache
from okrpress.check import check
from okrpress.company import Company, company_on
from okrpress.differences.difference import difference
from okrpress.load import load
from okrpress.load.memory import Memory
from okrpress.load.revision import load_revision
from okrpress.revision import revision
from okrpress.site.history import past_of, timelines
from okrpress.words import Words
from tests.bench.company import TODAY, write

AT_ONCE: Final = 20
"""Files in one commit."""


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Li Na", "-c", "user.email=li-na@example.com", "-c", "gc.auto=0", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit_all(folder: Path, commits: int) -> None:
    """Commit a company, then change every objective so many times less one, some in each commit."""
    (folder / ".gitignore").write_text(".cache/\nsite/\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "All of it")
    files = sorted(file for file in (folder / "okrs/cycles").rglob("*.md") if file.name not in ("cycle.md", "review.md"))
    Random(1).shuffle(files)  # noqa: S311 - the same order every time is what is wanted
    for _ in range(commits - 1):
        for start in range(0, len(files), AT_ONCE):
            for file in files[start : start + AT_ONCE]:
                text = file.read_text()
                file.write_text(
                    re.sub(r"confidence: (\d+)", lambda found: f"confidence: {(int(found[1]) + 1) % 11}", text, count=1)
                )
            git(folder, "commit", "-qam", "Some of it")


def seconds() -> float:
    """Return the seconds of a processor that this process and its children took."""
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def measured(work: Callable[[], object]) -> float:
    begun = seconds()
    work()
    return seconds() - begun


def costs(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what each step costs, in seconds of a processor."""
    okrs, cache = folder / "okrs", Cache(folder / ".cache/okr")
    revision("en")  # once a process
    yield "read all records, nothing remembered", measured(lambda: load(okrs, Memory(folder / ".cache/okr")))
    workspace = load(okrs, Memory(folder / ".cache/okr"))
    company = company_on(workspace, TODAY)
    yield "look at all of them: score and check", measured(lambda: check(company))
    for how in ("nothing remembered", "the same commit again"):
        yield f"the log, {how}", measured(lambda: past_of(okrs, cache))
        past = past_of(okrs, cache)
        yield f"all versions, {how}", measured(timelines(past, company, Words("en"), cache)("").versions)
    base = load_revision(okrs, "HEAD~1", workspace)
    yield "read the base of a difference", measured(lambda: load_revision(okrs, "HEAD~1", workspace))
    before, after = Company(base, TODAY), company_on(workspace, TODAY, base)
    yield "check both sides", measured(lambda: (check(before), check(after)))
    found = check(before), check(after)
    yield "the difference itself", measured(lambda: difference(before, after, *found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objectives", type=int, default=2000)
    parser.add_argument("--commits", type=int, default=3, help="commits that each objective is in")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        write(folder, call.objectives)
        commit_all(folder, call.commits)
        rows = list(costs(folder))
    first = rows[0][1]
    print(f"| {call.objectives:,} objectives, {call.commits} commits each | CPU s | against reading all |\n|---|---:|---:|")
    for what, cost in rows:
        print(f"| {what} | {cost:.2f} | {cost / first:.2f} |")


if __name__ == "__main__":
    main()
