"""What changed in everything that is no objective: units, people, cycles, the strategy, reviews, thanks and the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.model import CommentSheet, MedalSheet, Record, Review, Theme, Workspace
from okrpress.settings import Settings

RecordKind: TypeAlias = Literal["settings", "strategy", "theme", "cycle", "unit", "person", "review", "recognition", "comments"]
_Told: TypeAlias = "Record | Settings | Theme"
_SILENT: Final = frozenset({"source", "waivers", "themes", "at", "id", "handle", "cycle", "owner", "month", "giver", "objective"})
"""What says where something stands, and what is told by itself."""


class Field(NamedTuple):
    """A field of a record that says something else."""

    name: str
    before: object
    after: object


class RecordChange(NamedTuple):
    """A record that came, went or was changed."""

    kind: RecordKind
    id: str
    """As waivers know it: `units/x`, `people/x`, a cycle's name, `strategy`, `strategy#x`, `settings` …"""
    name: str
    """What people call it."""
    before: object | None
    """The record; None where it is new."""
    after: object | None
    fields: tuple[Field, ...] = ()


def record_changes(before: Workspace, after: Workspace) -> Iterator[RecordChange]:
    """Yield what changed, kind by kind, in the order of the ids."""
    for kind, old, new in _tables(before, after):
        for name in sorted({*old, *new}):
            then, now = old.get(name), new.get(name)
            if then is now:
                continue
            told = tuple(_fields(then, now)) if then is not None and now is not None else ()
            if then is None or now is None or told:
                yield RecordChange(kind, name, _name(now or then), then, now, told)


def _tables(before: Workspace, after: Workspace) -> Iterator[tuple[RecordKind, Mapping[str, _Told], Mapping[str, _Told]]]:
    yield "settings", {"settings": before.settings}, {"settings": after.settings}
    yield "strategy", {"strategy": before.strategy}, {"strategy": after.strategy}
    yield "theme", _themes(before), _themes(after)
    yield "cycle", before.cycles, after.cycles
    yield "unit", _below("units", before.units), _below("units", after.units)
    yield "person", _below("people", before.people), _below("people", after.people)
    yield "review", before.reviews, after.reviews
    yield "recognition", before.medals, after.medals
    yield "comments", before.comments, after.comments


def _themes(workspace: Workspace) -> Mapping[str, _Told]:
    return {f"strategy#{theme.id}": theme for theme in workspace.strategy.themes}


def _below(folder: str, records: Mapping[str, _Told]) -> Mapping[str, _Told]:
    return {f"{folder}/{handle}": record for handle, record in records.items()}


def _name(record: object) -> str:
    """Return what people call a record; "" for one that has no name of its own."""
    return str(getattr(record, "name", "") or getattr(record, "title", "") or "")


def _fields(then: _Told, now: _Told) -> Iterator[Field]:
    for field in fields(now):
        if field.name not in _SILENT:
            yield from _moved(field.name, _value(then, field.name), _value(now, field.name))
    body = [getattr(getattr(record, "source", None), "body", "") for record in (then, now)]
    if body[0] != body[1]:
        yield Field("story", *body)


def _moved(name: str, before: object, after: object) -> Iterator[Field]:
    """Yield a field that says something else; of one that has parts, the parts that do."""
    if before == after:
        return
    if is_dataclass(before) and not isinstance(before, type) and type(before) is type(after):
        for part in fields(before):
            yield from _moved(f"{name}.{part.name}", getattr(before, part.name), getattr(after, part.name))
    else:
        yield Field(name, before, after)


def _value(record: _Told, name: str) -> object:
    """Return what a field says, without where it stands."""
    if isinstance(record, MedalSheet) and name == "medals":
        return tuple((medal.to, medal.cause.target if medal.cause else "", medal.reason) for medal in record.medals)
    if isinstance(record, CommentSheet) and name == "comments":
        return tuple((entry.date, entry.by, entry.text) for entry in record.comments)
    if isinstance(record, Review) and name == "decisions":
        return tuple((entry.objective.target, entry.decision, entry.reason) for entry in record.decisions)
    return getattr(record, name)
