"""What an author wrote → what a key holds, kind by kind; MISSING where it does not fit."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from sys import intern
from typing import Any, Final

from okrpress.handles import normal
from okrpress.shapes import Field, Kind

LARGEST_NUMBER: Final = 1e15
"""Beyond it a float no longer holds every whole number, and no company counts so far."""
MISSING: Final = object()
SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PLAIN_LINK = re.compile(r"https?://[^\s\\]+\Z")


def is_safe_link(link: str) -> bool:
    """Tell whether a link is http, https, mailto or relative, as a browser would read it."""
    if link.isprintable() and _PLAIN_LINK.match(link):
        return True
    seen = "".join(sign for sign in link if sign.isprintable() and not sign.isspace())
    if seen.startswith(("//", "\\\\", "/\\", "\\/")):
        return False
    match = _SCHEME.match(seen)
    return match is None or match[1].lower() in SAFE_SCHEMES


def is_blank(value: Any) -> bool:  # noqa: ANN401 - what an author wrote is anything
    """Tell whether a key was left empty."""
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: Any) -> Any:  # noqa: ANN401
    if type(value) is str:
        return value.strip() or MISSING
    if isinstance(value, bool | float):
        return MISSING
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else MISSING


def _name(value: Any) -> Any:  # noqa: ANN401
    text = _text(value)
    return text if text is MISSING else intern(normal(text))  # a name is in many records


def _number(value: Any) -> Any:  # noqa: ANN401
    if type(value) is float or type(value) is int:
        return float(value) if -LARGEST_NUMBER <= value <= LARGEST_NUMBER else MISSING  # not a number is in no range
    return MISSING


def _integer(value: Any) -> Any:  # noqa: ANN401
    return value if type(value) is int and abs(value) <= LARGEST_NUMBER else MISSING


def _date(value: Any) -> Any:  # noqa: ANN401
    return value if type(value) is date else MISSING


def _false_or_date(value: Any) -> Any:  # noqa: ANN401
    if value is False or (isinstance(value, str) and value.lower() in ("no", "false")):
        return False
    return _date(value)


def _flag(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, bool) else MISSING


def _free_map(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, dict) else MISSING


def _link(value: Any) -> Any:  # noqa: ANN401
    text = _text(value)
    return text if text is MISSING or is_safe_link(text) else MISSING


def _pair(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a pair
        return MISSING
    first, second = _number(value[0]), _number(value[1])
    return (first, second) if MISSING not in (first, second) and first <= second else MISSING


def _anything(value: Any) -> Any:  # noqa: ANN401
    """Let pass what can be written out again: no infinity, no not-a-number."""
    if isinstance(value, float):
        return value if math.isfinite(value) else MISSING
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return MISSING if any(_anything(part) is MISSING for part in inner) else value


_FITTERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.FALSE_OR_DATE: _false_or_date,
    Kind.FLAG: _flag,
    Kind.HANDLE: _name,
    Kind.REFERENCE: _name,
    Kind.SLUG: _name,
    Kind.CYCLE: _name,
    Kind.LINK: _link,
    Kind.ANY: _anything,
    Kind.FREE_MAP: _free_map,
    Kind.PAIR: _pair,
}


def fitter(field: Field) -> Callable[[Any], Any]:
    """Return the function that reads one value of a field."""
    if field.kind is not Kind.CHOICE:
        return _FITTERS[field.kind]
    words = field.words
    return lambda value: value if type(value) is str and value in words else MISSING
