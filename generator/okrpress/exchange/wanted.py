"""What an import wants the records to say, and what became of it, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from okrpress.load.folder import RecordKind
from okrpress.problem import Message
from okrpress.source import Place

Verdict: TypeAlias = Literal["imported", "changed", "unchanged", "refused", "skipped"]


class Origin(NamedTuple):
    """Where in what was imported a piece stands."""

    order: int
    """Its place among all pieces: a report is in the order of what was read."""
    where: Message
    """For people: row 5, line 12, objectives[3]."""
    column: str = ""
    """The column or key that is meant."""


class Piece(NamedTuple):
    """A row, a line or an object that was read, and the part of a record that it became."""

    origin: Origin
    path: Place
    """Where it stands in the record's front matter; () is the record itself."""
    title: str
    notes: tuple[Message, ...] = ()
    """What of it could not be taken along as it is."""


class Outcome(NamedTuple):
    """What became of a piece."""

    origin: Origin
    verdict: Verdict
    title: str
    target: str = ""
    """The id of the record or key result that it is now."""
    notes: tuple[Message, ...] = ()
    """Why it was refused, what was changed, what could not be taken along."""


@dataclass(slots=True)
class Wanted:
    """A record as it should be. What it does not say stays as it is."""

    kind: RecordKind
    id: str
    front: Mapping[str, Any]
    pieces: list[Piece]
    story: str | None = None
    """None leaves the story as it is."""
    may_be_draft: bool = False
    """Whether it comes in as a draft where the rules of this company would call it an error."""


@dataclass(slots=True)
class Arriving:
    """What was read of a file: records that are wanted, and pieces that became none."""

    wanted: list[Wanted] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    """Of pieces that were refused or left out while reading."""
