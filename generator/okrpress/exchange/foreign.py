"""What another tool holds, before it is ours: its objectives and key results, each with where it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import Message


class Told(NamedTuple):
    """What was said of a key result on a day; None where nobody says on which."""

    day: date | None
    value: float | None = None
    confidence: float | None = None
    by: str = ""
    """As the tool names the person."""
    note: str = ""
    origin: Origin | None = None
    """Where it was read, if it stands by itself: it is reported by itself then."""


class Said(NamedTuple):
    """What somebody said of an objective."""

    day: date
    by: str
    """As the tool names the person."""
    text: str
    origin: Origin


class Work(NamedTuple):
    """Work that is to move a key result."""

    title: str
    origin: Origin
    url: str = ""
    done: date | None = None


@dataclass(slots=True)
class ForeignResult:
    """A key result of theirs."""

    title: str
    origin: Origin
    id: str = ""
    owner: str = ""
    weight: float | None = None
    measure: dict[str, Any] = field(default_factory=dict)
    """As a record writes it: `{"metric": …}`; empty where they have none."""
    told: list[Told] = field(default_factory=list)
    score: float | None = None
    """Their final score, 0 … 1."""
    score_note: str = ""
    progress: float | None = None
    """As they compute it, a share."""
    due: date | None = None
    source: str = ""
    work: list[Work] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class ForeignObjective:
    """An objective of theirs."""

    title: str
    origin: Origin
    id: str = ""
    owner: str = ""
    cycle: str = ""
    """Their name of the period."""
    first: date | None = None
    last: date | None = None
    """The first and the last day of the period, or of the objective."""
    type: str = ""
    stage: str = ""
    reason: str = ""
    story: str = ""
    parents: list[str] = field(default_factory=list)
    """Ids of theirs: of objectives or key results."""
    contributors: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    """Those of its owner and contributors who are surely no people."""
    weight: float | None = None
    tags: list[str] = field(default_factory=list)
    results: list[ForeignResult] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class Foreign:
    """Everything that was read of a file."""

    system: str
    objectives: list[ForeignObjective] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    """Of what became nothing, and why."""
