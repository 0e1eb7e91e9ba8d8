"""Nothing is still to be filled in when an objective is agreed.

TBD, TODO, XX %, “from X to Y”, 待定, 待补充: a placeholder is fair while a team drafts, and a warning keeps it from
being forgotten. In an agreed objective it is an error: nobody can agree to what is not written.

The objective's title, key results, milestones and asks are looked at. The list can be changed in the settings:
`words: {placeholders: [+tbw]}`.

Source: P, data seen in public OKRs: 10 % of key results held one.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to XX %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: draft
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣率提升目标待定, done: false}
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Size XXL parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.language.folding import fold
from okrpress.language.phrases import Match, Phrases
from okrpress.model import Milestones, Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.wording.titles import titles_of
from okrpress.rules.wording.word_lists import words_for
from okrpress.source import Place

CODE = "OKR207"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for placeholders in what an open objective promises and asks for."""
    words = words_for(company, "placeholders")
    for title in titles_of(company):
        word = words.first(title.lower, title.folded.text, title.words)
        if word:
            yield _problem(title.objective, title.place, title.written, word)
    for objective in company.open_objectives:
        for place, text in _other_texts(objective):
            word = _first(words, text)
            if word:
                yield _problem(objective, place, text, word)


def _other_texts(objective: Objective) -> Iterator[tuple[Place, str]]:
    for entry in objective.key_results:
        if entry.dropped is None and isinstance(entry.measure, Milestones):
            for step in entry.measure.items:
                yield (*step.at, "title"), step.title
    for ask in objective.asks:
        if ask.is_open:
            yield (*ask.at, "what"), ask.what


def _first(words: Phrases, text: str) -> Match | None:
    folded = fold(text)
    word = words.first(folded.lower, folded.text)
    return word and Match(word.word, *folded.as_written(word.start, word.end))


def _problem(objective: Objective, place: Place, text: str, word: Match) -> Problem:
    return notice(
        objective,
        say("'{word}' is still to be filled in", word=text[word.start : word.end]),
        place,
        hint=say("write what is meant, or take the line away until it is known"),
        severity="error" if objective.stage == "agreed" else "",
        part=(text, word.start, word.end),
    )
