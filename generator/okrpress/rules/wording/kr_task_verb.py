"""A key result says what will be different, not what will be done.

A key result that begins with a task verb (launch, write, organise; 上线, 制定, 组织) and carries no number is an
activity: it can be done from the first to the last step and nothing has changed for anyone. Ask what it is for, and
measure that. The work itself belongs under `initiatives`, where it may move the key result and never its score.

As for `key-result-without-number`, every measure but a roll-up counts as a number. The verbs are a list that the
settings can change: `words: {task_verbs: [+shepherd, -review]}`, or a whole list of the company's own.

Source: B, the book chapter on OKR; R, Wodtke; P, data seen in public OKRs: 18 % of key results were such tasks.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Launch the training of all-round sorters in Q4, rollup: mean}
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 制定分拣员培训计划, rollup: mean}
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
      - {title: Launch training in 4 of 5 shifts, rollup: mean}
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 北区每晚十二点前分完所有包裹
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 培训合格率达到百分之九十五, rollup: mean}
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.wording.key_result_without_number import is_without_number
from okrpress.rules.wording.titles import key_result_titles
from okrpress.rules.wording.word_lists import words_for

CODE = "OKR205"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the first word of the key results without a number."""
    verbs = words_for(company, "task_verbs")
    for title, key_result in key_result_titles(company):
        if not is_without_number(title, key_result):
            continue
        verb = verbs.begins(title.lower, title.words)
        if verb:
            yield title.problem(
                say("'{word}' begins a task, not a result", word=title.shown(verb.start, verb.end)),
                verb.start,
                verb.end,
                hint=say("say what will be different when it is done, and by how much; the work goes under 'initiatives'"),
            )
