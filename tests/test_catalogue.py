"""The message catalogues: nothing missing, nothing unused, nothing half in one language and half in the other."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from okrpress.words import LANGUAGES, NAMES
from tests import catalogue


def test_the_catalogues_are_complete(capsys):
    assert catalogue.check() == 0, capsys.readouterr().out


def test_every_language_but_that_of_the_messages_has_a_catalogue():
    assert {"en", *catalogue.LANGUAGES} == set(LANGUAGES) == set(NAMES)
    assert len(catalogue.messages()) > 1000


def catalogues(text, translated, said=None):
    wanted, have = Catalog(), Catalog(locale="zh")
    wanted.add(text)
    have.add(said or text, translated)
    return list(catalogue.faults(wanted, have))


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("score {score}", "得分 {score}"),
        (("{count} day", "{count} days"), ("{count} 天",)),
        (("one day", "{count} days"), ("{count} 天",)),
        ("write `a, b`", "请写 `a, b`（见下）"),
        ("at https://", "以 https:// 开头"),
    ],
)
def test_what_is_right_is_not_blamed(text, translated):
    assert catalogues(text, translated) == []


@pytest.mark.parametrize(
    ("text", "translated", "fault"),
    [
        ("Owner", "", "not translated"),
        ("score {score}", "得分", "other {places}"),
        ("score {score}", "得分 {scores}", "other {places}"),
        (("{count} day", "{count} days"), ("{count} 天", "{count} 天"), "2 forms"),
        (("{count} of {all}", "{count} days"), ("{count} 天",), "one and many"),
        ("yes, no", "是, 否", "punctuation"),
        ("a (b)", "甲(乙)", "punctuation"),
        ("Two words", "两个 词", "punctuation"),
        ("The end.", "结束.", "punctuation"),
        ("'{name}' is here", "'{name}' 在这里", "'{name}' where"),
        ("a handle", "一个代号", "代号 where"),
    ],
)
def test_what_is_wrong_is_found(text, translated, fault):
    found = catalogues(text, translated)
    assert [line for line in found if line.startswith(fault)], found


def test_what_nobody_says_and_what_nobody_translated_is_found():
    assert catalogues("Owner", "负责人", said="Owners") == ["not translated: 'Owner'", "nobody says 'Owners'"]


def test_a_word_in_a_template_is_found(tmp_path):
    (tmp_path / "page.html").write_text('<p>{{ _("Owner") }}</p>{% if a > b %}<b title="Score">·</b><i>Late</i>{% endif %}')
    assert list(catalogue.unspoken(tmp_path)) == ["page.html: Score", "page.html: Late"]
