"""What may happen to a record's values: a key is set, an item comes to a list, an entry is exchanged for another."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from okrpress.source import Place

Value: TypeAlias = "str | int | float | bool | date | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True, slots=True)
class Put:
    """Set the key at a place, whether it is there or not.

    `after` names the keys that stand before it where people write them; a new key comes after the last of them.
    """

    place: Place
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item to the list at a place, which may be empty or missing. `after` as in `Put`."""

    place: Place
    item: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """Put another key with its value in the place of an entry of a map."""

    place: Place
    key: str
    value: Value


Change: TypeAlias = Put | Append | Exchange


def changed(values: dict[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Return values after changes; what was given stays as it was.

    Raises:
        LookupError: a change speaks of a map or a list that is not there.
        TypeError: a change speaks of a key of something that is no map.

    """
    result = copy.deepcopy(values)
    for change in changes:
        *way, key = change.place
        around: Any = result
        for part in way:
            around = around[part]
        match change:
            case Put():
                around[key] = copy.deepcopy(change.value)
            case Append():
                around[key] = [*(around.get(key) or []), copy.deepcopy(change.item)]
            case Exchange():
                del around[key]
                around[change.key] = copy.deepcopy(change.value)
    return result


def is_same(one: object, other: object) -> bool:
    """Tell whether two records say the same: 1, 1.0 and true are three things, the order of keys is none."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and repr(one) == repr(other)
