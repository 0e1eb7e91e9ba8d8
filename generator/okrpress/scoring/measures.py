"""Progress: how far a measure has come by a day, from its values alone."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from okrpress.model import CheckIn, Measure, Metric, Milestones, Rollup, Threshold, YesNo
from okrpress.scoring import standing
from okrpress.scoring.rollup import weighted_mean, why_no_mean


class Reading(NamedTuple):
    """What a measure says on a day."""

    progress: float | None
    """Raw share: below 0 and above 1 are possible for a metric. None where it cannot be computed."""
    current: float | None = None
    """The value that stands, in the measure's unit (metric and threshold)."""
    reason: str = ""
    """Why there is no progress: a word of `WHY_NO_SCORE`, or ""."""


_by_date = attrgetter("date")


def up_to(check_ins: tuple[CheckIn, ...], today: date) -> tuple[CheckIn, ...]:
    """Return the check-ins that are not dated after today (SCORING, Key result: "ignored").

    They come by date, those of one day in the order of the file, as `KeyResult.check_ins` has them.
    """
    if not check_ins or check_ins[-1].date <= today:
        return check_ins
    return check_ins[: bisect_right(check_ins, today, key=_by_date)]


def clamp(share: float) -> float:
    """Return a share held within 0 … 1."""
    return 0.0 if share <= 0.0 else min(share, 1.0)


def latest_value(check_ins: Sequence[CheckIn]) -> float | None:
    """Return the value of the latest check-in that has one: a check-in without a value lets the one before it stand."""
    for check_in in reversed(check_ins):
        if check_in.value is not None:
            return check_in.value
    return None


def read(measure: Measure | None, check_ins: tuple[CheckIn, ...], today: date) -> Reading:
    """Return a measure's raw progress and its current value (SCORING, Key result).

    `check_ins` are those up to today. A roll-up is read from other objectives: see `read_rollup`; here it has none, so 0.
    """
    if isinstance(measure, Metric):
        current = latest_value(check_ins)
        return metric_reading(measure, measure.start if current is None else current)
    if isinstance(measure, Threshold):
        return threshold_reading(measure, check_ins)
    if isinstance(measure, Milestones):
        return milestones_reading(measure, today)
    if isinstance(measure, YesNo):
        return Reading(1.0 if measure.done and measure.done <= today else 0.0)
    if isinstance(measure, Rollup):
        return read_rollup(())
    return Reading(None, reason=standing.NO_MEASURE)


def metric_reading(metric: Metric, current: float) -> Reading:
    """Return `(current - start)/(target - start)`: one formula for both directions (SCORING, Key result)."""
    start, target = metric.start, metric.target
    if start == target:
        return Reading(None, current, standing.START_EQUALS_TARGET)
    try:
        way = target - start
        progress = (current - start) / way
    except OverflowError:  # whole numbers beyond what a float holds
        way = progress = math.inf
    if -math.inf < progress < math.inf and -math.inf < way < math.inf:
        return Reading(progress, current)
    exact = _share_of_huge(current, start, target)
    return Reading(exact, current, "" if exact is not None else standing.NOT_A_NUMBER)


def _share_of_huge(current: float, start: float, target: float) -> float | None:
    """Return the same share where floats overflow on the way, at most as far as a float reaches."""
    try:
        share = (Fraction(current) - Fraction(start)) / (Fraction(target) - Fraction(start))
    except (ValueError, OverflowError):  # not a number, or infinite
        return None
    try:
        return float(share)
    except OverflowError:
        return sys.float_info.max if share > 0 else -sys.float_info.max


def met(threshold: Threshold, value: float) -> bool:
    """Tell whether a value keeps to its threshold; the limit itself does."""
    return value >= threshold.limit if threshold.direction == "at_least" else value <= threshold.limit


def threshold_reading(threshold: Threshold, check_ins: Sequence[CheckIn]) -> Reading:
    """Return the share of valued check-ins that met the threshold (SCORING, Key result); 0 without any.

    With a floor each check-in counts `clamp((v - floor)/(threshold - floor), 0, 1)`. A floor at the threshold or on its
    far side has no such share: None, rather than full marks for values that miss.
    """
    values = [check_in.value for check_in in check_ins if check_in.value is not None]
    current = values[-1] if values else None
    floor = threshold.floor
    if not _all_finite(threshold.limit, 0.0 if floor is None else floor, *values):
        return Reading(None, current, standing.NOT_A_NUMBER)
    if floor is not None and met(threshold, floor):
        return Reading(None, current, standing.FLOOR_BEYOND_THRESHOLD)
    if not values:
        return Reading(0.0)
    if floor is None:
        return Reading(sum(met(threshold, value) for value in values) / len(values), current)
    ramp = Metric(floor, threshold.limit)
    shares = [clamp(metric_reading(ramp, value).progress or 0.0) for value in values]
    return Reading(math.fsum(shares) / len(shares), current)


def _all_finite(*values: float) -> bool:
    try:
        return all(map(math.isfinite, values))
    except OverflowError:  # a whole number beyond what a float holds
        return False


def milestones_reading(milestones: Milestones, today: date) -> Reading:
    """Return Σ done weights ÷ Σ weights; one done after today does not count (SCORING, Key result)."""
    if not milestones.items:
        return Reading(None, reason=standing.NO_MILESTONES)
    weights = [item.weight for item in milestones.items]
    progress = weighted_mean(weights, [1.0 if item.done and item.done <= today else 0.0 for item in milestones.items])
    return Reading(progress, reason="" if progress is not None else why_no_mean(weights))


def read_rollup(scores: Sequence[float | None]) -> Reading:
    """Return the unweighted mean of the scores of the agreed objectives that align to the key result; 0 with none.

    An objective without a score is skipped; where there are objectives and none has a score, there is no progress:
    what cannot be computed is never silently 0 (SCORING, Key result).
    """
    if not scores:
        return Reading(0.0)
    progress = weighted_mean([1.0] * len(scores), scores)
    return Reading(progress, reason="" if progress is not None else standing.CHILDREN_WITHOUT_SCORE)


def last_sign(measure: Measure | None, check_ins: Sequence[CheckIn], today: date) -> date | None:
    """Return the last day up to today on which a key result moved or was spoken of, for telling silence.

    That is its latest check-in, with a value or without; for milestones and yes or no also the last day on which one was
    done (FORMAT, Settled in detail). None: never.
    """
    last = check_ins[-1].date if check_ins else None
    if isinstance(measure, Milestones):
        done = [item.done for item in measure.items if item.done and item.done <= today]
    elif isinstance(measure, YesNo) and measure.done and measure.done <= today:
        done = [measure.done]
    else:
        return last
    return max([*done, last] if last else done, default=None)
