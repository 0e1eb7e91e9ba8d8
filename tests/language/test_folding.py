"""One form for every text, and the way back to how it was written."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.language.folding import fold

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MIXED = st.text(st.sampled_from("績效獎薪資後裡ＡＢ１２％，。：①⑳㎡½…ﬁİ가a 中文漢"), max_size=20)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("plain", "plain"),
        ("績效獎金與薪資", "绩效奖金与薪资"),
        ("後臺優化", "后台优化"),
        ("著名", "著名"),
        ("提升３０％，降低５０％", "提升30%,降低50%"),
        ("ＯＫＲ（二）", "OKR(二)"),
        ("①开店②进货", "(1)开店(2)进货"),
        ("½", "1⁄2"),
        ("Größe", "Größe"),
    ],
)
def test_one_form(written, folded):
    assert fold(written).text == folded


@given(TEXTS | MIXED)
def test_folding_twice_is_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS | MIXED)
def test_small_letters_keep_their_places(text):
    folded = fold(text)
    assert len(folded.lower) == len(folded.text)


@given(TEXTS | MIXED)
def test_every_stretch_has_its_place_in_the_text_as_written(text):
    folded = fold(text)
    for start in range(len(folded.text)):
        begin, end = folded.as_written(start, start + 1)
        assert 0 <= begin < end <= len(text)
        assert folded.text[start] in fold(text[begin:end]).text


def test_a_stretch_behind_longer_forms():
    folded = fold("㎡ 與獎金")
    start = folded.text.index("奖金")
    assert folded.as_written(start, start + 2) == (3, 5)


def test_every_sign_alone_is_stable_and_keeps_its_place_in_small_letters():
    for code in (
        *range(0xD800),
        *range(0xE000, 0x10000),
        *range(0x1D400, 0x1D800),
        *range(0x1F100, 0x1F300),
        *range(0x2F800, 0x2FA20),
    ):
        sign = chr(code)
        once = fold(sign)
        assert fold(once.text).text == once.text, hex(code)
        assert len(once.lower) == len(once.text), hex(code)


def test_english_alone_needs_no_table():
    import subprocess

    program = (
        "from okrpress.language import folding\n"
        "folding.fold('Deliveries rise')\n"
        "assert folding._signs.cache_info().currsize == 0\n"
        "folding.fold('准点率')\n"
        "assert folding._signs.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
