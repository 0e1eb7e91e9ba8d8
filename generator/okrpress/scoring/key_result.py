"""How one key result stands: its numbers and its health, from its reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from okrpress.model import CheckIn, Grade, KeyResult, Metric, Threshold
from okrpress.scoring import standing
from okrpress.scoring.forecast import forecast
from okrpress.scoring.measures import Reading, clamp, latest_value, met
from okrpress.scoring.pace import CycleDay, health
from okrpress.scoring.standing import KeyResultStanding

MOST_CONFIDENT: Final = 10

Term: TypeAlias = tuple[float, float | None]
"""Weight and score: one term of a weighted mean."""


class Look(NamedTuple):
    """What was read of a key result: its measure, the check-ins up to today and its last sign of life."""

    key_result: KeyResult
    reading: Reading
    check_ins: tuple[CheckIn, ...]
    last_sign: date | None


def graded(grade: Grade | None) -> float | None:
    """Return the grade's score; None without one, and where it is no share 0 … 1: the computed score then stands."""
    return grade.score if grade is not None and 0 <= grade.score <= 1 else None


def score_of(key_result: KeyResult, reading: Reading) -> float | None:
    """Return the grade where one is given, else the progress clamped to 0 … 1 (SCORING, Key result), dropped or not."""
    grade = graded(key_result.grade)
    if grade is not None:
        return grade
    return None if reading.progress is None else clamp(reading.progress)


def latest_confidence(check_ins: Sequence[CheckIn]) -> float | None:
    """Return the latest confidence given, 0 … 10; one outside that is none (SCORING, Confidence and forecast)."""
    for check_in in reversed(check_ins):
        confidence = check_in.confidence
        if confidence is not None and 0 <= confidence <= MOST_CONFIDENT:
            return confidence
    return None


def stand(look: Look, day: CycleDay, before: Term | None = None) -> KeyResultStanding:
    """Return how a key result stands on a day. `before` is what it was as first agreed; None: it is still the same.

    A dropped one keeps its progress to look at, but has no score, no health and nothing that looks ahead.
    """
    key_result, reading, check_ins, last_sign = look
    measure, progress = key_result.measure, reading.progress
    computed = None if progress is None else clamp(progress)
    last_check_in = check_ins[-1].date if check_ins else None
    confidence = latest_confidence(check_ins)
    if key_result.dropped is not None:
        return KeyResultStanding(
            progress=progress,
            computed_score=computed,
            score_as_agreed=before[1] if before is not None else None,
            confidence=confidence,
            current=reading.current,
            last_check_in=last_check_in,
            reason=standing.DROPPED,
        )
    score = score_of(key_result, reading)
    heading = None
    if day.start is not None and day.end is not None and isinstance(measure, Metric):
        heading = forecast(measure, check_ins, day.start, day.end)
    kept = None
    if isinstance(measure, Threshold) and (value := latest_value(check_ins)) is not None:
        kept = met(measure, value)
    return KeyResultStanding(
        progress,
        computed,
        score,
        score if before is None else before[1],
        day.expected,
        health(score, last_sign, day, kept=kept),
        confidence,
        heading,
        reading.current,
        last_check_in,
        reading.reason if score is None else "",
    )
