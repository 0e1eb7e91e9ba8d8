"""From another tool's objectives to records that are wanted here: whose they are, in which cycle, under which names.

A name is found once and kept: what was imported is known again by its id over there, or, where the tool has none, by its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from okrpress.company import Company
from okrpress.edit.amend import as_written
from okrpress.edit.new import slug_of
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Said, Told
from okrpress.exchange.mapping import Mapping, folded
from okrpress.exchange.periods import cycle_of
from okrpress.exchange.wanted import Arriving, Origin, Outcome, Piece, Wanted
from okrpress.exchange.whose import NotFound, Whose
from okrpress.exchange.written import Front
from okrpress.handles import as_handle, implied_dates
from okrpress.model import KeyResult, Objective
from okrpress.problem import Message, say

_REVIEW: Final = "review"
_NO_MEASURE: Final[Map[str, Any]] = {"metric": {"start": 0, "target": 100, "unit": "%"}}


@dataclass(slots=True)
class _Placed:
    """An objective of theirs with its place here."""

    theirs: ForeignObjective
    cycle: str
    owner: str
    id: str
    known: Objective | None
    results: dict[str, str] = field(default_factory=dict)
    """Their id of a key result → ours."""


class Settling:
    """Settles what one file brings."""

    def __init__(self, company: Company, mapping: Mapping, *, with_new_people: bool = False) -> None:
        """Look at the company that it comes to."""
        self._company = company
        self._mapping = mapping
        self.whose = Whose(company, mapping, with_new_people=with_new_people)
        self._imported = {
            (entry.imported.system, entry.imported.id): entry for entry in company.workspace.objectives.values() if entry.imported
        }
        self._teams: frozenset[str] = frozenset()
        """Names of the objective at hand that are units'."""
        self._origin = Origin(0, say("before"))
        self._taken: dict[str, str] = {}
        self._outcomes: list[Outcome] = []

    def settle(self, foreign: Foreign) -> Arriving:
        """Return what is wanted; what has no place is refused with all that belongs to it."""
        self._outcomes = list(foreign.outcomes)
        placed = [found for theirs in foreign.objectives if (found := self._placed(foreign.system, theirs)) is not None]
        targets: dict[str, str] = {
            **{f"{key[1]}": entry.id for key, entry in self._imported.items() if key[0] == foreign.system},
            **{
                entry.imported.id: f"{objective.id}#{entry.id}"
                for objective in self._company.workspace.objectives.values()
                for entry in objective.key_results
                if entry.imported and entry.imported.system == foreign.system
            },
        }
        for found in placed:
            self._name_results(found)
            if found.theirs.id:
                targets[found.theirs.id] = found.id
            targets.update({theirs: f"{found.id}#{ours}" for theirs, ours in found.results.items()})
        wanted = [self._wanted(foreign.system, found, targets) for found in placed]
        return Arriving([*self.whose.new_people, *wanted], self._outcomes)

    def _placed(self, system: str, theirs: ForeignObjective) -> _Placed | None:
        self._origin, self._teams = theirs.origin, frozenset(theirs.teams)
        try:
            cycle, owner = self._cycle(theirs), self._owner(theirs.owner or self._mapping.defaults.get("owner", ""))
            return self._named(system, theirs, cycle, owner)
        except NotFound as missing:
            self._refuse(theirs.origin, theirs.title, missing.message)
            because = say("its objective was refused: {where}", where=theirs.origin.where)
            for result in theirs.results:
                self._refuse(result.origin, result.title, because)
                for told in result.told:
                    if told.origin is not None:
                        self._refuse(told.origin, told.note, because)
            for said in theirs.comments:
                self._refuse(said.origin, said.text, because)
            return None

    def _refuse(self, origin: Origin, title: str, message: Message) -> None:
        self._outcomes.append(Outcome(origin, "refused", title, notes=(message,)))

    def _cycle(self, theirs: ForeignObjective) -> str:
        workspace = self._company.workspace
        written = theirs.cycle or self._mapping.defaults.get("cycle", "")
        mapped = self._mapping.cycles.get(folded(written), written)
        if not mapped and theirs.first is None:
            raise NotFound(say("it does not say in which cycle: give --cycle"))
        found = cycle_of(workspace, mapped, theirs.first, theirs.last)
        if not found:
            raise NotFound(
                say("no cycle is meant by '{cycle}': name it under 'cycles' in a --mapping", cycle=written)
                if written
                else say(
                    "no cycle lasts from {first} to {last}: 'okr new cycle' makes one",
                    first=str(theirs.first),
                    last=str(theirs.last),
                )
            )
        if found not in workspace.cycles and not implied_dates(found):
            raise NotFound(say("there is no cycle '{cycle}'", cycle=found))
        return found

    def _owner(self, written: str) -> str:
        """Return the handle of whoever a tool names."""
        return self.whose.owner(written, self._origin, self._teams)

    def _named(self, system: str, theirs: ForeignObjective, cycle: str, owner: str) -> _Placed:
        """Find the name that an objective has here, or give it one."""
        workspace = self._company.workspace
        known = self._imported.get((system, theirs.id)) if theirs.id else None
        if known is not None and known.id not in self._taken:
            self._taken[known.id] = theirs.id
            return _Placed(theirs, known.cycle, known.owner, known.id, known)
        base = slug_of(theirs.title) or as_handle(theirs.id) or "objective"
        base = f"{base}-1" if base == _REVIEW else base
        number = 1
        while True:
            name = f"{cycle}/{owner}/{base if number == 1 else f'{base}-{number}'}"
            there = workspace.objectives.get(name)
            is_same = there is not None and (
                (there.imported is None and folded(there.title) == folded(theirs.title))
                or (there.imported is not None and (there.imported.system, there.imported.id) == (system, theirs.id))
            )
            if name not in self._taken and (there is None or is_same):
                self._taken[name] = theirs.id
                return _Placed(theirs, cycle, owner, name, there)
            number += 1

    def _name_results(self, found: _Placed) -> None:
        """Give every key result its id: the one that it has here already, else one that its title makes."""
        entries = found.known.key_results if found.known else ()
        by_theirs = {entry.imported.id: entry.id for entry in entries if entry.imported}
        by_title = {folded(entry.title): entry.id for entry in entries}
        taken: set[str] = set()
        names: list[str] = []
        for result in found.theirs.results:
            ours = by_theirs.get(result.id, "") if result.id else ""
            ours = ours or by_title.get(folded(result.title), "")
            if not ours or ours in taken:
                ours = self._free(
                    slug_of(result.title) or as_handle(result.id) or "kr", {*taken, *(entry.id for entry in entries)}
                )
            taken.add(ours)
            names.append(ours)
            if result.id:
                found.results[result.id] = ours
        found.results.update({f"\0{number}": name for number, name in enumerate(names)})

    @staticmethod
    def _free(base: str, taken: Iterable[str]) -> str:
        used, name, number = set(taken), base, 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        return name

    def _wanted(self, system: str, found: _Placed, targets: Map[str, str]) -> Wanted:
        theirs = found.theirs
        self._origin, self._teams = theirs.origin, frozenset(theirs.teams)
        notes = list(theirs.notes)
        cycle = found.cycle
        closed = self._company.phases.get(cycle) == "closed"
        front: Front = {
            "title": _line(theirs.title),
            "type": theirs.type or self._mapping.defaults.get("type", "aspirational"),
            "stage": theirs.stage or self._mapping.defaults.get("stage", "agreed"),
            "reason": _line(theirs.reason),
            "weight": None if theirs.weight is None else as_written(theirs.weight),
            "contributors": self._handles(theirs.contributors, found.owner, notes),
            "aligns_to": self._parents(theirs, found, targets, notes),
            "tags": [_line(tag) for tag in theirs.tags],
        }
        results: list[Front] = []
        pieces: list[Piece] = []
        known = {entry.id: entry for entry in found.known.key_results} if found.known else {}
        for number, result in enumerate(theirs.results):
            ours = found.results[f"\0{number}"]
            kept = self._check_ins(result, known.get(ours), cycle)
            one = self._result(system, result, ours, known.get(ours), found, closed=closed)
            results.append({**one, "check_ins": [entry for entry, _ in kept]} if kept else one)
            pieces.append(Piece(result.origin, ("key_results", number), result.title, tuple(result.notes)))
            pieces += (
                Piece(work.origin, ("key_results", number, "initiatives", place), work.title)
                for place, work in enumerate(result.work)
            )
            pieces += (
                Piece(told.origin, ("key_results", number, "check_ins", place), told.note)
                for place, (_, told) in enumerate(kept)
                if told.origin is not None
            )
        front["key_results"] = results
        front["comments"], spoken = self._comments(theirs.comments)
        pieces += spoken
        if theirs.id:
            front["imported"] = {"system": system, "id": theirs.id}
        if found.known is not None:
            front.pop("stage")  # how far it is agreed on is said here from now on
        said = {key: value for key, value in front.items() if value is not None and value not in ("", [])}
        own = Piece(theirs.origin, (), theirs.title, tuple(notes))
        # A story is written once: whoever goes on with it here is not overruled.
        is_told = found.known is not None and found.known.source.body
        story = None if is_told else theirs.story.strip("\n") or None
        return Wanted("objective", found.id, said, [own, *pieces], story, may_be_draft=True)

    def _handles(self, written: Iterable[str], owner: str, notes: list[Message]) -> list[str]:
        handles: list[str] = []
        for name in written:
            try:
                handle = self._owner(name)
            except NotFound:
                notes.append(say("nobody here is called '{name}'", name=name))
                continue
            if handle != owner and handle not in handles:
                handles.append(handle)
        return handles

    def _parents(self, theirs: ForeignObjective, found: _Placed, targets: Map[str, str], notes: list[Message]) -> list[str]:
        parents: list[str] = []
        for parent in theirs.parents:
            target = targets.get(parent, "")
            if not target or target.partition("#")[0] == found.id:
                notes.append(say("what it is aligned to is not here: {id}", id=parent))
            else:
                parents.append(target.removeprefix(f"{found.cycle}/"))
        return list(dict.fromkeys(parents))

    def _result(  # noqa: PLR0913 - a key result, what is known of it, and around it
        self, system: str, result: ForeignResult, ours: str, known: KeyResult | None, found: _Placed, *, closed: bool
    ) -> Front:
        self._origin = result.origin
        front: Front = {"id": ours, "title": _line(result.title)}
        if result.owner:
            try:
                owner = self._owner(result.owner)
                front["owner"] = owner if owner != found.owner else None
            except NotFound:
                result.notes.append(
                    say("nobody here is called '{name}': it stays with {owner}", name=result.owner, owner=found.owner)
                )
        front["weight"] = None if result.weight is None else as_written(result.weight)
        front |= self._measure(result, known)
        front["source"], front["due"] = result.source, result.due
        front["initiatives"] = [
            {key: value for key, value in (("title", _line(work.title)), ("url", work.url), ("done", work.done)) if value}
            for work in result.work
        ]
        front["grade"] = self._grade(result, known, closed=closed)
        if result.id:
            front["imported"] = {"system": system, "id": result.id}
        return {key: value for key, value in front.items() if value is not None and value not in ("", [])}

    def _measure(self, result: ForeignResult, known: KeyResult | None) -> Front:
        """Return the measure; one that nobody gave is progress to 100 %."""
        if not result.measure and known is not None and known.measure is not None:
            return {}
        if not result.measure:
            result.notes.append(say("no measure is given: it is progress from 0 % to 100 %, until it has one"))
            return dict(_NO_MEASURE)
        measure = dict(result.measure)
        if measure.get("done") == "yes":
            there = getattr(known.measure, "done", None) if known else None
            measure["done"] = there or self._company.today
        return measure

    def _comments(self, comments: Iterable[Said]) -> tuple[list[Front], list[Piece]]:
        """Return the comments of those who are here, each with where it was read."""
        entries: list[Front] = []
        pieces: list[Piece] = []
        for said in comments:
            self._origin = said.origin
            try:
                by = self._owner(said.by)
            except NotFound as missing:
                self._refuse(said.origin, said.text, missing.message)
                continue
            pieces.append(Piece(said.origin, ("comments", len(entries)), said.text))
            entries.append({"date": said.day, "by": by, "text": said.text})
        return entries, pieces

    def _check_ins(self, result: ForeignResult, known: KeyResult | None, cycle: str) -> list[tuple[Front, Told]]:
        """Return what was said of a key result; what says nothing is told of where it stands by itself."""
        kept: list[tuple[Front, Told]] = []
        for told in result.told:
            self._origin = told.origin or result.origin
            entry = self._check_in(told, known, cycle)
            if entry is not None:
                kept.append((entry, told))
            elif told.origin is not None:
                note = say("it says no value, no confidence and nothing else")
                self._outcomes.append(Outcome(told.origin, "skipped", "", notes=(note,)))
        return kept

    def _check_in(self, told: Told, known: KeyResult | None, cycle: str) -> Front | None:
        """Return a check-in; what nobody dates is of today, or of the cycle's last day, and only once."""
        by = ""
        if told.by:
            try:
                by = self._owner(told.by)
            except NotFound:
                by = ""
        note = _line(told.note) if by or not told.by else _line(f"{told.by}: {told.note}" if told.note else told.by)
        last = known.check_ins[-1] if known and known.check_ins else None
        if told.day is None and last is not None and (last.value, last.note) == (told.value, note):
            return None
        is_sure = told.confidence is not None and told.confidence in range(11)
        entry: Front = {
            "date": told.day or self._day(cycle),
            "value": None if told.value is None else as_written(told.value),
            "confidence": as_written(told.confidence) if is_sure else None,
            "by": by,
            "note": note,
        }
        said = {key: value for key, value in entry.items() if value is not None and value != ""}
        return said if len(said) > 1 else None

    def _day(self, cycle: str) -> date:
        known = self._company.workspace.cycles.get(cycle)
        end = known.end if known else (implied_dates(cycle) or (None, self._company.today))[1]
        return min(self._company.today, end)

    @staticmethod
    def _grade(result: ForeignResult, known: KeyResult | None, *, closed: bool) -> Front | None:
        """Return the grade: their score, or, once all is over, how far they said that it came."""
        if known is not None and known.grade is not None:
            return None
        score = result.score if result.score is not None else result.progress if closed else None
        if score is None:
            return None
        note = _line(result.score_note) or next((_line(told.note) for told in reversed(result.told) if told.note), "")
        grade: Front = {"score": as_written(round(max(0.0, min(score, 1.0)), 6))}
        return {**grade, "note": note} if note else grade


def _line(text: str) -> str:
    return " ".join(text.split())
