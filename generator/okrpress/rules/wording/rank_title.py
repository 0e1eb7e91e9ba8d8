"""People are spoken of by name, without rank.

In a company where anyone may comment on anyone's OKR, “Director Wang” and 王总 put a desk between two people who work
on the same thing. A person's record says what people call them and nothing of how high they stand; objectives,
stories, reviews and medals name them as it does.

A title is found in a person's `name`, and in texts where it stands beside the name of somebody who has a record here.
Who leads a unit or the company is said once, in the unit's record (`lead`, `ceo`). The list can be changed in the
settings: `words: {rank_titles: [+Captain]}`.

Source: B, the book chapter on OKR: people by name, no rank titles.

Bad:

    # people/li-na.md
    ---
    name: Li Na, Director
    unit: logistics
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
    ---
    Manager Wang Lei asked for it.

Bad:

    # people/wang-lei.md
    ---
    name: 王磊
    unit: hub-north
    ---

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
    ---
    这件事由王总牵头。

Good:

    # people/wang-lei.md
    ---
    name: 王磊
    unit: hub-north
    ---

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
    ---
    这件事由王磊牵头，每周总结一次。A warehouse manager in every hall helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from okrpress.company import Company
from okrpress.language.folding import fold
from okrpress.language.phrases import Match, Phrases
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.wording.prose import prose_of
from okrpress.rules.wording.word_lists import words_for

CODE = "OKR216"
SEVERITY = "warning"

_HAN: Final = re.compile("[\u3400-\u9fff]+")
_BEFORE_A_SURNAME: Final = "由和与跟请向对给让找问谢及、,。;:!? \n"
"""Without one of these before it, a sign that is a surname is part of another word."""
_COMPOUND_SURNAMES: Final = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "端木",
)


class _Names(NamedTuple):
    whole: frozenset[str]
    """Chinese names, folded."""
    surnames: frozenset[str]
    latin: frozenset[str]
    """Parts of names in Latin letters."""


def check(company: Company) -> Iterator[Problem]:
    """Look for rank titles in people's names and beside them."""
    titles = words_for(company, "rank_titles")
    for person in company.workspace.people.values():
        folded = fold(person.name)
        word = _in_name(titles, folded.text)
        if word:
            start, end = folded.as_written(word.start, word.end)
            message = _message(person.name[start:end])
            yield notice(person, message, ("name",), hint=_hint(), part=(person.name, start, end))
    names = _names(company)
    for prose in prose_of(company, titles.clues):
        folded = fold(prose.text)
        for word in titles.find(folded.lower, folded.text):
            if _has_name_beside(word, folded.text, names):
                start, end = folded.as_written(word.start, word.end)
                yield prose.problem(_message(prose.text[start:end]), start, end, hint=_hint())
                break


def _message(word: str) -> Message:
    return say("'{word}' says how high somebody stands", word=word)


def _hint() -> Message:
    return say("name people as their record does, without rank")


def _in_name(titles: Phrases, name: str) -> Match | None:
    """Return a title that is a word of a name, or with which a Chinese name ends."""
    for word in titles.find(name.lower(), name):
        if word.word.isascii() or (word.end == len(name) or not _HAN.match(name, word.end)):
            return word
    return None


def _names(company: Company) -> _Names:
    whole: set[str] = set()
    surnames: set[str] = set()
    latin: set[str] = set()
    for person in company.workspace.people.values():
        name = fold(person.name).text
        for part in _HAN.findall(name):
            whole.add(part)
            surnames.add(part[:2] if part.startswith(_COMPOUND_SURNAMES) else part[:1])
        latin.update(part for part in re.findall(r"[^\W\d_]+", name) if part[0].isupper() and not _HAN.match(part))
    return _Names(frozenset(whole), frozenset(surnames), frozenset(latin))


def _has_name_beside(word: Match, text: str, names: _Names) -> bool:
    before, after = text[: word.start], text[word.end :]
    if not word.word.isascii():
        if any(before.endswith(name) for name in names.whole):
            return True
        surname = next((name for name in names.surnames if before.endswith(name)), "")
        rest = before[: len(before) - len(surname)]
        return bool(surname) and (not rest or rest[-1] in _BEFORE_A_SURNAME)
    following = re.match(r"\s+([^\W\d_]+)", after)
    if following:
        return following[1] in names.latin
    leading = re.search(r"([^\W\d_]+),\s+\Z", before)
    return leading is not None and leading[1] in names.latin
