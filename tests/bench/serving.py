"""How long somebody who saves a file waits for it in the browser, with `okr serve`: the page first, then the whole site.

    python -m tests.bench.serving                           makes a company of ten thousand objectives
    python -m tests.bench.serving --objectives 2000
    python -m tests.bench.serving --company DIR             one that is there

The title of an objective is changed, over and over. The page is asked for until it says so; the search is there when its
list of bundles is another one. The first change after the start of the server, which has read nothing then, stands by itself.
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench import company
from tests.bench.results import machine

_TITLE: Final = re.compile(r"^title: .*$", re.MULTILINE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--company", type=Path)
    parser.add_argument("--objectives", type=int, default=10000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with nullcontext(str(asked.company)) if asked.company else tempfile.TemporaryDirectory() as folder:
        if not asked.company:
            company.write(Path(folder), asked.objectives, years=5)
        with _serving(Path(folder)) as root:
            first, *later = [_saved(Path(folder), root, number) for number in range(asked.repeat + 1)]
    print(f"the first change: {first[0]:.2f} s to the page, {first[1]:.2f} s to the search")
    page, search = (median(times) for times in zip(*later, strict=True))
    print(f"the next {asked.repeat}, median: {page:.2f} s to the page, {search:.2f} s ({search / page:.1f} × that) to the search")
    print(machine())


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Serve a site; wait until it is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    subprocess.run([sys.executable, "-m", "okrpress", "build", "--quiet", "--allow-errors"], cwd=folder, check=True)
    command = [sys.executable, "-m", "okrpress", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
        try:
            root = f"http://127.0.0.1:{port}/"
            _until(lambda: bool(_read(root)))
            yield root
        finally:
            server.terminate()


def _saved(folder: Path, root: str, number: int) -> tuple[float, float]:
    """Change a file; return the seconds until its page, and until the search, are other ones."""
    file = min((folder / "okrs/cycles/2026-Q4").glob("*/*.md"))
    address = f"{root}{file.relative_to(folder / 'okrs/cycles').with_suffix('')}/"
    text = file.read_text(encoding="utf-8")
    search = _read(f"{root}search/search_index.json")
    said = f"Saved for the {number}th time at {time.time_ns()}"
    time.sleep(3)
    began = time.perf_counter()
    file.write_text(_TITLE.sub(f"title: {said}", text, count=1), encoding="utf-8", newline="\n")
    _until(lambda: said in _read(address))
    to_page = time.perf_counter() - began
    _until(lambda: _read(f"{root}search/search_index.json") != search)
    return to_page, time.perf_counter() - began


def _until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.01)


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.read().decode()
    except urllib.error.URLError:
        return ""


if __name__ == "__main__":
    main()
