"""Objectives as rows of a list: every number visible without opening anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrpress.model import KeyResult, Metric, Milestones, Objective, Threshold
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.bar import Bar, bar
from okrpress.pages.parts.quantity import steps
from okrpress.pages.parts.states import key_result_status, objective_status, phase_of, tone_of
from okrpress.pages.vocabulary import Status
from okrpress.scoring.standing import KeyResultStanding


class KeyResultRow(NamedTuple):
    """A key result below its objective."""

    title: Mention
    span: str
    """Start → current → target, or what takes their place."""
    score: str
    progress: str
    bar: Bar
    status: Status | None
    is_off: bool


class ObjectiveRow(NamedTuple):
    """An objective in a list."""

    title: Mention
    owner: Mention
    cycle: Mention
    type: str
    """The word of the format, for filters; `kind` is what a reader sees."""
    kind: str
    score: str
    expected: str
    confidence: str
    checked: str
    """The day of the latest check-in."""
    bar: Bar
    status: Status | None
    is_off: bool
    scores: tuple[str, ...]
    """Of its key results, in order."""


class OpenRow(NamedTuple):
    """An objective in a list, with its key results."""

    row: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]


def row(desk: Desk, objective: Objective) -> ObjectiveRow:
    """Make an objective's row."""
    words, names = desk.words, desk.mentions
    standing = desk.company.standing(objective.id)
    status = objective_status(desk, objective, standing)
    is_off = objective.stage == "dropped"
    return ObjectiveRow(
        title=names.objective(objective.id),
        owner=names.owner(objective.owner),
        cycle=names.cycle(objective.cycle),
        type=objective.type,
        kind=desk.vocabulary.types[objective.type],
        score=words.score(standing.score),
        expected=words.score(standing.expected),
        confidence="–" if standing.confidence is None else words.number(round(standing.confidence, 1)),
        checked=words.day(standing.last_check_in),
        bar=bar(standing.score, None if is_off or standing.verdict else standing.expected, tone_of(desk, status, standing)),
        status=status,
        is_off=is_off,
        scores=tuple(words.score(entry.score) for entry in standing.key_results.values()),
    )


def rows(desk: Desk, objectives: Iterable[Objective]) -> tuple[ObjectiveRow, ...]:
    """Make the rows of several."""
    return tuple(row(desk, objective) for objective in objectives)


def open_row(desk: Desk, objective: Objective) -> OpenRow:
    """Make an objective's row with those of its key results."""
    return OpenRow(row(desk, objective), tuple(key_result_row(desk, objective, entry) for entry in objective.key_results))


def open_rows(desk: Desk, objectives: Iterable[Objective]) -> tuple[OpenRow, ...]:
    """Make several with their key results."""
    return tuple(open_row(desk, objective) for objective in objectives)


def key_result_row(desk: Desk, objective: Objective, key_result: KeyResult) -> KeyResultRow:
    """Make a key result's row."""
    words = desk.words
    standing = desk.company.standing(objective.id).key_results.get(key_result.id, KeyResultStanding())
    phase = phase_of(desk, objective.cycle)
    status = key_result_status(desk, objective, key_result, standing, phase)
    is_off = bool(key_result.dropped) or objective.stage == "dropped"
    return KeyResultRow(
        title=desk.mentions.part(objective, key_result),
        span=span(desk, key_result, standing),
        score=words.score(standing.score),
        progress=words.percent(standing.progress),
        bar=bar(
            standing.score if standing.score is not None else standing.computed_score,
            None if is_off or phase == "closed" else standing.expected,
            status,
        ),
        status=status,
        is_off=is_off,
    )


def span(desk: Desk, key_result: KeyResult, standing: KeyResultStanding) -> str:
    """Write where a key result comes from, stands and heads for, as briefly as its measure allows."""
    words, measure = desk.words, key_result.measure
    if isinstance(measure, Metric):
        current = measure.start if standing.current is None else standing.current
        return " → ".join(steps(words, (measure.start, current, measure.target), measure.unit))
    if isinstance(measure, Threshold):
        sign = "≥" if measure.direction == "at_least" else "≤"
        now, limit = steps(words, (standing.current, measure.limit), measure.unit)
        return words("{now} ({sign} {limit})", now=now, sign=sign, limit=limit)
    if isinstance(measure, Milestones):
        done = sum(1 for item in measure.items if item.done and item.done <= desk.company.today)
        return words("{done} of {count} milestones", done=done, count=len(measure.items))
    return ""
