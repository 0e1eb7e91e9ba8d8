"""Pace and health: where a key result ought to stand today, and what to say of where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from okrpress.model import Cycle, ObjectiveType, Phase
from okrpress.scoring.measures import clamp
from okrpress.scoring.standing import Health
from okrpress.scoring.verdict import reaches
from okrpress.settings import Thresholds

WORST_FIRST: Final[tuple[Health, ...]] = ("at risk", "stale", "needs attention", "too early", "on track", "done")
"""The order in which the health of key results speaks for their objective (SCORING, Pace and health)."""

_RANK: Final = {health: rank for rank, health in enumerate(WORST_FIRST)}


def elapsed(start: date, end: date, today: date) -> float:
    """Return the share of a cycle that has passed, in days: 0 on the first day, 1 on the last (SCORING, Pace and health).

    A cycle of a single day has passed on that day.
    """
    if today >= end:
        return 1.0
    return clamp((today - start).days / (end - start).days) if today > start else 0.0


def expected(passed: float, attained: float) -> float:
    """Return where a key result ought to stand: the elapsed share of what its type heads for."""
    return passed * attained


def ratio(score: float, due: float) -> float | None:
    """Return score over expected score; None while nothing is expected."""
    return score / due if due > 0 else None


@dataclass(frozen=True, slots=True)
class CycleDay:
    """A cycle on a day, as the objectives of one type see it. All but `today` and `thresholds` None: the cycle is unknown."""

    today: date
    thresholds: Thresholds
    start: date | None = None
    end: date | None = None
    elapsed: float | None = None
    expected: float | None = None
    phase: Phase | None = None

    @classmethod
    def of(cls, cycle: Cycle | None, kind: ObjectiveType, thresholds: Thresholds, today: date) -> CycleDay:
        """Look at a cycle on a day, for objectives of a type."""
        if cycle is None:
            return cls(today, thresholds)
        passed = elapsed(cycle.start, cycle.end, today)
        due = expected(passed, thresholds.attained(kind))
        return cls(today, thresholds, cycle.start, cycle.end, passed, due, cycle.phase(today))

    def is_silent(self, last: date | None) -> bool:
        """Tell whether the last sign of life is older than `stale_after_days`.

        Where there is none, or it is older than the cycle, the days count from the cycle's start.
        """
        since = self.start if last is None or (self.start is not None and last < self.start) else last
        return since is not None and (self.today - since).days > self.thresholds.stale_after_days


def health(score: float | None, last: date | None, day: CycleDay, *, kept: bool | None = None) -> Health | None:
    """Return what to say of a key result (SCORING, Pace and health); None once the cycle is closed.

    `last` is its last sign of life up to today. `kept` is for a threshold alone: whether its latest valued check-in met it.

    The first that holds speaks. A threshold that was measured has no pace and is never done: stale, then on track or at
    risk by its latest check-in. Everything else: done (what is reached need not be spoken of again), too early (no pace is
    given yet, so silence means nothing yet), stale (whatever the ratio: silence is never green), then the ratio. Nothing
    is said of a key result without a score that is neither too early nor stale.
    """
    if day.elapsed is None or day.expected is None or day.phase == "closed":
        return None
    silent = day.is_silent(last)
    if kept is not None:
        return "stale" if silent else "on track" if kept else "at risk"
    if score is not None and reaches(score, 1.0):
        return "done"
    if day.elapsed < day.thresholds.too_early:
        return "too early"
    if silent:
        return "stale"
    return None if score is None else _by_ratio(ratio(score, day.expected), day.thresholds)


def _by_ratio(pace: float | None, thresholds: Thresholds) -> Health:
    attention, fine = thresholds.pace
    if pace is None or reaches(pace, fine):
        return "on track"
    return "needs attention" if reaches(pace, attention) else "at risk"


def worst(healths: Iterable[Health | None]) -> Health | None:
    """Return the health that speaks for an objective: the first of `WORST_FIRST` among its key results'; None without any."""
    return min((health for health in healths if health is not None), key=_RANK.__getitem__, default=None)
