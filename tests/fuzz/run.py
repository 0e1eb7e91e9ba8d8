"""Fuzzing with atheris, guided by coverage.

    pip install --group fuzz
    python -m tests.fuzz.run --minutes 30              all targets, the time shared among them; writes tests/bench/FUZZ.md
    python -m tests.fuzz.run --target loader --minutes 5

What crashes, takes longer than 20 seconds or more than 2 GB is put into `tests/fuzz/crashes/<target>/`, where the tests
replay it for ever.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests import small
from tests.fuzz.targets import PATHS, TARGETS
from tests.hostile.payloads import PAYLOADS

HERE = Path(__file__).resolve().parent
CRASHES = HERE / "crashes"
EXPORT = HERE.parent / "exchange/fixtures/viva-goals"
TABLE = HERE.parent / "bench" / "FUZZ.md"
_STATISTIC = re.compile(r"^stat::(\w+):\s+(\d+)", re.MULTILINE)


class Fuzzed(NamedTuple):
    """What came of one target."""

    target: str
    seconds: int
    executions: int
    inputs: int
    """Inputs that reached new code, and were kept."""
    crashes: int


def seeds(target: str, folder: Path) -> None:
    """Write what fuzzing begins with: records of the small company at their places, and payloads."""
    if target == "unpacker":
        with zipfile.ZipFile(folder / "export", "w") as packed:
            for file in EXPORT.glob("*.json"):
                packed.write(file, file.name)
        return
    prefixed = target not in ("parser", "story")
    for number, (path, text) in enumerate(small.FILES.items()):
        kind = next((place for place, known in enumerate(PATHS) if known.split("/")[0] == path.split("/")[0]), 0)
        head = bytes([kind]) if prefixed else b""
        (folder / f"seed-{number}").write_bytes(head + text.encode())
    for number, payload in enumerate(PAYLOADS[::5]):
        body = f"---\ntitle: x\ntype: committed\n---\n{payload}\n" if target != "story" else payload
        (folder / f"payload-{number}").write_bytes((b"\0" if prefixed else b"") + body.encode())


def fuzz(target: str, seconds: int) -> Fuzzed:
    """Fuzz one target in a process of its own."""
    kept = CRASHES / target
    kept.mkdir(parents=True, exist_ok=True)
    before = len(list(kept.iterdir()))
    with tempfile.TemporaryDirectory(prefix="okr-corpus-") as spare:
        corpus = Path(spare)
        seeds(target, corpus)
        began_with = len(list(corpus.iterdir()))
        done = subprocess.run(
            [
                sys.executable, "-m", "tests.fuzz.one", target, str(corpus), f"-max_total_time={seconds}", "-timeout=20",
                "-rss_limit_mb=2048", "-print_final_stats=1", f"-artifact_prefix={kept}/", "-max_len=8192", "-verbosity=0",
            ],
            capture_output=True, text=True, errors="replace", cwd=HERE.parents[1], check=False,
        )  # fmt: skip
        told = dict(_STATISTIC.findall(done.stderr))
        if done.returncode:
            print(f"{target}: {done.stderr[-3000:]}", file=sys.stderr)
        inputs = len(list(corpus.iterdir())) - began_with
    kept.mkdir(exist_ok=True)
    executions = int(told.get("number_of_executed_units", 0))
    return Fuzzed(target, seconds, executions, inputs, len(list(kept.iterdir())) - before)


def report(found: list[Fuzzed]) -> str:
    """Write the table."""
    rows = "\n".join(
        f"| {it.target} | {it.seconds / 60:.0f} | {it.executions:,} | {it.inputs:,} | {it.crashes} |" for it in found
    )
    seconds, executions, inputs, crashes = (sum(numbers) for numbers in zip(*(it[1:] for it in found), strict=True))
    known = sum(1 for folder in CRASHES.iterdir() if folder.is_dir() for _ in folder.iterdir())
    return f"""# Fuzzing

`python -m tests.fuzz.run` wrote this table on {date.today().isoformat()}: atheris, guided by the coverage of our own code,
on what reads an author's text (`tests/fuzz/targets.py`). A crash is an exception, an assertion that does not hold, more than
20 seconds or more than 2 GB. All that were ever found are in `tests/fuzz/crashes/` ({known} by now), and every test run
replays them.

| target | minutes | executions | new inputs kept | new crashes |
| --- | ---: | ---: | ---: | ---: |
{rows}
| all | {seconds / 60:.0f} | {executions:,} | {inputs:,} | {crashes} |
"""  # noqa: DTZ011 - the day where it was measured


def main() -> None:
    """Fuzz what was asked for; exit with 1 where something new was found, or nothing was looked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30, help="for all targets together")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one; may be repeated")
    parser.add_argument("--at-once", type=int, default=2, help="targets that are fuzzed side by side")
    asked = parser.parse_args()
    targets = asked.target or list(TARGETS)
    seconds = round(asked.minutes * 60 / len(targets))
    with ThreadPoolExecutor(asked.at_once) as pool:
        found = list(pool.map(lambda target: fuzz(target, seconds), targets))
    for it in found:
        print(it)
    if idle := [it.target for it in found if not it.executions]:
        sys.exit(f"Nothing was fuzzed: {', '.join(idle)}. Is the group 'fuzz' of pyproject.toml installed?")
    if not asked.target:
        TABLE.write_text(report(found), encoding="utf-8")
    sys.exit(1 if any(it.crashes for it in found) else 0)


if __name__ == "__main__":
    main()
