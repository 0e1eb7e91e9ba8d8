"""What a company's records say, as values: frozen, indexed, no I/O.

Every part keeps its place in its record, so that a rule can point at the very value that it speaks of:
`objective.source.span(*key_result.at, "metric", "target")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from okrpress.problem import Problem
from okrpress.settings import Settings
from okrpress.source import Place, Source

ObjectiveType: TypeAlias = Literal["committed", "aspirational"]
Origin: TypeAlias = Literal["top-down", "bottom-up"]
Stage: TypeAlias = Literal["draft", "proposed", "agreed", "dropped"]
UnitKind: TypeAlias = Literal["company", "department", "team", "project"]
Phase: TypeAlias = Literal["planned", "drafting", "aligning", "running", "review", "closed"]
Perspective: TypeAlias = Literal["financial", "customer", "process", "learning"]
Evidence: TypeAlias = Literal["open", "supported", "refuted"]


class Reference(NamedTuple):
    """A link to another record: its full id, the words the author wrote, and where."""

    target: str
    """`<cycle>/<owner>/<slug>`, the same with `#<key result>`, or `strategy#<theme>`."""
    written: str
    at: Place

    @property
    def objective(self) -> str:
        """The objective's id, without the key result; `strategy` for a theme."""
        return self.target.partition("#")[0]

    @property
    def part(self) -> str:
        """The key result's or theme's id, or ""."""
        return self.target.partition("#")[2]

    @property
    def is_theme(self) -> bool:
        """Whether it points at the strategy."""
        return self.objective == "strategy"


class Imported(NamedTuple):
    """Where a record came from, so that another import knows it again."""

    system: str
    id: str


class CheckIn(NamedTuple):
    """How a key result stood on one day. Value in the measure's unit; confidence 0 … 10 as written."""

    date: date
    value: float | None
    confidence: float | None
    by: str
    note: str
    at: Place


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that moves from start to target, up or down."""

    start: float
    target: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number to be kept at or above (`at_least`) or at or below (`at_most`) a limit."""

    direction: Literal["at_least", "at_most"]
    limit: float
    floor: float | None = None
    unit: str = ""


class Milestone(NamedTuple):
    """A step that is reached (on the day `done`) or not."""

    title: str
    weight: float
    done: date | None
    at: Place


@dataclass(frozen=True, slots=True)
class Milestones:
    """Steps, weighted."""

    items: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    """Reached (on the day `done`) or not."""

    done: date | None


@dataclass(frozen=True, slots=True)
class Rollup:
    """The mean score of the agreed objectives that align to the key result."""


Measure: TypeAlias = Metric | Threshold | Milestones | YesNo | Rollup

USUAL_ORIGINS: Mapping[ObjectiveType, Origin] = {"committed": "top-down", "aspirational": "bottom-up"}
"""Where an objective comes from whose record does not say it."""

MEASURE_NAMES: Mapping[type, str] = {
    Metric: "metric", Threshold: "threshold", Milestones: "milestones", YesNo: "done", Rollup: "rollup"
}  # fmt: skip
"""The front-matter key of each measure."""


class Initiative(NamedTuple):
    """Work that may move a key result."""

    title: str
    url: str
    done: date | None


class Grade(NamedTuple):
    """The owner's own final grade, as written (a share 0 … 1 when it is right)."""

    score: float
    note: str
    at: Place


@dataclass(frozen=True, slots=True)
class KeyResult:
    """How we will know. `measure` is None where the record does not give exactly one."""

    id: str
    title: str
    owner: str
    weight: float
    measure: Measure | None
    at: Place
    source: str = ""
    """Where the number comes from: a link."""
    due: date | None = None
    check_ins: tuple[CheckIn, ...] = ()
    """By date; those of one day in the order of the file."""
    initiatives: tuple[Initiative, ...] = ()
    grade: Grade | None = None
    dropped: date | None = None
    reason: str = ""
    imported: Imported | None = None


class Ask(NamedTuple):
    """Help needed from another owner, or from anyone (`to` is "")."""

    id: str
    to: str
    what: str
    key_result: str
    by: date | None
    done: date | None
    withdrawn: str
    declined: str
    at: Place

    @property
    def is_open(self) -> bool:
        """Whether the asking file has not closed it itself."""
        return not (self.done or self.withdrawn or self.declined)


class Amendment(NamedTuple):
    """A commitment changed after the cycle began. `before` and `after` are the record's `from` and `to`."""

    date: date
    key_result: str
    field: str
    before: object
    after: object
    reason: str
    at: Place


class Comment(NamedTuple):
    """What somebody says of an objective; `text` is Markdown."""

    date: date
    by: str
    text: str
    at: Place


class Waiver(NamedTuple):
    """A rule set aside in one record, in the open."""

    rule: str
    reason: str
    until: date | None
    at: Place


@dataclass(frozen=True, slots=True)
class Objective:
    """What an owner wants to reach in a cycle, with its key results."""

    id: str
    cycle: str
    owner: str
    slug: str
    title: str
    type: ObjectiveType
    origin: Origin
    stage: Stage
    source: Source
    reason: str = ""
    priority: int | None = None
    weight: float = 1.0
    contributors: tuple[str, ...] = ()
    aligns_to: tuple[Reference, ...] = ()
    supports: tuple[Reference, ...] = ()
    formerly: tuple[Reference, ...] = ()
    carried_from: Reference | None = None
    asks: tuple[Ask, ...] = ()
    tags: tuple[str, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    imported: Imported | None = None

    def key_result(self, key_result_id: str) -> KeyResult | None:
        """Return the key result of that id, or None."""
        return next((entry for entry in self.key_results if entry.id == key_result_id), None)


class Offer(NamedTuple):
    """Help that others may have from a unit."""

    what: str
    contact: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The company, a department, a team or a project."""

    handle: str
    name: str
    kind: UnitKind
    source: Source
    parent: str = ""
    lead: str = ""
    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    offers: tuple[Offer, ...] = ()
    formerly: tuple[str, ...] = ()
    ceo: str = ""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person, spoken of by name."""

    handle: str
    name: str
    unit: str
    source: Source
    manager: str = ""
    since: date | None = None
    until: date | None = None
    formerly: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Phases:
    """The first day of each phase that is not the cycle's own start."""

    draft: date
    align: date
    review: date
    closed: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of time, both ends included, in which objectives are pursued."""

    id: str
    title: str
    start: date
    end: date
    phases: Phases
    source: Source
    parent: str = ""
    theme: str = ""
    waivers: tuple[Waiver, ...] = ()

    def phase(self, today: date) -> Phase:
        """Return the phase that the cycle is in on a day (FORMAT, "The other records")."""
        begun: tuple[tuple[date, Phase], ...] = (
            (self.phases.closed, "closed"),
            (self.phases.review, "review"),
            (self.start, "running"),
            (self.phases.align, "aligning"),
            (self.phases.draft, "drafting"),
        )
        return next((phase for day, phase in begun if today >= day), "planned")

    def contains(self, other: Cycle) -> bool:
        """Tell whether another cycle lies within this one (or is the same)."""
        return self.start <= other.start and other.end <= self.end

    @property
    def days(self) -> int:
        """Its length in days, both ends counted."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A bet of the strategy and what it is believed to cause."""

    id: str
    title: str
    at: Place
    perspective: Perspective | None = None
    leads_to: tuple[str, ...] = ()
    hypothesis: str = ""
    evidence: Evidence = "open"


@dataclass(frozen=True, slots=True)
class Strategy:
    """Mission, vision, values and the themes with their causal links."""

    title: str = ""
    mission: str = ""
    vision: str = ""
    values: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    source: Source = field(default_factory=lambda: Source(""))
    waivers: tuple[Waiver, ...] = ()

    def theme(self, theme_id: str) -> Theme | None:
        """Return the theme of that id, or None."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)


class Decision(NamedTuple):
    """What a review decided on an objective."""

    objective: Reference
    decision: Literal["continue", "change", "stop"]
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """An owner's review of a cycle (复盘)."""

    id: str
    """`<cycle>/<owner>/review`."""
    cycle: str
    owner: str
    source: Source
    date: date | None = None
    participants: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Medal(NamedTuple):
    """One person's thanks to another."""

    to: str
    cause: Reference | None
    reason: str
    at: Place


@dataclass(frozen=True, slots=True)
class MedalSheet:
    """The medals that one person gave in one month (YYYY-MM)."""

    id: str
    """`recognition/<month>/<giver>`."""
    month: str
    giver: str
    medals: tuple[Medal, ...]
    source: Source
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentSheet:
    """What people say of an objective, in the file beside its own: whoever comments changes nothing that the owner wrote."""

    id: str
    """`<cycle>/<owner>/<slug>.comments`."""
    cycle: str
    objective: str
    """The id of the objective; where the file has the name that it had before, its id of now."""
    comments: tuple[Comment, ...]
    """By date; those of one day in the order of the file."""
    source: Source


Waiving: TypeAlias = Objective | Unit | Person | Cycle | Strategy | Review | MedalSheet
"""Records that may set rules aside; of a comment's text its objective does."""
Record: TypeAlias = Waiving | CommentSheet


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that `okrs/` says. Mappings are in sorted order of their ids."""

    root: str = "okrs"
    """The records' folder, relative to the repository's root."""
    settings: Settings = field(default_factory=Settings)
    strategy: Strategy = field(default_factory=Strategy)
    cycles: Mapping[str, Cycle] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    medals: Mapping[str, MedalSheet] = field(default_factory=dict)
    comments: Mapping[str, CommentSheet] = field(default_factory=dict)
    """Id of an objective → what is said of it."""
    formerly: Mapping[str, str] = field(default_factory=dict)
    """Id that a record had before → the id that it has now."""
    problems: tuple[Problem, ...] = ()
    """What was wrong while reading."""

    def name_of(self, handle: str) -> str:
        """Return what people call a unit or a person; the handle itself where nobody has it."""
        owner = self.units.get(handle) or self.people.get(handle)
        return owner.name if owner else handle

    def said_of(self, objective: str) -> tuple[Comment, ...]:
        """Return the comments on an objective."""
        sheet = self.comments.get(objective)
        return sheet.comments if sheet else ()

    def knows(self, reference: Reference) -> bool:
        """Tell whether a reference points at something."""
        if reference.is_theme:
            return bool(reference.part) and self.strategy.theme(reference.part) is not None
        target = self.objectives.get(reference.objective)
        return target is not None and (not reference.part or target.key_result(reference.part) is not None)

    def record(self, record_id: str) -> Record | None:
        """Return the record of an id: an objective, `units/x`, `people/x`, a cycle, a review, `strategy`."""
        kind, _, handle = record_id.partition("/")
        if kind == "units":
            return self.units.get(handle)
        if kind == "people":
            return self.people.get(handle)
        if kind == "strategy":
            return self.strategy
        return (
            self.objectives.get(record_id)
            or self.cycles.get(record_id)
            or self.reviews.get(record_id)
            or self.medals.get(record_id)
        )
