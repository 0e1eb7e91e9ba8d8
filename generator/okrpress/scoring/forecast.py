"""Forecast: where a metric is heading for, by the line through its check-ins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

from okrpress.model import CheckIn, Metric
from okrpress.scoring.measures import clamp, metric_reading

FEWEST_CHECK_INS: Final = 2
"""With the cycle's start they make the third point, from which on there is a forecast."""


def forecast(metric: Metric, check_ins: Sequence[CheckIn], start: date, end: date) -> float | None:
    """Return the fitted progress at the cycle's end, clamped to 0 … 1 (SCORING, Confidence and forecast).

    The line is the least squares fit to the points (cycle start, 0) and (day, progress) of every valued check-in up to
    today. The start is the first point, so that the second valued check-in is the third. Several on one day are several
    points; all on the first day give no line. None where there is none, and where start equals target.

    Only a metric has a start to come from: thresholds are kept, not reached, and the others have no values.
    """
    begin = start.toordinal()
    origin = metric.start
    count, sum_x, sum_y, sum_xx = 1, 0, 0.0, 0
    sum_xy = 0.0
    try:
        for check_in in check_ins:
            if check_in.value is not None:
                day = check_in.date.toordinal() - begin
                moved = check_in.value - origin
                count += 1
                sum_x += day
                sum_y += moved
                sum_xx += day * day
                sum_xy += day * moved
        spread = count * sum_xx - sum_x * sum_x
        if count <= FEWEST_CHECK_INS or spread == 0 or metric.target == origin:
            return None
        slope = (count * sum_xy - sum_x * sum_y) / spread
        fitted = (sum_y + slope * ((end.toordinal() - begin) * count - sum_x)) / count
    except OverflowError:  # whole numbers beyond what a float holds
        return None
    progress = metric_reading(metric, origin + fitted).progress
    return None if progress is None or not math.isfinite(progress) else clamp(progress)
