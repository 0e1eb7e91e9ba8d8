"""An objective is one sentence that says where to go, not a list of things to do.

More than one sentence, semicolons or numbered parts make a to-do list of an objective: every part asks for its own
key results, and nobody can say in one breath what the cycle is for.

Write down what all the parts are for: that is the objective. What shows success becomes a key result, what is to be
done an initiative; where the parts have nothing in common, they are two objectives.

Source: B, the book chapter on OKR: “not a to-do list”.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: Hire two shift leaders; train them; open the second line
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
    title: 1）招到班组长 2）开通二号线 3）培训到位
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
from collections.abc import Iterator

from okrpress.company import Company
from okrpress.language.clauses import sentences
from okrpress.problem import Message, Problem, say
from okrpress.rules.wording.titles import Title, objective_titles

CODE = "OKR208"
SEVERITY = "warning"

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;:,.。]))\(?(?:\d{1,2}|[一二三四五六七八九十]|[a-c])[).、](?=[^\d\s]|\s+\D)|\(\d{1,2}\)(?=[^\d\s])"
)
_BULLET = re.compile(r"^\s*(?:[-*•·]|\[[ x]\])\s+", re.MULTILINE)
_SEPARATOR = re.compile(";")


def check(company: Company) -> Iterator[Problem]:
    """Look at the form of the objectives' titles."""
    for title in objective_titles(company):
        found = _list_in(title)
        if found:
            message, start, end = found
            yield title.problem(
                message, start, end, hint=say("say in one sentence what it is all for; the parts are key results or initiatives")
            )


def _list_in(title: Title) -> tuple[Message, int, int] | None:
    """Return what makes a list of a title, and where its second part is."""
    text = title.lower
    for pattern in (_NUMBERED, _BULLET):
        parts = list(pattern.finditer(text))
        if len(parts) > 1:
            return say("the objective has {count} numbered parts", count=len(parts)), *parts[1].span()
    separator = _SEPARATOR.search(text)
    if separator and text[separator.end() :].strip():
        return say("the objective has parts with a semicolon between them"), *separator.span()
    found = list(sentences(title.folded.text))
    if len(found) > 1:
        return say("the objective has {count} sentences", count=len(found)), *found[1]
    return None
