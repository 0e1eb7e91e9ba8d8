"""One object of Viva Goals' whole export: whose it is, when, measured by what; and what of it has no place here."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread, Quantity
from okrpress.exchange.foreign import ForeignObjective, ForeignResult, Told
from okrpress.exchange.json_parts import Object, number, objects, text
from okrpress.exchange.mapping import Mapping, folded
from okrpress.exchange.viva_goals_files import Export
from okrpress.exchange.wanted import Origin
from okrpress.problem import Message, say

_READ: Final = frozenset({"ID", "Title", "Type", "Alignment", "Parent IDs", "Children"})
_READ_OF: Final = {
    "objective": _READ
    | {"Owner", "Teams", "Time Period", "Start Date", "End Date", "Description", "Tags", "Goal Type", "Last Check-in"},
    "key_result": _READ
    | {
        "Owner",
        "Start Date",
        "End Date",
        "Description",
        "Outcome",
        "Progress",
        "Status",
        "Score",
        "Last Check-in",
        "Time Period",
    },
    "initiative": _READ,
}
"""Keys of each kind that are read, or that say once more what others say."""
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {}, 0, "Disabled")
_NO_OUTCOME: Final = {"Outcome Type": "Percentage"}
"""What an object without an outcome of its own has."""
_WAYS: Final = ("increase from", "decrease from", "reach")
_LIMITS: Final = (("at_least", ("keep above", "at least")), ("at_most", ("keep below", "at most")))
_NO_UNITS: Final = ("", "number")
_PERCENT: Final = ("%", "percent", "percentage")
_MARK: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK: Final = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h\d)>", re.IGNORECASE)


class Pending(NamedTuple):
    """What an object says of how far it is, for where no check-in does."""

    is_share: bool
    """Whether its progress is surely a percentage."""
    progress: float | None
    day: date | None
    status: str


class Reading:
    """Reads objects with the other files at hand."""

    def __init__(self, export: Export, mapping: Mapping, knows: Callable[[str], bool]) -> None:
        """Look the small files up by id once."""
        self._mapping = mapping
        self._knows = knows
        self._users = export.by_id("users")
        self._teams = export.by_id("teams")
        self._periods = export.by_id("timeperiods")
        self._tags = export.by_id("tags")
        self._pending: dict[int, Pending] = {}

    def objective(self, origin: Origin, entry: Object) -> ForeignObjective:
        """Read an objective; one of a team is the team's, and whoever answers for it shares the work."""
        notes: list[Message] = []
        teams = list(self._of_teams(entry))
        owners = [*teams, *self._people(entry.get("Owner"))]
        period = _object(entry.get("Time Period"))
        known = self._periods.get(text(period.get("ID")), {})
        first, last = day_of(known, "Start Date"), day_of(known, "End Date")
        own = day_of(entry, "Start Date"), day_of(entry, "End Date")
        if first and last and all(own) and own != (first, last):
            notes.append(
                say(
                    "its own days are left out, it lasts as long as its cycle: {first} … {last}",
                    first=str(own[0]),
                    last=str(own[1]),
                )
            )
        written = text(entry.get("Goal Type"))
        kind = self._mapping.value("type", written)
        if written and not kind:
            notes.append(say("{column}: '{value}' is no word that the mapping knows", column="Goal Type", value=written))
        return ForeignObjective(
            title=" ".join(plain(entry.get("Title")).split()),
            origin=origin,
            id=text(entry.get("ID")),
            owner=owners[0] if owners else "",
            cycle=text(period.get("Name")) or text(known.get("Time Period Name")),
            first=first or own[0],
            last=last or own[1],
            type=kind,
            story=plain(entry.get("Description")),
            parents=[parent for parent, _ in self.parents(entry)],
            contributors=owners[1:],
            teams=teams,
            tags=list(self._of_tags(entry)),
            notes=notes,
        )

    def result(self, origin: Origin, entry: Object, objective: ForeignObjective) -> ForeignResult:
        """Read a key result; further owners share the work on its objective."""
        result = ForeignResult(" ".join(plain(entry.get("Title")).split()), origin, text(entry.get("ID")))
        owners = self._people(entry.get("Owner"))
        result.owner = owners[0] if owners else ""
        objective.contributors += [name for name in owners[1:] if name not in objective.contributors]
        weights = [weight for parent, weight in self.parents(entry) if parent == objective.id]
        result.weight = weights[0] if weights else None
        last = day_of(entry, "End Date")
        result.due = last if objective.last and last != objective.last else None
        result.measure, is_share = _measure(_object(entry.get("Outcome")), result.notes)
        score = quantity_of(entry, "Score")
        result.score = (score.value / 100 if score.value > 1 else score.value) if score and score.value else None
        told = day_of(entry, "Last Check-in")
        self._pending[id(result)] = Pending(is_share, number(entry.get("Progress")), told, text(entry.get("Status")))
        if story := plain(entry.get("Description")):
            objective.story = "\n\n".join(filter(None, (objective.story, f"**{result.title}**: {story}")))
        return result

    def finish(self, result: ForeignResult) -> None:
        """Put what was said of a key result in order; where no check-in says how far it is, it may say so itself."""
        result.told.sort(key=lambda told: told.day or date.max)
        pending = self._pending[id(result)]
        values = [told.value for told in result.told if told.value is not None]
        metric = result.measure.get("metric")
        if values and isinstance(metric, dict):
            share = (values[-1] - metric["start"]) / (metric["target"] - metric["start"])
            result.progress = share if math.isfinite(share) else None
        elif not values and pending.is_share and pending.progress is not None:
            result.progress = pending.progress / 100
            if pending.progress or pending.day:
                result.told.append(Told(pending.day, pending.progress, note=pending.status))
        elif not values and pending.progress:
            result.notes.append(
                say(
                    "its progress {value} is not taken: the export does not say whether it is a value or a percentage; "
                    "say it in a check-in",
                    value=f"{pending.progress:.15g}",
                )
            )
        elif not values:
            result.progress = pending.progress

    def parents(self, entry: Object) -> list[tuple[str, float | None]]:
        """Return the ids of what an object is aligned to, each with its weight."""
        found: dict[str, float | None] = {}
        for aligned in objects(entry.get("Alignment")):
            if parent := text(aligned.get("ID")):
                weight = number(text(aligned.get("Weight")).removesuffix("%"))
                found.setdefault(parent, weight if weight is None or weight >= 0 else None)
        listed = entry.get("Parent IDs")
        for parent in map(text, listed if isinstance(listed, list) else ()):
            if parent:
                found.setdefault(parent, None)
        return list(found.items())

    def person(self, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        """Name somebody: by name, or by the address where only that means somebody here."""
        entry = _object(value)
        entry = {**self._users.get(text(entry.get("ID")), {}), **{key: said for key, said in entry.items() if said}}
        name, address = text(entry.get("Name")) or text(value), text(entry.get("Email"))
        is_better = bool(address) and (not name or (not self._knows(name) and self._knows(address)))
        return address if is_better else name

    @staticmethod
    def note(entry: Object) -> str:
        """Return a check-in's words; of those with marks, what is between them."""
        note = entry.get("Check In Note")
        if isinstance(note, dict):
            return plain(note.get("Check In Note")) or plain(note.get("Check In Note HTML"))
        return plain(note)

    @staticmethod
    def left(kind: str, entry: Object) -> Iterator[str]:
        """Yield the keys that say something which has no place here."""
        for key, value in entry.items():
            if key not in _READ_OF[kind] and value not in _EMPTY and value != _NO_OUTCOME:
                yield key
        if kind == "key_result" and text(_object(entry.get("Outcome")).get("Metric Name")):
            yield "Metric Name"

    def _people(self, value: Any) -> list[str]:  # noqa: ANN401 - whatever JSON holds
        return [name for one in (value if isinstance(value, list) else [value]) if (name := self.person(one))]

    def _of_teams(self, entry: Object) -> Iterator[str]:
        for team in objects(entry.get("Teams")):
            known = self._teams.get(text(team.get("ID")), {})
            if name := text(team.get("Name")) or text(known.get("Team Name")):
                yield name

    def _of_tags(self, entry: Object) -> Iterator[str]:
        for tag in objects(entry.get("Tags")):
            known = self._tags.get(text(tag.get("ID")), {})
            if name := text(tag.get("Tag Name")) or text(known.get("Tag Name")):
                yield name


def _object(value: Any) -> Object:  # noqa: ANN401 - whatever JSON holds
    return value if isinstance(value, dict) else {}


def _measure(outcome: Object, notes: list[Message]) -> tuple[dict[str, Any], bool]:
    """Return a record's measure, and whether progress is surely a percentage; {} where the export says none."""
    written, way_written = text(outcome.get("Outcome Type")), text(outcome.get("Target Type"))
    kind, way = folded(written), folded(way_written)
    target, start = quantity_of(outcome, "Target"), quantity_of(outcome, "Start")
    if kind == "percentage" and target is None:
        return {"metric": {"start": 0, "target": 100, "unit": "%"}}, True
    if kind not in ("percentage", "metric"):
        if kind:
            notes.append(say("{column}: '{value}' is no kind of outcome that is known", column="Outcome Type", value=written))
        return {}, True
    if target is None:
        return {}, False
    unit = text(outcome.get("Metric Unit"))
    unit = "%" if kind == "percentage" or target.unit or folded(unit) in _PERCENT else "" if folded(unit) in _NO_UNITS else unit
    named = {"unit": unit} if unit else {}
    begin, end = cells.whole(start.value if start else 0.0), cells.whole(target.value)
    for limit, words in _LIMITS:
        if any(way.startswith(word) for word in words):
            return {"threshold": {limit: end, **named}}, False
    if begin == end:
        notes.append(say("start and target are the same: it is a limit to keep"))
        return {"threshold": {"at_least": end, **named}}, False
    if way and way not in _WAYS:
        notes.append(
            say(
                "{column}: '{value}' is not known: it is read as a way from start to target",
                column="Target Type",
                value=way_written,
            )
        )
    return {"metric": {"start": begin, "target": end, **named}}, (unit, begin, end) == ("%", 0, 100)


def quantity_of(entry: Object, key: str) -> Quantity | None:
    """Return a number with its unit; Misread with the key where it is something else."""
    value = entry.get(key)
    value = value if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    try:
        found = cells.quantity(value)
    except OverflowError:
        found = Quantity(math.inf)  # more digits than a number has room for
    except Misread as wrong:
        raise Misread(say("{column}: {message}", column=key, message=wrong.message)) from None
    if found is not None and not math.isfinite(found.value):
        raise Misread(say("{column}: '{value}' is not {kind}", column=key, value=str(value)[:40], kind=say("a number")))
    return found


def day_of(entry: Object, key: str) -> date | None:
    """Return a day; Misread with the key where it is something else."""
    try:
        return cells.day(text(entry.get(key)))
    except Misread as wrong:
        raise Misread(say("{column}: {message}", column=key, message=wrong.message)) from None


def plain(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return a text without HTML: the export may hold it, and a record is Markdown."""
    written = text(value).replace("\r\n", "\n")
    if not _MARK.search(written):
        return written
    bare = html.unescape(_MARK.sub("", _BREAK.sub("\n", written)))
    return re.sub(r"\n\s*\n\s*", "\n\n", bare).strip()
