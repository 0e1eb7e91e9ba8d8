"""Whatever is in a file, importing it raises nothing but one line that refuses it, and every piece of it has an outcome."""

from __future__ import annotations

import copy
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrpress.company import company_on
from okrpress.exchange import (
    archive,
    flat_table,
    lark,
    mapping,
    markdown_list,
    okr_tracker,
    open_data,
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
from okrpress.exchange.tables import empty_tables
from okrpress.load import load
from okrpress.refusal import Refusal
from okrpress.words import Words
from tests import small

EXAMPLES = int(os.environ.get("EXAMPLES", "20"))
FIXTURES = Path(__file__).parent / "fixtures"
EXPORT = {file.name: file.read_bytes() for file in sorted((FIXTURES / "viva-goals").glob("*.json"))}


def whole_of(text: str) -> Foreign:
    """Read Viva Goals' whole export: one JSON object of all its files."""
    data = json.loads(text)
    files = data if isinstance(data, dict) else {"objectives.json": data}
    packed = {name: json.dumps(content).encode() for name, content in files.items()}
    return viva_goals_whole.read(packed, mapping.ready("viva-goals"), lambda name: name == "Li Na")


READERS: dict[str, Callable[[str], Foreign]] = {
    "lark": lambda text: lark.read(text, mapping.ready("lark")),
    "okr-tracker": okr_tracker.read,
    "puzzle": lambda text: puzzle.read(text, mapping.ready("puzzle")),
    "viva-goals": whole_of,
}
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "1e999",
            "9" * 400,
            "-1",
            "2026-13-45",
            "\ud800x",
            "../../x",
            "a" * 300,
            "<script>x</script>",
            "=1+1",
            "[x](javascript:a)",
        ]
    )
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2))


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return company_on(load(small.write(tmp_path_factory.mktemp("small"))), small.TODAY)


def one_line(refusal: Refusal, begin: str = "") -> None:
    assert str(refusal).startswith(begin)
    assert "\n" not in str(refusal)


def places(value: Any, way: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, entry in inner for place in places(entry, (*way, key)))]


def damaged(value: Any, way: tuple, new: Any) -> Any:
    if not way:
        return new
    made = copy.deepcopy(value)
    around = made
    for key in way[:-1]:
        around = around[key]
    around[way[-1]] = new
    return made


def settled(company, foreign: Foreign, folder: Path) -> None:
    arriving = Settling(company, mapping.ready("lark"), with_new_people=True).settle(foreign)
    arrival = arrive(company, folder, arriving)
    words = Words("zh")
    for outcome in arrival.outcomes:
        assert outcome.verdict != "refused" or outcome.notes
        assert all(words.message(note) for note in outcome.notes)
    assert all(writing.path.startswith(("cycles/", "people/")) for writing in arrival.writings)
    assert not any(".." in writing.path for writing in arrival.writings)


@pytest.mark.parametrize("tool", READERS)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_json(company, tmp_path, tool, data):
    if tool == "viva-goals":
        whole = {name: json.loads(content) for name, content in EXPORT.items()}
    else:
        whole = json.loads((FIXTURES / f"{tool}.json").read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 3))):
        whole = damaged(whole, data.draw(st.sampled_from(places(whole))), data.draw(VALUES))
    try:
        foreign = READERS[tool](json.dumps(whole))
    except Refusal as refusal:
        one_line(refusal)
        return
    settled(company, foreign, tmp_path / "okrs")


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=9)), min_size=1, max_size=4))
def test_damaged_archives(tmp_path, cuts):
    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in EXPORT.items():
                packed.writestr(name, content)
        content = made.getvalue()
    for place, length, piece in cuts:
        start = int(place * len(content))
        content = content[:start] + piece + content[start + length :]
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    try:
        assert all(isinstance(inner, bytes) for inner in archive.files_of(file, ".json").values())
    except Refusal as refusal:
        one_line(refusal)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_data_of_our_own(company, tmp_path, data):
    whole = json.loads(open_data.export(company))
    whole["objectives"] = whole["objectives"][:2]
    for _ in range(data.draw(st.integers(1, 3))):
        whole = damaged(whole, data.draw(st.sampled_from(places(whole))), data.draw(VALUES))
    try:
        arriving = own_json.read(json.dumps(whole))
    except Refusal:
        return
    arrival = arrive(company, tmp_path / "okrs", arriving)
    assert all(outcome.verdict != "refused" or outcome.notes for outcome in arrival.outcomes)


PIECES = ["", ",", ";", '"', "\n", "\r", "'=", "%", "\0", "#", "- ", "年", "\t"]
CUTS = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=6)


def cut(text: str, cuts: list[tuple[int, int, str]]) -> str:
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    return text


@pytest.mark.parametrize(
    ("file", "tool"), [("viva-goals.csv", "viva-goals"), ("plain.zh.csv", "csv"), ("list.md", ""), ("list.zh.md", "")]
)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(cuts=CUTS)
def test_damaged_text(company, tmp_path, file, tool, cuts):
    text = cut((FIXTURES / file).read_text(encoding="utf-8"), cuts)
    try:
        if tool:
            foreign = flat_table.read([sheets.read_csv(text)], mapping.ready(tool), tool)
        else:
            foreign = markdown_list.read(text, lambda word: word == "2026 Q4", lambda word: word in ("Logistics", "物流部"))
    except Refusal as refusal:
        one_line(refusal)
        return
    settled(company, foreign, tmp_path / "okrs")


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(own_tables.TABLES), cells=st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=4), data=st.data()
)
def test_damaged_tables_of_our_own(company, tmp_path, name, cells, data):
    columns = empty_tables()[name].columns
    head = data.draw(st.permutations(columns))
    rows = [sheets.Row(1, tuple(head)), *(sheets.Row(number, tuple(row)) for number, row in enumerate(cells, start=2))]
    arrival = arrive(company, tmp_path / "okrs", own_tables.read([sheets.Sheet(name, tuple(rows))]))
    assert len(arrival.outcomes) >= len(cells)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content):
    try:
        assert isinstance(text_file.text_of(content), str)
    except Refusal as refusal:
        one_line(refusal)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_text_is_a_mapping_or_refused(text):
    try:
        mapping.read(text, "map.yml")
    except Refusal as refusal:
        one_line(refusal, "map.yml")
