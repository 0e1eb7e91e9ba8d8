"""How one objective stands: the weighted means of its key results that count, and its verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from okrpress.model import Measure, Objective, Rollup
from okrpress.scoring.as_agreed import Commitment, first_agreed, is_amended
from okrpress.scoring.key_result import Look, Term, score_of, stand
from okrpress.scoring.measures import Reading, clamp, read
from okrpress.scoring.pace import CycleDay, worst
from okrpress.scoring.rollup import weighted_mean, why_no_mean
from okrpress.scoring.standing import KeyResultStanding, ObjectiveStanding
from okrpress.scoring.verdict import objective_band, verdict

RollupOf: TypeAlias = Callable[[str], Reading]


def score(looks: list[Look]) -> float | None:
    """Return `S = Σ wᵢ sᵢ / Σ wᵢ` over what is not dropped and has a score (SCORING, Objective, owner, cycle)."""
    counting = [look for look in looks if look.key_result.dropped is None]
    return weighted_mean(
        [look.key_result.weight for look in counting], [score_of(look.key_result, look.reading) for look in counting]
    )


def stand_objective(objective: Objective, looks: list[Look], day: CycleDay, rollup_of: RollupOf) -> ObjectiveStanding:
    """Return how an objective stands on a day. `rollup_of` reads a key result as a roll-up, by its id.

    Expected, confidence and forecast are weighted means like the score, each over the key results that count and have one.
    What counts is not dropped and has a weight above 0; the health and the verdict listen to nothing else either. An
    objective that was dropped is scored, but has no health, no verdict and no colour. Where ids are repeated, all count and
    the first is listed.
    """
    terms = _terms_as_agreed(objective, looks, day, rollup_of) if is_amended(objective) else None
    is_off = objective.stage == "dropped"
    listed: dict[str, KeyResultStanding] = {}
    weights: list[float] = []
    counting: list[KeyResultStanding] = []
    for position, look in enumerate(looks):
        entry = stand(look, day, None if terms is None else terms[position])
        if is_off and entry.health is not None:
            entry = replace(entry, health=None)
        key_result = look.key_result
        listed.setdefault(key_result.id, entry)
        if key_result.dropped is None:
            weights.append(key_result.weight)
            counting.append(entry)
    scores = [entry.score for entry in counting]
    total = weighted_mean(weights, scores)
    heeded = counting if all(weights) else [entry for entry, weight in zip(counting, weights, strict=True) if weight]
    judged, colour = None, None
    if not is_off:
        own = [entry.score for entry in heeded if entry.score is not None]
        judged = verdict(objective.type, total, own, day.phase, day.thresholds)
        colour = objective_band(objective.type, total, judged, day.phase, day.thresholds)
    return ObjectiveStanding(
        total,
        total if terms is None else weighted_mean([weight for weight, _ in terms], [value for _, value in terms]),
        day.expected if total is not None else weighted_mean(weights, [day.expected] * len(weights)),  # the same for all
        worst([entry.health for entry in heeded]),
        judged,
        colour,
        weighted_mean(weights, [entry.confidence for entry in counting]),
        weighted_mean(weights, [entry.forecast for entry in counting]),
        max([entry.last_check_in for entry in counting if entry.last_check_in], default=None),
        listed,
        why_no_mean(weights) if total is None else "",
    )


def _terms_as_agreed(objective: Objective, looks: list[Look], day: CycleDay, rollup_of: RollupOf) -> list[Term]:
    """Return weight and score of each key result as first agreed; one that did not count then weighs 0 and has no score."""
    agreed = first_agreed(objective, day.start)
    return [_term(look, agreed[look.key_result.id], day.today, rollup_of) for look in looks]


def _term(look: Look, before: Commitment, today: date, rollup_of: RollupOf) -> Term:
    if not before.counts:
        return 0.0, None
    if before.is_same_measure:
        return before.weight, score_of(look.key_result, look.reading)
    progress = _read_before(before.measure, look, today, rollup_of).progress
    return before.weight, None if progress is None else clamp(progress)


def _read_before(measure: Measure | None, look: Look, today: date, rollup_of: RollupOf) -> Reading:
    """Read the measure of the beginning; a roll-up takes today's scores of the objectives that align to it."""
    if isinstance(measure, Rollup):
        return rollup_of(look.key_result.id)
    return read(measure, look.check_ins, today)
