"""A key result says what, not how.

By introducing, through a campaign, via the app; 通过…提升, 借助: a key result that says how takes the thinking from
those who do the work. When the way turns out wrong, the team keeps to it all the same, because it is written down.

Leave the number and take the way out: it is an initiative, which can be replaced in the middle of a cycle. The words
can be changed in the settings: `words: {methods: [+using, -via]}`.

Source: B, the book chapter on OKR: key results say what, not how.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Misrouted parcels fall from 9 to 3 in 1000 by introducing colour codes, metric: {start: 9, target: 3}}
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
      - {title: 通过引入颜色标签，将错分率从千分之九降到千分之三, metric: {start: 9, target: 3}}
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
      - title: Misrouted parcels fall from 9 to 3 in 1000 by December
        metric: {start: 9, target: 3}
        initiatives: [{title: Colour codes}]
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
      - {title: 分拣线利用率从 70% 升到 85%, metric: {start: 70, target: 85}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import key_result_titles
from okrpress.rules.wording.word_lists import words_for

CODE = "OKR213"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for words of means in the key results' titles."""
    words = words_for(company, "methods")
    for title, _ in key_result_titles(company):
        word = words.first(title.lower, title.folded.text, title.words)
        if word:
            yield title.problem(
                say("'{word}' says how", word=title.shown(word.start, word.end)),
                word.start,
                word.end,
                hint=say("leave the result; the way to it goes under 'initiatives', where it can change"),
            )
