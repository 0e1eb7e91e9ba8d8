"""Whether everything that a record names is there: units and people, objectives, key results, themes, cycles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.load.checked import did_you_mean, short
from okrpress.load.suggest import Names
from okrpress.model import (
    Amendment,
    Ask,
    CommentSheet,
    Cycle,
    MedalSheet,
    Objective,
    Person,
    Record,
    Reference,
    Review,
    Unit,
    Workspace,
)
from okrpress.problem import Message, Problem, say
from okrpress.source import FIRST_LINE, Place, Source

Wanted: TypeAlias = Literal["unit", "person", "owner"]
"""What a handle must belong to; an owner is either."""


class _Mention(NamedTuple):
    """A unit or person that a record names and that is not there; place () is the path itself."""

    handle: str
    place: Place
    wanted: Wanted = "owner"
    rule: str = "unknown-reference"


class Links:
    """Looks at the links of every record of a workspace."""

    def __init__(self, workspace: Workspace, broken: frozenset[str]) -> None:
        """Index what there is; what leads to a `broken` record (one that could not be read) is nobody's mistake."""
        self.workspace = workspace
        self.broken = broken
        gone = {name.partition("/") for name in broken}
        self.units = {*workspace.units, *(handle for kind, _, handle in gone if kind == "units")}
        self.people = {*workspace.people, *(handle for kind, _, handle in gone if kind == "people")}
        self.owners = self.units | self.people
        self.targets = {
            *workspace.objectives,
            *(f"{objective.id}#{entry.id}" for objective in workspace.objectives.values() for entry in objective.key_results),
            *(f"strategy#{theme.id}" for theme in workspace.strategy.themes),
        }

    @cached_property
    def _owner_names(self) -> Names:
        return Names(sorted(self.owners))

    @cached_property
    def _names_by_cycle(self) -> dict[str, Names]:
        names: dict[str, list[str]] = {}
        for objective in self.workspace.objectives.values():
            names.setdefault(objective.cycle, []).append(f"{objective.owner}/{objective.slug}")
        return {cycle: Names(known) for cycle, known in names.items()}

    def problems(self) -> Iterator[Problem]:
        """Yield what is named and not there."""
        workspace = self.workspace
        for index, handle in enumerate(workspace.settings.rollout.units):
            if handle not in self.units:
                mention = _Mention(handle, ("rollout", "units", index), "unit")
                yield self._unknown_mention(mention, workspace.settings.source, "settings")
        for theme in workspace.strategy.themes:
            yield from self._effects(theme.at, theme.leads_to)
        for objective in workspace.objectives.values():
            yield from self._of(objective, objective.id, (*objective.aligns_to, *objective.supports))
            yield from self._parts(objective)
        for handle, unit in workspace.units.items():
            yield from self._of(unit, f"units/{handle}", ())
        for handle, person in workspace.people.items():
            yield from self._of(person, f"people/{handle}", ())
        for cycle in workspace.cycles.values():
            yield from self._parent(cycle)
        for review in workspace.reviews.values():
            yield from self._of(review, review.id, tuple(decision.objective for decision in review.decisions))
        sheets: tuple[MedalSheet | CommentSheet, ...] = (*workspace.medals.values(), *workspace.comments.values())
        for sheet in sheets:
            medals = sheet.medals if isinstance(sheet, MedalSheet) else ()
            told_of = sheet.id if isinstance(sheet, MedalSheet) else sheet.objective
            yield from self._of(sheet, told_of, tuple(medal.cause for medal in medals if medal.cause))

    def _of(self, record: Record, record_id: str, references: tuple[Reference, ...]) -> Iterator[Problem]:
        for mention in self._mentions(record):
            yield self._unknown_mention(mention, record.source, record_id)
        if isinstance(record, Objective) and record.carried_from:
            references = (*references, record.carried_from)
        for reference in references:
            if reference.target in self.targets:
                if isinstance(record, Objective) and reference.objective == record_id:
                    yield self._own(reference, record)
            elif reference.objective not in self.broken:
                yield self._unknown_reference(record, record_id, reference)

    def _mentions(self, record: Record) -> Iterator[_Mention]:  # noqa: C901, PLR0912 - one case per kind of record
        """Yield the units and people that a record names and that are not there."""
        owners, people, units = self.owners, self.people, self.units
        match record:
            case Objective():
                if record.owner not in owners:
                    yield _Mention(record.owner, (), rule="unknown-owner")
                for index, handle in enumerate(record.contributors):
                    if handle not in owners:
                        yield _Mention(handle, ("contributors", index))
                for entry in record.key_results:
                    if entry.owner not in owners and entry.owner != record.owner:
                        yield _Mention(entry.owner, (*entry.at, "owner"), rule="unknown-owner")
                    for check_in in entry.check_ins:
                        if check_in.by not in owners and check_in.by:
                            yield _Mention(check_in.by, (*check_in.at, "by"))
                for ask in record.asks:
                    if ask.to and ask.to not in owners:
                        yield _Mention(ask.to, (*ask.at, "to"))
            case Unit():
                if record.parent and record.parent not in units:
                    yield _Mention(record.parent, ("parent",), "unit")
                for key, handle in (("lead", record.lead), ("ceo", record.ceo)):
                    if handle and handle not in people:
                        yield _Mention(handle, (key,), "person")
                for index, handle in enumerate(record.members):
                    if handle not in people:
                        yield _Mention(handle, ("members", index), "person")
                for index, offer in enumerate(record.offers):
                    if offer.contact and offer.contact not in owners:
                        yield _Mention(offer.contact, ("offers", index, "contact"))
            case Person():
                if record.unit and record.unit not in units:
                    yield _Mention(record.unit, ("unit",), "unit")
                if record.manager and record.manager not in people:
                    yield _Mention(record.manager, ("manager",), "person")
            case Review():
                if record.owner not in owners:
                    yield _Mention(record.owner, (), rule="unknown-owner")
                for index, handle in enumerate(record.participants):
                    if handle not in owners:
                        yield _Mention(handle, ("participants", index))
            case CommentSheet():
                for comment in record.comments:
                    if comment.by not in owners:
                        yield _Mention(comment.by, (*comment.at, "by"))
            case MedalSheet() if record.giver not in owners:
                yield _Mention(record.giver, (), rule="unknown-owner")  # who gets a medal is another rule's business
            case _:
                return

    def _unknown_mention(self, mention: _Mention, source: Source, record_id: str) -> Problem:
        handle, key = mention.handle, say("{key}: ", key=str(mention.place[0])) if mention.place else ""
        if handle in self.owners:
            kind = say("a unit is wanted") if mention.wanted == "unit" else say("a person is wanted")
            message = say("{key}'{handle}' is not what belongs here: {kind}", key=key, handle=handle, kind=kind)
            hint = None
        elif now := self._name_of_now(handle):
            message = say("{key}'{handle}' is called '{now}' now", key=key, handle=short(handle), now=now)
            hint = say("write '{now}'", now=now)
        else:
            message = say("{key}there is no {wanted} '{handle}'", key=key, wanted=_WANTED[mention.wanted], handle=short(handle))
            hint = self._hint_for(handle, mention.wanted)
        span = source.spans.of(mention.place) if mention.place else FIRST_LINE
        return Problem(mention.rule, message, source.path, span, record_id, hint)

    def _name_of_now(self, handle: str) -> str:
        """Return the handle of whoever had this one before, or ""."""
        formerly = self.workspace.formerly
        now = formerly.get(f"units/{handle}") or formerly.get(f"people/{handle}", "")
        return now.partition("/")[2]

    def _hint_for(self, handle: str, wanted: Wanted) -> Message:
        named = [part for part in _BETWEEN.split(handle) if part]
        if len(named) > 1:
            return say("write one handle; others who share the work go into 'contributors'")
        bare = handle.lstrip("@")
        close = bare if bare in self.owners else self._owner_names.nearest(bare)
        folder = "units" if wanted == "unit" else "people"
        return did_you_mean(close) or say("{folder}/{handle}.md makes it known", folder=folder, handle=short(handle))

    def _unknown_reference(self, record: Record, record_id: str, reference: Reference) -> Problem:
        key = str(reference.at[0])
        known = self.workspace.objectives.get(reference.objective)
        hint: Message | None
        if reference.is_theme:
            message = say("{key}: no theme '{reference}'", key=key, reference=short(reference.written))
            themes = [theme.id for theme in self.workspace.strategy.themes]
            close = Names(themes).nearest(reference.part)
            hint = did_you_mean(f"strategy#{close}" if close else "") or _they_are(themes)
        elif known is not None:
            message = say(
                "{key}: '{objective}' has no key result '{part}'", key=key, objective=known.id, part=short(reference.part)
            )
            parts = [entry.id for entry in known.key_results]
            close = Names(parts).nearest(reference.part)
            hint = did_you_mean(f"{reference.written.partition('#')[0]}#{close}" if close else "") or _they_are(parts)
        elif now := self.workspace.formerly.get(reference.objective):
            head, mark, part = reference.written.partition("#")
            cycle, _, rest = now.partition("/")
            same_cycle = isinstance(record, Objective) and record.cycle == cycle and head.count("/") == 1
            written = f"{rest if same_cycle else now}{mark}{part}"
            message = say("{key}: '{reference}' is called '{now}' now", key=key, reference=short(reference.written), now=written)
            hint = say("write '{now}'", now=written)
        else:
            message = say("{key}: no objective '{reference}'", key=key, reference=short(reference.written))
            hint = self._nearest_objective(reference, record)
        return Problem("unknown-reference", message, record.source.path, record.source.spans.of(reference.at), record_id, hint)

    def _nearest_objective(self, reference: Reference, record: Record) -> Message | None:
        """Suggest an objective of the same cycle; where the reference names no existing cycle, one of the nearest."""
        bare = reference.objective.removesuffix(".md").strip("/")
        cycle, _, rest = bare.partition("/")
        if rest.count("/") != 1:
            if isinstance(record, Objective):
                own = f"{record.owner}/{bare}"
                if f"{record.cycle}/{own}" in self.targets:
                    return did_you_mean(own)
                return say("a reference is <owner>/<slug> in the same cycle, or <cycle>/<owner>/<slug>")
            return say("a reference is <cycle>/<owner>/<slug> here")
        if cycle not in self.workspace.cycles:
            close = Names(self.workspace.cycles).nearest(cycle)
            return did_you_mean(f"{close}/{rest}" if f"{close}/{rest}" in self.targets else "")
        names = self._names_by_cycle.get(cycle)
        close = names.nearest(rest) if names else ""
        shortened = reference.written.count("/") == 1
        return did_you_mean(close and (close if shortened else f"{cycle}/{close}"))

    def _own(self, reference: Reference, record: Objective) -> Problem:
        message = say("{key}: an objective cannot refer to itself", key=str(reference.at[0]))
        span = record.source.spans.of(reference.at)
        return Problem("unknown-value", message, record.source.path, span, record.id, say("take it away"))

    def _effects(self, at: Place, effects: tuple[str, ...]) -> Iterator[Problem]:
        source = self.workspace.strategy.source
        known = [theme.id for theme in self.workspace.strategy.themes]
        for index, effect in enumerate(effects):
            if effect not in known:
                yield Problem(
                    "unknown-reference",
                    say("leads_to: there is no theme '{theme}'", theme=short(effect)),
                    source.path,
                    source.span(*at, "leads_to", index),
                    "strategy",
                    did_you_mean(Names(known).nearest(effect)) or _they_are(known),
                )

    def _parent(self, cycle: Cycle) -> Iterator[Problem]:
        if cycle.parent and cycle.parent not in self.workspace.cycles and cycle.parent not in self.broken:
            yield Problem(
                "unknown-cycle",
                say("parent: there is no cycle '{cycle}'", cycle=short(cycle.parent)),
                cycle.source.path,
                cycle.source.span("parent"),
                cycle.id,
                did_you_mean(Names(self.workspace.cycles).nearest(cycle.parent))
                or say("cycles/{cycle}/cycle.md makes it known", cycle=short(cycle.parent)),
            )

    def _parts(self, record: Objective) -> Iterator[Problem]:
        """Find asks and amendments that name a key result which the objective does not have."""
        named: tuple[Ask | Amendment, ...] = (*record.asks, *record.amendments)
        for entry in named:
            if entry.key_result and record.key_result(entry.key_result) is None:
                known = [key_result.id for key_result in record.key_results]
                yield Problem(
                    "unknown-reference",
                    say("key_result: this objective has no key result '{part}'", part=short(entry.key_result)),
                    record.source.path,
                    record.source.span(*entry.at, "key_result"),
                    record.id,
                    did_you_mean(Names(known).nearest(entry.key_result)) or _they_are(known),
                )


_WANTED: Final = {"unit": say("unit"), "person": say("person"), "owner": say("unit or person")}
_BETWEEN: Final = re.compile(r"\s*(?:[&,;/+、，；]|\band\b|和|与)\s*")


def _they_are(names: list[str]) -> Message | None:
    """Name what there is, where that is not too much."""
    return say("there are: {names}", names=", ".join(names)) if 0 < len(names) <= 8 else None  # noqa: PLR2004 - one line
