"""Verdicts and colours: what a score means, by the company's own thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from okrpress.model import ObjectiveType, Phase
from okrpress.scoring.standing import Band, Verdict
from okrpress.settings import Thresholds

LAST_BITS: Final = 1e-12
"""What binary fractions lose: from 1.6 to 2.3 they go a hair short of 0.7. Beyond that, numbers are compared unrounded."""


def reaches(share: float, line: float) -> bool:
    """Tell whether an unrounded share is at least at a line, forgiving the last bits of its arithmetic."""
    return share >= line - LAST_BITS


def verdict(
    kind: ObjectiveType, score: float | None, counting: Sequence[float], phase: Phase | None, thresholds: Thresholds
) -> Verdict | None:
    """Return the verdict on an objective (SCORING, Verdict); None before its cycle's review and without a score.

    `counting` are the scores of its key results that count: not dropped, with a score, of a weight above 0. A commitment is
    met by all of them, whatever their mean.
    """
    if score is None or phase not in ("review", "closed"):
        return None
    if kind == "committed":
        return "met" if all(reaches(entry, thresholds.committed) for entry in counting) else "missed"
    if reaches(score, thresholds.aspirational):
        return "attained"
    return "partly" if reaches(score, thresholds.bands[0]) else "missed"


def band(score: float | None, thresholds: Thresholds) -> Band | None:
    """Return the colour of a score: red below the lower band, amber from it on, green from the upper one on (SCORING, Colour)."""
    if score is None:
        return None
    amber, green = thresholds.bands
    if reaches(score, green):
        return "green"
    return "amber" if reaches(score, amber) else "red"


def objective_band(
    kind: ObjectiveType, score: float | None, judged: Verdict | None, phase: Phase | None, thresholds: Thresholds
) -> Band | None:
    """Return the colour of an objective: a committed one of a closed cycle is green only when met, otherwise red."""
    if kind == "committed" and phase == "closed" and score is not None:
        return "green" if judged == "met" else "red"
    return band(score, thresholds)
