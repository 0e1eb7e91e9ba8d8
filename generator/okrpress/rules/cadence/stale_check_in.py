"""A key result is heard of every two weeks.

Silence is never green. A number that nobody has looked at for weeks tells readers nothing about today, and the meeting that
should talk about it talks about a memory. How many days are too many is `stale_after_days` in the settings.

Add a check-in: the date, the value, the confidence, and a word on what happened; `okr checkin` writes it. "No change" is news
as well. A milestone that was reached within these days is a sign of life. What is reached already need not be spoken of again.

Source: G, Google's OKR playbook; R, Wodtke: the weekly rhythm.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        check_ins: [{date: 2026-10-16, value: 77, confidence: 6, by: wang-lei, note: Two routes merged}]
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - id: load
        title: Load per truck rises from 71 % to 90 %
        metric: {start: 71, target: 90, unit: "%"}
        check_ins:
          - {date: 2026-10-16, value: 77, confidence: 6, by: wang-lei, note: Two routes merged}
          - {date: 2026-10-30, confidence: 6, by: wang-lei, note: No change, the third route follows}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Parameter, Problem, say
from okrpress.rules.cadence.silence import watched
from okrpress.rules.notice import notice

CODE = "OKR601"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at what is silent; what was never heard of by half of the cycle is `never-checked-in`'s business."""
    for entry in watched(company):
        if not entry.is_stale or entry.is_overlooked:
            continue
        since = entry.last or company.workspace.cycles[entry.objective.cycle].start
        values: dict[str, Parameter] = {"key_result": entry.key_result.id, "days": (company.today - since).days}
        yield notice(
            entry.objective,
            say("'{key_result}' has had no check-in since the cycle began, {days} days ago", **values)
            if entry.last is None
            else say("'{key_result}' was last heard of {days} days ago, on {day}", day=since.isoformat(), **values),
            (*entry.newest.at, "date") if entry.newest and entry.newest.date == entry.last else entry.key_result.at,
            hint=say("add a check-in: date, value, confidence and a note; 'okr checkin' writes it"),
        )
