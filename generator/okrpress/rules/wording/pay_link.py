"""An OKR is never tied to pay.

Who is paid by the score sets low targets, hides trouble and helps nobody else. OKRs say where the company wants to
go; pay is settled elsewhere, with other eyes. So no record has a key for a bonus, a salary or a rating.

Nor does a text tie the two together. A sentence is found that has something paid, something of an OKR, a tie between
them and no denial: “the score decides the bonus”, “得分计入绩效考核”. To write about pay is free: “salaries are paid
on the 5th” ties nothing.

Source: B, the book chapter on OKR.

Bad:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    bonus: 3 months at a score of 1.0
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
    What is sorted by midnight leaves at dawn. The score of this objective decides each sorter's bonus.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣完成率升到 99%（得分计入绩效考核）, metric: {start: 80, target: 99, unit: "%"}}
    ---

Good:

    # people/li-na.md
    ---
    name: Li Na
    unit: logistics
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Salaries paid by the 5th rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
    ---
    得分与奖金不挂钩。The score is not linked to any bonus.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from okrpress.company import Company
from okrpress.language.clauses import sentences
from okrpress.language.folding import fold
from okrpress.language.phrases import Match, Phrases
from okrpress.language.word_files import read_words
from okrpress.problem import Problem, say
from okrpress.rules.notice import from_reading
from okrpress.rules.wording.prose import prose_of

CODE = "OKR215"
SEVERITY = "error"
FIXED = True

_PARTS: Final = ("paid", "okr", "tie")


def check(company: Company) -> Iterator[Problem]:
    """Pass on the keys that speak of pay, and look for sentences that tie an OKR to it."""
    yield from from_reading(company, "pay-link")
    for prose in prose_of(company, read_words("pay")["paid"]):
        word = _tie_in(prose.text)
        if word:
            yield prose.problem(
                say("'{word}' is tied to an OKR here: an OKR is never tied to pay", word=prose.text[word.start : word.end]),
                word.start,
                word.end,
                hint=say("take the sentence away; pay is settled elsewhere, with other eyes"),
            )


@cache
def _lists() -> dict[str, Phrases]:
    lists = read_words("pay")
    return {name: Phrases(words, lists["other_scores"] if name == "okr" else ()) for name, words in lists.items()}


def _tie_in(text: str) -> Match | None:
    """Return what is paid in the first sentence that ties it to an OKR, at its place in the text as written."""
    folded = fold(text)
    lower, lists = folded.lower, _lists()
    for start, end in sentences(lower):
        sentence = lower[start:end]
        found = {name: lists[name].first(sentence) for name in _PARTS}
        word = found["paid"]
        if word and all(found.values()) and not lists["denied"].first(sentence):
            return Match(word.word, *folded.as_written(start + word.start, start + word.end))
    return None
