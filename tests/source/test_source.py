"""A file split and read: every value keeps its place."""

from __future__ import annotations

import re
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.source import NOWHERE, Span, last_day, parse, parse_yaml

RECORD = """\
---
title: 每个包裹 arrives   # a comment
list:
  - first
  - {a: 1, "b c": [x, 'y: z']}
text: |
  two
  lines
empty:
last: "quoted"
---

Story begins here.
"""


def read(text: str) -> object:
    return parse(f"---\nx: {text}\n---\n").front["x"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.2.3", "1.2.3"),
        ("-x", "-x"),
        (".", "."),
        ("'1'", "1"),
        ("12", 12),
        ("-0", 0),
        ("+5", 5),
        ("5.", 5.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        (".inf", inf),
        ("9" * 41, "9" * 41),
        ("2026-11-05", date(2026, 11, 5)),
        ("2026-02-30", "2026-02-30"),
        ("0000-01-01", "0000-01-01"),
        ("2026-11-05 10:00", "2026-11-05 10:00"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("!!str 5", "5"),
        ("company/reliable#on-time", "company/reliable#on-time"),
        ("a # comment", "a"),
    ],
)
def test_plain_words(text: str, value: object) -> None:
    found = read(text)
    assert found == value
    assert type(found) is type(value)


def test_every_value_keeps_its_place() -> None:
    document = parse(RECORD)
    spans = document.spans
    assert document.flaws == ()
    assert spans.of(("title",)) == Span(2, 8, 2, 20)
    assert spans.of_key(("title",)) == Span(2, 1, 2, 6)
    assert spans.of(("list",)) == Span(4, 3, 5, 31)
    assert spans.of(("list", 0)) == Span(4, 5, 4, 10)
    assert spans.of(("list", 1, "b c")) == Span(5, 19, 5, 30)
    assert spans.of_key(("list", 1, "b c")) == Span(5, 12, 5, 17)
    assert spans.of(("list", 1, "b c", 1)) == Span(5, 23, 5, 29)
    assert spans.of(("text",))[:2] == (6, 7)
    assert spans.of(("empty",)) == spans.of_key(("empty",)) == Span(9, 1, 9, 6)
    assert spans.of(("last",)) == Span(10, 7, 10, 15)
    assert spans.of(()) == Span(2, 1, 10, 15)


def test_a_key_that_goes_over_two_lines() -> None:
    spans = parse("---\nmap: {ab: 1, two\n  words}\n---\n").spans
    assert spans.of_key(("map", "two words")) == spans.of(("map", "two words")) == Span(2, 14, 3, 8)


def test_what_has_no_place_has_that_of_what_is_around_it() -> None:
    spans = parse(RECORD).spans
    assert spans.of(("list", 1, "z")) == spans.of(("list", 1)) == spans.of_key(("list", 1, "z"))
    assert spans.of(("list", 9)) == spans.of(("list",))
    assert spans.of(("no", "such", 1)) == spans.of(())
    assert parse("").spans.of(("x",)) == NOWHERE


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_move_nothing(ends: str, mark: str) -> None:
    plain, other = parse(RECORD), parse(mark + RECORD.replace("\n", ends))
    assert other == plain


def test_lines_that_only_yaml_knows_do_not_count() -> None:
    document = parse("---\na: x\u2028y\u0085z\nb: 1\n---\nbody\u2028\n")
    assert document.front["a"] == "x y z"
    assert document.spans.of(("b",)) == Span(3, 4, 3, 5)
    assert document.body_line == 5


@pytest.mark.parametrize(
    ("below", "body", "line"),
    [
        ("", "", 4),
        ("\n", "", 5),
        ("text", "text", 4),
        ("\n\ntext\n\nmore\n\n", "text\n\nmore", 6),
        ("  code\n", "  code", 4),
        ("---\nrule\n", "---\nrule", 4),
    ],
)
def test_the_story_keeps_its_line(below: str, body: str, line: int) -> None:
    document = parse(f"---\na: 1\n---\n{below}")
    assert (document.body, document.body_line) == (body, line)


def test_aliases_unfold_each_at_its_own_place() -> None:
    document = parse("---\na: &x {n: 1}\nb: *x\nc: &x 2\nd: [*x]\n---\n")
    assert document.front == {"a": {"n": 1}, "b": {"n": 1}, "c": 2, "d": [2]}
    assert document.spans.of(("b", "n")) == Span(2, 11, 2, 12)


def test_yaml_alone() -> None:
    assert parse_yaml("").front == {}
    assert parse_yaml("# nothing\n").front == {}
    document = parse_yaml("\ufeffa: 1\r\nb: 2\r\n")
    assert document.front == {"a": 1, "b": 2}
    assert document.spans.of_key(("b",)) == Span(2, 1, 2, 2)


def test_a_duplicate_keeps_the_first_with_its_place() -> None:
    document = parse("---\na: 1\na: {deep: [2]}\n---\n")
    assert document.front == {"a": 1}
    assert document.spans.of(("a",)) == Span(2, 4, 2, 5)
    assert [flaw.rule for flaw in document.flaws] == ["duplicate-key"]


YAMLISH = st.text(st.sampled_from("---\n\n: :-#&*!|>'\"%@`{}[],? \t\r\\.0123aé李\u2028\ufeff\ud800\x00~<"), max_size=120)


@given(st.one_of(st.text(), YAMLISH, YAMLISH.map(lambda text: f"---\n{text}\n---\n")))
def test_nothing_that_is_written_raises(text: str) -> None:
    for document in (parse(text), parse_yaml(text)):
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for flaw in document.flaws:
            assert str(flaw.message)
            assert str(flaw.hint)
            assert 1 <= flaw.span.line <= len(lines) + 1
            assert 1 <= flaw.span.column <= max(map(len, lines)) + 2
        assert document.body_line <= len(lines) + 1


@given(st.text(alphabet="0123456789-- \nx٣"))
def test_the_latest_day_that_a_text_names(text: str) -> None:
    days = re.findall(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])", text)
    assert last_day(text) == max((f"{year}-{month:0>2}-{day:0>2}" for year, month, day in days), default="")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 2026-1-2 and 2026-11-03, not 2025-12-31", "2026-11-03"),
        ("2026-10-2026-11-12", "2026-11-12"),
        ("12026-01-02", "2026-01-02"),
        ("2026-01-023, 26-01-02, -01-02, ２０２６-01-02", ""),
    ],
)
def test_what_counts_as_a_day(text: str, day: str) -> None:
    assert last_day(text) == day
