"""A key result as its objective's page shows it: everything about it, nothing to open but the formula."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from okrpress.model import Grade, KeyResult, Metric, Milestones, Objective, Phase, Rollup, Threshold, YesNo
from okrpress.pages.markdown import outward
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.bar import Bar, bar
from okrpress.pages.parts.changes import AmendmentRow
from okrpress.pages.parts.formula import Step, key_result_steps
from okrpress.pages.parts.quantity import quantity, steps
from okrpress.pages.parts.sparkline import Sparkline, confidence_line, value_line
from okrpress.pages.parts.states import key_result_status
from okrpress.pages.vocabulary import Status
from okrpress.scoring.key_result import graded
from okrpress.scoring.measures import up_to
from okrpress.scoring.standing import KeyResultStanding


class Work(NamedTuple):
    """An initiative or a milestone: what, where it is tracked, and on which day it was done."""

    title: str
    url: str
    """"" where there is none."""
    is_done: bool
    done: str
    weight: str
    """"" for the usual weight."""


class GradeView(NamedTuple):
    """The owner's own grade beside what was computed."""

    score: str
    computed: str
    note: str


class Span(NamedTuple):
    """From where, where now, to where; a part may be ""."""

    start: str
    now: str
    target: str


class KeyResultView(NamedTuple):
    """A key result in full."""

    id: str
    href: str
    title: str
    is_off: bool
    off_note: str
    """When and why it was dropped."""
    owner: Mention | None
    """None where it is the objective's own."""
    status: Status | None
    bar: Bar
    bar_title: str
    bar_description: str
    """What its mark says, "" where it has none."""
    span: Span
    value_line: Sparkline | None
    progress: str
    score: str
    """"" where it says the same as the progress."""
    as_agreed: str
    """The score as first agreed, "" where it is the same."""
    confidence: str
    confidence_line: Sparkline | None
    checked: str
    due: str
    weight: str
    """"" for the usual weight."""
    source: str
    """Where the number comes from, as the author wrote it."""
    source_url: str
    """The same as a link, "" where it is none."""
    steps: tuple[Step, ...]
    milestones: tuple[Work, ...]
    initiatives: tuple[Work, ...]
    grade: GradeView | None
    amendments: tuple[AmendmentRow, ...]


def key_result_view(
    desk: Desk, objective: Objective, entry: KeyResult, amendments: tuple[AmendmentRow, ...], phase: Phase | None
) -> KeyResultView:
    """Describe a key result. `amendments` are those of its own."""
    words, names = desk.words, desk.mentions
    standing = desk.company.standing(objective.id).key_results.get(entry.id, KeyResultStanding())
    status = key_result_status(desk, objective, entry, standing, phase)
    is_off = bool(entry.dropped) or objective.stage == "dropped"
    expected = None if is_off or phase == "closed" else standing.expected
    share = standing.computed_score if standing.score is None else standing.score
    progress, agreed = words.percent(standing.progress), standing.score_as_agreed
    check_ins = up_to(entry.check_ins, desk.company.today)
    return KeyResultView(
        id=entry.id,
        href=names.part(objective, entry).href or "",
        title=entry.title or entry.id,
        is_off=is_off,
        off_note=_off_note(desk, entry),
        owner=names.owner(entry.owner) if entry.owner != objective.owner else None,
        status=status,
        bar=bar(share, expected, status),
        bar_title=words("Progress: {share}", share=progress),
        bar_description="" if expected is None else words("Expected today: {share}", share=words.percent(expected)),
        span=_span(desk, objective, entry, standing),
        value_line=value_line(words, entry.measure, check_ins),
        progress=progress,
        score="" if standing.score is None or standing.score == standing.progress else words.score(standing.score),
        as_agreed=words.score(agreed) if agreed is not None and agreed != standing.score and not entry.dropped else "",
        confidence="" if standing.confidence is None else words.number(standing.confidence),
        confidence_line=confidence_line(words, check_ins),
        checked=words.day(standing.last_check_in) if standing.last_check_in else "",
        due=words.date(entry.due) if entry.due else "",
        weight="" if entry.weight == 1 else words.number(entry.weight),
        source=entry.source,
        source_url=outward(entry.source) or "",
        steps=key_result_steps(desk, objective, entry, standing),
        milestones=_milestones(desk, entry),
        initiatives=tuple(
            Work(item.title, outward(item.url) or "", bool(item.done), _day(desk, item.done), "") for item in entry.initiatives
        ),
        grade=_grade(desk, entry.grade, standing),
        amendments=amendments,
    )


def _span(desk: Desk, objective: Objective, entry: KeyResult, standing: KeyResultStanding) -> Span:
    words, measure, today = desk.words, entry.measure, desk.company.today
    match measure:
        case Metric():
            current = measure.start if standing.current is None else standing.current
            return Span(*steps(words, (measure.start, current, measure.target), measure.unit))
        case Threshold():
            limit = quantity(words, measure.limit, measure.unit)
            above, below = words("keep at or above {limit}", limit=limit), words("keep at or below {limit}", limit=limit)
            now = quantity(words, standing.current, measure.unit)
            return Span("", now, above if measure.direction == "at_least" else below)
        case Milestones():
            done = sum(1 for item in measure.items if item.done and item.done <= today)
            return Span("", words("{done} of {count} milestones", done=done, count=len(measure.items)), "")
        case YesNo():
            is_done = measure.done and measure.done <= today
            return Span("", words("done on {day}", day=words.date(measure.done)) if is_done else words("not done yet"), "")
        case Rollup():
            links = desk.company.alignment.children.get(f"{objective.id}#{entry.id}", ())
            count = sum(desk.company.workspace.objectives[link.source].stage == "agreed" for link in links)
            return Span("", words.plural("mean of {count} objective below", "mean of {count} objectives below", count), "")
        case None:
            return Span("", words("no measure"), "")


def _milestones(desk: Desk, entry: KeyResult) -> tuple[Work, ...]:
    if not isinstance(entry.measure, Milestones):
        return ()
    return tuple(
        Work(
            title=item.title,
            url="",
            is_done=bool(item.done and item.done <= desk.company.today),
            done=_day(desk, item.done),
            weight="" if item.weight == 1 else desk.words.number(item.weight),
        )
        for item in entry.measure.items
    )


def _off_note(desk: Desk, entry: KeyResult) -> str:
    if not entry.dropped:
        return ""
    day = desk.words.date(entry.dropped)
    if entry.reason:
        return desk.words("Dropped on {day}: {reason}", day=day, reason=entry.reason)
    return desk.words("Dropped on {day}", day=day)


def _grade(desk: Desk, grade: Grade | None, standing: KeyResultStanding) -> GradeView | None:
    if grade is None or graded(grade) is None:
        return None
    return GradeView(desk.words.score(grade.score), desk.words.score(standing.computed_score), grade.note)


def _day(desk: Desk, day: date | None) -> str:
    return desk.words.day(day) if day else ""
