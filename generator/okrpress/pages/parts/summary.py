"""The few numbers at the top of an objective: score, as first agreed, confidence, where it heads for."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.model import Objective, Phase
from okrpress.pages.page import Desk
from okrpress.pages.vocabulary import Status
from okrpress.scoring.rollup import weighted_mean
from okrpress.scoring.standing import ObjectiveStanding


class Figure(NamedTuple):
    """A number with its name and what to compare it with."""

    label: str
    value: str
    note: str = ""
    status: Status | None = None
    """Given instead of a number where a word says it."""


def summary(
    desk: Desk, objective: Objective, standing: ObjectiveStanding, status: Status | None, phase: Phase | None
) -> tuple[Figure, ...]:
    """Sum an objective up."""
    words = desk.words
    running = phase == "running"
    figures = [_score(desk, objective, standing, phase)]
    if objective.amendments and standing.score_as_agreed is not None:
        count = len(objective.amendments)
        note = words.plural("{count} commitment was changed", "{count} commitments were changed", count)
        figures.append(Figure(words("As first agreed"), words.score(standing.score_as_agreed), note))
    if standing.verdict and status is not None:
        heads_for = words.score(desk.company.settings.scoring.attained(objective.type))
        note = (
            words("every key result at {score}", score=heads_for)
            if objective.type == "committed"
            else words("attained from {score}", score=heads_for)
        )
        figures.append(Figure(words("Verdict"), "", note, status))
    if standing.confidence is not None and objective.stage != "dropped":
        figures.append(_confidence(desk, objective, standing.confidence))
    if standing.forecast is not None and running and objective.stage != "dropped":
        heads_for = words.score(desk.company.settings.scoring.attained(objective.type))
        note = (
            words("{score} is owed", score=heads_for)
            if objective.type == "committed"
            else words("{score} is success", score=heads_for)
        )
        figures.append(Figure(words("Heading for"), words.score(standing.forecast), note))
    return tuple(figures)


def _score(desk: Desk, objective: Objective, standing: ObjectiveStanding, phase: Phase | None) -> Figure:
    words = desk.words
    if standing.score is None:
        return Figure(words("Score"), "–", desk.vocabulary.reasons.get(standing.reason, ""))
    if phase in ("review", "closed"):
        return Figure(words("Score"), words.score(standing.score))
    note = "" if standing.expected is None else words("expected {score}", score=words.score(standing.expected))
    return Figure(words("Score today"), words.score(standing.score), "" if objective.stage == "dropped" else note)


def _confidence(desk: Desk, objective: Objective, latest: float) -> Figure:
    """Show the confidence, and what it was when it was first given."""
    words = desk.words
    first = [
        (entry.weight, next((check_in for check_in in entry.check_ins if check_in.confidence is not None), None))
        for entry in objective.key_results
        if not entry.dropped
    ]
    began = weighted_mean([weight for weight, _ in first], [check_in.confidence if check_in else None for _, check_in in first])
    since = min((check_in.date for _, check_in in first if check_in), default=None)
    value = words("{confidence} of 10", confidence=words.number(round(latest, 1)))
    if began is None or since is None or round(began, 1) == round(latest, 1):
        return Figure(words("Confidence"), value)
    note = words("was {confidence} on {day}", confidence=words.number(round(began, 1)), day=words.day(since))
    return Figure(words("Confidence"), value, note)
