"""A company as tables: one for each kind of thing, each with a row for every one, under the keys of the vocabulary.

What stands inside a record's map has its key behind a dot (`metric.start`). What a record has several of is a table of
its own whose first columns say whose it is. Nothing is left out but comments and the order of keys; columns that begin
with `computed.` say how things stand, and no import reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from okrpress import fields
from okrpress.company import Company
from okrpress.edit.notation import flow
from okrpress.exchange import whole
from okrpress.exchange.written import Front, written
from okrpress.fields import Kind, Shape
from okrpress.model import Objective, Record

Cell: TypeAlias = "str | float | int | date | None"

COMPUTED: Final = "computed."
OBJECTIVE_NUMBERS: Final = ("score", "score_as_agreed", "health", "verdict", "confidence", "expected", "forecast")
KEY_RESULT_NUMBERS: Final = ("current", "progress", "score", "health", "confidence", "expected", "forecast")
LONGEST_PIECE: Final = 30_000
"""Characters of a story in one row: a cell of a spreadsheet holds 32,767."""


class Level(NamedTuple):
    """A kind of row: its table, its shape, and the columns that say whose it is."""

    table: str
    shape: Shape
    owners: tuple[str, ...]


RECORDS: Final[Mapping[str, Level]] = {
    "cycle": Level("cycles", fields.CYCLE, ("record",)),
    "unit": Level("units", fields.UNIT, ("record",)),
    "person": Level("people", fields.PERSON, ("record",)),
    "strategy": Level("strategy", fields.STRATEGY, ("record",)),
    "objective": Level("objectives", whole.OBJECTIVE, ("record",)),
    "review": Level("reviews", fields.REVIEW, ("record",)),
    "recognition": Level("recognition", fields.RECOGNITION, ("record",)),
}
"""Kind of record → the table of its rows."""
KINDS: Final = ("objective", "unit", "person", "cycle", "strategy", "review", "recognition")
"""Kinds of records, in the order in which people look at them."""


@dataclass(slots=True)
class Table:
    """Rows under columns; a cell that is not there is empty."""

    name: str
    columns: tuple[str, ...]
    rows: list[dict[str, Cell]] = field(default_factory=list)


class Column(NamedTuple):
    """A column of a vocabulary's table: the way to its value, and what that is."""

    name: str
    way: tuple[str, ...]
    field: fields.Field


def columns_of(shape: Shape, way: tuple[str, ...] = ()) -> Iterator[Column]:
    """Yield the columns of a shape's own row."""
    for key, known in shape.fields.items():
        inner = (*way, key)
        if known.shape and not known.many:
            yield from columns_of(known.shape, inner)
        elif not known.shape and known.kind is not Kind.FREE_MAP:
            yield Column(".".join(inner), inner, known)


def levels_of(level: Level) -> Iterator[tuple[str, Level]]:
    """Yield what a row of a level has several of: key, and the level of its rows."""
    for key, known in level.shape.fields.items():
        if known.kind is Kind.FREE_MAP:
            yield key, Level(key, NAMED, level.owners)
        elif known.many and known.shape:
            inner = ("key_result",) if level.shape is fields.KEY_RESULT else ()
            yield key, Level(key, known.shape, (*level.owners, *inner))


NAMED: Final = Shape("named", {key: fields.Field(key, Kind.TEXT, "") for key in ("name", "value")}, required=("name", "value"))
"""A map of names, as rows."""
STORIES: Final = ("record", "part", "text")
SETTINGS: Final = ("key", "value")


def empty_tables() -> dict[str, Table]:
    """Return all tables, by name, in the order in which people look at them."""
    made: dict[str, Table] = {}

    def add(level: Level, numbers: Sequence[str] = ()) -> None:
        own = [column.name for column in columns_of(level.shape)]
        columns = (*level.owners, *own, *(COMPUTED + name for name in numbers))
        # `key_result` may be a row's own key as well, as an amendment's is.
        made.setdefault(level.table, Table(level.table, tuple(dict.fromkeys(columns))))
        for _, inner in levels_of(level):
            add(inner, KEY_RESULT_NUMBERS if inner.shape is fields.KEY_RESULT else ())

    for kind in KINDS:
        add(RECORDS[kind], OBJECTIVE_NUMBERS if kind == "objective" else ())
    made["stories"] = Table("stories", STORIES)
    made["settings"] = Table("settings", SETTINGS)
    return made


def tables(company: Company) -> list[Table]:
    """Return a company's tables, those without a row too."""
    made = empty_tables()
    for record_id, kind, record in all_records(company):
        front = whole.whole(company.workspace, record)
        if kind == "strategy" and not front and not record.source.body:
            continue
        _add(made, RECORDS[kind], front, {"record": record_id})
        if isinstance(record, Objective):
            _add_numbers(company, record, made)
        for number, piece in enumerate(_pieces(record.source.body), start=1):
            made["stories"].rows.append({"record": record_id, "part": number, "text": piece})
    for key, value in _settings(written(company.settings)):
        made["settings"].rows.append({"key": key, "value": value})
    return list(made.values())


def all_records(company: Company) -> Iterator[tuple[str, str, Record]]:
    """Yield every record: id, kind, record."""
    workspace = company.workspace
    yield from ((name, "objective", record) for name, record in workspace.objectives.items())
    yield from ((f"units/{name}", "unit", record) for name, record in workspace.units.items())
    yield from ((f"people/{name}", "person", record) for name, record in workspace.people.items())
    yield from ((name, "cycle", record) for name, record in workspace.cycles.items())
    yield "strategy", "strategy", workspace.strategy
    yield from ((name, "review", record) for name, record in workspace.reviews.items())
    yield from ((name, "recognition", record) for name, record in workspace.medals.items())


def _add(made: Mapping[str, Table], level: Level, front: Front, whose: Mapping[str, Cell]) -> None:
    row: dict[str, Cell] = dict(whose)
    for column in columns_of(level.shape):
        value = _at(front, column.way)
        if value is not None:
            row[column.name] = cell(value, column.field)
    made[level.table].rows.append(row)
    for key, inner in levels_of(level):
        items = front.get(key) or ()
        if inner.shape is NAMED:
            items = [{"name": name, "value": value} for name, value in dict(items).items()]
        here = {"key_result": front["id"]} if level.shape is fields.KEY_RESULT else {}
        for item in items:
            _add(made, inner, item, {**whose, **here})


def _at(front: Front, way: tuple[str, ...]) -> Any:  # noqa: ANN401 - a record's value
    found: Any = front
    for key in way:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def cell(value: Any, known: fields.Field) -> Cell:  # noqa: ANN401 - a record's value
    """Return a value as a cell holds it."""
    if known.many:
        return joined(value)
    if known.kind is Kind.ANY:
        return notation(value)
    if value is False:
        return "no"
    return value  # type: ignore[no-any-return] # the vocabulary let nothing else pass


def joined(items: Iterable[str]) -> str:
    """Write several texts into one cell, semicolons between; one within a text has a backslash before it."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def separated(text: str) -> list[str]:
    """Read what `joined` wrote, or what somebody wrote like it."""
    items, item, rest = [], "", iter(text)
    for sign in rest:
        if sign == "\\":
            item += next(rest, "\\")
        elif sign == ";":
            items.append(item)
            item = ""
        else:
            item += sign
    return [stripped for entry in (*items, item) if (stripped := entry.strip())]


def notation(value: Any) -> str | int | float | date:  # noqa: ANN401 - what an amendment changed is anything
    """Write a value that may be anything: numbers and days as they are, all else as YAML, so that no two look alike."""
    return value if isinstance(value, int | float | date) and not isinstance(value, bool) else flow(value)


def _pieces(story: str) -> Iterator[str]:
    for start in range(0, len(story), LONGEST_PIECE):
        yield story[start : start + LONGEST_PIECE]


def _settings(front: Front, way: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in front.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{way}{key}.")
        else:
            yield f"{way}{key}", notation(value)


def _add_numbers(company: Company, objective: Objective, made: Mapping[str, Table]) -> None:
    """Add how an objective stands to the rows that came last: its own, and those of its key results."""
    standing = company.standing(objective.id)
    made["objectives"].rows[-1].update({COMPUTED + name: getattr(standing, name) for name in OBJECTIVE_NUMBERS})
    count = len(objective.key_results)
    rows = made["key_results"].rows[-count:] if count else []
    for row, entry in zip(rows, objective.key_results, strict=True):
        of_entry = standing.key_results[entry.id]
        row.update({COMPUTED + name: getattr(of_entry, name) for name in KEY_RESULT_NUMBERS})
