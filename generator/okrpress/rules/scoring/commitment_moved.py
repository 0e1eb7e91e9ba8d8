"""What was agreed does not change in silence while the cycle runs.

Colleagues plan with what was agreed. A target, a start, a measure, a weight, a due date, a title or a type that changes while
the cycle runs is a new agreement, and whoever reads the score must be able to see both: as it stands, and as first agreed. So
every such change has an amendment with the day, what it was, what it is and the reason. The same goes for a key result that
appears or is taken out, and for an objective that is gone.

Put the value back, or write the amendment beside it; `okr amend` does both in one go. What is given up keeps its place:
`dropped:` with a reason in a key result, `stage: dropped` in an objective. The rule looks where there is something to compare
with: `okr check --base origin/main`.

Source: L, GitLab's handbook; P, data seen in public OKRs.

Bad:

    # cycles/2026-Q4/hub-north/loading.md, in the base
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises above 71 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises above 71 %, metric: {start: 71, target: 80, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md, in the base
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises above 71 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises above 71 %, metric: {start: 71, target: 80, unit: "%"}}
    amendments:
      - {date: 2026-11-09, key_result: load, field: target, from: 90, to: 80, reason: The new trucks come late}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import MEASURE_NAMES, Amendment, KeyResult, Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.scoring.commitment import MEASURE_FIELDS, Part, Parts, added, is_binding, is_same, parts, saying, shown

CODE = "OKR511"
SEVERITY = "error"


def check(company: Company) -> Iterator[Problem]:
    """Compare what was agreed at the base with what the records say now."""
    for objective_id, was in company.past.before.items():
        objective = company.workspace.objectives[objective_id]
        if objective.source.digest != was.source.digest and objective.stage != "dropped" and is_binding(company, was):
            yield from _moved(was, objective)
    unread = {problem.record for problem in company.workspace.problems} if company.past.gone else set()
    for was in company.past.gone:
        if is_binding(company, was) and was.id not in unread:
            yield Problem(
                "",
                say("the agreed objective '{objective}' is gone", objective=was.id),
                was.source.path,
                record=was.id,
                hint=say("bring it back; 'stage: dropped' with a reason gives it up in the open"),
            )


def _moved(was: Objective, objective: Objective) -> Iterator[Problem]:
    before, now, amendments = parts(was), parts(objective), added(was, objective)
    for (key_result, field), part in now.items():
        old = before.get((key_result, field)) or _unset(before, now, key_result, field)
        if old is None or is_same(old.value, part.value) or saying(objective, amendments, key_result, field, part.value):
            continue
        yield notice(
            objective,
            say("{field} of '{key_result}' was {before} and is {after}, and no amendment says so",
                field=field, key_result=key_result, before=shown(old.value), after=shown(part.value))
            if key_result
            else say("{field} was {before} and is {after}, and no amendment says so",
                     field=field, before=shown(old.value), after=shown(part.value)),
            part.place,
            hint=say("put it back, or write the amendment; 'okr amend' does both at once"),
        )  # fmt: skip
    yield from _key_results(was, objective, amendments)


def _unset(before: Parts, now: Parts, key_result: str, field: str) -> Part | None:
    """Return that the base said nothing of a field, where its measure was of the same kind all the same."""
    was, measure = before.get((key_result, "measure")), now.get((key_result, "measure"))
    return Part(None, ()) if field in MEASURE_FIELDS and was and measure and was.value == measure.value else None


def _key_results(was: Objective, objective: Objective, amendments: list[Amendment]) -> Iterator[Problem]:
    """Look for key results that came or went."""
    old, new = {entry.id for entry in was.key_results}, {entry.id for entry in objective.key_results}
    amended = {entry.key_result for entry in amendments}
    for key_result in objective.key_results:
        if key_result.id not in old and key_result.id not in amended and key_result.dropped is None:
            yield notice(
                objective,
                say("'{name}' was added after the objective was agreed, and no amendment says so", name=key_result.id),
                key_result.at,
                hint=say("amendments: {entry}", entry=_entry(key_result)),
            )
    for entry in was.key_results:
        if entry.id not in new and entry.dropped is None:
            yield notice(
                objective,
                say("the key result '{key_result}' was taken out after the objective was agreed", key_result=entry.id),
                ("key_results",),
                hint=say("bring it back; 'dropped:' with a reason gives it up in the open"),
                key=True,
            )


def _entry(key_result: KeyResult) -> str:
    """Write the amendment of a key result that is new."""
    measure = MEASURE_NAMES.get(type(key_result.measure), "…")
    return f"{{date: …, key_result: {key_result.id}, field: measure, to: {measure}, reason: …}}"
