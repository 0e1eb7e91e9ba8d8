"""Many graphs → their SVGs: what is kept is taken, everything else is laid out in a few processes and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import islice
from typing import Final, NamedTuple

from okrpress.diagrams import dot, svg
from okrpress.diagrams.engine import Engine, Layouts
from okrpress.diagrams.graph import Failure, Graph
from okrpress.diagrams.plan import Plan
from okrpress.diagrams.store import Store

PICTURES_AT_ONCE: Final = 400
"""How many are laid out before they are kept: bounds the memory of a first build."""

_MADE_BY: Final = (
    "bearing",
    "boxes",
    "dot",
    "engine",
    "frames",
    "layout",
    "lettering",
    "lines",
    "placement",
    "plan",
    "stacks",
    "svg",
)
"""The modules whose code shapes a picture: part of its key, so that no change of them meets an old picture."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """SVGs by name; a graph without boxes has the empty text. What failed is missing there and named here."""

    svgs: Mapping[str, str]
    failures: tuple[Failure, ...] = ()


def draw(graphs: Mapping[str, Graph], engine: Engine, store: Store | None = None) -> Pictures:
    """Draw graphs, given by any names. Raises DiagramError where the engine does not work at all.

    The same graphs give the same bytes, whatever the store holds, whoever drew them and in whatever batch.
    """
    drawn = {name: "" for name, graph in graphs.items() if not graph.nodes}
    keys = {name: _key(graph, engine) for name, graph in graphs.items() if graph.nodes}
    known = store.get_many(dict.fromkeys(keys.values())) if store and keys else {}
    missing = {key: graphs[name] for name, key in keys.items() if key not in known}
    reasons: dict[str, str] = {}
    for plans, layouts in _lay_out(missing, engine):
        fresh = {key: svg.write(plan, layouts.made[key]) for key, plan in plans.items() if key in layouts.made}
        reasons.update({failure.graph: failure.reason for failure in layouts.failed})
        known.update(fresh)
        if store:
            store.put_many(fresh)
    drawn.update({name: known[key] for name, key in keys.items() if key in known})
    return Pictures(drawn, tuple(Failure(name, reasons[key]) for name, key in keys.items() if key in reasons))


def _key(graph: Graph, engine: Engine) -> str:
    """Return the hash of everything that a picture is made from: the graph, our code and the engine."""
    text = f"{_code()}\n{engine.identity}\n{graph!r}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    code = blake2b(digest_size=16)
    for module in _MADE_BY:
        code.update((files("okrpress.diagrams") / f"{module}.py").read_bytes())
    return code.hexdigest()


class _Batch(NamedTuple):
    plans: Mapping[str, Plan]
    layouts: Future[Layouts]


def _lay_out(graphs: Mapping[str, Graph], engine: Engine) -> Iterator[tuple[Mapping[str, Plan], Layouts]]:
    """Yield the plans and layouts of graphs, some at a time. While the engine works, the next ones are prepared."""
    if not graphs:
        return
    remaining = iter(graphs.items())
    with ThreadPoolExecutor(1) as background:
        ahead: _Batch | None = None
        while some := dict(islice(remaining, PICTURES_AT_ONCE)):
            plans = {key: Plan.of(graph) for key, graph in some.items()}
            dots = {key: dot.source(plan, key) for key, plan in plans.items()}
            ready, ahead = ahead, _Batch(plans, background.submit(engine.lay_out, dots))
            if ready:
                yield ready.plans, ready.layouts.result()
        if ahead:
            yield ahead.plans, ahead.layouts.result()
