"""Somebody below works on each key result of the company and of its departments.

A key result high up is reached by people further down. When the cycle runs and no agreed objective below aligns to it, or to
its objective, it is a wish: nobody has taken it on.

The way out is a conversation: who takes it? Then that objective's `aligns_to` says so, or the key result's `owner` names the
unit or person below who carries it as it is. A year may hand its key results to the same owner's quarter, which is then
asked in its turn.

Key results that are already reached are left alone, and so are owners with nobody below them. The CEO stands with the
company and does not count as someone below it. In a pilot or a project only the units that take part are asked.

Source: B, the book chapter on OKR; T, requirement tools.

Bad:

    # cycles/2026-Q4/company/welcome.md
    ---
    title: New customers stay
    type: committed
    stage: agreed
    aligns_to: [strategy#growth]
    key_results:
      - {id: second, title: Customers who order twice rise from 30 % to 45 %, metric: {start: 30, target: 45, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/company/welcome.md
    ---
    title: New customers stay
    type: committed
    stage: agreed
    aligns_to: [strategy#growth]
    key_results:
      - {id: second, title: Customers who order twice rise from 30 % to 45 %, metric: {start: 30, target: 45, unit: "%"}}
    ---
    # cycles/2026-Q4/customer-service/greeting.md
    ---
    title: Every new customer gets a call
    type: committed
    stage: agreed
    aligns_to: [company/welcome#second]
    key_results:
      - id: calls
        title: Calls within a week rise from 10 % to 100 %
        owner: chen-jie
        metric: {start: 10, target: 100, unit: "%"}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import KeyResult, Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR308"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the cycles that everyone now works in."""
    cycles = {cycle.id for cycle in company.active_cycles}
    above_someone = _above_someone(company)
    for (cycle, owner), objectives in company.by_owner.items():
        if cycle not in cycles or owner not in above_someone:
            continue
        for objective in objectives:
            if objective.stage == "agreed" and not _is_taken_up(company, objective, objective.id):
                yield from _uncovered(company, objective)


def _above_someone(company: Company) -> set[str]:
    """Return the company and the departments that take part and have a unit or a person below them who does as well."""
    workspace, alignment = company.workspace, company.alignment
    below = [
        handle
        for records in (workspace.units, workspace.people)
        for handle, record in records.items()
        if handle in company.scope and handle not in alignment.top and company.is_here(record)
    ]
    return {
        unit
        for handle in below
        for unit in alignment.above(handle)
        if unit in company.scope and workspace.units[unit].kind in ("company", "department")
    }


def _uncovered(company: Company, objective: Objective) -> Iterator[Problem]:
    standings = company.standing(objective.id).key_results
    for key_result in objective.key_results:
        reference = f"{objective.id}#{key_result.id}"
        if key_result.dropped is not None or standings[key_result.id].health == "done":
            continue
        if _is_given_down(company, objective, key_result) or _is_taken_up(company, objective, reference):
            continue
        yield notice(
            objective,
            say("the key result '{key_result}' has no agreed objective below that aligns to it", key_result=key_result.id),
            key_result.at,
            hint=say("'aligns_to: [{reference}]' in an objective of who takes it on, or 'owner:' here", reference=reference),
        )


def _is_taken_up(company: Company, objective: Objective, target: str) -> bool:
    """Tell whether an agreed objective of someone below, or the owner's of a shorter cycle, aligns to exactly that target."""
    return any(
        child.stage == "agreed"
        and (
            company.alignment.is_below(child.owner, objective.owner)
            or (child.owner == objective.owner and child.cycle != objective.cycle)
        )
        for link in company.alignment.children.get(target, ())
        if (child := company.workspace.objectives[link.source])
    )


def _is_given_down(company: Company, objective: Objective, key_result: KeyResult) -> bool:
    return key_result.owner != objective.owner and company.alignment.is_below(key_result.owner, objective.owner)
