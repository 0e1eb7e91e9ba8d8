"""Put the records together: who is who, which cycles there are, and whether every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from okrpress.handles import implied_dates, nearest
from okrpress.load.folder import Address
from okrpress.load.record import cycle_of_name
from okrpress.model import (
    Cycle,
    MedalSheet,
    Objective,
    Person,
    Record,
    Reference,
    Review,
    Strategy,
    Unit,
    Workspace,
)
from okrpress.problem import Message, Problem, say
from okrpress.settings import Settings
from okrpress.source import Place, Source, Span

RESERVED: Final = frozenset(
    {
        "units", "people", "handbook", "api", "cycles", "maps", "quality", "assets", "search", "pagefind", "overrides",
        "help-wanted", "meetings", "recognition", "archive", "statistics", "feeds", "strategy", "pages", "sitemap",
    }
)  # fmt: skip
"""First parts of addresses that belong to the site itself."""


class _Mention(NamedTuple):
    """A unit or person named somewhere in a record."""

    handle: str
    place: Place
    rule: str = "unknown-reference"


def relate(prefix: str, records: Sequence[tuple[Address, Record | Settings | None]], problems: list[Problem]) -> Workspace:
    """Build the workspace; `prefix` is the records' folder as paths name it, `problems` grows."""
    settings = next((record for _, record in records if isinstance(record, Settings)), Settings(source=Source(f"{prefix}/settings.yml")))
    units = {record.handle: record for _, record in records if isinstance(record, Unit)}
    people = {record.handle: record for _, record in records if isinstance(record, Person)}
    for handle in people.keys() & units.keys():
        problems.append(
            Problem(
                "duplicate-id",
                say("the handle '{handle}' belongs to a unit already: units and people share one namespace", handle=handle),
                people[handle].source.path,
                record=f"people/{handle}",
                hint=say("rename one of the two files"),
            )
        )
        del people[handle]
    cycles = _cycles(prefix, records, problems)
    workspace = Workspace(
        root=prefix,
        settings=settings,
        strategy=next((record for _, record in records if isinstance(record, Strategy)), Strategy(source=Source(f"{prefix}/strategy.md"))),
        cycles=cycles,
        units=units,
        people=people,
        objectives={
            record.id: record for _, record in records if isinstance(record, Objective) and record.cycle in cycles
        },
        reviews={record.id: record for _, record in records if isinstance(record, Review) and record.cycle in cycles},
        medals={record.id: record for _, record in records if isinstance(record, MedalSheet)},
    )
    problems.extend(_collisions(workspace, records))
    problems.extend(_tree_problems(workspace))
    for record in _all(workspace):
        problems.extend(_link_problems(workspace, record))
    return replace(workspace, problems=tuple(problems))


def _cycles(
    prefix: str, records: Sequence[tuple[Address, Record | Settings | None]], problems: list[Problem]
) -> dict[str, Cycle]:
    """Return the cycles that have a record, and those that have only a folder whose name says enough."""
    cycles = {record.id: record for _, record in records if isinstance(record, Cycle)}
    broken = {address.id for address, record in records if address.kind == "cycle" and record is None}
    for address, record in records:
        if not isinstance(record, Objective | Review):
            continue
        name = record.cycle
        if name in cycles:
            continue
        if implied_dates(name) and name not in broken:
            cycles[name] = cycle_of_name(name, f"{prefix}/cycles/{name}/cycle.md")
            continue
        problems.append(
            Problem(
                "unknown-cycle",
                say("there is no cycle '{cycle}'", cycle=name),
                record.source.path,
                record=address.id,
                hint=say("cycles/{cycle}/cycle.md gives its start and end", cycle=name),
            )
        )
    return dict(sorted(cycles.items()))


def _collisions(workspace: Workspace, records: Sequence[tuple[Address, Record | Settings | None]]) -> Iterator[Problem]:
    """Find names whose addresses are taken."""
    for name, cycle in workspace.cycles.items():
        if name.lower() in RESERVED:
            yield Problem(
                "duplicate-id",
                say("the address '{address}' belongs to the site itself", address=f"{name}/"),
                cycle.source.path,
                record=name,
                hint=say("give the cycle another name"),
            )
    taken = {
        *(f"units/{handle}" for handle in workspace.units),
        *(f"people/{handle}" for handle in workspace.people),
        *workspace.cycles,
        *workspace.objectives,
        *workspace.reviews,
    }
    for address, _ in records:
        if address.kind != "page" or not address.id.endswith(".md"):
            continue
        name = address.id.removeprefix("pages/").removesuffix(".md").removesuffix("/index").removesuffix("/README")
        if name in taken or name in RESERVED or name.startswith("handbook/rules"):
            yield Problem(
                "duplicate-id",
                say("the address '{address}' is taken by a record or by the site itself", address=f"{name}/"),
                f"{workspace.root}/{address.id}",
                record=address.id,
                hint=say("give the page another name"),
            )


def _tree_problems(workspace: Workspace) -> Iterator[Problem]:
    """Find units outside the one tree below the company."""
    root = workspace.settings.company
    if root not in workspace.units:
        yield Problem(
            "unknown-reference",
            say("there is no unit '{handle}': the company's own record is missing", handle=root),
            workspace.settings.source.path,
            workspace.settings.source.span("company"),
            "settings",
            say("units/{handle}.md is the root of the tree of units", handle=root),
        )
    for handle, unit in workspace.units.items():
        record = f"units/{handle}"
        if handle == root:
            if unit.parent:
                yield Problem(
                    "unknown-value", say("parent: the company has none"), unit.source.path, unit.source.span("parent"), record
                )
            continue
        if not unit.parent:
            yield Problem(
                "missing-key",
                say("unit: 'parent' is missing"),
                unit.source.path,
                Span(1, 1, 1, 4),
                record,
                say("every unit but the company stands below another"),
            )
        seen = [handle]
        while (parent := workspace.units[seen[-1]].parent) in workspace.units and parent not in seen:
            seen.append(parent)
        if parent == handle:
            yield Problem(
                "unknown-value",
                say("parent: the units stand in a ring: {ring}", ring=" → ".join([*seen, handle])),
                unit.source.path,
                unit.source.span("parent"),
                record,
            )


def _all(workspace: Workspace) -> Iterator[Record]:
    yield workspace.strategy
    yield from workspace.cycles.values()
    yield from workspace.units.values()
    yield from workspace.people.values()
    yield from workspace.objectives.values()
    yield from workspace.reviews.values()
    yield from workspace.medals.values()


def _link_problems(workspace: Workspace, record: Record) -> Iterator[Problem]:
    """Find what a record names and nobody has."""
    record_id = _id_of(record)
    source = record.source
    for mention in _mentions(record):
        if mention.handle in workspace.units or mention.handle in workspace.people:
            continue
        close = nearest(mention.handle, [*workspace.units, *workspace.people])
        yield Problem(
            mention.rule,
            say("{key}there is no unit or person '{handle}'", key=_key(mention.place), handle=mention.handle),
            source.path,
            source.spans.of(mention.place) if mention.place else Span(1, 1, 1, 4),
            record_id,
            say("Did you mean {key}?", key=close) if close else say("people/{handle}.md or units/{handle}.md makes it known", handle=mention.handle),
        )
    for reference in _references(record):
        if not workspace.knows(reference):
            yield _unknown_reference(workspace, record_id, source, reference)
    if isinstance(record, Cycle) and record.parent and record.parent not in workspace.cycles:
        close = nearest(record.parent, workspace.cycles)
        yield Problem(
            "unknown-cycle",
            say("parent: there is no cycle '{cycle}'", cycle=record.parent),
            source.path,
            source.span("parent"),
            record_id,
            say("Did you mean {key}?", key=close) if close else None,
        )
    if isinstance(record, Strategy):
        known = {theme.id for theme in record.themes}
        for theme in record.themes:
            for index, effect in enumerate(theme.leads_to):
                if effect not in known:
                    close = nearest(effect, known)
                    yield Problem(
                        "unknown-reference",
                        say("leads_to: there is no theme '{theme}'", theme=effect),
                        source.path,
                        source.span(*theme.at, "leads_to", index),
                        record_id,
                        say("Did you mean {key}?", key=close) if close else None,
                    )
    if isinstance(record, Objective):
        yield from _part_problems(record)


def _id_of(record: Record) -> str:
    if isinstance(record, Unit):
        return f"units/{record.handle}"
    if isinstance(record, Person):
        return f"people/{record.handle}"
    return "strategy" if isinstance(record, Strategy) else record.id


def _key(place: Place) -> str:
    return f"{place[0]}: " if place else ""


def _mentions(record: Record) -> Iterator[_Mention]:
    """Yield every unit and person that a record names, with its place; () is the path itself."""
    match record:
        case Objective():
            yield _Mention(record.owner, (), "unknown-owner")
            for index, handle in enumerate(record.contributors):
                yield _Mention(handle, ("contributors", index))
            for entry in record.key_results:
                if entry.owner != record.owner:
                    yield _Mention(entry.owner, (*entry.at, "owner"), "unknown-owner")
                for check_in in entry.check_ins:
                    if check_in.by:
                        yield _Mention(check_in.by, (*check_in.at, "by"))
            for ask in record.asks:
                if ask.to:
                    yield _Mention(ask.to, (*ask.at, "to"))
        case Unit():
            for key, handle in (("parent", record.parent), ("lead", record.lead), ("ceo", record.ceo)):
                if handle:
                    yield _Mention(handle, (key,))
            for index, handle in enumerate(record.members):
                yield _Mention(handle, ("members", index))
            for index, offer in enumerate(record.offers):
                if offer.contact:
                    yield _Mention(offer.contact, ("offers", index, "contact"))
        case Person():
            for key, handle in (("unit", record.unit), ("manager", record.manager)):
                if handle:
                    yield _Mention(handle, (key,))
        case Review():
            yield _Mention(record.owner, (), "unknown-owner")
            for index, handle in enumerate(record.participants):
                yield _Mention(handle, ("participants", index))
        case _:
            return  # medals have rules of their own; cycles and the strategy name nobody


def _references(record: Record) -> Iterator[Reference]:
    match record:
        case Objective():
            yield from record.aligns_to
            yield from record.supports
            if record.carried_from:
                yield record.carried_from
        case Review():
            yield from (decision.objective for decision in record.decisions)
        case MedalSheet():
            yield from (medal.cause for medal in record.medals if medal.cause)
        case _:
            return


def _unknown_reference(workspace: Workspace, record_id: str, source: Source, reference: Reference) -> Problem:
    key = str(reference.at[0])
    if reference.is_theme:
        message = say("{key}: no theme '{reference}'", key=key, reference=reference.written)
        known = [f"strategy#{theme.id}" for theme in workspace.strategy.themes]
        hint = _did_you_mean(nearest(reference.target, known))
    elif reference.objective in workspace.objectives:
        target = workspace.objectives[reference.objective]
        message = say("{key}: '{objective}' has no key result '{part}'", key=key, objective=target.id, part=reference.part)
        part = nearest(reference.part, [entry.id for entry in target.key_results])
        hint = (
            _did_you_mean(f"{reference.written.partition('#')[0]}#{part}")
            if part
            else say("it has: {keys}", keys=", ".join(entry.id for entry in target.key_results) or "–")
        )
    else:
        message = say("{key}: no objective '{reference}'", key=key, reference=reference.written)
        hint = _nearest_objective(workspace, reference)
    return Problem("unknown-reference", message, source.path, source.spans.of(reference.at), record_id, hint)


def _did_you_mean(name: str) -> Message | None:
    return say("Did you mean {key}?", key=name) if name else None


def _nearest_objective(workspace: Workspace, reference: Reference) -> Message | None:
    """Suggest an objective of the same cycle; where it names no existing cycle, say so."""
    cycle, _, rest = reference.objective.partition("/")
    if rest.count("/") != 1:
        return say("a reference is <owner>/<slug> in the same cycle, or <cycle>/<owner>/<slug>")
    if cycle not in workspace.cycles:
        close = nearest(cycle, workspace.cycles)
        return _did_you_mean(f"{close}/{rest}" if close else "")
    short = reference.written.count("/") == 1
    in_cycle = [name.partition("/")[2] for name in workspace.objectives if name.startswith(f"{cycle}/")]
    owner, _, slug = rest.partition("/")
    # Comparing with thousands of names would take seconds: the same owner's and the same slug's come first.
    likely = [name for name in in_cycle if name.startswith(f"{owner}/") or name.endswith(f"/{slug}")]
    close = nearest(rest, likely) or (nearest(rest, in_cycle) if len(in_cycle) <= _MOST_COMPARED else "")
    if not close:
        return None
    return _did_you_mean(close if short else f"{cycle}/{close}")


_MOST_COMPARED: Final = 1000


def _part_problems(record: Objective) -> Iterator[Problem]:
    """Find asks and amendments that name a key result which the objective does not have."""
    known = [entry.id for entry in record.key_results]
    named = [(ask.key_result, (*ask.at, "key_result")) for ask in record.asks]
    named += [(amendment.key_result, (*amendment.at, "key_result")) for amendment in record.amendments]
    for part, place in named:
        if part and part not in known:
            yield Problem(
                "unknown-reference",
                say("{key}: this objective has no key result '{part}'", key="key_result", part=part),
                record.source.path,
                record.source.spans.of(place),
                record.id,
                _did_you_mean(nearest(part, known)),
            )
