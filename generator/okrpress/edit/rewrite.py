"""Write a change into a record's text and leave every other byte as it was.

The reader knows the place of each key, value and item: only what is new is written as YAML, and put there in the
style of its neighbours. The result is read again, and must say what was said before, with the change and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from okrpress.edit.change import Append, Change, Exchange, Put, Value, changed, is_same
from okrpress.edit.notation import UNENDING, block_item, entry_lines, flow, item_lines, plain, width
from okrpress.edit.text import MISSING, Text
from okrpress.refusal import Refusal
from okrpress.source import Place

ROOM: Final = 120
"""Cells in a line (a Chinese sign takes two); a longer map gets a line for each key, unless its neighbours are as long."""
_COMMENT: Final = re.compile(r"(?<!\S)#[^\r\n]*")
_BLOCK_SIGN: Final = re.compile(r"[|>][-+0-9]*")


class _Cut(NamedTuple):
    """A stretch of text and what comes in its place."""

    start: int
    end: int
    text: str


def rewrite(raw: str, changes: Sequence[Change]) -> str:
    """Return a text with changes made, one after the other.

    Raises:
        Refusal: the text cannot be read, or the change cannot be made without touching something else.

    """
    before = Text(raw)
    try:
        wanted = changed(before.document.front, changes)
        text = before
        for change in changes:
            text = Text(_with(text.raw, _cuts(text, change)))
    except (LookupError, TypeError, AttributeError):
        raise Refusal(_BY_HAND) from None
    after = text.document
    kept = is_same(after.front, wanted) and after.body == before.document.body
    flaws = [(flaw.rule, str(flaw.message)) for flaw in after.flaws]
    if not kept or flaws != [(flaw.rule, str(flaw.message)) for flaw in before.document.flaws]:
        raise Refusal(_BY_HAND)
    return text.raw


_BY_HAND: Final = "it is written in a way that cannot be changed without touching something else; change the file by hand"


def _with(raw: str, cuts: Sequence[_Cut]) -> str:
    for cut in sorted(cuts, reverse=True):
        raw = raw[: cut.start] + cut.text + raw[cut.end :]
    return raw


def _cuts(text: Text, change: Change) -> list[_Cut]:
    match change:
        case Append():
            items = text.value(change.place)
            if items is MISSING or items is None or items == []:
                return _put(text, Put(change.place, [change.item], change.after))
            if not isinstance(items, list):
                raise Refusal(_BY_HAND)
            if text.is_flow(change.place):
                return _into_brackets(text, change.place, (*change.place, len(items) - 1), flow(change.item))
            return _below_items(text, change.place, len(items), change.item)
        case Put():
            return _put(text, change)
        case Exchange():
            return _exchange(text, change)


def _put(text: Text, change: Put) -> list[_Cut]:
    place = change.place
    old = text.value(place)
    if old is MISSING:
        return _new_entry(text, change)
    if old == [] or old is None:
        return _filled(text, change)
    start, end = text.start(place), text.end(place)
    if isinstance(old, list | dict):
        if not text.is_flow(place):
            raise Refusal(_BY_HAND)
        return [_Cut(start, end, flow(change.value))]
    return [_replaced(text, place, change.value)]


def _replaced(text: Text, place: Place, value: Value) -> _Cut:
    """Replace one word or sentence by another, in the same quotation marks."""
    start, end = text.start(place), text.end(place)
    old = text.raw[start:end]
    if old[:1] not in ("|", ">"):
        return _Cut(start, end, flow(value) if _is_in_brackets(text, place) and old[:1] not in ("'", '"') else plain(value, old))
    # A block of text: its sign gives way to the new words, a comment behind the sign stays, the lines below go.
    sign = _BLOCK_SIGN.match(old)
    rest = text.raw[start + len(sign[0] if sign else "") : text.line_end(start)].rstrip(" \t")
    return _Cut(start, end, plain(value) + rest + text.line_break(text.after_line(start)))


def _filled(text: Text, change: Put) -> list[_Cut]:
    """Give a value to a key that has none, or `[]`."""
    place, value = change.place, change.value
    start, end = text.start(place), text.end(place)
    if end == text.key_end(place):  # nothing is written: the key's own place stands for it
        start = end = _end_of_entry(text, place)
    is_listed = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if is_listed and not _is_in_brackets(text, place) and "\n" not in text.raw[start:end]:
        before = text.raw[text.key_end(place) : start]
        at = text.after_line(end)
        lines = _list_lines(text, place, value)[1:]
        return [
            _Cut(start - len(before) + len(before.rstrip(" \t")), end, ""),
            _Cut(at, at, _joined(lines, " " * _map_column(text, place[:-1]), text.line_break(at))),
        ]
    piece = flow(value) if _is_in_brackets(text, place) else plain(value)
    return [_Cut(start, end, piece if start < end else f" {piece}")]


def _new_entry(text: Text, change: Put) -> list[_Cut]:
    """Give a map a key that it does not have."""
    *way, key = change.place
    around = tuple(way)
    entries = text.value(around)
    if not isinstance(entries, dict) or not isinstance(key, str) or not entries:
        raise Refusal(_BY_HAND)
    before = next((name for name in reversed(change.after) if name in entries), "") or list(entries)[-1]
    if around and text.is_flow(around):
        last = list(entries)[-1]
        return _into_brackets(text, around, (*around, last), f"{key}: {flow(change.value)}", is_map=True)
    at = text.after_line(_end_of_entry(text, (*around, before)))
    lines = _list_lines(text, change.place, change.value)
    return [_Cut(at, at, _joined(lines, " " * _map_column(text, around), text.line_break(at)))]


def _exchange(text: Text, change: Exchange) -> list[_Cut]:
    place = change.place
    old = text.value(place)
    start, end = text.key_start(place), _end_of_entry(text, place)
    if _is_in_brackets(text, place):
        return [_Cut(start, end, f"{change.key}: {flow(change.value)}")]
    tail = ""
    lines = list(entry_lines(change.key, change.value, UNENDING))
    if isinstance(old, str) and text.line_start(end) == end:  # a block of text, whose end is its last line break
        tail = text.line_break(end)
    at = text.line_start(start)
    return [_Cut(start, end, _joined(lines, " " * (start - at), text.line_break(at)).strip(" \r\n") + tail)]


def _end_of_entry(text: Text, place: Place) -> int:
    """Return where an entry of a map ends: its value, or its colon where it has none."""
    end = text.end(place)
    if text.value(place) is None and end == text.key_end(place):
        colon = text.raw.find(":", end)
        return colon + 1 if colon != -1 and not text.raw[end:colon].strip(" \t'\"") else end
    return end


def _into_brackets(text: Text, place: Place, last: Place, piece: str, *, is_map: bool = False) -> list[_Cut]:
    """Add a piece after the last one of a list or map in brackets, as the others stand: on one line, or one to a line."""
    end = _end_of_entry(text, last) if is_map else text.end(last)
    close = text.end(place) - 1
    tail = _COMMENT.sub(lambda found: " " * len(found[0]), text.raw[end:close])
    comma = end + tail.index(",") + 1 if "," in tail else 0
    begin = text.key_start(last) if is_map else text.start(last)
    line = text.line_start(begin)
    has_own_line = line > text.start(place) and not text.raw[line:begin].strip(" \t")
    if not has_own_line:
        return [_Cut(comma, comma, f" {piece},")] if comma else [_Cut(end, end, f", {piece}")]
    at = min(text.line_end(comma or end), close)
    following = text.line_break(line) + text.raw[line:begin] + piece + ("," if comma else "")
    if comma:
        return [_Cut(at, at, following)]
    return [_Cut(end, at, "," + text.raw[end:at] + following)]


def _below_items(text: Text, place: Place, count: int, item: Value) -> list[_Cut]:
    """Add an item below the last one of a list in a block."""
    dash = text.column(place)
    last = (*place, count - 1)
    line = text.line_start(text.start(last))
    gap = text.column(last) - dash - 1
    if text.raw[line + dash : line + dash + 1] != "-" or text.raw[line + dash + 1 : line + dash + 1 + gap].strip(" ") or gap < 1:
        gap = 1
    at = text.after_line(text.end(last))
    lines = _in_style(text, [(*place, number) for number in range(count)], item, dash, gap)
    return [_Cut(at, at, _joined(lines, " " * dash, text.line_break(at)))]


def _in_style(text: Text, neighbours: Sequence[Place], item: Value, column: int, gap: int = 1) -> list[str]:
    """Return the lines of an item that looks like its neighbours: between brackets, or a line for each key."""
    maps = [place for place in neighbours if isinstance(text.value(place), dict)]
    short = [place for place in maps if text.is_flow(place)]
    if isinstance(item, dict) and maps and not short:
        return list(block_item(item, UNENDING, gap=gap))
    written = (text.raw[text.start(place) : text.end(place)] for place in short)
    longest = max((width(entry) + 1 + gap + column for entry in written if len(entry.splitlines()) == 1), default=0)
    return list(item_lines(item, max(ROOM, longest) - column, is_flow=bool(short), gap=gap))


def _list_lines(text: Text, place: Place, value: Value) -> list[str]:
    """Return the lines of an entry; a list of maps looks like the document's other lists of that name."""
    key = str(place[-1])
    column = _map_column(text, place[:-1])
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return list(entry_lines(key, value, ROOM - column))
    others = [(*found, number) for found in text.lists(key) for number in range(len(text.value(found)))]
    step = _step(text)
    lines = [f"{key}:"]
    for item in value:
        lines += [" " * step + line for line in _in_style(text, others, item, column + step)]
    return lines


def _step(text: Text) -> int:
    """Return how far in from its key this author's lists begin."""
    for place in text.lists():
        if isinstance(place[-1], str) and not text.is_flow(place):
            step = text.column(place) - (text.document.spans.of_key(place).column - 1)
            if step >= 0:
                return step
    return 2


def _map_column(text: Text, place: Place) -> int:
    """Return how far in a map's keys stand."""
    return text.column(place)


def _is_in_brackets(text: Text, place: Place) -> bool:
    """Tell whether a value stands somewhere between brackets."""
    return any(text.is_flow(place[:depth]) for depth in range(1, len(place)))


def _joined(lines: Sequence[str], indent: str, line_break: str) -> str:
    return "".join(indent + line + line_break for line in lines)
