"""Viva Goals' export of a whole organisation: objectives, key results and work, what was said of them, who and when.

What the readers of such files (`viva_goals_files.py`) do not say is not guessed: a type that a customer named is looked up
in the mapping, the progress of a metric may be its value or a percentage and is not taken, a score of 0 is what stands where
nobody scored. Every key that is filled and has no place here is counted and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from datetime import date
from typing import Final

from okrpress.exchange import viva_goals_files
from okrpress.exchange.cells import Misread
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Said, Told, Work
from okrpress.exchange.json_parts import Object, text
from okrpress.exchange.mapping import Mapping
from okrpress.exchange.viva_goals_files import CHECK_INS, COMMENTS, OBJECTIVES, Export, export_of
from okrpress.exchange.viva_goals_parts import Reading, day_of, plain, quantity_of
from okrpress.exchange.wanted import Origin, Outcome, Verdict
from okrpress.problem import Message, say

_KINDS: Final = ("objective", "key_result", "initiative")


class _Whole:
    """What the objects of an export become."""

    def __init__(self, export: Export, mapping: Mapping, knows: Callable[[str], bool]) -> None:
        self.foreign = Foreign("viva-goals")
        self.export = export
        self.mapping = mapping
        self.reading = Reading(export, mapping, knows)
        self.objectives: dict[str, ForeignObjective] = {}
        self.results: dict[str, tuple[ForeignResult, ForeignObjective]] = {}
        self.others: dict[str, tuple[Verdict, Message]] = {}
        """Ids of what became neither, and what becomes of what belongs to it, and why."""
        self.left: Counter[str] = Counter()
        self.order = 0

    def outcome(self, origin: Origin, verdict: Verdict, title: str, note: Message) -> None:
        self.foreign.outcomes.append(Outcome(origin, verdict, title, notes=(note,)))

    def objects(self, kind: str) -> Iterator[tuple[Origin, Object]]:
        """Yield the objects of a list, each with its place; what is none is refused."""
        for number, entry in enumerate(self.export.list_of(kind)):
            self.order += 1
            origin = Origin(self.order, say("{list}[{number}]", list=kind, number=number))
            if isinstance(entry, dict):
                yield origin, entry
            else:
                self.outcome(origin, "refused", "", say("it is no JSON object"))

    def take_objectives(self) -> None:
        """Read what stands in the objectives' file: first objectives, then key results, then work."""
        by_kind: dict[str, list[tuple[Origin, Object]]] = {kind: [] for kind in _KINDS}
        for origin, entry in self.objects(OBJECTIVES):
            if kind := self._kind(origin, entry):
                by_kind[kind].append((origin, entry))
        takes = (self._take_objective, self._take_result, self._take_work)
        for kind, take in zip(_KINDS, takes, strict=True):
            for origin, entry in by_kind[kind]:
                try:
                    take(origin, entry)
                except Misread as wrong:
                    self._drop(origin, text(entry.get("ID")), "refused", plain(entry.get("Title")), wrong.message)
                else:
                    self.left.update(self.reading.left(kind, entry))
        for objective in self.foreign.objectives:
            if not any(result.weight for result in objective.results):
                for result in objective.results:
                    result.weight = None

    def _kind(self, origin: Origin, entry: Object) -> str:
        """Return what an object is; "" for what has no place, which is told."""
        title, written, their_id = plain(entry.get("Title")), text(entry.get("Type")), text(entry.get("ID"))
        kind = self.mapping.value("kind", written)
        if not title:
            self._drop(origin, their_id, "refused", "", say("it has no title"))
        elif kind == "left_out":
            self._drop(origin, their_id, "skipped", title, say("'{kind}' is nothing here", kind=written))
        elif kind not in _KINDS:
            note = say(
                "{column}: '{value}' is no kind that the mapping knows: add it to values, kind in a --mapping",
                column="Type",
                value=written,
            )
            self._drop(origin, their_id, "refused", title, note)
        else:
            return kind
        return ""

    def _drop(self, origin: Origin, their_id: str, verdict: Verdict, title: str, note: Message) -> None:
        self.outcome(origin, verdict, title, note)
        self.others.setdefault(their_id, (verdict, say("what it belongs to did not come in: {where}", where=origin.where)))

    def _take_objective(self, origin: Origin, entry: Object) -> None:
        objective = self.reading.objective(origin, entry)
        self.foreign.objectives.append(objective)
        self.objectives.setdefault(objective.id, objective)

    def _take_result(self, origin: Origin, entry: Object) -> None:
        parents = self.reading.parents(entry)
        theirs = next((self.objectives[parent] for parent, _ in parents if parent in self.objectives), None)
        if theirs is None:
            above = parents[0][0] if parents else ""
            self._drop(origin, text(entry.get("ID")), "refused", plain(entry.get("Title")), self._why_nobodys(above))
            return
        result = self.reading.result(origin, entry, theirs)
        if rest := [parent for parent, _ in parents if parent != theirs.id]:
            result.notes.append(say("it is a key result of one objective here; of the others it was: {ids}", ids=", ".join(rest)))
        theirs.results.append(result)
        self.results.setdefault(result.id, (result, theirs))

    def _why_nobodys(self, above: str) -> Message:
        """Say why a key result has no objective here."""
        if above in self.results:
            return say("it is aligned to a key result, {id}, and here a key result belongs to an objective", id=above)
        if above in self.others:
            return self.others[above][1]
        return say("its objective is not in the file: {id}", id=above) if above else say("it does not say whose key result it is")

    def _take_work(self, origin: Origin, entry: Object) -> None:
        title, their_id = plain(entry.get("Title")), text(entry.get("ID"))
        parents = [parent for parent, _ in self.reading.parents(entry)]
        result = next((self.results[parent][0] for parent in parents if parent in self.results), None)
        about = say("it is said of work, and here only objectives and key results have check-ins and comments: {id}", id=their_id)
        self.others.setdefault(their_id, ("skipped", about))
        if result is None:
            self.outcome(origin, "skipped", title, say("work belongs to a key result here, and this belongs to none"))
        else:
            result.work.append(Work(" ".join(title.split()), origin))

    def take_check_ins(self) -> None:
        """Give each check-in to its key result; what was said of an objective becomes a comment on it."""
        for origin, entry in self.objects(CHECK_INS):
            about = text(entry.get("OKR ID"))
            found = self.results.get(about)
            note = self.reading.note(entry)
            said = ": ".join(filter(None, (text(entry.get("Status")), note)))
            try:
                day = day_of(entry, "CheckIn Date") or day_of(entry, "Activity Date")
                if found is not None:
                    value = quantity_of(entry, "Current Value")
                    by = self.reading.person(entry.get("Check In Owner"))
                    found[0].told.append(Told(day, value.value if value else None, None, by, " ".join(said.split()), origin))
                elif about in self.objectives and not note:
                    why = say("it has no words, and an objective has its values from its key results")
                    self.outcome(origin, "skipped", said, why)
                elif about in self.objectives:
                    self._comment(origin, self.objectives[about], entry.get("Check In Owner"), (day, said))
                else:
                    self._lost(origin, about, said)
            except Misread as wrong:
                self.outcome(origin, "refused", said, wrong.message)
        for objective in self.foreign.objectives:
            for result in objective.results:
                self.reading.finish(result)

    def take_comments(self) -> None:
        """Give each comment to its objective, that of a key result too."""
        for origin, entry in self.objects(COMMENTS):
            about, said = text(entry.get("OKR ID")), plain(entry.get("Comment"))
            found = self.results.get(about)
            objective = found[1] if found else self.objectives.get(about)
            try:
                if objective is None:
                    self._lost(origin, about, said)
                elif not said:
                    self.outcome(origin, "skipped", "", say("it says nothing"))
                else:
                    worded = f"{found[0].title}: {said}" if found else said
                    self._comment(origin, objective, entry.get("Created By"), (day_of(entry, "Created At"), worded))
            except Misread as wrong:
                self.outcome(origin, "refused", said, wrong.message)

    def _comment(self, origin: Origin, objective: ForeignObjective, by: object, said: tuple[date | None, str]) -> None:
        day, words = said
        who = self.reading.person(by)
        if day is None:
            self.outcome(origin, "refused", words, say("it says no day"))
        elif not who:
            self.outcome(origin, "refused", words, say("it does not say who says it"))
        else:
            objective.comments.append(Said(day, who, words, origin))

    def _lost(self, origin: Origin, about: str, said: str) -> None:
        missing = say("what it is about is not in the file: {id}", id=about or "?")
        verdict, why = self.others.get(about, ("refused", missing))
        self.outcome(origin, verdict, said, why)

    def tell_left(self) -> None:
        """Say which keys were filled and have no place here."""
        if self.left:
            keys = ", ".join(f"{key} ({count})" for key, count in sorted(self.left.items()))
            self.order += 1
            self.outcome(
                Origin(self.order, say(OBJECTIVES)),
                "skipped",
                "",
                say("what these keys say has no place here: {keys}", keys=keys),
            )


def read(files: Map[str, bytes], mapping: Mapping, knows: Callable[[str], bool], encoding: str = "") -> Foreign:
    """Read the files of an export, by name; `knows` tells whether a name or an address means somebody here.

    Raises:
        Refusal: the objectives are not among them, or a file is none of Viva Goals'.

    """
    export = export_of(files, encoding)
    whole = _Whole(export, mapping, knows)
    whole.take_objectives()
    whole.take_check_ins()
    whole.take_comments()
    whole.tell_left()
    whole.foreign.outcomes += viva_goals_files.told(export, files, whole.order)
    return whole.foreign
