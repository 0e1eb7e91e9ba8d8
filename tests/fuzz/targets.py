"""What is fuzzed: each target takes bytes and raises only where something is wrong with us.

The same functions are called by the fuzzer (`tests/fuzz/run.py`) and, with every crash that was ever found and with what
Hypothesis makes up, by the tests.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from okrpress.check import check
from okrpress.company import Company, company_on
from okrpress.differences.difference import difference
from okrpress.edit.change import Append, Change, Put, changed, is_same
from okrpress.edit.rewrite import rewrite
from okrpress.exchange import (
    archive,
    flat_table,
    lark,
    mapping,
    markdown_list,
    okr_tracker,
    own_json,
    own_tables,
    puzzle,
    sheets,
    text_file,
    viva_goals_whole,
)
from okrpress.exchange.arrive import arrive
from okrpress.exchange.foreign import Foreign
from okrpress.exchange.settle import Settling
from okrpress.exchange.wanted import Arriving
from okrpress.load import load
from okrpress.load.folder import Misplaced, address_of
from okrpress.load.record import read_record
from okrpress.pages.markdown import Stories
from okrpress.refusal import Refusal
from okrpress.reports import diff_formats, diff_in
from okrpress.reports.leaf import Leaf
from okrpress.site.harmless import harmless
from okrpress.source import parse, parse_yaml
from okrpress.words import Words
from tests import small

TODAY: Final = date(2026, 11, 10)
PATHS: Final = (
    "cycles/2026-Q4/wang-lei/night.md",
    "units/hub-north.md",
    "people/li-na.md",
    "cycles/2026-Q4/cycle.md",
    "strategy.md",
    "cycles/2026-Q4/logistics/review.md",
    "recognition/2026-11/li-na.md",
    "settings.yml",
    "pages/faq.md",
    "pages/a.svg",
    "cycles/2026-Q4/logistics/on-time.comments.md",
)
"""A place for each kind of record: the first byte of an input says which one it is put at."""


def parser(data: bytes) -> None:
    """Split a file, read its YAML, ask where everything stands."""
    text = data.decode("utf-8", "replace")
    for document in (parse(text), parse_yaml(text)):
        for key in document.front:
            document.spans.of((key,))


def loader(data: bytes) -> None:
    """Read one record of any kind."""
    path, content = _placed(data)
    address = address_of(path)
    assert not isinstance(address, Misplaced)
    for problem in read_record(f"okrs/{path}", address, content).problems:
        assert str(problem.message)


def checker(data: bytes) -> None:
    """Check a company with one record of it exchanged, and say each finding in both languages."""
    path, content = _placed(data)
    with _Company({path: content}) as root:
        words = Words("zh")
        for finding in check(company_on(load(root), TODAY)):
            assert words.message(finding.message)
            assert str(finding.message)


def diff(data: bytes) -> None:
    """Compare a company with the one that has a record exchanged, in both directions and every format."""
    path, content = _placed(data)
    after, before = _company({path: content}), _company({})
    for first, second in ((before, after), (after, before)):
        told = difference(first, second, check(first), check(second))
        for form in diff_formats():
            assert diff_in(form)(told, Leaf(Words("en"))) is not None
    assert not difference(after, after, check(after), check(after))


def editor(data: bytes) -> None:
    """Change a text: what comes out says what went in plus the change, or nothing is written."""
    text = data[1:].decode("utf-8", "replace")
    wish = _CHANGES[data[0] % len(_CHANGES)] if data else _CHANGES[0]
    front = parse(text).front
    with suppress(Refusal):
        made = parse(rewrite(text, [wish]))
        assert is_same(made.front, changed(front, [wish]))
        assert made.body == parse(text).body


def story(data: bytes) -> None:
    """Render a story and an own page's HTML; what comes out stays as it is when it is cleaned once more."""
    text = data.decode("utf-8", "replace")
    html = str(Stories().html(text))
    for made in (html, harmless(text)):
        lowered = made.lower()
        assert "<script" not in lowered
        assert "<iframe" not in lowered
        assert harmless(harmless(made)) == harmless(made)


def importer(data: bytes) -> None:
    """Import a file of any system into the small company, without writing."""
    with suppress(Refusal):
        system = _IMPORTS[data[0] % len(_IMPORTS)] if data else _IMPORTS[0]
        with _Company({}) as root:
            company = company_on(load(root), TODAY)
            arrive(company, root, system(text_file.text_of(data[1:]), company))


def unpacker(data: bytes) -> None:
    """Read a ZIP of Viva Goals' JSON files, from whatever bytes."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        with suppress(Refusal):
            viva_goals_whole.read(archive.files_of(Path(file.name), ".json"), mapping.ready("viva-goals"), bool)


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "parser": parser,
    "loader": loader,
    "checker": checker,
    "diff": diff,
    "editor": editor,
    "story": story,
    "importer": importer,
    "unpacker": unpacker,
}

_CHANGES: Final[tuple[Change, ...]] = (
    Put(("title",), "Another title: with # signs"),
    Put(("key_results", 0, "grade"), {"score": 0.5, "note": 'it\'s "so"'}),
    Put(("stage",), "agreed", ("title", "type")),
    Append(("key_results", 0, "check_ins"), {"date": TODAY, "value": 93.5, "note": "a: b"}, ("id", "title", "metric")),
    Append(("amendments",), {"date": TODAY, "field": "target", "from": 1, "to": 2, "reason": "x"}, ("key_results",)),
    Append(("tags",), "- dash"),
)


_IMPORTS: Final[tuple[Callable[[str, Company], Arriving], ...]] = (
    lambda text, _: own_json.read(text),
    lambda text, _: own_tables.read([sheets.read_csv(text, "objectives")]),
    lambda text, company: _settled(
        company, "viva-goals", flat_table.read([sheets.read_csv(text)], mapping.ready("viva-goals"), "x")
    ),
    lambda text, company: _settled(
        company,
        "viva-goals",
        viva_goals_whole.read(
            {"objectives.json": text.encode(), "checkins.json": text.encode()}, mapping.ready("viva-goals"), bool
        ),
    ),
    lambda text, company: _settled(company, "lark", lark.read(text, mapping.ready("lark"))),
    lambda text, company: _settled(company, "okr-tracker", okr_tracker.read(text)),
    lambda text, company: _settled(company, "puzzle", puzzle.read(text, mapping.ready("puzzle"))),
    lambda text, company: _settled(
        company, "markdown", markdown_list.read(text, lambda _: False, lambda name: name == "company")
    ),
)


def _settled(company: Company, name: str, found: Foreign) -> Arriving:
    return Settling(company, mapping.ready(name), with_new_people=True).settle(found)


def _placed(data: bytes) -> tuple[str, bytes]:
    return PATHS[(data[0] if data else 0) % len(PATHS)], data[1:]


@cache
def _untouched() -> Company:
    with _Company({}) as root:
        return company_on(load(root), TODAY)


def _company(layer: Mapping[str, bytes]) -> Company:
    if not layer:
        return _untouched()
    with _Company(layer) as root:
        return company_on(load(root), TODAY)


class _Company:
    """The small company in memory's own folder, with files exchanged."""

    def __init__(self, layer: Mapping[str, bytes]) -> None:
        self.layer = layer

    def __enter__(self) -> Path:
        shm = Path("/dev/shm")  # noqa: S108 - memory: thousands of companies a minute
        self.folder = Path(tempfile.mkdtemp(prefix="okr-fuzz-", dir=shm if shm.is_dir() else None))
        root = small.write(self.folder)
        for path, content in self.layer.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return root

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
