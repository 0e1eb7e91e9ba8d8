from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.overlap.pairs import COMMON, pairs

WORDS = [f"word{number}" for number in range(12)]
TEXTS = st.lists(st.frozensets(st.sampled_from(WORDS), max_size=6), max_size=14)


def alike(texts: list[frozenset[str]], one: int, other: int) -> float:
    """The cosine of two texts, straight from its definition."""
    users = Counter(mark for text in texts for mark in text)

    def weight(marks: frozenset[str]) -> float:
        return sum(math.log1p(len(texts) / users[mark]) ** 2 for mark in marks)

    return weight(texts[one] & texts[other]) / math.sqrt(weight(texts[one]) * weight(texts[other]))


@given(TEXTS, st.sampled_from([0.3, 0.5, 0.6, 0.8, 1.0]))
def test_nothing_is_missed_that_comparing_each_with_each_finds(texts, likeness):
    found = {(pair.one, pair.other): pair.likeness for pair in pairs(texts, likeness)}
    for one, other in combinations(range(len(texts)), 2):
        if len(texts[one] & texts[other]) < 2:
            assert (one, other) not in found
            continue
        expected = alike(texts, one, other)
        if abs(expected - likeness) > 1e-6:
            assert ((one, other) in found) is (expected > likeness)
        if (one, other) in found:
            assert found[one, other] == pytest.approx(expected)


def test_two_words_or_three_pairs_of_signs_are_the_least():
    assert not list(pairs([frozenset(["growth"])] * 2, 0.5))
    assert list(pairs([frozenset(["growth", "parcel"])] * 2, 0.5))
    assert not list(pairs([frozenset(["骑手", "手留"])] * 2, 0.5))
    assert list(pairs([frozenset(["骑手", "手留", "留下"])] * 2, 0.5))


def test_rare_words_weigh_more_than_those_that_everybody_has():
    everyday = [frozenset([f"text{number}", "parcel", "grow"]) for number in range(30)]
    rare = [frozenset(["monsoon", "kayak", "parcel"]), frozenset(["monsoon", "kayak", "grow"])]
    assert [(pair.one, pair.other) for pair in pairs([*everyday, *rare], 0.6)] == [(30, 31)]


def test_what_many_say_word_for_word_is_nobodys_find_and_takes_no_time():
    few = [frozenset(["monsoon", "kayak"])] * 5
    many = [frozenset(["parcel", "arrive"])] * (5 * COMMON)
    found = {(pair.one, pair.other) for pair in pairs([*few, *many], 0.6)}
    assert {pair for pair in found if pair[0] < 5} == set(combinations(range(5), 2))
    assert len(found) < 10 + COMMON * (COMMON + 1)
