"""A key result and its objective use words that mean the same to everyone.

Better, efficient, robust, as soon as possible; 显著, 高效, 进一步, 尽快: such words please everyone because each one
hears something else. They are found where no number stands in the same clause. In a key result without any number, so
are verbs that give a direction but no distance (improve, optimise; 提升, 优化).

Replace the word by what it stands for: who notices, and by how much. Both lists can be changed in the settings:
`words: {vague: [+synergy, -healthy], vague_verbs: […]}`.

Source: T, requirement tools: the ambiguous words of INCOSE and NASA; B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Sorting becomes significantly more reliable, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 持续优化分拣流程, metric: {start: 80, target: 99, unit: "%"}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: "Sorting becomes significantly more reliable, from 80 % to 99 %", metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 分拣差错大幅下降一半, metric: {start: 80, target: 40, unit: 件}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.language.clauses import clauses
from okrpress.language.numbers import has_number, numbers
from okrpress.language.phrases import Match
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import Title, titles_of
from okrpress.rules.wording.word_lists import words_for

CODE = "OKR206"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for vague words in all titles; the first of each title is named."""
    adjectives, verbs = words_for(company, "vague"), words_for(company, "vague_verbs")
    for title in titles_of(company):
        found = list(adjectives.find(title.lower, title.folded.text, title.words))
        if title.key_result is not None:
            directions = list(verbs.find(title.lower, title.folded.text, title.words))
            if directions and not has_number(title.lower):
                found += directions
        word = _vague(title, found) if found else None
        if word:
            yield title.problem(
                say("'{word}' can mean anything", word=title.shown(word.start, word.end)),
                word.start,
                word.end,
                hint=say("say who will notice, and by how much"),
            )


def _vague(title: Title, found: list[Match]) -> Match | None:
    """Return the first word that has no number in its clause."""
    counted = list(numbers(title.lower))
    for start, end in clauses(title.lower):
        words = [word for word in found if start <= word.start < end]
        if words and not any(start <= place < end for place, _ in counted):
            return min(words, key=lambda word: word.start)
    return None
