"""Whatever way a record is written, a change comes in and every other byte stays."""

from __future__ import annotations

import os
import re
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrpress.edit.change import Append, Change, Exchange, Put, changed, is_same
from okrpress.edit.notation import flow, plain
from okrpress.edit.rewrite import rewrite
from okrpress.refusal import Refusal
from okrpress.source import parse
from tests import small
from tests.edit.styles import Style

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
NUMBERS = st.integers(-5, 200) | st.sampled_from([0.5, 93.5, -1.25, 1e20, 1e-7])
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of writing: no record may have them."""
TEXTS = st.sampled_from(
    ["Two hubs retrained", "no", "007", "1:30", "2026-11-05", "雾，两晚", "a: b", "x # y", "- dash", "It's \"so\"", "&a *b !c",
     "[x], {y}", "%", "end:", "tab\there", "line\nbreak", "🚚 é", "~", "1e5", "TRUE", "'", "\u2028odd\x85", "?", "| >", " "]
) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters=TURNING), min_size=1, max_size=20
)  # fmt: skip
CHECK_INS = st.fixed_dictionaries(
    {"date": DAYS}, optional={"value": NUMBERS, "confidence": st.integers(0, 10), "by": st.just("li-na"), "note": TEXTS}
)
MEASURES = st.one_of(
    st.fixed_dictionaries({"metric": st.fixed_dictionaries({"start": NUMBERS, "target": NUMBERS}, optional={"unit": TEXTS})}),
    st.fixed_dictionaries({"threshold": st.fixed_dictionaries({"at_least": NUMBERS})}),
    st.fixed_dictionaries(
        {"milestones": st.lists(st.fixed_dictionaries({"title": TEXTS}, optional={"done": DAYS}), min_size=1, max_size=3)}
    ),
    st.fixed_dictionaries({"done": st.just(value=False) | DAYS}),
)
KEY_RESULTS = st.tuples(
    st.fixed_dictionaries({"title": TEXTS}, optional={"id": st.sampled_from(["rate", "damage"]), "weight": NUMBERS}),
    MEASURES,
    st.fixed_dictionaries(
        {}, optional={"check_ins": st.none() | st.lists(CHECK_INS, max_size=3), "grade": st.just({"score": 0.5})}
    ),
).map(lambda parts: {**parts[0], **parts[1], **parts[2]})
OBJECTIVES = st.fixed_dictionaries(
    {"title": TEXTS, "type": st.just("committed"), "key_results": st.lists(KEY_RESULTS, min_size=1, max_size=3)},
    optional={"stage": st.just("agreed"), "aligns_to": st.just(["company/reliable"]), "amendments": st.just([])},
)  # fmt: skip
MEASURE_KEYS = ("id", "title", "owner", "weight", "metric", "threshold", "milestones", "done", "rollup", "source", "due")


@st.composite
def changes(draw: st.DrawFn, values: dict) -> Change:
    number = draw(st.integers(0, len(values["key_results"]) - 1))
    entry = values["key_results"][number]
    at = ("key_results", number)
    possible: list[st.SearchStrategy[Change]] = [
        CHECK_INS.map(lambda item: Append((*at, "check_ins"), item, MEASURE_KEYS)),
        st.builds(Put, st.just(("title",)), TEXTS),
        st.builds(Put, st.just(("stage",)), st.just("dropped"), st.just(("title", "type", "origin"))),
        st.builds(Put, st.just((*at, "weight")), NUMBERS, st.just(("id", "title", "owner"))),
        st.builds(Put, st.just((*at, "title")), TEXTS),
        st.builds(
            lambda reason, old, new: Append(
                ("amendments",), {"date": date(2026, 11, 5), "field": "title", "from": old, "to": new, "reason": reason},
                ("key_results",),
            ),
            TEXTS, NUMBERS | TEXTS, NUMBERS | TEXTS,
        ),
    ]  # fmt: skip
    if "grade" in entry:
        possible.append(st.builds(Put, st.just((*at, "grade", "note")), TEXTS, st.just(("score",))))
    else:
        possible.append(TEXTS.map(lambda note: Put((*at, "grade"), {"score": 0.6, "note": note}, (*MEASURE_KEYS, "check_ins"))))
    if "metric" in entry:
        possible.append(st.builds(Put, st.just((*at, "metric", "target")), NUMBERS))
        possible.append(st.builds(Exchange, st.just((*at, "metric")), st.just("threshold"), st.just({"at_most": 3, "unit": "%"})))
    if "milestones" in entry:
        step = draw(st.integers(0, len(entry["milestones"]) - 1))
        possible.append(st.builds(Put, st.just((*at, "milestones", step, "done")), DAYS, st.just(("title", "weight"))))
    if "done" in entry:
        possible.append(st.builds(Put, st.just((*at, "done")), DAYS))
    return draw(st.one_of(possible))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), OBJECTIVES, st.randoms(use_true_random=False))
def test_every_other_byte_stays(data: st.DataObject, values: dict, dice: Random) -> None:
    text = Style(dice).file(values)
    before = parse(text)
    assert is_same(before.front, values) or "|" in text or ">" in text, text
    change = data.draw(changes(before.front))
    after = rewrite(text, [change])
    read = parse(after)
    assert is_same(read.front, changed(before.front, [change]))
    assert read.body == before.body
    gone, come = difference(text, after)
    if isinstance(change, Exchange):
        key, span = before.spans.of_key(change.place), before.spans.of(change.place)
        assert after.startswith(text[: offset(text, key.line, key.column)])
        assert after.endswith(text[offset(text, span.end_line, span.end_column) :])
    elif isinstance(change, Append) or not has(before.front, change.place):
        # Only insertions; where a comma comes before a comment, the comment stands between the two.
        left = re.sub(r"^\s*(?:\[[ \t]*\]|~|null|ull)?", "", gone)  # what stood for nothing has gone
        assert left.lstrip(" \t") in come, (gone, come)
        assert gone.count(text_break(text)) == 0
    else:
        span = before.spans.of(change.place)
        begin, end = offset(text, span.line, span.column), offset(text, span.end_line, span.end_column)
        begin = end if before.spans.of_key(change.place) == span else begin  # an empty value is as long as its key
        assert after.startswith(text[:begin])
        assert after.endswith(text[end:])


def offset(text: str, line: int, column: int) -> int:
    """Return where a line and column are, both from 1; a byte order mark is no character."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text.removeprefix("\ufeff"))
    return len(text) - len(text.removeprefix("\ufeff")) + sum(map(len, lines[: line - 1])) + column - 1


RECORDS = [text for path, text in small.FILES.items() if re.match(r"cycles/2026-Q4/.*/", path)]
PIECES = [
    *("", " ", "\n", "  ", "\t", ":", ": ", "- ", "[", "]", "{", "}", '"', "'", "#"),
    *("&a ", "*a", "!", "é", "---\n", "|", "~", "\r"),
]


@settings(deadline=None, max_examples=EXAMPLES)
@given(
    st.sampled_from(RECORDS),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4),
    st.data(),
)
def test_a_damaged_record_is_changed_rightly_or_not_at_all(
    raw: str, cuts: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    text = raw
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    change = data.draw(changes(parse(raw).front))
    try:
        after = rewrite(text, [change])
    except Refusal:
        return
    before, read = parse(text), parse(after)
    assert is_same(read.front, changed(before.front, [change]))
    assert read.body == before.body


def has(values: object, place: tuple) -> bool:
    for part in place:
        if isinstance(part, str) and part not in values:
            return False
        values = values[part]
    return True


def common(one: str, other: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def difference(before: str, after: str) -> tuple[str, str]:
    """Return what is gone and what has come between the common beginning and the common end."""
    start = len(common(before, after))
    end = len(common(before[start:][::-1], after[start:][::-1]))
    return before[start : len(before) - end], after[start : len(after) - end]


def text_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"


@pytest.mark.parametrize(
    ("front", "item", "wanted"),
    [
        ("a: [{x: 1}, {x: 2}]\n", {"x": 3}, "a: [{x: 1}, {x: 2}, {x: 3}]\n"),
        ("a: [ {x: 1}, ]  # c\n", {"x": 3}, "a: [ {x: 1}, {x: 3}, ]  # c\n"),
        ("a: [\n  {x: 1},  # c\n  {x: 2}  # d\n]\n", {"x": 3}, "a: [\n  {x: 1},  # c\n  {x: 2},  # d\n  {x: 3}\n]\n"),
        ("a: [\n  {x: 1},  # d\n]\n", {"x": 3}, "a: [\n  {x: 1},  # d\n  {x: 3},\n]\n"),
        ("a:\n- x: 1\n# next\nb: 2\n", {"x": 3, "y": "no"}, 'a:\n- x: 1\n- x: 3\n  y: "no"\n# next\nb: 2\n'),
        ("a:\n    -   {x: 1}   # c\nb: 2\n", {"x": 3}, "a:\n    -   {x: 1}   # c\n    -   {x: 3}\nb: 2\n"),
        ("a:   # none yet\nb: 2\n", {"x": 3}, "a:   # none yet\n  - {x: 3}\nb: 2\n"),
        ("a: []   # none yet\nb: 2\n", {"x": 3}, "a:   # none yet\n  - {x: 3}\nb: 2\n"),
        ("c: {a: []}\n", None, "c: {a: [], b: 1}\n"),
        ("a:\r\n  - {x: 1}\r\n", {"x": 3}, "a:\r\n  - {x: 1}\r\n  - {x: 3}\r\n"),
        ("a:\n  - {x: 1}\n", {"x": 3, "note": "n" * 110}, f"a:\n  - {{x: 1}}\n  - x: 3\n    note: {'n' * 110}\n"),
        ("b: 1\n", {"x": 3}, "b: 1\na:\n  - {x: 3}\n"),
        ("k:\n- {c: [{x: 1}]}\n", {"x": 3}, "k:\n- {c: [{x: 1}]}\na:\n- {x: 3}\n"),
    ],
)
def test_a_new_item_looks_like_its_neighbours(front, item, wanted):
    change = Append(("a",), item) if item else Put(("c", "b"), 1)
    assert rewrite(f"---\n{front}---\nrest", [change]) == f"---\n{wanted}---\nrest"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("a: 1  # c\n", "a: 96  # c\n"),
        ("{\n", None),
        ("a:\n", "a: 96\n"),
        ("a: ~\n", "a: 96\n"),
        ("c: 1\n", "c: 1\na: 96\n"),
        ("b: &x 1\na: *x\n", None),
        ("a: &x 1\nb: *x\n", None),
        ("a:\n  - 1\n", None),
        ("a: 1\na: 2\n", "a: 96\na: 2\n"),
    ],
)
def test_a_value_is_replaced_or_the_change_is_refused(front, wanted):
    raw = f"---\n{front}---\n"
    if wanted is None:
        with pytest.raises(Refusal):
            rewrite(raw, [Put(("a",), 96)])
    else:
        assert rewrite(raw, [Put(("a",), 96)]) == f"---\n{wanted}---\n"


def test_quotation_marks_stay():
    raw = "---\na: 'one'\nb: \"two\"\nc: three\nd: >-\n  four\n  five\ne: 1\n---\n"
    after = rewrite(raw, [Put((key,), "it's: new") for key in "abcd"])
    assert after == "---\na: 'it''s: new'\nb: \"it's: new\"\nc: \"it's: new\"\nd: \"it's: new\"\ne: 1\n---\n"


def test_the_small_company_can_be_changed_everywhere():
    for path, raw in small.FILES.items():
        if path.startswith("cycles/2026-Q4/") and not path.endswith("cycle.md"):
            for number in (0, 1):
                after = rewrite(raw, [Append(("key_results", number, "check_ins"), {"date": small.TODAY}, MEASURE_KEYS)])
                assert difference(raw, after)[0] == ""


@pytest.mark.parametrize(("note", "is_short"), [("n" * 80, True), ("n" * 110, False), ("雾" * 40, True), ("雾" * 55, False)])
def test_a_line_is_as_long_as_it_looks(note, is_short):
    after = rewrite("---\na:\n  - {x: 1}\n---\n", [Append(("a",), {"x": 3, "note": note})])
    assert (f"  - {{x: 3, note: {note}}}\n" in after) is is_short


@pytest.mark.parametrize("sign", ["|", ">", "|-", ">-  # c"])
def test_blank_lines_below_a_block_of_text_stay_where_they_are(sign):
    raw = f"---\ntitle: {sign}\n  a\n\n  \ntype: committed\n---\n"
    comment = sign[2:]
    assert rewrite(raw, [Put(("title",), "new")]) == f"---\ntitle: new{comment}\n\n  \ntype: committed\n---\n"
    wanted = f"---\ntitle: {sign}\n  a\nstage: agreed\n\n  \ntype: committed\n---\n"
    assert rewrite(raw, [Put(("stage",), "agreed", ("title",))]) == wanted


def test_an_emoji_between_quotation_marks_stays_one():
    assert rewrite('---\na: "b"\n---\n', [Put(("a",), "🚚 late")]) == '---\na: "🚚 late"\n---\n'


@settings(deadline=None, max_examples=EXAMPLES * 4)
@given(TEXTS | st.text("0123456789:.-+_eExXobyn~?#,[]{} \t\u00a0\u3000雾\U0001f69a'\"", min_size=1, max_size=8) | NUMBERS)
def test_what_is_written_is_read_back(value: object) -> None:
    written = f"---\nblock: {plain(value)}\nflow: [{flow(value)}, {{a: {flow(value)}}}]\nlist:\n  - {plain(value)}\n---\n"
    front = parse(written).front
    assert is_same(front, {"block": value, "flow": [value, {"a": value}], "list": [value]}), written
