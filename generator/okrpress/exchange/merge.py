"""What must be changed so that a record says what an import wants: only what differs, each change with where it came from.

What the import does not say stays. Nothing is ever taken away: what came to a record here is not the other system's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from okrpress import fields
from okrpress.edit.change import Append, Change, Exchange, Put
from okrpress.edit.order import before
from okrpress.exchange.written import Front
from okrpress.fields import Field, Kind, Shape
from okrpress.problem import Message, say
from okrpress.source import Place

_KNOWN_BY: Final[Mapping[str, str]] = {
    fields.KEY_RESULT.name: "id", fields.ASK.name: "id", fields.THEME.name: "id", fields.MILESTONE.name: "title",
    fields.INITIATIVE.name: "title", fields.OFFER.name: "what", fields.DECISION.name: "objective", fields.WAIVER.name: "rule",
    fields.LEVEL.name: "name",
}  # fmt: skip
"""By which key an item of a list is known again; items of other lists are the same when they say the same."""
_ONE_OF: Final[Mapping[str, Sequence[str]]] = {
    fields.KEY_RESULT.name: fields.MEASURES,
    fields.THRESHOLD.name: ("at_least", "at_most"),
}
"""Keys of which a map has exactly one."""


class Difference(NamedTuple):
    """One change of a record."""

    path: Place
    """Where in the wanted front matter it comes from."""
    change: Change
    what: Message


class Sides(NamedTuple):
    """The same map three times."""

    old: Front
    """As the record says it, without defaults."""
    new: Front
    """As it is wanted, without defaults."""
    said: Mapping[str, Any]
    """As it was imported, defaults and all: what is not here is nobody's wish."""


def differences(sides: Sides, shape: Shape, place: Place = (), path: Place = ()) -> Iterator[Difference]:
    """Yield the changes; `place` is where the map stands in the record, `path` where it stands in what is wanted."""
    exchanged = _exchanged(sides, shape, place, path)
    yield from exchanged
    one_of = _ONE_OF.get(shape.name, ()) if exchanged else ()
    for key, known in shape.fields.items():
        if key not in sides.said or key in one_of:
            continue
        old, new = sides.old.get(key), sides.new.get(key, sides.said[key] if key in sides.old else None)
        if new is None or old == new:
            continue
        at, by = (*place, key), (*path, key)
        if known.many:
            yield from _many(old or [], new, sides.said[key], known, Put(at, None, before(shape, key)), by)
        elif isinstance(old, dict) and isinstance(new, dict) and known.shape:
            yield from differences(Sides(old, new, sides.said[key]), known.shape, at, by)
        elif isinstance(old, dict) and isinstance(new, dict) and known.kind is Kind.FREE_MAP:
            for name, value in new.items():
                if old.get(name) != value:
                    yield Difference(by, Put((*at, name), value), _set(f"{key}.{name}", old.get(name), value))
        else:
            yield Difference(by, Put(at, new, before(shape, key)), _set(key, old, new))


def _exchanged(sides: Sides, shape: Shape, place: Place, path: Place) -> list[Difference]:
    """Return the exchange of one measure for another, if there is one."""
    keys = _ONE_OF.get(shape.name, ())
    old, new = (next((key for key in keys if key in side), "") for side in (sides.old, sides.new))
    if not old or not new or old == new:
        return []
    change = Exchange((*place, old), new, sides.new[new])
    return [Difference((*path, new), change, _set(new, None, sides.new[new]))]


def _many(old: Sequence[Any], new: Sequence[Any], said: Any, known: Field, put: Put, path: Place) -> Iterator[Difference]:  # noqa: ANN401, PLR0913, PLR0917 - two sides of one list
    """Yield what comes to a list, and what changes within its items."""
    left = list(old)
    name = known.shape.name if known.shape else ""
    key = _KNOWN_BY.get(name, "")
    for number, item in enumerate(new):
        by = (*path, number)
        if item in left:
            left.remove(item)
            continue
        known_again = [place for place, other in enumerate(old) if key and other.get(key) == item.get(key)]
        if known_again and known.shape:
            sides = Sides(old[known_again[0]], item, said[number])
            yield from differences(sides, known.shape, (*put.place, known_again[0]), by)
        else:
            yield Difference(
                by, Append(put.place, item, put.after), say("{key}: added {new}", key=str(put.place[-1]), new=_shown(item))
            )


def _set(key: str, old: object, new: object) -> Message:
    if old is None or isinstance(old, dict | list):
        return say("{key}: {new}", key=key, new=_shown(new))
    return say("{key}: {old} → {new}", key=key, old=_shown(old), new=_shown(new))


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - a line of a report
