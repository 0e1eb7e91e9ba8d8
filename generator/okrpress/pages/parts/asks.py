"""Asks: help that an objective needs, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.alignment import PlacedAsk
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.vocabulary import Status


class AskRow(NamedTuple):
    """An ask in a list."""

    what: str
    asker: Mention
    objective: Mention
    to: Mention | None
    """None for an open call."""
    key_result: Mention | None
    by: str
    """The day on which it is needed, or ""."""
    status: Status
    answers: tuple[Mention, ...]
    reason: str
    """Why it was declined or withdrawn."""


def ask_row(desk: Desk, placed: PlacedAsk) -> AskRow:
    """Describe an ask."""
    ask, names = placed.ask, desk.mentions
    objective = desk.company.workspace.objectives[placed.objective]
    return AskRow(
        what=ask.what,
        asker=names.owner(objective.owner),
        objective=names.objective(objective.id),
        to=names.owner(ask.to) if ask.to else None,
        key_result=names.key_result(objective, ask.key_result) if ask.key_result else None,
        by=desk.words.day(ask.by) if ask.by else "",
        status=desk.vocabulary.asks[_state(desk, placed)],
        answers=tuple(names.objective(answer) for answer in placed.answered_by),
        reason=ask.declined or ask.withdrawn,
    )


def _state(desk: Desk, placed: PlacedAsk) -> str:
    ask = placed.ask
    if ask.withdrawn:
        return "withdrawn"
    if ask.declined:
        return "declined"
    if ask.done:
        return "done"
    if placed.answered_by:
        return "answered"
    return "late" if placed.is_late(desk.company.today) else "waiting"
