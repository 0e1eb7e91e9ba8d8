"""Sentences, clauses and words of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.language.clauses import clauses, sentences
from okrpress.language.folding import fold
from okrpress.language.phrases import Phrases


def parts(split, text):
    folded = fold(text).text
    return [folded[start:end].strip() for start, end in split(folded)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Customers can rely on us.", ["Customers can rely on us"]),
        ("Ship it. Then rest.", ["Ship it", "Then rest"]),
        ("Faster answers, e.g. by phone, for all", ["Faster answers, e.g. by phone, for all"]),
        ("Ask Dr. No? Yes!", ["Ask Dr. No", "Yes"]),
        ("Version 1.2 for example.com", ["Version 1.2 for example.com"]),
        ("准点。不破损。", ["准点", "不破损"]),
        ("J. Smith leads", ["J. Smith leads"]),
        ("Line one\nline two", ["Line one", "line two"]),
        ("", []),
        ("...", []),
    ],
)
def test_sentences(text, found):
    assert parts(sentences, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Answer faster, from 9 to 3 minutes", ["Answer faster, from 9 to 3 minutes"]),
        ("Answer faster, hire 3 people", ["Answer faster", "hire 3 people"]),
        ("Grow to 1,000 shops", ["Grow to 1,000 shops"]),
        ("显著提升体验，新增三个站点", ["显著提升体验", "新增三个站点"]),
        ("显著提升体验，从 3 星到 5 星", ["显著提升体验,从 3 星到 5 星"]),
        ("Better; faster", ["Better", "faster"]),
        ("Rise to 5, hire people", ["Rise to 5", "hire people"]),
    ],
)
def test_clauses(text, found):
    assert parts(clauses, text) == found


@given(st.text(max_size=60), st.sampled_from([clauses, sentences]))
def test_stretches_follow_each_other(text, split):
    ends = [place for stretch in split(text) for place in stretch]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(text) for place in ends)


@pytest.mark.parametrize(
    ("words", "passes", "text", "found"),
    [
        (["good"], [], "A good start, goods and good-night", ["good"]),
        (["better", "better and better"], [], "It gets better and better", ["better and better"]),
        (["通过"], ["通过率"], "通过培训提高通过率", ["通过"]),
        (["提升"], [], "持續提升", ["提升"]),
        (["後臺"], [], "优化后台", ["后台"]),
        (["TODO"], [], "TODO: the todo list", ["TODO"]),
        (["two-*"], ["two-way"], "Two-way radios for two-day trips", ["two-day"]),
        (["by *ing"], [], "Grow by hiring more", ["by hiring"]),
        (["通过…实现"], [], "通过系统实现增长", ["通过系统实现"]),
        (["通过…实现"], [], "通过评审。实现增长", []),
        (["as  soon as"], [], "as soon as possible", ["as soon as"]),
        (["good"], ["good"], "good", []),
        ([], ["good"], "good", []),
        (["c++"], [], "C++ code", ["c++"]),
    ],
)
def test_words_of_a_list(words, passes, text, found):
    folded = fold(text)
    phrases = Phrases(words, passes)
    matches = list(phrases.find(folded.lower, folded.text))
    assert [match.word for match in matches] == found
    assert all(folded.text[match.start : match.end].lower() == match.word.lower() for match in matches)
