from __future__ import annotations

import random
import sqlite3
import threading
import zlib
from dataclasses import replace

import pytest

from okrpress.diagrams import dot
from okrpress.diagrams import draw as drawing
from okrpress.diagrams.draw import draw
from okrpress.diagrams.engine import Layouts, engine_of
from okrpress.diagrams.graph import Failure, Graph, Node
from okrpress.diagrams.placement import place
from okrpress.diagrams.plan import Plan
from okrpress.diagrams.store import Store
from tests.diagrams import pictures


class Counting:
    """An engine that remembers what it was asked for."""

    def __init__(self, refused: int = 0) -> None:
        self.engine = engine_of()
        self.asked: list[int] = []
        self.refused = refused

    @property
    def identity(self) -> str:
        return self.engine.identity

    def lay_out(self, dots):
        self.asked.append(len(dots))
        bad = set(list(dots)[: self.refused])
        layouts = self.engine.lay_out({name: dot for name, dot in dots.items() if name not in bad})
        return Layouts(layouts.made, tuple(Failure(name, "refused") for name in bad))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "deep/er/pictures.sqlite")


def many(count: int) -> dict[str, Graph]:
    """Return pictures of as many shapes."""
    return {f"p{index}": replace(pictures.wide(index % 5 + 1, index // 5), id=f"p{index}") for index in range(count)}


def test_everything_is_drawn_once_and_then_kept(store):
    engine = Counting()
    first = draw(many(30), engine, store)
    again = draw(many(30), engine, store)
    assert engine.asked == [30]
    assert first == again
    assert first == draw(many(30), engine_of())


def test_what_looks_alike_is_laid_out_once():
    engine = Counting()
    said = replace(pictures.family(), title="Another")
    svgs = draw({"a": pictures.family(), "b": pictures.family(), "c": said}, engine).svgs
    assert engine.asked == [1]
    assert svgs["a"] == svgs["b"]
    assert "Another" in svgs["c"]


def test_large_numbers_are_drawn_in_parts(monkeypatch, store):
    monkeypatch.setattr(drawing, "SHAPES_AT_ONCE", 7)
    engine = Counting()
    assert draw(many(20), engine, store).svgs == draw(many(20), engine_of()).svgs
    assert engine.asked == [7, 7, 6]


def test_a_change_lays_out_only_what_changed(store):
    engine = Counting()
    graphs = many(5)
    draw(graphs, engine, store)
    graphs["p3"] = replace(graphs["p3"], nodes=(*graphs["p3"].nodes, Node("more", "One more")))
    draw(graphs, engine, store)
    assert engine.asked == [5, 1]


def test_a_layout_that_was_kept_is_the_same(store):
    graphs = {"family": pictures.family(), "lanes": pictures.lanes(), "hostile": pictures.hostile()}
    first = draw(graphs, engine_of(), store)
    assert draw(graphs, Counting(), store) == first


def test_what_is_kept_and_no_layout_is_laid_out_again(store):
    first = draw(many(2), engine_of(), store)
    store.close()
    with sqlite3.connect(store._path) as database:
        database.execute("UPDATE pictures SET text = ?", (zlib.compress(b'{"a": 1}'),))
    database.close()
    assert draw(many(2), engine_of(), store) == first


def test_a_failure_is_named_and_the_others_are_drawn(store):
    made = draw(many(4), Counting(refused=1), store)
    assert made.failures == (Failure("p0", "refused"),)
    assert set(made.svgs) == {"p1", "p2", "p3"}
    # It is not kept: the next build tries again.
    assert draw(many(4), Counting(), store).failures == ()


def test_a_graph_without_boxes_is_no_picture():
    assert draw({"g": Graph("g", "Nothing")}, Counting()).svgs == {"g": ""}


def test_another_engine_is_another_picture(store):
    engine = Counting()
    draw(many(1), engine, store)

    class Other(Counting):
        identity = "other 1.0"

    other = Other()
    draw(many(1), other, store)
    assert other.asked == [1]


def test_a_broken_file_is_made_anew(store):
    store.put_many({"a": "x"})
    store.close()
    store._path.write_bytes(b"this is no database" * 400)
    assert store.get_many(["a"]) == {}
    store.put_many({"a": "y"})
    assert store.get_many(["a", "b"]) == {"a": "y"}


def test_a_damaged_text_is_unknown(store):
    store.put_many({"a": "x" * 100, "b": "y"})
    store.close()
    with sqlite3.connect(store._path) as database:
        database.execute("UPDATE pictures SET text = ? WHERE key = 'a'", (zlib.compress(b"z")[:-2],))
    database.close()
    assert store.get_many(["a", "b"]) == {"b": "y"}


def test_a_place_that_cannot_be_written_is_as_good_as_empty(tmp_path):
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file/pictures.sqlite")
    store.put_many({"a": "x"})
    assert store.get_many(["a"]) == {}


def test_two_builds_at_once(tmp_path):
    stores = [Store(tmp_path / "pictures.sqlite") for _ in range(4)]

    def build(number: int) -> None:
        for index in range(40):
            stores[number].put_many({f"{number}-{index}": "x" * index})
            stores[number].get_many([f"{other}-{index}" for other in range(4)])

    threads = [threading.Thread(target=build, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = [f"{number}-{index}" for number in range(4) for index in range(40)]
    assert len(stores[0].get_many(keys)) == 160


def test_the_older_half_is_forgotten(tmp_path):
    store = Store(tmp_path / "pictures.sqlite", most_bytes=60_000)
    noise = random.Random(1)  # noqa: S311
    for index in range(200):
        store.put_many({str(index): noise.randbytes(1000).hex()})
    kept = store.get_many(map(str, range(200)))
    assert "199" in kept
    assert "0" not in kept
    assert len(kept) < 150


@pytest.mark.parametrize("graph", [pictures.wide(3, 0), pictures.wide(1, 1), pictures.wide(4, 1), pictures.wide(2, 9)])
def test_rows_of_a_plain_picture_are_where_graphviz_would_set_them(graph, monkeypatch):
    """Graphviz is not told how high the boxes are, so that many pictures have one shape."""
    tall = replace(graph.nodes[1], title="One that says very much more than all the others do, so that it needs three lines")
    graph = replace(graph, nodes=(graph.nodes[0], tall, *graph.nodes[2:]))
    ours = _spots(Plan.of(graph))
    assert Plan.of(graph).is_plain
    monkeypatch.setattr(Plan, "is_plain", False)
    theirs = _spots(Plan.of(graph))
    assert theirs.keys() == ours.keys()
    for name, (left, top, *size) in ours.items():
        there = theirs[name]
        assert [*there[2:]] == size
        assert abs(there.left - left) <= 1
        assert abs(there.top - top) <= 2


def _spots(plan: Plan):
    layout = engine_of().lay_out({"g": dot.source(dot.statements(plan), "g")}).made["g"]
    return place(plan, layout).nodes
