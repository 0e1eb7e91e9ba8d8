"""Many graphs → their SVGs: each shape is laid out once, many in a process, and kept; the SVG is written each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import islice
from typing import Final

from okrpress.diagrams import dot, svg
from okrpress.diagrams.engine import Engine
from okrpress.diagrams.graph import Failure, Graph
from okrpress.diagrams.layout import Layout, from_text, to_text
from okrpress.diagrams.plan import Plan
from okrpress.diagrams.store import Store

SHAPES_AT_ONCE: Final = 400
"""How many are laid out before they are kept: bounds the memory of a first build."""

_READ_BY: Final = ("engine", "layout")
"""The modules whose code shapes a layout besides its DOT: part of its key, so that no change of them meets an old one."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """SVGs by name; a graph without boxes has the empty text. What failed is missing there and named here."""

    svgs: Mapping[str, str]
    failures: tuple[Failure, ...] = ()


def draw(graphs: Mapping[str, Graph], engine: Engine, store: Store | None = None) -> Pictures:
    """Draw graphs, given by any names. Raises DiagramError where the engine does not work at all.

    The same graphs give the same bytes, whatever the store holds, whoever drew them and in whatever batch.
    """
    plans = {name: Plan.of(graph) for name, graph in graphs.items() if graph.nodes}
    shapes = {name: dot.statements(plan) for name, plan in plans.items()}
    keys = {name: _key(shape, engine) for name, shape in shapes.items()}
    layouts = _kept(store, keys.values()) if store else {}
    missing = {key: shapes[name] for name, key in keys.items() if key not in layouts}
    reasons: dict[str, str] = {}
    for made, failed in _lay_out(missing, engine):
        layouts.update(made)
        reasons.update({failure.graph: failure.reason for failure in failed})
        if store:
            store.put_many({key: to_text(layout) for key, layout in made.items()})
    drawn = {name: "" for name, graph in graphs.items() if not graph.nodes}
    drawn.update({name: svg.write(plan, layouts[keys[name]]) for name, plan in plans.items() if keys[name] in layouts})
    return Pictures(drawn, tuple(Failure(name, reasons[key]) for name, key in keys.items() if key in reasons))


def _key(shape: tuple[str, ...], engine: Engine) -> str:
    """Return the hash of everything that a layout is made from: what Graphviz is told, our code and the engine."""
    text = "\n".join((_code(), engine.identity, *shape))
    return blake2b(text.encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    code = blake2b(digest_size=16)
    for module in _READ_BY:
        code.update((files("okrpress.diagrams") / f"{module}.py").read_bytes())
    return code.hexdigest()


def _kept(store: Store, keys: Iterable[str]) -> dict[str, Layout]:
    layouts: dict[str, Layout] = {}
    for key, text in store.get_many(dict.fromkeys(keys)).items():
        with suppress(ValueError, TypeError):
            layouts[key] = from_text(text)
    return layouts


def _lay_out(shapes: Mapping[str, tuple[str, ...]], engine: Engine) -> Iterator[tuple[Mapping[str, Layout], tuple[Failure, ...]]]:
    """Yield the layouts of shapes by key, some at a time."""
    remaining = iter(shapes.items())
    while some := dict(islice(remaining, SHAPES_AT_ONCE)):
        answer = engine.lay_out({key: dot.source(shape, key) for key, shape in some.items()})
        yield answer.made, answer.failed
