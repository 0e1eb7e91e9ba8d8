"""A key result is counted once on its way to the top.

A team that copies its department's key result adds nothing to it: the same number appears twice in one chain and says
nothing about what this team will change. When both are graded, one success is celebrated twice.

Keep the copy where the number is really moved. Above it, `rollup: mean` takes the scores of those below; below it,
say what this team does to the number, in its own words and measured at its own source. The same text counts as a copy, and
so does the same `source` within one cycle; a link to a site's front page says too little to be one.

Source: T, requirement tools; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/sorting.md
    ---
    title: The north sorts every parcel by midnight
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: sorted, title: Parcels sorted by midnight rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
    ---
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import KeyResult, Objective, Rollup
from okrpress.problem import Message, Problem, say
from okrpress.rules.gauges import gauge_of
from okrpress.rules.notice import notice

CODE = "OKR310"
SEVERITY = "warning"

_MOST_NAMED = 3


def check(company: Company) -> Iterator[Problem]:
    """Compare each objective with everything above it; both ends of a copy are told."""
    objectives = company.workspace.objectives
    marks: dict[str, dict[str, KeyResult]] = {}

    def marks_of(objective: Objective) -> dict[str, KeyResult]:
        if objective.id not in marks:
            marks[objective.id] = {mark: entry for entry in objective.key_results for mark in _marks(objective, entry)}
        return marks[objective.id]

    found: dict[tuple[str, str], dict[str, str]] = {}
    for objective in company.open_objectives:
        if objective.id not in company.alignment.upwards:
            continue
        own = marks_of(objective)
        for ancestor_id in company.alignment.ancestors(objective.id):
            if company.phases[objectives[ancestor_id].cycle] == "closed":
                continue
            others = marks_of(objectives[ancestor_id])
            for mark in own:
                if mark not in others:
                    continue
                here, there = f"{objective.id}#{own[mark].id}", f"{ancestor_id}#{others[mark].id}"
                found.setdefault((objective.id, own[mark].id), {})[there] = "above"
                found.setdefault((ancestor_id, others[mark].id), {})[here] = "below"
    for (objective_id, key_result_id), others_of in sorted(found.items()):
        yield _copied(objectives[objective_id], key_result_id, others_of)


def _marks(objective: Objective, key_result: KeyResult) -> Iterator[str]:
    """Yield by what a key result is known again: its text, and where its number comes from in that cycle."""
    if key_result.dropped is not None or isinstance(key_result.measure, Rollup):
        return
    title = key_result.title if key_result.title.isascii() else unicodedata.normalize("NFKC", key_result.title)
    text = "".join(filter(str.isalnum, title.casefold()))
    if text and key_result.title != key_result.id:  # a title that is missing is its id
        yield text
    if gauge := gauge_of(key_result):
        yield f"{objective.cycle} {gauge}"


def _copied(objective: Objective, key_result_id: str, others: dict[str, str]) -> Problem:
    key_result = next(entry for entry in objective.key_results if entry.id == key_result_id)
    named = ", ".join(list(others)[:_MOST_NAMED]) + (" …" if len(others) > _MOST_NAMED else "")
    hint: Message = (
        say("align to it, and say in your own words and numbers what changes here")
        if "above" in others.values()
        else say("'rollup: mean' takes the scores of those below; else each says what it changes itself")
    )
    return notice(
        objective,
        say("the key result '{key_result}' is counted in '{others}' as well", key_result=key_result_id, others=named),
        key_result.at,
        hint=hint,
    )
