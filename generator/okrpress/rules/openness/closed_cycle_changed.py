"""What a closed cycle says stays as it is.

A closed cycle is the company's memory: what was tried, and what came of it. When its records change afterwards, scores that
people have talked about are no longer there, and nobody can learn from them. So a changed, moved or deleted record is shown
to whoever reviews the change.

Correct a plain mistake if you must, and say so in the pull request. What comes after the closing is no change: a first
grade or its note, a review, a decision in it, a comment, a waiver. The rule looks where there is something to compare with:
`okr check --base origin/main`.

Source: L, GitLab's handbook; B, the book chapter on OKR.

Bad on 2027-01-20:

    # cycles/2026-Q4/hub-north/doors.md, in the base
    ---
    title: The doors close by themselves
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: doors, title: Doors that close rise from 0 to 8, metric: {start: 0, target: 8}, grade: {score: 0.5, note: Half}}
    ---
    # cycles/2026-Q4/hub-north/doors.md
    ---
    title: The doors close by themselves
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: doors, title: Doors that close rise from 0 to 4, metric: {start: 0, target: 4}, grade: {score: 1, note: All}}
    ---

Good on 2027-01-20:

    # cycles/2026-Q4/hub-north/doors.md, in the base
    ---
    title: The doors close by themselves
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: doors, title: Doors that close rise from 0 to 8, metric: {start: 0, target: 8}}
    ---
    # cycles/2026-Q4/hub-north/doors.md
    ---
    title: The doors close by themselves
    type: aspirational
    stage: agreed
    aligns_to: [hub-north/sorting]
    key_results:
      - {id: doors, title: Doors that close rise from 0 to 8, metric: {start: 0, target: 8}, grade: {score: 0, note: No doors}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeAlias

from okrpress.company import Company
from okrpress.model import Cycle, KeyResult, Objective, Review
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR708"
SEVERITY = "warning"

_Record: TypeAlias = Objective | Review | Cycle
_BODY: Place = ("body",)


def check(company: Company) -> Iterator[Problem]:
    """Compare the records of cycles that were closed with what they say now."""
    if company.before is None:
        return
    closed = {name for name, phase in company.before.phases.items() if phase == "closed"}
    before, now = company.before.workspace, company.workspace
    unread = {problem.record for problem in now.problems}
    for objective_id, was in company.past.before.items():
        objective = now.objectives[objective_id]
        if was.cycle in closed and objective is not was:
            yield from _objective(was, objective)
    gone: list[_Record] = [was for was in company.past.gone if was.cycle in closed]
    changed: list[tuple[_Record, _Record | None]] = [
        *((was, now.reviews.get(name)) for name, was in before.reviews.items() if was.cycle in closed),
        *((before.cycles[name], now.cycles.get(name)) for name in sorted(closed)),
    ]
    for was_one, is_one in changed:
        if is_one is None:
            gone.append(was_one)
        elif is_one is not was_one and (where := _difference(_plain(was_one), _plain(is_one))):
            yield _changed(is_one, where)
    for record in gone:
        if record.id not in unread and record.source.digest:
            yield Problem(
                "",
                say("'{record}' of a closed cycle is gone", record=record.id),
                record.source.path,
                record=record.id,
                hint=say("bring it back: a closed cycle stays as it is"),
            )


def _objective(was: Objective, objective: Objective) -> Iterator[Problem]:
    if was.id != objective.id:
        yield notice(
            objective,
            say("it was '{before}' in a closed cycle, and links to it are broken now", before=was.id),
            hint=say("move the file back: a closed cycle stays as it is"),
        )
    elif where := _difference(_plain(was), _graded(was, _plain(objective))):
        yield _changed(objective, where)


def _changed(record: _Record, where: Place) -> Problem:
    hint = say("a closed cycle stays as it is; put it back, or say in the pull request why it was wrong")
    if where != _BODY:
        return notice(record, say("{key} of a closed cycle's record is another than before", key=str(where[0])), where, hint=hint)
    source = record.source
    span = source.body_span(0, len(source.body.partition("\n")[0]))
    return Problem("", say("the story of a closed cycle's record is another than before"), source.path, span, record.id, hint)


def _plain(record: _Record) -> _Record:
    """Return a record without what may come after the closing."""
    if isinstance(record, Review):
        return replace(record, waivers=(), decisions=())
    return replace(record, waivers=())


def _graded(was: Objective, record: _Record) -> _Record:
    """Take away grades that came after the closing, and notes that came to a grade."""
    if not isinstance(record, Objective):
        return record
    graded = tuple(_ungraded(was.key_result(entry.id), entry) for entry in record.key_results)
    return replace(record, key_results=graded)


def _ungraded(was: KeyResult | None, now: KeyResult) -> KeyResult:
    if was is None or now.grade is None:
        return now
    if was.grade is None:
        return replace(now, grade=None)
    is_noted = not was.grade.note and was.grade.score == now.grade.score
    return replace(now, grade=was.grade) if is_noted else now


def _difference(was: _Record, now: _Record) -> Place:
    """Return the place of the first value that is another; () where all are the same."""
    for field in fields(now):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if field.name == "source":
            if old.body != new.body:
                return _BODY
        elif old != new:
            if field.name == "key_results":
                return next((entry.at for entry in new if entry not in old), ("key_results",))
            return (field.name,)
    return ()
