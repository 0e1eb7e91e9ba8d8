"""A title is short enough to be remembered.

What people cannot say by heart does not guide them. An objective has up to 120 signs, or 60 in Chinese; a key result
up to 200, or 100. A Chinese sign counts as two, so that mixed titles are measured alike; of a link only its words
count.

Reasons and conditions belong in the body below the front matter, work under `initiatives`, explanations in a
check-in's note.

Source: R, Wodtke: an objective people can repeat; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: >-
      Every parcel of every size is sorted by midnight on every night of the week in every hall of the northern hub
      and by whoever is on duty that night
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
      - {title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
    ---

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: >-
      不管遇到什么样的天气和多大的单量，北区分拨中心所有班组都要在每天晚上十二点之前把当天到达的全部大小包裹一件不
      落地分拣完毕并且装上第二天早晨出发的车
    type: committed
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
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
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
      - {title: 午夜前分拣完成率从 80% 升到 99%, metric: {start: 80, target: 99, unit: "%"}}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import titles_of

CODE = "OKR209"
SEVERITY = "info"

_MOST = {True: 120, False: 200}
"""Signs of an objective's title and of a key result's; Chinese ones count twice."""
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")


def check(company: Company) -> Iterator[Problem]:
    """Measure all titles."""
    for title in titles_of(company):
        most = _MOST[title.key_result is None]
        if len(title.written) * 2 <= most:
            continue
        length = _length(title.written)
        if length > most:
            yield title.problem(
                say(
                    "the title is {length} signs long, {most} are enough (a Chinese one counts as two)", length=length, most=most
                ),
                hint=say("keep what one can say by heart; the rest goes into the body"),
            )


def _length(text: str) -> int:
    shown = _LINK.sub(r"\1", text)
    if shown.isascii():
        return len(shown)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in shown)
