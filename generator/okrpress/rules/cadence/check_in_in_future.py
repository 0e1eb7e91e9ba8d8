"""A check-in tells what has happened, so its day is not in the future.

A check-in dated after today counts nowhere: its value is left out of every score until the day has come. Mostly the year or
the month is mistyped, and the owner believes that the number stands.

Correct the date. What is planned for a later day is a milestone, or belongs into a note. The same holds for the day on which a
milestone or a yes-or-no key result was reached: `done` is the day on which it was, never the day on which it will be.

Source: P, data seen in public OKRs.

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
        check_ins: [{date: 2027-11-06, value: 79, confidence: 6, by: wang-lei, note: Two routes merged}]
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
        check_ins: [{date: 2026-11-06, value: 79, confidence: 6, by: wang-lei, note: Two routes merged}]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrpress.company import Company
from okrpress.model import KeyResult, Milestones, Objective, Record, YesNo
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR603"
SEVERITY = "error"


def check_each(company: Company, objective: Objective) -> Iterator[Problem]:
    """Look at the days of all check-ins and of what is done, in closed cycles as well: a wrong year is wrong for ever."""
    today = company.today
    for key_result in objective.key_results:
        for place, day, message in _days(key_result, today):
            yield _notice(objective, message, place, day, today)
    if sheet := company.workspace.comments.get(objective.id):
        for comment in sheet.comments:
            if comment.date > today:
                message = say("date: the comment of {day} is in the future", day=comment.date.isoformat())
                yield _notice(sheet, message, (*comment.at, "date"), comment.date, today)


def _notice(record: Record, message: Message, place: Place, day: date, today: date) -> Problem:
    if day.year == today.year:
        hint = say("today is {today}; correct the date, or wait until the day has come", today=today.isoformat())
    else:
        hint = say("today is {today}; is the year right?", today=today.isoformat())
    return notice(record, message, place, hint=hint)


def _days(key_result: KeyResult, today: date) -> Iterator[tuple[Place, date, Message]]:
    """Yield the days of a key result that are still to come."""
    measure = key_result.measure
    for check_in in reversed(key_result.check_ins):  # by date
        if check_in.date <= today:
            break
        yield (
            (*check_in.at, "date"),
            check_in.date,
            say("date: the check-in of {day} is in the future", day=check_in.date.isoformat()),
        )
    if isinstance(measure, Milestones):
        for item in measure.items:
            if item.done is not None and item.done > today:
                yield (
                    (*item.at, "done"),
                    item.done,
                    say("done: {day} is in the future; until then it is not done", day=item.done.isoformat()),
                )
    elif isinstance(measure, YesNo) and measure.done is not None and measure.done > today:
        yield (
            (*key_result.at, "done"),
            measure.done,
            say("done: {day} is in the future; until then it is not done", day=measure.done.isoformat()),
        )
