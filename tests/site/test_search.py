from __future__ import annotations

import gzip
import json

import pytest

from okrpress.site import search
from okrpress.site.found import SearchRecord, SearchSection
from okrpress.site.kept import Damaged, keep, recall
from okrpress.site.publication import PublicationError
from okrpress.site.search import Indexing, bundles_of, search_index, stub, write_stubs
from okrpress.site.search_words import filter_word, indexed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("提升满意度", "提升 升满 满意 意度 度"),
        ("度", "度"),
        ("On-time delivery, 98 %", "On-time delivery, 98 %"),
        ("P95延迟低于200毫秒", "P95 延迟 迟低 低于 于 200 毫秒 秒"),
        ("华东，收入。", "华东 东， 收入 入。"),
        ("华东 收入", "华东 东 收入 入"),
        ("ＯＫＲ１２", "OKR12"),
        ("カタカナ", "カタ タカ カナ ナ"),
        ("", ""),
        ("\U00020000\U00020001", "\U00020000\U00020001 \U00020001"),
    ],
)
def test_chinese_is_indexed_as_pairs_and_the_rest_as_it_is(text, words):
    assert indexed(text) == words


def test_a_filter_is_a_word_that_begins_no_other():
    assert filter_word("unit", "u4") == "okrfunitu4z"
    assert not filter_word("unit", "u48").startswith(filter_word("unit", "u4"))
    assert filter_word("unit", "物流") == "okrfunit物流z"
    assert filter_word("cycle", "2026-Q4") == "okrfcycle2026q4z"


def record(number: int = 1, **more) -> SearchRecord:
    values = {"address": f"2026-Q4/u/o{number}/", "title": "准时", "text": "a <b>", "filters": (("unit", "u"),)}
    return SearchRecord(**{**values, **more})


def test_a_stub_holds_title_text_sections_filters_and_tags():
    html = stub(record(sections=(SearchSection("kr1", "满意度", "to 98 %"),), tags=("2026 Q4", 'a"b')))
    assert "<h1>准时 时</h1>" in html
    assert "a &lt;b&gt;" in html
    assert '<h2 id="kr1" data-pagefind-weight="3">满意 意度 度</h2><p>to 98 %</p>' in html
    assert "<p>okrfunituz</p>" in html
    assert 'data-tags="[&quot;2026 Q4&quot;, &quot;a\\&quot;b&quot;]"' in html


def test_stubs_lie_side_by_side(tmp_path):
    write_stubs([record(), record(address="")], tmp_path / "stubs")
    assert sorted(file.name for file in (tmp_path / "stubs").iterdir()) == ["0.html", "1.html"]


def test_what_runs_is_divided_and_a_change_touches_one_bundle(monkeypatch):
    monkeypatch.setitem(search.CAPACITY, "running", 10)
    records = [record(number) for number in range(95)]
    before = bundles_of(records)
    assert len(before) == 10
    assert sorted(entry.address for bundle in before for entry in bundle.records) == sorted(entry.address for entry in records)
    after = bundles_of([*records[1:], record(0, text="changed")])
    assert sum(one.key != other.key for one, other in zip(before, after, strict=True)) == 1


def test_the_order_of_records_does_not_matter():
    records = [record(number) for number in range(5)]
    assert bundles_of(records) == bundles_of(reversed(records))


@pytest.mark.parametrize(
    "more",
    [
        {"title": "x"},
        {"text": "x"},
        {"tags": ("x",)},
        {"filters": ()},
        {"filters": (("u", "unit"),)},
        {"sections": (SearchSection("a", "b"),)},
        {"sections": (SearchSection("ab", ""),)},
    ],
)
def test_every_part_of_a_record_counts(more):
    assert bundles_of([record()])[0].key != bundles_of([record(**more)])[0].key


def test_a_packed_record_is_the_same_record():
    sections = (SearchSection("kr1", "满意度", 'to "98" %'), SearchSection("", ""))
    whole = record(sections=sections, tags=("Q4", "\ud800"), filters=(("unit", "u"), ("", "")), shelf="closed")
    packed = whole.packed
    assert packed.whole() == whole
    assert packed.packed is packed
    assert (packed.address, packed.shelf, packed.key) == (whole.address, whole.shelf, whole.key)
    assert bundles_of([packed])[0].key == bundles_of([whole])[0].key


def test_what_runs_weighs_more_than_what_is_closed():
    bundles = bundles_of([record(1), record(2, shelf="company"), record(3, shelf="closed")])
    listed = json.loads(search_index(bundles))
    assert listed["docs"] == []
    weights = [bundle["weight"] for bundle in listed["config"]["bundles"]]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 100 * weights[-1]
    assert listed["config"]["bundles"][0]["path"] == f"{bundles[0].path}/"


def index(cache, *records):
    with Indexing(cache) as indexing:
        indexing.begin(bundles_of(records))
        return dict(indexing.results()[""])


def test_an_index_is_made_once_and_is_the_same_wherever_it_is_made(tmp_path, monkeypatch):
    (first,) = index(tmp_path / "one", record(1), record(2)).values()
    (second,) = index(tmp_path / "two", record(2), record(1)).values()
    assert {path: first.read(path) for path in first.files} == {path: second.read(path) for path in second.files}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"} < set(first.files)
    assert not any("ui" in path or "unknown" in path for path in first.files)
    monkeypatch.setattr(search, "_run_pagefind", None)
    (again,) = index(tmp_path / "one", record(1), record(2)).values()
    assert again.files == first.files


def test_the_index_holds_addresses_and_anchors(tmp_path):
    (kept,) = index(tmp_path, record(sections=(SearchSection("kr1", "满意度"),), tags=("Q4",))).values()
    (path,) = [path for path in kept.files if path.startswith("fragment/")]
    fragment = json.loads(gzip.decompress(kept.read(path)).removeprefix(b"pagefind_dcd"))
    assert fragment["meta"] == {"title": "准时 时", "address": "2026-Q4/u/o1/", "tags": '["Q4"]'}
    assert [anchor["id"] for anchor in fragment["anchors"]] == ["kr1"]


def test_settings_of_another_site_do_not_reach_the_engine(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    (kept,) = index(tmp_path, record()).values()
    assert "wasm.en.pagefind" in kept.files


def test_an_engine_that_fails_is_quoted(tmp_path, monkeypatch):
    engine = tmp_path / "engine"
    engine.write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    engine.chmod(0o755)
    monkeypatch.setattr(search, "_pagefind", lambda: engine)
    with pytest.raises(PublicationError, match="no room"):
        index(tmp_path, record())
    assert not [path for path in (tmp_path / "search").iterdir() if path.name.startswith("making-")]


def test_a_company_without_records_has_no_bundles(tmp_path):
    assert index(tmp_path) == {}
    assert json.loads(search_index(()))["config"]["bundles"] == []


def test_a_kept_folder_knows_when_it_was_touched(tmp_path):
    (tmp_path / "made").mkdir()
    (tmp_path / "made/file").write_text("one")
    kept = keep(tmp_path / "made", tmp_path / "kept/key", {"a": 1})
    again = recall(tmp_path / "kept/key")
    assert again is not None
    assert (again.read("file"), again.note, again.files) == (b"one", {"a": 1}, kept.files)
    (tmp_path / "kept/key/file").write_text("two")
    for touched in (kept.read, kept.intact):
        with pytest.raises(Damaged):
            touched("file")
    (tmp_path / "kept/key/file").unlink()
    for touched in (kept.read, kept.intact):
        with pytest.raises(Damaged):
            touched("file")
    (tmp_path / "kept/key/kept.json").write_text("{}")
    assert recall(tmp_path / "kept/key") is None
