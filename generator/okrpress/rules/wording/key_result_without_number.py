"""A key result says how much.

Without a number nobody can tell whether a key result is reached, and everyone grades it by feeling. A number is a
metric, a threshold, milestones, or a yes and no; or it stands in the title, in digits or in words: half, twice,
every, zero, 百分之三, 翻倍, 全部. Dates, quarters, versions and names such as P0, 2D or 4G are no numbers.

What is left are key results without any measure, and roll-ups (`rollup: mean`) whose title does not say how much
either: the mean of other teams' scores shows how far they came, but not what success is.

Source: B, the book chapter on OKR; P, data seen in public OKRs: 54 % of key results carried no digit.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: The teams below deliver on quality in Q4, rollup: mean}
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
      - {title: 各班组在第四季度把质量抓起来, rollup: mean}
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
      - {title: The objectives of the teams below score 0.7 on average, rollup: mean}
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
      - {title: 所有班组的目标平均得分过半, rollup: mean}
      - {title: 分拣线验收通过, done: false}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.language.numbers import has_number
from okrpress.model import KeyResult, Rollup
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import Title, key_result_titles

CODE = "OKR204"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the key results whose measure is no number."""
    for title, key_result in key_result_titles(company):
        if is_without_number(title, key_result):
            yield title.problem(
                say("the key result '{key_result}' does not say how much", key_result=key_result.id),
                hint=say("write from where to where: 'rises from 91 % to 98 %', or a count, or a yes and no ('done: false')"),
            )


def is_without_number(title: Title, key_result: KeyResult) -> bool:
    """Tell whether neither the measure nor the title is a number."""
    return (key_result.measure is None or isinstance(key_result.measure, Rollup)) and not has_number(title.lower)
