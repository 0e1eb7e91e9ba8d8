"""Reading JSON that another tool wrote: whatever is there, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Object: TypeAlias = dict[str, Any]
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
"""How a day is written, JSON having none."""


def objects(value: Any) -> list[Object]:  # noqa: ANN401 - whatever JSON holds
    """Return the objects of a list; of an object by ids, its values with the ids in them."""
    if isinstance(value, list):
        return [entry for entry in value if isinstance(entry, dict)]
    if isinstance(value, dict):
        return [{"id": name, **entry} for name, entry in value.items() if isinstance(entry, dict)]
    return []


def text(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a text or a number as text; "" for anything else."""
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def number(value: Any) -> float | None:  # noqa: ANN401 - as above
    """Return a number, one that is written as text too; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None
    return None if found is None or found - found != 0 else int(found) if found.is_integer() else found


def within(value: Any, *names: str) -> Iterator[Object]:  # noqa: ANN401 - as above
    """Yield the objects under names, whatever stands around them: an answer of an interface, a list of answers."""
    if isinstance(value, list):
        for entry in value:
            yield from within(entry, *names)
    elif isinstance(value, dict):
        found = next((value[name] for name in names if name in value), None)
        if found is not None:
            yield from objects(found)
        else:
            for inner in value.values():
                yield from within(inner, *names) if isinstance(inner, dict) else ()
