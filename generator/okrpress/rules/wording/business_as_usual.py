"""An aspiration changes something; what goes on anyhow needs no objective.

An objective that begins with maintain, continue to, routine, 维持, 日常 or 做好…日常: what a team does every cycle is
watched by a KPI or a threshold, and is not what it stretches for. An aspirational objective that says so leaves the
cycle without a direction.

Ask what will be different at the end of the cycle. Committed objectives are left alone: to keep a promise that is
hard to keep can be one. The list can be changed in the settings: `words: {business_as_usual: [+steady state]}`.

Source: B, the book chapter on OKR: OKRs and KPIs; R, Wodtke: health metrics stand beside OKRs.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: Maintain the sorting lines of the north
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 做好北区日常分拣工作
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: 维持北区零破损
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import objective_titles
from okrpress.rules.wording.word_lists import words_for

CODE = "OKR210"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for words of routine at the beginning of the titles of aspirational objectives."""
    words = words_for(company, "business_as_usual")
    for title in objective_titles(company):
        if title.objective.type == "committed":
            continue
        word = words.begins(title.lower, title.words)
        if word:
            yield title.problem(
                say("'{word}' speaks of what goes on anyhow", word=title.shown(word.start, word.end)),
                word.start,
                word.end,
                hint=say("say what will be different at the end of the cycle; what only has to hold is a KPI or a threshold"),
            )
