"""Whatever an author writes, reading it raises nothing and says something true about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from okrpress.check import check
from okrpress.company import company_on
from okrpress.fields import RECORDS, SETTINGS, Kind, Shape
from okrpress.load import load
from okrpress.load.folder import Address, Misplaced, address_of
from okrpress.load.record import read_record
from okrpress.rules import catalogue
from tests import small

ADDRESSES = {
    "objective": Address("objective", "2026-Q4/a/b", ("2026-Q4", "a", "b")),
    "unit": Address("unit", "units/a", ("a",)),
    "person": Address("person", "people/a", ("a",)),
    "cycle": Address("cycle", "2026-Q4", ("2026-Q4",)),
    "strategy": Address("strategy", "strategy", ()),
    "review": Address("review", "2026-Q4/a/review", ("2026-Q4", "a")),
    "recognition": Address("recognition", "recognition/2026-11/a", ("2026-11", "a")),
    "comments": Address("comments", "2026-Q4/a/b.comments", ("2026-Q4", "a", "b")),
    "settings": Address("settings", "settings", ()),
    "page": Address("page", "pages/a.md", ()),
}
KINDS = st.sampled_from(list(ADDRESSES.values()))


def read(address: Address, content: bytes) -> None:
    found = read_record("okrs/x.md", address, content)
    length = content.count(b"\n") + content.count(b"\r") + 2
    for problem in found.problems:
        assert problem.rule in catalogue()
        assert str(problem.message)
        assert problem.path == "okrs/x.md"
        assert 1 <= problem.span.line <= length
        assert problem.span.column >= 1
        assert problem.span[:2] <= problem.span[2:]
    assert found.problems or found.record is not None or address.kind == "page"


@given(KINDS, st.binary())
def test_bytes(address: Address, content: bytes) -> None:
    read(address, content)


WORDS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(min_value=date(1, 1, 1)),
    st.text(max_size=12),
    st.sampled_from(
        ["committed", "agreed", "mean", "2026-Q4/company/reliable#on-time", "li-na", "no", "<script>", "[x](data:x)"]
    ),
)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6
)


def right(kind: Kind, words: tuple[str, ...]) -> st.SearchStrategy[object]:
    """Values that a key of a kind may hold."""
    return {
        Kind.NUMBER: st.floats(-1e6, 1e6),
        Kind.INTEGER: st.integers(-3, 9),
        Kind.DATE: st.dates(),
        Kind.FALSE_OR_DATE: st.dates() | st.just(value=False),
        Kind.CHOICE: st.sampled_from(words or ("x",)),
        Kind.PAIR: st.lists(st.floats(0, 9), min_size=2, max_size=2),
        Kind.FREE_MAP: st.dictionaries(st.text(max_size=5), WORDS, max_size=2),
    }.get(kind, st.sampled_from(["li-na", "logistics/on-time", "strategy#growth", "Some text", 2026, "https://example.com"]))


def of_shape(shape: Shape) -> st.SearchStrategy[dict[str, object]]:
    """Maps of a shape in which any value may be the wrong one."""
    parts: dict[str, st.SearchStrategy[object]] = {}
    for key, field in shape.fields.items():
        one = st.deferred(lambda field=field: of_shape(field.shape)) if field.shape else right(field.kind, field.words)
        wanted = st.lists(one, max_size=3) if field.many else one
        parts[key] = st.integers(0, 9).flatmap(lambda die, wanted=wanted: VALUES if die == 0 else wanted)
    return st.fixed_dictionaries({}, optional=parts).flatmap(
        lambda made: st.dictionaries(st.text(max_size=6), WORDS, max_size=1).map(lambda extra: {**extra, **made})
    )


def flow(value: object) -> str:
    """Write a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"? {flow(str(key))} : {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(sign):08x}" if not sign.isalnum() else sign for sign in value) + '"'
    if isinstance(value, float):
        return repr(value).replace("inf", ".inf").replace("nan", ".nan")
    return {None: "~", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else str(value)


@settings(max_examples=60)
@given(st.data())
@pytest.mark.parametrize("name", [*RECORDS, "settings"])
def test_values_of_any_kind_at_any_key(name: str, data: st.DataObject) -> None:
    made = data.draw(of_shape(SETTINGS if name == "settings" else RECORDS[name]))
    text = "\n".join(f"? {flow(key)}\n: {flow(value)}" for key, value in made.items())
    read(ADDRESSES[name], (text if name == "settings" else f"---\n{text}\n---\n").encode())


def mutations(text: str) -> st.SearchStrategy[str]:
    """A valid record with a few stretches cut, doubled or overwritten."""
    pieces = st.sampled_from(
        [
            "",
            " ",
            "\n",
            "  ",
            "\t",
            ":",
            ": ",
            "-",
            "- ",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "#",
            "&a",
            "*a",
            "!",
            "\x00",
            "é",
            "---\n",
            "|",
            "~",
        ]
    )
    cut = st.tuples(st.integers(0, len(text)), st.integers(0, 12), pieces)

    return st.lists(cut, min_size=1, max_size=4).map(lambda cuts: mutated(text, cuts))


def mutated(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """Put each piece at its start, in the place of so many characters."""
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    return text


COACH = "cycles/2026-Q4/li-na/coach.md"
RECORDS_OF_SMALL = [(path, text) for path, text in small.FILES.items() if not isinstance(address_of(path), Misplaced)]


@given(st.sampled_from(RECORDS_OF_SMALL).flatmap(lambda item: st.tuples(st.just(item[0]), mutations(item[1]))))
@example((COACH, mutated(small.FILES[COACH], [(591, 12, "---\n")])))  # a key that goes over two lines
def test_mutations_of_valid_records(item: tuple[str, str]) -> None:
    address = address_of(item[0])
    assert isinstance(address, Address)
    read(address, item[1].encode("utf-8", errors="surrogatepass"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(RECORDS_OF_SMALL).flatmap(lambda item: st.tuples(st.just(item[0]), mutations(item[1]))), max_size=4)
)
def test_a_company_with_mutations_is_loaded_and_checked(folders: Iterator[Path], layers: list[tuple[str, str]]) -> None:
    root = small.write(next(folders), dict(layers))
    for finding in check(company_on(load(root), small.TODAY)):
        assert str(finding.message)
        assert finding.path.startswith("okrs/")


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / str(number) for number in range(10_000))


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["cycles", "2026-Q4", "units", "a.md", "..", "", "é", "People"]), max_size=5).map("/".join)
)
def test_any_path_has_an_address_or_a_reason(path: str) -> None:
    found = address_of(path)
    assert isinstance(found, Address) or str(found.message)
