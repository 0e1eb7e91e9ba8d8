"""A key result speaks of one result.

With two results in one sentence nobody knows what a score of 0.5 means: one of them reached and the other not begun,
or both half way. Each is its own key result, with its own number, owner and check-ins.

Found are semicolons, second sentences, two changes “from … to …”, and results that are joined by “and” (并, 且, 同时)
of which each has a verb and a number of its own.

Source: P, data seen in public OKRs: 5 % of key results; T, requirement tools: one requirement, one sentence.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {title: Sorting speed rises to 9000 an hour and misrouted parcels fall to 3 in 1000, done: false}
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
      - {title: 分拣时效提升到 9000 件，同时错分率降到千分之三, done: false}
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
      - {title: Hub North and Hub South sort 9000 and 7000 parcels an hour, done: false}
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
      - {title: 南北两个分拨中心的时效都提升到 9000 件, done: false}
      - {title: 两条分拣线投入运行, milestones: [{title: 一号线}, {title: 二号线}]}
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrpress.company import Company
from okrpress.language.clauses import sentences
from okrpress.language.numbers import numbers
from okrpress.problem import Problem, say
from okrpress.rules.wording.titles import Title, key_result_titles

CODE = "OKR212"
SEVERITY = "info"

_FROM_TO = re.compile(r"(?<![a-z])from\s[^;.]{1,40}?\sto\s|从[^;。,]{1,30}?[到至]")
_ARROW = re.compile(r"→|->|=>")
_JOIN = re.compile(
    r",?\s(?:and|while|plus|as well as)\s|,?(?:同时|并且|而且|以及|并(?!列|发|购|行|网|联|非|不|轨|排)|且)|[,;]\s*"
)
_CHANGE = re.compile(
    r"(?<![a-z])(?:ris(?:e|es|ing)|rose|falls?|fell|grows?|grew|drops?|reach(?:es|ed)?|increas(?:e|es|ed)|"
    r"decreas(?:e|es|ed)|reduc(?:e|es|ed)|cuts?|improv(?:e|es|ed)|hits?|exceeds?|achiev(?:e|es|ed)|hir(?:e|es|ed)|clos(?:e|es|ed)|launch(?:es|ed)?|ship(?:s|ped)?|"
    r"deliver(?:s|ed)?|doubl(?:e|es|ed)|stays?|are|is|has|have|gets?|makes?)(?![a-z])|[升降增减达超]|低于|高于|控制|保持|缩短|翻"
)
_DIGIT = re.compile(r"[\d零一二两三四五六七八九十百千万亿]")
"""A number in digits or numerals: every, all and half are of one result with what they count."""
_SIGNS = frozenset(";。!?,\n同而以并且→>")
_WORDS = frozenset(("and", "while", "plus", "as"))
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\](?=\s|\Z)")
_REMARK = re.compile(
    r"[\W_]*(?:it|its|this|these|those|that|they|such|examples?|for example|e\.g|notes?|likely|see|do|includ\w+|also|where|if|"
    r"其中|包括|例如|即|注|详见|见|这|该|此)(?![a-z])"
)
"""How a sentence begins that speaks of the one before it."""
_LONGEST_REMARK = 12
"""Signs after a full stop or a semicolon that are a remark and not a second result."""


def check(company: Company) -> Iterator[Problem]:
    """Look for a second result in the key results' titles."""
    for title, _ in key_result_titles(company):
        second = _second(title)
        if second:
            yield title.problem(
                say("a second result begins here: '{words}'", words=_shortened(title.shown(*second))),
                *second,
                hint=say("make two key results of it, each with its own number"),
            )


def _second(title: Title) -> tuple[int, int] | None:
    """Return where the second result of a title stands."""
    text = _PARENTHESES.sub(lambda found: " " * len(found[0]), title.lower)
    words = title.words
    if _SIGNS.isdisjoint(text) and ". " not in text and _WORDS.isdisjoint(words) and words.count("from") < 2:  # noqa: PLR2004
        return None
    semicolon = text.find(";")
    if semicolon >= 0 and len(text[semicolon + 1 :].strip()) > _LONGEST_REMARK:
        return _trimmed(text, semicolon + 1, len(text))
    found = [stretch for stretch in sentences(text) if stretch[1] - stretch[0] > _LONGEST_REMARK]
    if len(found) > 1 and _CHANGE.search(text, *found[1]) and not _REMARK.match(text, found[1][0]):
        return found[1]
    for pattern in (_FROM_TO, _ARROW):
        changes = [found for found in pattern.finditer(text) if pattern is _ARROW or _DIGIT.search(found[0])]
        if len(changes) > 1:
            return changes[1].span()
    return _joined(text)


def _joined(text: str) -> tuple[int, int] | None:
    """Return the second of the parts that have a change and a number of their own."""
    joins = [0, *(place for found in _JOIN.finditer(text) for place in found.span()), len(text)]
    if len(joins) == 2:  # noqa: PLR2004 - nothing is joined
        return None
    parts = [
        (start, end)
        for start, end in zip(joins[::2], joins[1::2], strict=True)
        if _DIGIT.search(text, start, end)
        and _CHANGE.search(text, start, end)
        and not _REMARK.match(text, start)
        and not text[start:end].lstrip().startswith("up to")
    ]
    if len(parts) < 2:  # noqa: PLR2004 - one result
        return None
    counted = [start for start, end in numbers(text) if _DIGIT.search(text, start, end)]
    results = [(start, end) for start, end in parts if any(start <= place < end for place in counted)]
    return _trimmed(text, *results[1]) if len(results) > 1 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"  # noqa: PLR2004 - a message stays one line
