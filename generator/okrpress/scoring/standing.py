"""How things stand on a day: what scoring says of a key result, an objective and an owner.

Numbers are unrounded shares (0 … 1) unless said otherwise; None where a number cannot be computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

Health: TypeAlias = Literal["at risk", "stale", "needs attention", "too early", "on track", "done"]
Verdict: TypeAlias = Literal["met", "attained", "partly", "missed"]
Band: TypeAlias = Literal["red", "amber", "green"]

NO_MEASURE: Final = "no measure"
START_EQUALS_TARGET: Final = "start equals target"
FLOOR_BEYOND_THRESHOLD: Final = "floor not short of the threshold"
NO_MILESTONES: Final = "no milestones"
NOT_A_NUMBER: Final = "not a finite number"
NEGATIVE_WEIGHT: Final = "negative weight"
ALL_WEIGHTS_ZERO: Final = "all weights are zero"
DEPENDS_ON_ITSELF: Final = "depends on itself"
CHILDREN_WITHOUT_SCORE: Final = "no aligned objective has a score"
DROPPED: Final = "dropped"
NOTHING_TO_COUNT: Final = "nothing to count"

WHY_NO_SCORE: Final = (
    NO_MEASURE,
    START_EQUALS_TARGET,
    FLOOR_BEYOND_THRESHOLD,
    NO_MILESTONES,
    NOT_A_NUMBER,
    NEGATIVE_WEIGHT,
    ALL_WEIGHTS_ZERO,
    DEPENDS_ON_ITSELF,
    CHILDREN_WITHOUT_SCORE,
    DROPPED,
    NOTHING_TO_COUNT,
)
"""Every reason for which a score is None, each a message id."""


@dataclass(frozen=True, slots=True)
class KeyResultStanding:
    """How a key result stands."""

    progress: float | None = None
    """Raw: below 0 when it moves the wrong way, above 1 beyond the target."""
    computed_score: float | None = None
    """Progress clamped to 0 … 1."""
    score: float | None = None
    """The grade where one is given (and is one), else the computed score."""
    score_as_agreed: float | None = None
    """The score against what was first agreed; equal to `score` without amendments; None for one added later."""
    expected: float | None = None
    """Where it ought to stand today."""
    health: Health | None = None
    """None once the cycle is closed, and for what is dropped."""
    confidence: float | None = None
    """The latest one given, 0 … 10."""
    forecast: float | None = None
    """The fitted progress at the cycle's end, clamped to 0 … 1."""
    current: float | None = None
    """The value that stands, in the measure's unit (metric and threshold)."""
    last_check_in: date | None = None
    reason: str = ""
    """Why there is no score: a word of `WHY_NO_SCORE`, or ""."""


@dataclass(frozen=True, slots=True)
class ObjectiveStanding:
    """How an objective stands: weighted means of its key results that count."""

    score: float | None = None
    score_as_agreed: float | None = None
    expected: float | None = None
    health: Health | None = None
    """The worst of its key results; None once the cycle is closed."""
    verdict: Verdict | None = None
    """None before the cycle's review."""
    band: Band | None = None
    confidence: float | None = None
    forecast: float | None = None
    last_check_in: date | None = None
    key_results: Mapping[str, KeyResultStanding] = field(default_factory=dict)
    reason: str = ""
    """Why there is no score: a word of `WHY_NO_SCORE`, or ""."""


@dataclass(frozen=True, slots=True)
class OwnerStanding:
    """An owner's two numbers in one cycle, never averaged together."""

    committed: float | None = None
    aspirational: float | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """How everything stands on one day."""

    objectives: Mapping[str, ObjectiveStanding] = field(default_factory=dict)
    owners: Mapping[tuple[str, str], OwnerStanding] = field(default_factory=dict)
    """By (cycle, owner), for every owner who has an objective in that cycle."""
