"""Whether units stand in one tree below the company, and cycles in longer ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrpress.load.checked import did_you_mean
from okrpress.model import Cycle, Workspace
from okrpress.problem import Message, Problem, say
from okrpress.source import FIRST_LINE


def unit_problems(workspace: Workspace, broken: frozenset[str]) -> Iterator[Problem]:
    """Find units outside the one tree below the company; `broken` are records that could not be read."""
    root = workspace.settings.company
    units = workspace.units
    if root not in units and f"units/{root}" not in broken:
        source = workspace.settings.source
        yield Problem(
            "unknown-reference",
            say("there is no unit '{handle}': the company's own record is missing", handle=root),
            source.path,
            source.span("company"),
            "settings",
            say("units/{handle}.md is the root of the tree of units", handle=root),
        )
    parents = {handle: unit.parent for handle, unit in units.items()}
    for handle, unit in units.items():
        record = f"units/{handle}"
        if unit.ceo and handle != root:
            yield Problem(
                "unknown-key",
                say("unit: there is no key 'ceo' but in the company's own record"),
                unit.source.path,
                unit.source.key_span("ceo"),
                record,
                say("who leads a unit is its 'lead'"),
            )
        if handle == root and unit.parent:
            yield Problem(
                "unknown-value",
                say("parent: the company stands below nothing"),
                unit.source.path,
                unit.source.span("parent"),
                record,
                say("take the line away"),
            )
        elif handle != root and not unit.parent:
            yield Problem(
                "missing-key",
                say("unit: 'parent' is missing"),
                unit.source.path,
                FIRST_LINE,
                record,
                say("every unit but the company stands below another"),
            )
        elif ring := ring_of(handle, parents):
            yield Problem(
                "unknown-value",
                say("parent: the units stand in a ring: {ring}", ring=" → ".join(ring)),
                unit.source.path,
                unit.source.span("parent"),
                record,
                say("one of them stands below a unit outside the ring"),
            )


def cycle_problems(workspace: Workspace) -> Iterator[Problem]:
    """Find cycles whose parent does not hold them."""
    parents = {name: cycle.parent for name, cycle in workspace.cycles.items()}
    for name, cycle in workspace.cycles.items():
        parent = workspace.cycles.get(cycle.parent)
        if parent is None:
            continue
        ring = ring_of(name, parents)
        if ring:
            message = say("parent: the cycles stand in a ring: {ring}", ring=" → ".join(ring))
        elif not parent.contains(cycle):
            message = say("parent: '{parent}' does not hold the whole of '{cycle}'", parent=parent.id, cycle=name)
        else:
            continue
        yield Problem("unknown-value", message, cycle.source.path, cycle.source.span("parent"), name, _longer(workspace, cycle))


def _longer(workspace: Workspace, cycle: Cycle) -> Message | None:
    """Suggest the shortest cycle that holds another."""
    longer = [other for other in workspace.cycles.values() if other.contains(cycle) and other.days > cycle.days]
    return did_you_mean(min(longer, key=lambda other: (other.days, other.id)).id) if longer else None


def ring_of(name: str, parents: Mapping[str, str]) -> list[str]:
    """Return the way up from a name back to itself; empty where it never comes back."""
    way = [name]
    seen = {name}
    while (parent := parents.get(way[-1], "")) in parents and parent not in seen:
        way.append(parent)
        seen.add(parent)
    return [*way, name] if parent == name else []
