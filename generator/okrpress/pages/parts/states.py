"""In what state something is, as a word with its tone: the verdict once there is one, before that the health."""

from __future__ import annotations

from okrpress.model import KeyResult, Objective, Phase
from okrpress.pages.page import Desk
from okrpress.pages.vocabulary import Status, Tone
from okrpress.scoring.standing import KeyResultStanding, ObjectiveStanding
from okrpress.scoring.verdict import verdict


def phase_of(desk: Desk, cycle_id: str) -> Phase | None:
    """Return the phase of a cycle today; None where nothing says when it is."""
    cycle = desk.company.workspace.cycles.get(cycle_id)
    return cycle.phase(desk.company.today) if cycle else None


def objective_status(desk: Desk, objective: Objective, standing: ObjectiveStanding) -> Status | None:
    """Return an objective's state: its stage before it is agreed; None where nothing can be said yet."""
    words = desk.vocabulary
    if objective.stage != "agreed":
        return Status(words.stages[objective.stage])
    if standing.verdict:
        return words.verdicts[standing.verdict]
    return words.health[standing.health] if standing.health else None


def state_name(objective: Objective, standing: ObjectiveStanding) -> str:
    """Return the same state as it stands in an address; "" where nothing can be said yet."""
    name = objective.stage if objective.stage != "agreed" else standing.verdict or standing.health or ""
    return name.replace(" ", "-")


def key_result_status(
    desk: Desk, objective: Objective, key_result: KeyResult, standing: KeyResultStanding, phase: Phase | None
) -> Status | None:
    """Return a key result's state, judged like an objective of which it were the only one; None before it is agreed.

    Nobody owes the numbers of a draft or a proposal: it is neither late nor stale.
    """
    words = desk.vocabulary
    if key_result.dropped or objective.stage == "dropped":
        return Status(words.stages["dropped"])
    if objective.stage != "agreed":
        return None
    if standing.score is not None:
        judged = verdict(objective.type, standing.score, (standing.score,), phase, desk.company.settings.scoring)
        if judged:
            return words.verdicts[judged]
    return words.health[standing.health] if standing.health else None


def tone_of(desk: Desk, status: Status | None, standing: ObjectiveStanding) -> Tone:
    """Return the colour of an objective's bar: its state's, else its score's."""
    if status is not None:
        return status.tone
    return desk.vocabulary.bands[standing.band] if standing.band else "none"
