"""How fast it is: builds, checks, and beside them, in one run, what others need for the same or for less.

    python -m tests.bench.run                                        everything; `make bench`
    python -m tests.bench.run --only check --objectives 2000 --repeat 3

It prints one line of JSON for each result and puts them into RESULTS.md. It is no test: nothing fails for being slow.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.bench import company, diagrams, front_matter, hugo_loop, mkdocs_loop, results
from tests.bench.results import Result
from tests.bench.stopwatch import Run, clock, middle

PARTS: Final = ("check", "yamllint", "build", "languages", "diagrams", "zensical", "hugo", "mkdocs")
YEARS: Final = {2000: 3, 10000: 5}
"""How long a company of so many objectives has been at it."""

_OKR: Final = [sys.executable, "-m", "okrpress"]
_BUILD: Final = [*_OKR, "build", "--quiet"]
_CHECK: Final = [*_OKR, "check", "--quiet", "--format", "json"]
_YAMLLINT: Final = [sys.executable, "-m", "yamllint", "-d", "{extends: relaxed, rules: {line-length: disable}}", "."]
_ZENSICAL: Final = [sys.executable, "-m", "zensical", "build", "--clean"]
_HUGO: Final = ["hugo", "--quiet", "--noTimes"]
_DIAGRAMS: Final = [sys.executable, diagrams.__file__]
_MKDOCS: Final = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


class Bench:
    """A company on disk, and what it costs to do something with it."""

    def __init__(self, folder: Path, objectives: int, repeat: int) -> None:
        self._objectives = objectives
        self._repeat = repeat
        self._folder = folder / str(objectives)
        years = YEARS.get(objectives, 3)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._records = company.write(self._folder, objectives, years=years)
        running = max((self._records / "cycles").glob("*-Q*"))
        self._running = next(file for file in sorted(running.glob("*/*.md")) if "value: " in file.read_text(encoding="utf-8"))
        self._changes = 0
        self._cold: Run | None = None
        self._cold_check: Run | None = None

    def check(self) -> Iterator[Result]:
        """Check from nothing, again, and after a change."""
        cold = self._median(_CHECK, self._clean, fine=(0, 1))
        self._cold_check = cold
        yield self._result("check, from nothing", cold, f"{cold.wall / self._objectives * 1000:.2f} ms an objective")
        for what, before in (("check, nothing changed", _nothing), ("check, one change", self._change)):
            warm = self._median(_CHECK, before, fine=(0, 1))
            yield self._result(what, warm, f"{_share(warm, cold)} of a check from nothing")

    def build(self) -> Iterator[Result]:
        """Build from nothing, again, and after a change."""
        cold = self._median(_BUILD, self._clean)
        self._cold = cold
        per_page, per_objective = (cold.wall / number * 1000 for number in (self._pages(), self._objectives))
        yield self._result("build, from nothing", cold, f"{per_page:.2f} ms a page, {per_objective:.2f} an objective")
        kept = self._median(_BUILD, self._clean_pages)
        yield self._result("build, layouts and search index kept", kept, f"{_share(kept, cold)} of a build from nothing")
        yield self._warm("build, nothing changed", _nothing, cold)
        # The first change makes the folder that each later one brings up to date.
        self._change()
        first = clock(_BUILD, self._folder)
        share = f"{_share(first, cold)} of a build from nothing"
        yield Result("build, the first change", self._objectives, self._pages(), first, share, 1)
        yield self._warm("build, one change", self._change, cold)

    def _warm(self, what: str, before: Callable[[], None], cold: Run) -> Result:
        """Build again after something was done."""
        warm = self._median(_BUILD, before)
        return self._result(what, warm, f"{_share(warm, cold)} of a build from nothing")

    def languages(self) -> Iterator[Result]:
        """Build the same company in two languages; the ratios are those to one language in the same run."""
        ours = self._cold_build()
        settings = self._records / "settings.yml"
        alone = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub(r"^language: .*$", "languages: [zh, en]", alone, flags=re.MULTILINE), encoding="utf-8")
        both = self._median(_BUILD, self._clean)
        ratio = f"{both.wall / ours.wall:.2f} × a build in one language, {both.cpu / ours.cpu:.2f} × its CPU"
        yield self._result("build, from nothing, in two languages", both, ratio)
        for what, before in (("nothing changed", _nothing), ("one change", self._change)):
            warm = self._median(_BUILD, before)
            yield self._result(f"build, {what}, in two languages", warm, f"{_share(warm, both)} of that from nothing")
        settings.write_text(alone, encoding="utf-8")
        self._clean()

    def mkdocs(self) -> Iterator[Result]:
        """Send the finished pages through MkDocs' own loop; the ratio is that to our build in the same run."""
        ours = self._cold_build()
        for number, way in enumerate(mkdocs_loop.WAYS):
            project = self._folder / f"mkdocs-{number}"
            pages = mkdocs_loop.export(self._folder / "site", project, way)
            # Minutes each, and hours with pages in the navigation: once is enough to see ten times.
            repeat = 1 if way.navigation else self._repeat
            run = middle([clock(_MKDOCS, project) for _ in range(repeat)])
            ratio = f"{run.wall / ours.wall:.1f} × our build from nothing, {run.cpu / ours.cpu:.1f} × its CPU"
            yield Result(f"MkDocs' own loop, {way.name}", self._objectives, pages, run, ratio, repeat)

    def yamllint(self) -> Iterator[Result]:
        """Read the same front matter with yamllint, which knows nothing of OKRs: a floor for reading it in Python."""
        ours = self._cold_check or self._median(_CHECK, self._clean, fine=(0, 1))
        count = front_matter.export(self._records, self._folder / "yaml")
        run = middle([clock(_YAMLLINT, self._folder / "yaml") for _ in range(self._repeat)])
        ratio = f"{run.wall / ours.wall:.1f} × our check from nothing, {run.cpu / ours.cpu:.1f} × its CPU"
        yield Result(f"yamllint, the same front matter ({count:,} files)", self._objectives, 0, run, ratio, self._repeat)

    def diagrams(self) -> Iterator[Result]:
        """Lay out the same pictures in batches, and in a process for each of them, one after the other."""
        source = self._folder / "dots.json"
        count = diagrams.export(self._records, source)
        batch = middle([clock([*_DIAGRAMS, str(source), "200"], self._folder) for _ in range(self._repeat)])
        yield Result(f"{count:,} pictures laid out, 200 in a process", self._objectives, 0, batch, "–", self._repeat)
        single = clock([*_DIAGRAMS, str(source), "1"], self._folder)
        ratio = f"{single.wall / batch.wall:.1f} × the batches, {single.cpu / batch.cpu:.1f} × their CPU"
        yield Result(f"{count:,} pictures laid out, a process for each", self._objectives, 0, single, ratio, 1)

    def zensical(self) -> Iterator[Result]:
        """Send the finished pages through Zensical's loop: the same project as MkDocs gets."""
        for way in mkdocs_loop.WAYS:
            if way.hook or way.search or way.pruned:
                continue
            project = self._folder / "zensical"
            pages = mkdocs_loop.export(self._built(), project, way)
            yield self._beside_a_build(f"Zensical's loop, {way.name}", _ZENSICAL, project, pages)

    def hugo(self) -> Iterator[Result]:
        """Send the finished pages through Hugo."""
        if shutil.which("hugo") is None:
            sys.exit("There is no Hugo: `apt-get install hugo`, or leave this part out with --only.")
        pages = hugo_loop.export(self._built(), self._folder / "hugo")
        yield self._beside_a_build("Hugo, HTML with one layout", _HUGO, self._folder / "hugo", pages)

    def _beside_a_build(self, what: str, command: Sequence[str], project: Path, pages: int) -> Result:
        """Run another generator over finished pages, from nothing each time."""
        runs = []
        for _ in range(self._repeat):
            for name in ("site", "public", ".cache", "resources"):
                shutil.rmtree(project / name, ignore_errors=True)
            runs.append(clock(command, project))
        run, ours = middle(runs), self._cold_build()
        made = sum(1 for _ in project.rglob("index.html"))
        ratio = f"{run.wall / ours.wall:.2f} × our build from nothing, {run.cpu / ours.cpu:.2f} × its CPU"
        if made < pages:
            ratio += f"; only {made:,} of them came out"
        return Result(what, self._objectives, pages, run, ratio, self._repeat)

    def _cold_build(self) -> Run:
        if self._cold is None:
            self._cold = self._median(_BUILD, self._clean)
        return self._cold

    def _built(self) -> Path:
        """Return the folder of the finished site."""
        self._cold_build()
        return self._folder / "site"

    def _median(self, command: Sequence[str], before: Callable[[], None], fine: tuple[int, ...] = (0,)) -> Run:
        runs = []
        for _ in range(self._repeat):
            before()
            runs.append(clock(command, self._folder, fine))
        return middle(runs)

    def _result(self, what: str, run: Run, compared: str) -> Result:
        return Result(what, self._objectives, self._pages(), run, compared, self._repeat)

    def _pages(self) -> int:
        return sum(1 for _ in (self._folder / "site").rglob("*.html"))

    def _clean(self) -> None:
        for name in (".cache", "site"):
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def _clean_pages(self) -> None:
        """Leave what Graphviz and Pagefind made, and nothing else."""
        shutil.rmtree(self._folder / "site", ignore_errors=True)
        cache = self._folder / ".cache" / "okr"
        kept = {*cache.glob("layouts.sqlite*"), cache / "site" / "search"}
        for path in (*cache.iterdir(), *(cache / "site").iterdir()):
            if path not in kept and path != cache / "site":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _change(self) -> None:
        """Give the first check-in of a running objective a value that it never had."""
        self._changes += 1
        text = self._running.read_text(encoding="utf-8")
        changed = re.sub(r"value: [\d.]+", f"value: {self._changes}.5", text, count=1)
        self._running.write_text(changed, encoding="utf-8", newline="\n")


def _nothing() -> None:
    """Leave everything as it is."""


def _share(part: Run, whole: Run) -> str:
    return f"{part.wall / whole.wall:.0%}"


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}; default: all, MkDocs for 2,000 only")
    parser.add_argument("--objectives", default="2000,10000", help="sizes, separated by commas")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each case; the median counts")
    parser.add_argument("--work", type=Path, help="folder for the companies; default: one that is removed afterwards")
    parser.add_argument("--no-table", action="store_true", help="leave RESULTS.md alone")
    asked = parser.parse_args()
    parts = asked.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="okr-bench-") as spare:
        for objectives in map(int, asked.objectives.split(",")):
            bench = Bench(asked.work or Path(spare), objectives, asked.repeat)
            for part in PARTS:
                if part not in parts or (
                    part == "mkdocs" and objectives > 2000 and asked.only == ",".join(PARTS)
                ):  # MkDocs' loop takes minutes there
                    continue
                for result in getattr(bench, part)():
                    print(json.dumps(_flat(result), ensure_ascii=False), flush=True)
                    if not asked.no_table:
                        results.update([result])


def _flat(result: Result) -> dict[str, object]:
    told = result._asdict()
    run: Run = told.pop("run")
    return told | {name: round(number, 3) for name, number in run._asdict().items()} | {"machine": results.machine()}


if __name__ == "__main__":
    main()
