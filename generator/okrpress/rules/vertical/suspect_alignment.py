"""When a commitment above is amended, everyone below looks at theirs again.

A department lowers its target, a key result gets a new date: what aligns to it was planned for the old promise. Until its
owner has looked, nobody knows whether it still fits. Requirement tools call such a link suspect.

A check-in confirms that it still fits, an amendment adjusts it; either one, dated on the day of the change or later,
settles it. An amendment of another key result than the one that is aligned to is left alone, and so are drafts and what
is done already.

Source: T, requirement tools.

Bad:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - {id: on-time, title: 97 % of parcels arrive on the promised day, metric: {start: 91, target: 97, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    amendments:
      - {date: 2026-11-09, key_result: on-time, field: target, from: 98, to: 97, reason: Air freight is banned}
    ---

Good:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - {id: on-time, title: 97 % of parcels arrive on the promised day, metric: {start: 91, target: 97, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    amendments:
      - {date: 2026-10-20, key_result: on-time, field: target, from: 98, to: 97, reason: Air freight is banned}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrpress.company import Company
from okrpress.model import Milestones, Objective, Reference, YesNo
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR313"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Compare the last amendment of each parent with the last sign of life of its children."""
    for objective in company.open_objectives:
        if objective.stage == "draft" or not objective.aligns_to or company.standing(objective.id).health == "done":
            continue
        told: set[str] = set()
        for ref in objective.aligns_to:
            parent = company.workspace.objectives.get(ref.objective)
            if parent is None or parent is objective or parent.id in told or not parent.amendments:
                continue
            amended = _amended(parent, ref, company.today)
            # What was written before its cycle began was written then: nobody can have known later news.
            looked_at = max(company.workspace.cycles[objective.cycle].start, *_signs(objective, company.today))
            if amended is None or amended <= looked_at:
                continue
            told.add(parent.id)
            yield notice(
                objective,
                say("aligns_to: '{parent}' was amended on {day} and this not since", parent=ref.written, day=amended.isoformat()),
                ref.at,
                hint=say("confirm it with a check-in, or adjust it with an amendment"),
            )


def _amended(parent: Objective, ref: Reference, today: date) -> date | None:
    """Return the last day on which what a reference points at was amended; None where it never was, or was dropped."""
    key_result = parent.key_result(ref.part)
    if parent.stage == "dropped" or (key_result is not None and key_result.dropped is not None):
        return None
    days = [
        amendment.date
        for amendment in parent.amendments
        if amendment.date <= today and (not ref.part or amendment.key_result in ("", ref.part))
    ]
    return max(days, default=None)


def _signs(objective: Objective, today: date) -> list[date]:
    """Return the days up to today on which an objective was looked at; none is as good as the dawn of time."""
    days: list[date | None] = [amendment.date for amendment in objective.amendments]
    for key_result in objective.key_results:
        days.extend(check_in.date for check_in in key_result.check_ins)
        if isinstance(key_result.measure, Milestones):
            days.extend(item.done for item in key_result.measure.items)
        elif isinstance(key_result.measure, YesNo):
            days.append(key_result.measure.done)
    return [day for day in days if day is not None and day <= today] or [date.min]
