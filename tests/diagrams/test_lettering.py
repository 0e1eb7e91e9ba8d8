from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.diagrams.lettering import is_right_to_left, plain, shorten, signs, width, wrap

anything = st.text(max_size=120)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Every parcel arrives on the day we promised", 15, ("Every parcel arrives on", "the day we promised")),
        ("short", 15, ("short",)),
        ("每个包裹都在承诺的当天送达", 8, ("每个包裹都在承", "诺的当天送达")),
        # A line never begins with closing punctuation nor ends with opening punctuation.
        ("客户信赖我们，收入增长。", 6, ("客户信赖", "我们，收", "入增长。")),
        ("新开服务点（含西部）", 6, ("新开服务点", "（含西部）")),
        ("一二三四五「六」", 6, ("一二三四", "五「六」")),
        # English within Chinese breaks beside it, never inside a word.
        ("把 P95 延迟降到 200 毫秒以内", 7, ("把 P95", "延迟降到 200", "毫秒以内")),
        ("Serve every county 服务每一个县", 15, ("Serve every county", "服务每一个县")),
        # Chinese is broken where it pauses, if that takes no more lines.
        ("一次就说清：客户不用打第二个电话", 15, ("一次就说清：", "客户不用打第二个电话")),
        ("The promised day 说哪天到就哪天到", 15, ("The promised day", "说哪天到就哪天到")),
        # What has no good place to break is broken anywhere.
        ("a" * 20, 6.2, ("a" * 7, "a" * 7, "a" * 6)),
        ("from -5 to 2026-11-15", 6.2, ("from -5 to", "2026-11-15")),
        ("well-known", 4, ("well-", "known")),
    ],
)
def test_breaks_where_a_reader_would(text, room, lines):
    assert wrap(text, room, 3).lines == lines


def test_too_long_a_text_ends_in_an_ellipsis():
    broken = wrap("字" * 440, 10, 3)
    assert broken.lines == ("字" * 10, "字" * 10, "字" * 9 + "…")
    assert broken.cut


@given(anything, st.floats(3, 20), st.integers(1, 4))
def test_lines_fit_and_nothing_is_lost(text, room, most):
    text = plain(text)
    broken = wrap(text, room, most)
    assert len(broken.lines) <= most
    # A single sign that is broader than the line has to stand somewhere.
    assert all(width(line) <= room + 1e-6 or len(signs(line)) == 1 for line in broken.lines)
    if not broken.cut:
        assert "".join(broken.lines).replace(" ", "") == text.replace(" ", "")


@given(anything)
def test_plain_text_is_one_line_that_xml_can_hold(text):
    cleaned = plain(text)
    assert plain(cleaned) == cleaned
    assert "\n" not in cleaned
    cleaned.encode()


def test_widths_are_those_of_the_characters():
    assert width("字字") == 2
    assert width("，") == 1
    assert 0.5 < width("a") < 0.7
    assert width("i") < width("m")
    assert width("e\u0301") == width("e")
    assert width("👨‍👩‍👧‍👦") == width("🇨🇳") == width("🎉")


def test_signs_stay_whole():
    assert signs("👨‍👩‍👧 🇨🇳🇩🇪 👍🏽e\u0301") == ["👨‍👩‍👧", " ", "🇨🇳", "🇩🇪", " ", "👍🏽", "e\u0301"]
    # A joiner between letters joins nothing that a reader sees.
    assert width("a\u200db\u200dc") >= width("abc")


def test_shortens_to_the_room():
    assert shorten("Customer service", 20) == "Customer service"
    assert shorten("Customer service", 6) == "Custome…"
    assert width(shorten("客户成功与售后服务部", 6)) <= 6


def test_knows_which_way_a_text_runs():
    assert is_right_to_left("مرحبا")
    assert is_right_to_left("12 שלום")
    assert not is_right_to_left("Hello مرحبا")
    assert not is_right_to_left("123")


def test_marks_that_turn_text_around_are_gone():
    assert plain("\u202eabc\u202c \u2066x\u2069") == "abc x"
