from __future__ import annotations

import pytest

from okrpress.overlap.marks import marks, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deliveries arrive", "A DELIVERY arrives"),
        ("Failing boxes", "The box fails"),
        ("Calls fall from 12 to 8", "A call falls from 90 to 3 %"),
        ("每周摔车从 11 起降到 4 起", "每週摔車從 30 起降到 2 起"),  # traditional Chinese
        ("ＡＰＩ answers", "API answers"),
        ("[Calls](https://bi.example.com/x-ray) fall", "Calls **fall** https://tasks.example.com/y"),
        ("On time<br>", "on time"),
        ("API延迟", "api 延迟"),
    ],
)
def test_what_makes_no_difference(one, other):
    assert marks(one) == marks(other) != frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", set()),
        ("98 % by Q4", set()),
        ("We are the one who has it all", set()),
        ("P95延迟变短", {"延迟", "迟变", "变短"}),
        ("新骑手的第一周", {"新骑", "骑手", "第一", "一周"}),
        ("x", set()),
        ("Größe zählt", {"größ", "zählt"}),
        ("日程のテスト", {"日程", "程の", "のテ", "テス", "スト"}),
    ],
)
def test_what_a_text_is_known_by(text, found):
    assert marks(text) == found


@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("Boxes that fail the drop test", "Our drop tests fail for a box", ("Boxes", "fail", "drop", "test")),
        ("首月离开的新骑手占比降到 16%", "头 30 天离开的新骑手从 29% 降到 15%", ("离开", "新骑手")),
        ("API 延迟降到 250 ms", "P95延迟降到 90 ms", ("延迟", "ms")),
        ("Test, test and TEST", "test", ("TEST",)),
        ("Calls", "Boxes", ()),
    ],
)
def test_shared_words_are_shown_as_they_are_written(text, other, words):
    assert words_of(text, marks(text) & marks(other), 6) == words


def test_long_texts_show_their_first_words():
    text = "alpha bravo charlie delta echo foxtrot golf"
    assert words_of(text, marks(text), 3) == ("alpha", "bravo", "charlie")
