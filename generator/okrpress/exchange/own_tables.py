"""Our own tables, back into records: what `okr export --format csv` or `xlsx` wrote, perhaps with cells changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from okrpress import fields
from okrpress.exchange.sheets import Formula, Row, Sheet, Value
from okrpress.exchange.tables import (
    COMPUTED,
    KINDS,
    NAMED,
    RECORDS,
    Column,
    Level,
    columns_of,
    empty_tables,
    levels_of,
    separated,
)
from okrpress.exchange.wanted import Arriving, Origin, Outcome, Piece, Wanted
from okrpress.fields import Kind
from okrpress.problem import Message, say
from okrpress.source import Place
from okrpress.yaml_text import read_yaml
from okrpress.yaml_words import typed

TABLES: Final = tuple(empty_tables())
_STORIES: Final = "stories"
_SETTINGS: Final = "settings"
_OF_ALL: Final = "waivers"
"""The table that records of every kind share."""


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Tell whether tables are ours: by their names and their first columns."""
    return any(sheet.name in TABLES and sheet.rows and sheet.rows[0].cells[:1] in (("record",), ("key",)) for sheet in sheets)


@dataclass(slots=True)
class _Making:
    """A record while its rows come together."""

    kind: str
    front: dict[str, Any] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    story: list[tuple[int, str]] = field(default_factory=list)


class _Flaw(Exception):  # noqa: N818 - it says what a cell is
    """A cell that cannot be read."""

    def __init__(self, column: str, message: Message) -> None:
        super().__init__(str(message))
        self.column = column
        self.message = message


class _Reader:
    """Puts rows together to records."""

    def __init__(self) -> None:
        self.made: dict[str, _Making] = {}
        self.outcomes: list[Outcome] = []
        self._order = 0

    def origin(self, sheet: Sheet, row: Row, column: str = "") -> Origin:
        self._order += 1
        return Origin(self._order, say("{sheet} row {number}", sheet=sheet.name, number=row.number), column)

    def refuse(self, origin: Origin, title: str, message: Message, column: str = "") -> None:
        note = say("{column}: {message}", column=column, message=message) if column else message
        self.outcomes.append(Outcome(origin, "refused", title, notes=(note,)))

    def record(self, name: str, kind: str) -> _Making:
        return self.made.setdefault(name, _Making(kind))


def read(sheets: Sequence[Sheet]) -> Arriving:
    """Read tables; sheets with other names are nobody's business and are named."""
    reader = _Reader()
    by_name = {sheet.name: sheet for sheet in sheets}
    for kind in KINDS:
        _read_level(reader, by_name, RECORDS[kind], kind)
    for name in (_OF_ALL, _STORIES, _SETTINGS):
        if name in by_name:
            {_OF_ALL: _read_waivers, _STORIES: _read_stories, _SETTINGS: _read_settings}[name](reader, by_name[name])
    for sheet in sheets:
        if sheet.name not in TABLES:
            _skip(reader, sheet)
    wanted = [_wanted(name, making) for name, making in reader.made.items()]
    return Arriving([record for record in wanted if record.pieces], reader.outcomes)


def _skip(reader: _Reader, sheet: Sheet) -> None:
    note = say("no table of ours is called '{name}'", name=sheet.name)
    for row in sheet.rows[1:]:
        reader.outcomes.append(Outcome(reader.origin(sheet, row), "skipped", "", notes=(note,)))


def _read_level(reader: _Reader, by_name: Mapping[str, Sheet], level: Level, kind: str) -> None:
    if level.table in by_name and level.table != _OF_ALL:
        _read_rows(reader, by_name[level.table], level, kind)
    for _, inner in levels_of(level):
        _read_level(reader, by_name, inner, kind)


def _read_rows(reader: _Reader, sheet: Sheet, level: Level, kind: str) -> None:
    for row, named in _named(sheet):
        origin = reader.origin(sheet, row)
        record = _text(named.get("record"))
        title = _text(named.get("title") or named.get("name") or record)
        if not record:
            reader.refuse(origin, title, say("it does not say whose it is"), "record")
            continue
        try:
            entry = _entry(named, level)
            path = _put(reader.record(record, kind), level, entry, named)
        except _Flaw as flaw:
            reader.refuse(origin, title, flaw.message, flaw.column)
            continue
        reader.made[record].pieces.append(Piece(origin, path, title))


def _named(sheet: Sheet) -> Iterator[tuple[Row, dict[str, Value]]]:
    """Yield the rows below the header with their cells by column."""
    if not sheet.rows:
        return
    head = [_text(cell) for cell in sheet.rows[0].cells]
    for row in sheet.rows[1:]:
        yield row, {name: cell for name, cell in zip(head, row.cells, strict=False) if name and not name.startswith(COMPUTED)}


def _entry(named: Mapping[str, Value], level: Level) -> dict[str, Any]:
    """Return a row's own map."""
    entry: dict[str, Any] = {}
    for column in columns_of(level.shape):
        found = named.get(column.name)
        if found is None or (column.name == "key_result" and "key_result" in level.owners):
            continue
        value = _value(found, column)
        around = entry
        for key in column.way[:-1]:
            around = around.setdefault(key, {})
        around[column.way[-1]] = value
    return entry


def _value(found: Value, column: Column) -> Any:  # noqa: ANN401 - what a record holds
    """Read a cell as its key wants it."""
    known = column.field
    if isinstance(found, Formula):
        raise _Flaw(column.name, say("a formula without a value: save the workbook in a spreadsheet once, or paste the value"))
    if known.many:
        return separated(_text(found))
    if not isinstance(found, str):
        is_text = known.kind in (Kind.TEXT, Kind.HANDLE, Kind.SLUG, Kind.REFERENCE, Kind.CYCLE, Kind.LINK, Kind.CHOICE)
        return _text(found) if is_text else _plain(found)
    if known.kind is Kind.ANY:
        return _anything(column.name, found)
    text = found.strip()
    if known.kind is Kind.FALSE_OR_DATE and text.lower() in ("no", "false"):
        return False
    if known.kind in (Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.FALSE_OR_DATE):
        value = typed(text)
        wanted = date if known.kind in (Kind.DATE, Kind.FALSE_OR_DATE) else int if known.kind is Kind.INTEGER else (int, float)
        if isinstance(value, bool) or not isinstance(value, wanted):
            raise _Flaw(column.name, say("'{value}' is not {kind}", value=text, kind=say(known.kind.value)))
        return value
    return found


def _anything(column: str, text: str) -> Any:  # noqa: ANN401 - what an amendment changed is anything
    found = read_yaml(f"k: {text}", first_line=1)
    if found.flaws or "k" not in found.values:
        raise _Flaw(column, say("'{value}' cannot be read", value=text))
    return found.values["k"]


def _plain(found: float | date | None) -> Any:  # noqa: ANN401 - a number or a day
    """Return a number as a record holds it: a workbook knows no whole ones."""
    return int(found) if isinstance(found, float) and found.is_integer() else float(found) if isinstance(found, float) else found


def _text(found: Value) -> str:
    if found is None:
        return ""
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return found.isoformat() if isinstance(found, date) else str(found).strip()


def _put(making: _Making, level: Level, entry: dict[str, Any], named: Mapping[str, Value]) -> Place:
    """Put a row's map where it belongs; return the place."""
    if level.table in {known.table for known in RECORDS.values()}:
        making.front.update(entry)
        return ()
    if level.shape is NAMED:
        making.front.setdefault(level.table, {})[_text(entry.get("name"))] = entry.get("value", "")
        return (level.table, _text(entry.get("name")))
    around: dict[str, Any] = making.front
    path: Place = ()
    if "key_result" in level.owners:
        wanted = _text(named.get("key_result"))
        results = making.front.setdefault("key_results", [])
        number = next((place for place, result in enumerate(results) if result.get("id") == wanted), len(results))
        if number == len(results):
            results.append({"id": wanted})
        around, path = results[number], ("key_results", number)
    items = around.setdefault(level.table, [])
    items.append(entry)
    return (*path, level.table, len(items) - 1)


def _read_waivers(reader: _Reader, sheet: Sheet) -> None:
    level = Level(_OF_ALL, fields.WAIVER, ("record",))
    for row, named in _named(sheet):
        origin, record = reader.origin(sheet, row), _text(named.get("record"))
        try:
            entry = _entry(named, level)
        except _Flaw as flaw:
            reader.refuse(origin, record, flaw.message, flaw.column)
            continue
        making = reader.record(record, _kind_of(record))
        making.pieces.append(Piece(origin, _put(making, level, entry, named), _text(named.get("rule"))))


def _read_stories(reader: _Reader, sheet: Sheet) -> None:
    for row, named in _named(sheet):
        origin, record = reader.origin(sheet, row), _text(named.get("record"))
        part, story = named.get("part"), named.get("text")
        number = typed(part) if isinstance(part, str) else part
        if isinstance(number, bool) or not isinstance(number, int | float):
            reader.refuse(origin, record, say("'{value}' is not {kind}", value=_text(part), kind=say("a number")), "part")
            continue
        making = reader.record(record, _kind_of(record))
        making.story.append((int(number), str(story or "")))
        making.pieces.append(Piece(origin, ("story",), record))


def _read_settings(reader: _Reader, sheet: Sheet) -> None:
    making = reader.record("settings", "settings")
    for row, named in _named(sheet):
        origin, key = reader.origin(sheet, row), _text(named.get("key"))
        value = named.get("value")
        way = tuple(key.split("."))
        try:
            held = _anything("value", value) if isinstance(value, str) else _plain(value)
        except _Flaw as flaw:
            reader.refuse(origin, key, flaw.message, flaw.column)
            continue
        around = making.front
        for name in way[:-1]:
            around = around.setdefault(name, {})
        around[way[-1]] = held
        making.pieces.append(Piece(origin, way, key))


def _kind_of(record: str) -> str:
    """Tell the kind of a record by its id."""
    head, _, rest = record.partition("/")
    known = {"units": "unit", "people": "person", "recognition": "recognition", "strategy": "strategy", "settings": "settings"}
    if head in known:
        return known[head]
    return "cycle" if not rest else "review" if rest.endswith("/review") else "objective"


def _wanted(name: str, making: _Making) -> Wanted:
    pieces: Iterable[Piece] = sorted(making.pieces, key=lambda piece: len(piece.path))
    story = "".join(text for _, text in sorted(making.story)) if making.story else None
    return Wanted(making.kind, name, making.front, list(pieces), story)  # type: ignore[arg-type] # a kind of record
