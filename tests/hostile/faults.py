"""What may go wrong while a site is built: done to a real company, and what became of the published site.

    python -m tests.hostile.faults             everything, killed at 200 moments; writes tests/bench/FAULTS.md
    python -m tests.hostile.faults --kills 20

After each fault three things are asked: is what is published one whole version (the one of before, or the new one)? Was
what was said one line, without a traceback? Does the next build succeed?
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from tests import small

TABLE: Final = Path(__file__).resolve().parents[1] / "bench" / "FAULTS.md"
_OKR: Final = [sys.executable, "-m", "okrpress", "build", "--quiet", "--today", "2026-11-10"]
_CHANGED: Final = "cycles/2026-Q4/wang-lei/night.md"
_HANGING: Final = '#!/bin/sh\n[ "$1" = -V ] && { echo "dot 1" >&2; exit 0; }\nsleep 300\n'
_TALKING: Final = '#!/bin/sh\n[ "$1" = -V ] && { echo "dot 1" >&2; exit 0; }\ncat >/dev/null; head -c 100000 /dev/urandom\n'


class Outcome(NamedTuple):
    """What became of one fault."""

    fault: str
    times: int
    whole: int
    """How often the published site was one whole version."""
    clear: int | None
    """How often one line said what was wrong, or nothing was wrong; None where nobody was left to say anything."""
    next: int
    """How often the next build succeeded."""
    note: str = ""

    @property
    def is_good(self) -> bool:
        """Whether all was well each time."""
        return self.whole == self.next == self.times and self.clear in (None, self.times)


class Company:
    """The small company on disk, published once; `change` makes the next version of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = small.write(folder)
        (folder / "mkdocs.yml").write_text("site_name: Acme\ndocs_dir: okrs\ntheme: material\nplugins: [okr]\n", encoding="utf-8")
        self.site = folder / "site"
        self.turn = 0
        done = self.build()
        assert done.returncode == 0, done.stderr
        self.versions = {self.seen()}

    def build(self, *more: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Build, and wait for it."""
        return subprocess.run(
            [*_OKR, *more], cwd=self.folder, capture_output=True, text=True, check=False, timeout=300, **options
        )  # type: ignore[call-overload]

    def start(self) -> subprocess.Popen[str]:
        """Begin to build, in a group of its own."""
        return subprocess.Popen(
            _OKR, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    def seen(self) -> str:
        """Return the hash of the published site: of every path and every byte."""
        total = hashlib.blake2b()
        for file in sorted(path for path in self.site.rglob("*") if path.is_file()):
            total.update(f"{file.relative_to(self.site)}\0".encode() + file.read_bytes())
        return total.hexdigest()

    def change(self) -> None:
        """Change a record, and learn from a copy that nothing happens to what the next version looks like."""
        self.turn += 1
        file = self.root / _CHANGED
        text = file.read_text(encoding="utf-8")
        head, _, _ = text.partition("Nobody is in such a hurry.")
        file.write_text(f"{head}Nobody is in such a hurry. {self.turn}\n", encoding="utf-8")
        with tempfile.TemporaryDirectory(prefix="okr-right-") as spare:
            copy = Path(spare)
            shutil.copytree(self.root, copy / "okrs")
            shutil.copy(self.folder / "mkdocs.yml", copy)
            right = Company.__new__(Company)
            right.folder, right.site = copy, copy / "site"
            done = right.build()
            assert done.returncode == 0, done.stderr
            self.versions.add(right.seen())

    def is_whole(self) -> bool:
        """Tell whether what is published is one of the versions that there ever were."""
        return self.seen() in self.versions


def is_clear(done: subprocess.CompletedProcess[str]) -> bool:
    """Tell whether a build either succeeded, or said in few words what was wrong."""
    said = (done.stdout + done.stderr).strip()
    return "Traceback" not in said and (done.returncode == 0 or 0 < said.count("\n") + 1 <= 3)


def _after(name: str, company: Company, done: subprocess.CompletedProcess[str], note: str = "") -> Outcome:
    """Judge one fault that is over."""
    whole, clear = company.is_whole(), is_clear(done)
    again = company.build().returncode == 0 and company.is_whole()
    said = (done.stderr or done.stdout).strip().replace(str(company.folder), "…").splitlines()
    return Outcome(name, 1, int(whole), int(clear), int(again), note or (said[-1] if said else ""))


def killed(company: Company, times: int, seed: int = 1) -> Outcome:
    """Kill the whole group of processes at random moments of a build; one that ended before its moment does not count."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    lasts = {True: 0.0, False: 0.0}
    """Seconds that a build takes from nothing, and with a cache."""
    for is_cold in lasts:
        company.change()
        lasts[is_cold] = _begin(company, is_cold=is_cold, seconds=None)
    whole = followed = number = missed = 0
    while number < times:
        is_cold = number % 4 == 0
        if not is_cold or number % 8 == 0:
            company.change()  # with nothing new, a build with a cache has nothing to do
        seconds = chance.uniform(0, lasts[is_cold])
        took = _begin(company, is_cold=is_cold, seconds=seconds)
        if took < seconds:  # the machine has become faster
            lasts[is_cold] = took
            missed += 1
            continue
        lasts[is_cold] *= 1.02
        number += 1
        whole += company.is_whole()
        followed += company.build().returncode == 0 and company.is_whole()
    note = f"{missed} more had ended before; seed {seed}"
    return Outcome("killed (SIGKILL to all its processes)", times, whole, None, followed, note)


def _begin(company: Company, *, is_cold: bool, seconds: float | None) -> float:
    """Build, and kill it after some seconds; return how long it took, which is longer than that where it was killed."""
    if is_cold:
        shutil.rmtree(company.folder / ".cache", ignore_errors=True)
    began = time.monotonic()
    running = company.start()
    try:
        running.communicate(timeout=seconds)
        return time.monotonic() - began
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return float("inf")


def full_disk(company: Company) -> Outcome:
    """Publish to a disk that has room for a part of the site."""
    with _small_disk(company.folder / "disk", "700k") as disk:
        company.change()
        done = company.build("--site", str(disk / "site"))
        assert done.returncode == 2, done
        nothing = not (disk / "site").exists() or not list((disk / "site").rglob("index.html"))
        outcome = _after("disk full where the site goes", company, done)
        return outcome._replace(whole=int(outcome.whole and nothing))


def full_cache(company: Company) -> Outcome:
    """Build with a cache on a disk that is full."""
    shutil.rmtree(company.folder / ".cache")
    with _small_disk(company.folder / ".cache", "300k"):
        company.change()
        done = company.build()
        outcome = _after("disk full where the cache is", company, done)
    shutil.rmtree(company.folder / ".cache", ignore_errors=True)
    return outcome._replace(next=int(company.build().returncode == 0 and company.is_whole()))


def read_only(company: Company) -> Outcome:
    """Build where everything can be read and nothing written."""
    company.change()
    folder = str(company.folder)
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        done = company.build()
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
    assert done.returncode == 2, done
    return _after("read-only folder", company, done)


def vanishing(company: Company, times: int = 4) -> Outcome:
    """Take a record away and bring it back, again and again, while builds run."""
    file = company.root / _CHANGED
    text = file.read_bytes()
    stop = threading.Event()

    def flicker() -> None:
        while not stop.is_set():
            file.unlink(missing_ok=True)
            time.sleep(0.002)
            file.write_bytes(text)
            time.sleep(0.002)

    # Without the record, a site is a version of its own.
    file.unlink()
    company.build()
    company.versions.add(company.seen())
    clear = whole = 0
    worker = threading.Thread(target=flicker)
    worker.start()
    try:
        for _ in range(times):
            shutil.rmtree(company.folder / ".cache", ignore_errors=True)
            done = company.build()
            clear += "Traceback" not in done.stdout + done.stderr
            whole += company.is_whole()
    finally:
        stop.set()
        worker.join()
    file.write_bytes(text)
    followed = company.build().returncode == 0 and company.is_whole()
    return Outcome("a record vanishes and comes back", times, whole, clear, times * int(followed))


def broken_cache(company: Company) -> Outcome:
    """Fill every file of the cache with nonsense, then with nothing, then make folders of them."""
    results = []
    for damage in (lambda file: file.write_bytes(b"\xff" * 999), lambda file: file.write_bytes(b""), _into_a_folder):
        company.change()
        for file in [path for path in (company.folder / ".cache").rglob("*") if path.is_file()]:
            damage(file)
        results.append(_after("every file of the cache is nonsense, empty, or a folder", company, company.build()))
        shutil.rmtree(company.folder / ".cache", ignore_errors=True)
    return _together(results)


def unreadable_cache(company: Company) -> Outcome:
    """Put a file in the place of the cache's folder."""
    shutil.rmtree(company.folder / ".cache")
    (company.folder / ".cache").write_text("no folder", encoding="utf-8")
    company.change()
    done = company.build()
    whole, clear = company.is_whole(), is_clear(done)
    (company.folder / ".cache").unlink()
    again = company.build().returncode == 0 and company.is_whole()
    return Outcome(
        "a file in the place of the cache",
        1,
        int(whole),
        int(clear),
        int(again),
        (done.stderr.strip().replace(str(company.folder), "…").splitlines() or [""])[-1],
    )


def clock(company: Company) -> Outcome:
    """Set the times of all files years ahead, then years back."""
    results = []
    for offset in (10 * 365 * 86400, -20 * 365 * 86400):
        company.change()
        for file in [path for path in company.folder.rglob("*") if path.is_file() and not path.is_symlink()]:
            os.utime(file, (time.time() + offset, time.time() + offset))
        results.append(_after("the clock jumps: all files ten years ahead, twenty years back", company, company.build()))
    return _together(results)


def engine(company: Company, script: str | None, name: str) -> Outcome:
    """Build with a Graphviz that is missing, hangs or prints nonsense."""
    settings = company.root / "settings.yml"
    before = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    settings.write_text(before + "diagrams: {engine: dot}\n", encoding="utf-8")
    tools = company.folder / "tools"
    tools.mkdir(exist_ok=True)
    if script:
        (tools / "dot").write_text(script, encoding="utf-8")
        (tools / "dot").chmod(0o755)
    else:
        (tools / "dot").unlink(missing_ok=True)
    for tool in ("sh", "cat", "head", "sleep", "git"):
        if not (tools / tool).exists() and (path := shutil.which(tool)):
            (tools / tool).symlink_to(path)
    shutil.rmtree(company.folder / ".cache", ignore_errors=True)
    done = company.build(env={**os.environ, "PATH": str(tools)})
    settings.write_text(before, encoding="utf-8")
    assert done.returncode == 2, done
    return _after(name, company, done)


def two_at_once(company: Company, times: int = 2) -> Outcome:
    """Start two builds at the same moment, after a change."""
    whole = clear = 0
    for _ in range(times):
        company.change()
        first, second = company.start(), company.start()
        said = [running.communicate(timeout=300)[0] for running in (first, second)]
        clear += not any("Traceback" in text for text in said) and first.returncode == second.returncode == 0
        whole += company.is_whole()
    return Outcome("two builds at once", times, whole, clear, times * (company.build().returncode == 0))


def _together(outcomes: list[Outcome]) -> Outcome:
    first = outcomes[0]
    return Outcome(
        first.fault, len(outcomes), *(sum(getattr(it, name) for it in outcomes) for name in ("whole", "clear", "next")),
        note=first.note,
    )  # fmt: skip


def _into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@contextmanager
def _small_disk(place: Path, size: str) -> Iterator[Path]:
    """Mount a disk of its own in memory, so small that a site does not fit."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


FAULTS: Final[Mapping[str, Callable[[Company], Outcome]]] = {
    "full-disk": full_disk,
    "full-cache": full_cache,
    "read-only": read_only,
    "vanishing": vanishing,
    "broken-cache": broken_cache,
    "unreadable-cache": unreadable_cache,
    "clock": clock,
    "engine-missing": lambda company: engine(company, None, "no Graphviz"),
    "engine-nonsense": lambda company: engine(company, _TALKING, "a Graphviz that prints nonsense"),
    "engine-hangs": lambda company: engine(company, _HANGING, "a Graphviz that hangs"),
    "two-at-once": two_at_once,
}

NEEDS_ROOT: Final = frozenset({"full-disk", "full-cache", "read-only"})
"""Faults that only somebody may make who may mount a disk."""


def report(outcomes: list[Outcome]) -> str:
    """Write the table."""
    rows = "\n".join(
        f"| {it.fault} | {it.times} | {it.whole} | {'–' if it.clear is None else it.clear} | {it.next} | {it.note} |"
        for it in outcomes
    )
    return f"""# Faults

`python -m tests.hostile.faults` wrote this table on {date.today().isoformat()}. Each fault is done to a real company
while its site is built. *Whole*: what is published is byte for byte one version, that of before or the new
one. *Clear*: the build succeeded, or one line said what was wrong, never a traceback. *Next*: the
build after it succeeds and publishes the newest version.

| fault | times | whole | clear | next | what was said |
| --- | ---: | ---: | ---: | ---: | --- |
{rows}
"""  # noqa: DTZ011 - the day where it was measured


def main() -> None:
    """Do everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="random moments")
    parser.add_argument("--only", choices=FAULTS, action="append")
    asked = parser.parse_args()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="okr-faults-") as spare:
        if not asked.only:
            outcomes.append(killed(Company(Path(spare) / "killed"), asked.kills))
            print(outcomes[-1], flush=True)
        for name in asked.only or FAULTS:
            outcomes.append(FAULTS[name](Company(Path(spare) / name)))
            print(outcomes[-1], flush=True)
    if not asked.only:
        TABLE.write_text(report(outcomes), encoding="utf-8")
    sys.exit(0 if all(it.is_good for it in outcomes) else 1)


if __name__ == "__main__":
    main()
