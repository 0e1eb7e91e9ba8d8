"""Random companies that are right: every key of the vocabulary may be there, with whatever it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml
from hypothesis import strategies as st

from okrpress import fields
from okrpress.fields import Field, Kind, Shape
from okrpress.load.danger import dangers
from okrpress.load.folder import address_of
from okrpress.load.record import record_of
from okrpress.load.relate import Placed, relate
from okrpress.model import Workspace
from okrpress.yaml_words import CONTROL
from tests.exchange import everything

PEOPLE = ("li-na", "wang-lei", "张敏")
UNITS = ("company", "logistics", "hub-north", "物流")
SLUGS = ("on-time", "speed", "准时", "no")
CYCLES = ("2026", "2026-Q4", "peak")
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 31))
NUMBERS = st.integers(-5, 10**9) | st.floats(-1e6, 1e6).map(lambda value: value + 0.0) | st.sampled_from([0.1, -0.5, 1e-7, 93.5])
TEXTS = (
    (
        st.sampled_from(
            [
                "=1+1",
                "+1",
                "-1",
                "@all",
                "'",
                "''x",
                "'=x",
                "no",
                "007",
                "1e5",
                "2026-11-05",
                "TRUE",
                "~",
                "a: b",
                "x # y",
                "a;b",
                "\\",
                "\\;",
                "; a",
                "line\nbreak",
                "two\n\nbreaks",
                "tab\there",
                "\u2028odd\x85end",
                "_x000D_",
                "_x005F_x000D_",
                '"q"',
                "雾，两晚",
                "🚚 é",
                "[x], {y}",
                "45%",
                "1,234",
                "&a *b",
                "| >",
                "?",
                "---",
            ]
        )
        | st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20)
    )
    .map(str.strip)
    .filter(lambda text: text and not CONTROL.search(text) and not list(dangers(text)))
)
LINKS = st.sampled_from(["https://example.com/a?b=c#d", "mailto:a@example.com"])
STORIES = st.just("") | st.lists(TEXTS | st.sampled_from(["  indented", "# Why", "---", "", "x" * 40_000]), max_size=4).map(
    lambda lines: "\n".join(lines).strip("\n")
).filter(lambda text: not CONTROL.search(text) and not list(dangers(text)))
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | DAYS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["metric", "title"]), inner, max_size=2),
    max_leaves=4,
)
HELD: Mapping[tuple[str, str], st.SearchStrategy[Any]] = {
    ("unit", "lead"): st.sampled_from(PEOPLE), ("unit", "members"): st.sampled_from(PEOPLE),
    ("unit", "kind"): st.sampled_from(fields.UNIT_KINDS), ("person", "unit"): st.sampled_from(UNITS),
    ("person", "manager"): st.sampled_from(PEOPLE), ("theme", "leads_to"): st.sampled_from(["t0", "t1"]),
    ("objective", "carried_from"): st.just("2026/company/year"), ("review", "participants"): st.sampled_from(PEOPLE),
    ("decision", "objective"): st.sampled_from(["2026/company/year", "2026/company/other"]),
}  # fmt: skip
LEFT_OUT = {
    *(("unit", key) for key in ("ceo", "until", "since", "parent")), ("person", "until"),
    *(("cycle", key) for key in ("start", "end", "phases", "parent")), ("objective", "priority"), ("recognition", "medals"),
    ("ask", "key_result"), ("amendment", "key_result"),
    *((kind, "formerly") for kind in ("objective", "unit", "person")),
}  # fmt: skip
"""Keys whose values depend on others: they are given below, or (`formerly`, which nobody may have had) in `everything.py`."""


def held(shape: Shape, known: Field) -> st.SearchStrategy[Any]:
    if (shape.name, known.key) in HELD:
        return HELD[shape.name, known.key]
    if known.shape:
        return st.deferred(lambda: of(known.shape))
    return {
        Kind.TEXT: TEXTS,
        Kind.NUMBER: NUMBERS,
        Kind.INTEGER: st.integers(1, 5),
        Kind.DATE: DAYS,
        Kind.FALSE_OR_DATE: DAYS | st.just(value=False),
        Kind.CHOICE: st.sampled_from(known.words or ("x",)),
        Kind.HANDLE: st.sampled_from((*PEOPLE, *UNITS)),
        Kind.REFERENCE: st.sampled_from(["2026/company/year", "strategy#t0", "2026/company/year#kr1"]),
        Kind.LINK: LINKS | st.just("pages/x.md"),
        Kind.ANY: ANYTHING,
        Kind.FREE_MAP: st.dictionaries(TEXTS, LINKS, min_size=1, max_size=2),
    }.get(known.kind, st.nothing())


def of(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    """Maps of a shape."""
    if shape is fields.KEY_RESULT:
        return key_results()
    if shape is fields.THRESHOLD:
        return st.one_of(
            st.fixed_dictionaries({"at_least": st.integers(5, 9)}, optional={"floor": st.integers(0, 4), "unit": TEXTS}),
            st.fixed_dictionaries({"at_most": st.integers(0, 4)}, optional={"floor": st.integers(5, 9), "unit": TEXTS}),
        )
    need, may = {}, {}
    for key, known in shape.fields.items():
        if (shape.name, key) in LEFT_OUT or (key == "id" and shape.name != "import"):
            continue
        one = held(shape, known)
        unique = (lambda item: item.get("title") or item.get("rule") or item.get("what")) if known.shape in (
            fields.MILESTONE, fields.WAIVER, fields.INITIATIVE, fields.OFFER) else None  # fmt: skip
        wanted = st.lists(one, min_size=1, max_size=3, unique_by=unique) if known.many else one
        (need if known.required else may)[key] = wanted
    return st.fixed_dictionaries(need, optional=may)


@st.composite
def key_results(draw: st.DrawFn) -> dict[str, Any]:
    shape = Shape("key result", {key: known for key, known in fields.KEY_RESULT.fields.items() if key not in fields.MEASURES})
    made = draw(of_plain(shape))
    measure = draw(st.sampled_from(fields.MEASURES))
    known = fields.KEY_RESULT.fields[measure]
    one = held(fields.KEY_RESULT, known)
    made[measure] = draw(st.lists(one, min_size=1, max_size=3, unique_by=lambda step: step["title"]) if known.many else one)
    made["title"] = draw(TEXTS)
    if "dropped" in made:
        made["reason"] = draw(TEXTS)
    return made


def of_plain(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    optional = {key: st.lists(held(shape, known), min_size=1, max_size=3) if known.many else held(shape, known)
                for key, known in shape.fields.items() if key != "id"}  # fmt: skip
    return st.fixed_dictionaries({}, optional=optional)


def with_ids(items: list[dict[str, Any]], name: str, draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        {"id": f"{name}{number}", **item} if draw(st.booleans()) or name == "t" else item for number, item in enumerate(items)
    ]


@st.composite
def companies(draw: st.DrawFn) -> Workspace:
    """A company without a problem."""
    fronts: dict[str, tuple[dict[str, Any], str]] = {}
    settings = yaml.safe_load(everything.FILES["settings.yml"])
    settings["rules"] = {"no-why": "off"}
    fronts["settings.yml"] = ({key: settings[key] for key in draw(st.sets(st.sampled_from(sorted(settings))))}, "")
    strategy = draw(of(fields.STRATEGY))
    themes = draw(st.lists(of(fields.THEME), min_size=2, max_size=2))
    fronts["strategy.md"] = ({**strategy, "themes": with_ids(themes, "t", draw)}, draw(STORIES))
    for handle in UNITS:
        unit = draw(of(fields.UNIT))
        fronts[f"units/{handle}.md"] = (
            {**unit, **({"ceo": "li-na"} if handle == "company" else {"parent": "company"})},
            draw(STORIES),
        )
    for handle in PEOPLE:
        fronts[f"people/{handle}.md"] = (draw(of(fields.PERSON)), draw(STORIES))
    for name in CYCLES:
        cycle = draw(of(fields.CYCLE))
        days = {"start": date(2026, 11, 1), "end": date(2026, 11, 30)} if name == "peak" else {}
        phases = draw(st.sampled_from([{}, {"phases": {"draft": date(2026, 9, 1), "closed": date(2027, 2, 1)}}]))
        fronts[f"cycles/{name}/cycle.md"] = ({**cycle, **days, **phases}, draw(STORIES))
    year = {"title": "Year", "type": "committed", "key_results": [{"title": "A", "done": False}]}
    fronts["cycles/2026/company/year.md"] = (year, "")
    fronts["cycles/2026/company/other.md"] = (year, "")
    for slug in draw(st.sets(st.sampled_from(SLUGS))):
        owner = draw(st.sampled_from((*PEOPLE, *UNITS)))
        front = draw(of(fields.OBJECTIVE))
        if front.get("stage") == "dropped":
            front["reason"] = draw(TEXTS)
        for key, name in (("key_results", "k"), ("asks", "a")):
            if key in front:
                front[key] = with_ids(front[key], name, draw)
        fronts[f"cycles/2026-Q4/{owner}/{slug}.md"] = (front, draw(STORIES))
    if draw(st.booleans()):
        fronts["cycles/2026/company/review.md"] = (draw(of(fields.REVIEW)), draw(STORIES))
        fronts["recognition/2026-11/li-na.md"] = (
            {"medals": draw(st.lists(of(fields.MEDAL), min_size=1, max_size=2))},
            draw(STORIES),
        )
    placed = []
    for path, (front, story) in fronts.items():
        address = address_of(path)
        read = record_of(f"okrs/{path}", address, front, story)
        assert not read.problems, (path, front, [str(problem.message) for problem in read.problems])
        placed.append(Placed(f"okrs/{path}", address, read.record))
    workspace = relate("okrs", placed, ())
    assert not workspace.problems, [(problem.path, str(problem.message)) for problem in workspace.problems]
    return workspace
