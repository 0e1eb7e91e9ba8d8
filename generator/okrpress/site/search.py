"""Search: lean stubs of all pages, indexed by Pagefind in bundles that are only made again when they change."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final, Self

from okrpress.site.digest import digest
from okrpress.site.found import PackedRecord, SearchRecord, Shelf
from okrpress.site.kept import Kept, drop_old, keep, recall
from okrpress.site.publication import PublicationError
from okrpress.site.search_words import VERSION, filter_words, indexed

log = logging.getLogger(__name__)

# A change of one record indexes its bundle anew, at 0.8 ms a record; a reader's query asks each
# bundle once. What runs is changed daily, what is closed hardly ever.
CAPACITY: Final[Mapping[Shelf, int]] = {"running": 400, "company": 1000, "closed": 1500}
# Scores are multiplied by these: nothing closed comes before anything that runs. The worker counts on
# it, and loads what is closed only where a reader gets that far.
WEIGHTS: Final[Mapping[Shelf, float]] = {"running": 1.0, "company": 0.8, "closed": 0.001}

# Bundles of earlier states that are kept besides as many again: going back to a branch costs nothing.
_SPARE_BUNDLES: Final = 4

# English gives the rest of the text its word stems; Chinese is cut by us.
_LANGUAGE: Final = "en"
_WANTED: Final = ("fragment/", "index/", "pagefind.js", "pagefind-entry.json", f"wasm.{_LANGUAGE}.")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records that are indexed together; `key` is a hash of all of them."""

    shelf: Shelf
    number: int
    key: str
    records: tuple[SearchRecord | PackedRecord, ...]

    @property
    def path(self) -> str:
        """Where the bundle lies in the site. The key is in it, so that no browser mixes two states."""
        return f"pagefind/{self.shelf}-{self.number}-{self.key[:12]}"


def bundles_of(records: Iterable[SearchRecord | PackedRecord]) -> tuple[Bundle, ...]:
    """Divide records by shelf and evenly within a shelf; a record stays where it is when others change."""
    shelves: dict[Shelf, list[SearchRecord | PackedRecord]] = {shelf: [] for shelf in CAPACITY}
    for record in records:
        shelves[record.shelf].append(record)
    maker = (VERSION, version("pagefind"), _LANGUAGE)
    bundles: list[Bundle] = []
    for shelf, members in shelves.items():
        count = -(-len(members) // CAPACITY[shelf])
        parts: list[list[SearchRecord | PackedRecord]] = [[] for _ in range(count)]
        for record in sorted(members, key=lambda record: record.address):
            parts[_lot(record.address) % count].append(record)
        for number, part in enumerate(parts):
            if part:
                key = digest(*maker, *(record.key for record in part))
                bundles.append(Bundle(shelf, number, key, tuple(part)))
    return tuple(bundles)


def _lot(address: str) -> int:
    return int.from_bytes(blake2b(address.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def search_index(bundles: Sequence[Bundle], up: str = "") -> bytes:
    """Write the file that Material loads on every page: no documents, only where our bundles are.

    `up` leads from the root of the language to the root of the site.
    """
    return json.dumps(
        {
            "config": {
                "lang": ["en"],
                "separator": r"[\s\-]+",
                "pipeline": [],
                "fields": {},
                "bundles": [
                    {"path": f"{up}{bundle.path}/", "weight": WEIGHTS[bundle.shelf], "last": bundle.shelf == "closed"}
                    for bundle in bundles
                ],
            },
            "docs": [],
        },
        ensure_ascii=False,
    ).encode()


class Indexing:
    """Bundles in the making: Pagefind runs while pages are poured."""

    def __init__(self, cache: Path) -> None:
        """Know where the bundles of earlier builds are."""
        self._shelf = cache / "search"
        self._workers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        self._found: dict[str, Kept | Future[Kept]] = {}
        self._wanted: dict[str, list[Bundle]] = {}

    def __enter__(self) -> Self:
        """Begin with nothing."""
        return self

    def begin(self, bundles: Iterable[Bundle], folder: str = "") -> None:
        """Start to index what the cache does not have, as many bundles at a time as there are processors, large ones first.

        `folder` is that of the language which searches them.
        """
        wanted = self._wanted.setdefault(folder, [])
        for bundle in sorted(bundles, key=lambda bundle: -len(bundle.records)):
            wanted.append(bundle)
            if bundle.key not in self._found:
                known = recall(self._shelf / bundle.key)
                self._found[bundle.key] = known or self._workers.submit(_index, bundle, self._shelf)

    def __exit__(self, *_: object) -> None:
        """Leave no engine running, whatever happened."""
        self._workers.shutdown(cancel_futures=True)

    def results(self) -> dict[str, list[tuple[Bundle, Kept]]]:
        """Give each bundle with its index, by the folder of its language, waiting where it is not ready.

        Raises:
            PublicationError: Pagefind could not be run.

        """
        shelves = list(CAPACITY)
        made: dict[str, list[tuple[Bundle, Kept]]] = {}
        for folder, wanted in self._wanted.items():
            made[folder] = []
            for bundle in sorted(wanted, key=lambda bundle: (shelves.index(bundle.shelf), bundle.number)):
                found = self._found[bundle.key]
                made[folder].append((bundle, found.result() if isinstance(found, Future) else found))
        drop_old(self._shelf, 2 * len(self._found) + _SPARE_BUNDLES)
        return made


def _index(bundle: Bundle, shelf: Path) -> Kept:
    shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=shelf) as room:
        stubs, made = Path(room) / "stubs", Path(room) / "made"
        write_stubs(bundle.records, stubs)
        _run_pagefind(stubs, made)
        for path in sorted(made.rglob("*"), reverse=True):
            name = str(path.relative_to(made))
            if path.is_file() and not name.startswith(_WANTED) and path.suffix != ".pf_meta":
                path.unlink()
        return keep(made, shelf / bundle.key)


def write_stubs(records: Iterable[SearchRecord | PackedRecord], folder: Path) -> None:
    """Write one small page for each record, side by side: a folder for each would take as long as its index."""
    folder.mkdir(parents=True)
    for number, record in enumerate(records):
        with open(f"{folder}/{number}.html", "w", encoding="utf-8", errors="xmlcharrefreplace") as file:  # noqa: PTH123 - many
            file.write(stub(record.whole()))


def stub(record: SearchRecord) -> str:
    """Write what Pagefind gets to see of a record: address, title, text, sections with their anchors, filters."""
    sections = "".join(
        f'<h2 id="{escape(section.id)}" data-pagefind-weight="3">{_html(section.title)}</h2><p>{_html(section.text)}</p>'
        for section in record.sections
    )
    tags = f' data-tags="{escape(json.dumps(record.tags, ensure_ascii=False))}"' if record.tags else ""
    told = "address[data-address], tags[data-tags]" if tags else "address[data-address]"
    return (
        f'<!doctype html><html lang="{_LANGUAGE}"><body data-pagefind-body><h1>{_html(record.title)}</h1>'
        f'<p data-pagefind-meta="{told}" data-address="{escape(record.address)}"{tags}>'
        f"{_html(record.text)}</p>{sections}<p>{escape(filter_words(record.filters))}</p></body></html>"
    )


def _html(text: str) -> str:
    return escape(indexed(text), quote=False)


def _run_pagefind(stubs: Path, made: Path) -> None:
    command = [
        str(_pagefind()),
        *("--site", str(stubs), "--output-path", str(made)),
        *("--force-language", _LANGUAGE, "--silent"),
    ]
    # It must not pick up a configuration file or variables that were meant for another site.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(command, cwd=stubs, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0 or not (made / "pagefind-entry.json").is_file():
        message = f"The search index could not be made: {done.stderr.strip() or done.stdout.strip()}"
        raise PublicationError(message)


def _pagefind() -> Path:
    """Find the engine's program: in one of its wheels, else on the path.

    The extended program cuts Chinese with a dictionary, which we do not ask for: either one will do.
    """
    for wheel in ("pagefind_bin_extended", "pagefind_bin"):
        try:
            return Path(str(import_module(wheel).get_executable()))
        except (ImportError, FileNotFoundError):
            continue
    found = shutil.which("pagefind_extended") or shutil.which("pagefind")
    if found is None:
        message = "The search engine is missing: install okrpress with `pagefind[extended]`."
        raise PublicationError(message)
    return Path(found)
