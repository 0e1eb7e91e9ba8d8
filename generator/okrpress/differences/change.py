"""What changed in one objective, as values. Whatever is missing on one side came, or went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from okrpress.alignment import PlacedAsk
from okrpress.differences.identity import Part
from okrpress.model import Amendment, CheckIn, KeyResult, Objective

Kind: TypeAlias = Literal["added", "carried", "removed", "unreadable", "dropped", "changed"]
Relation: TypeAlias = Literal["aligns", "supports"]
LinkState: TypeAlias = Literal["none", "broken", "whole"]
"""Not written; written, but nothing has that id; written, and leading somewhere."""


class Move(NamedTuple):
    """A field that says something else now."""

    key_result: str
    """Id of the key result, as it is called now; "" for the objective itself."""
    field: str
    before: object
    after: object
    is_commitment: bool = False
    """Whether others had the right to count on it: agreed, in a cycle that runs, and a field that amendments speak of."""
    amendment: Amendment | None = None
    """The amendment that tells of it."""
    reason: str = ""
    """Why, where the record says so: in the amendment, the grade's note, or what was dropped."""

    @property
    def is_silent(self) -> bool:
        """Whether something that others count on moved and nothing says why."""
        return self.is_commitment and not self.reason


class CheckInChange(NamedTuple):
    """A check-in that came, went, or says something else than on the same day before."""

    key_result: KeyResult
    before: CheckIn | None
    after: CheckIn | None
    since: CheckIn | None = None
    """The latest check-in with a value before a new one: from where it moved."""


class Step(NamedTuple):
    """A milestone, or the key result itself, that is reached, or is not any more."""

    key_result: KeyResult
    title: str
    """The milestone's title; "" for a key result that is done or not."""
    before: date | None
    after: date | None


class KeyResultChange(NamedTuple):
    """A key result that came, went, or is the same under another id or in another objective."""

    before: Part | None
    after: Part | None
    is_commitment: bool = False
    """Whether it came or went after the objective was agreed, in a cycle that runs."""
    amendment: Amendment | None = None

    @property
    def is_silent(self) -> bool:
        """Whether it came or went although others counted on what was agreed, and nothing says why."""
        return self.is_commitment and not (self.amendment and self.amendment.reason)


class LinkChange(NamedTuple):
    """A reference of the objective to another record."""

    relation: Relation
    target: str
    """Full id, as it is called now."""
    before: LinkState
    after: LinkState


class AskChange(NamedTuple):
    """An ask that came, went, was answered or closed, or reads differently."""

    before: PlacedAsk | None
    after: PlacedAsk | None

    @property
    def is_answered(self) -> bool:
        """Whether somebody answers it now who did not before."""
        return bool(self.after and self.after.answered_by) and not (self.before and self.before.answered_by)

    @property
    def is_reopened(self) -> bool:
        """Whether the answer that it had is gone, and it waits again."""
        return bool(self.before and self.before.answered_by and self.after and self.after.is_waiting)


@dataclass(frozen=True, slots=True)
class ObjectiveChange:
    """What changed in one objective."""

    before: Objective | None
    after: Objective | None
    moves: tuple[Move, ...] = ()
    key_results: tuple[KeyResultChange, ...] = ()
    check_ins: tuple[CheckInChange, ...] = ()
    steps: tuple[Step, ...] = ()
    links: tuple[LinkChange, ...] = ()
    asks: tuple[AskChange, ...] = ()
    is_unread: bool = False
    """Whether its file is there, and nothing can be made of it now."""

    @property
    def objective(self) -> Objective:
        """The objective as it is now; as it was where it is gone."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"  # noqa: S101 - a mistake in our own code
        return found

    @property
    def kind(self) -> Kind:
        """What happened to it as a whole."""
        if self.after is None:
            return "unreadable" if self.is_unread else "removed"
        if self.before is None:
            return "carried" if self.after.carried_from else "added"
        return "dropped" if self.after.stage == "dropped" != self.before.stage else "changed"

    @property
    def is_moved(self) -> bool:
        """Whether its file was moved, so that it has another id."""
        return self.before is not None and self.after is not None and self.before.id != self.after.id

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        parts = (self.moves, self.key_results, self.check_ins, self.steps, self.links, self.asks)
        return self.kind != "changed" or self.is_moved or any(parts)
