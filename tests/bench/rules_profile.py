"""What each rule costs on a large company: runs `okr check --profile` and writes RULES-PROFILE.md.

    python -m tests.bench.rules_profile                      10,000 objectives
    python -m tests.bench.rules_profile --objectives 2000

It is no test: nothing fails for being slow.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench import company, results
from tests.bench.run import YEARS

TABLE: Final = Path(__file__).parent / "RULES-PROFILE.md"
_CHECK: Final = [sys.executable, "-m", "okrpress", "check", "--profile", "--format", "json", "--today", company.TODAY.isoformat()]
_LINE: Final = re.compile(r"\s*(?P<seconds>[\d.]+)\s+(?P<share>[\d.]+)%\s+(?P<found>[\d,]*)\s+(?P<name>\S.*)")
_FOREWORD: Final = """\
# What each rule costs

`python -m tests.bench.rules_profile` writes this table: `okr check --profile` on a made-up company (`tests/bench/company.py`,
seed 1) whose files were read before, CPU seconds of one process, medians of {runs} runs. A share is of the whole command's work,
reading and scoring included. The aim: all rules together under 3 s on one core, no rule above a tenth of the whole.

{objectives:,} objectives, {day}, {machine}. All rules together: {rules:.2f} s; the dearest takes {dearest:.1%} of the whole.
"""


class Step(NamedTuple):
    """A line of a profile."""

    seconds: float
    found: str
    name: str


def profile(folder: Path) -> list[Step]:
    """Check once and return what each step cost."""
    done = subprocess.run(_CHECK, cwd=folder, capture_output=True, text=True, check=False)
    matches = filter(None, map(_LINE.fullmatch, done.stderr.splitlines()))
    steps = [Step(float(match["seconds"]), match["found"], match["name"]) for match in matches]
    if not steps:
        raise SystemExit(done.stderr)
    return steps


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objectives", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=5, help="runs; the median of each step counts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="okr-bench-") as spare:
        folder = Path(spare)
        company.write(folder, asked.objectives, years=YEARS.get(asked.objectives, 3))
        profile(folder)  # from now on the files are remembered
        runs = [profile(folder) for _ in range(asked.repeat)]
    found = {step.name: step.found for step in runs[0]}
    costs = {name: statistics.median(step.seconds for run in runs for step in run if step.name == name) for name in found}
    whole = costs["all"]
    names = [name for name in found if name not in ("all", "all rules")]
    ordered = sorted(names, key=lambda name: (name.startswith("OKR"), -costs[name]))
    dearest = max(costs[name] for name in names if name.startswith("OKR")) / whole
    rows = [
        f"| {name} | {costs[name]:.3f} | {costs[name] / whole:.1%} | {found[name]} |" for name in [*ordered, "all rules", "all"]
    ]
    head = _FOREWORD.format(
        runs=asked.repeat, objectives=asked.objectives, day=date.today().isoformat(), machine=results.machine(),  # noqa: DTZ011
        rules=costs["all rules"], dearest=dearest,
    )  # fmt: skip
    table = ["| step | CPU s | share | findings |", "|---|---:|---:|---:|", *rows]
    TABLE.write_text(f"{head}\n" + "\n".join(table) + "\n", encoding="utf-8")
    print(f"all rules {costs['all rules']:.2f} s, the dearest {dearest:.1%} of {whole:.2f} s")


if __name__ == "__main__":
    main()
