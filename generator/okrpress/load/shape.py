"""Hold front matter against the vocabulary: what fits is kept, what does not is reported at its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from okrpress.fields import HIDING_KEYS, KEY_RESULT, PAY_KEYS, Field, Kind, Shape
from okrpress.handles import nearest, normal
from okrpress.problem import Message, Problem, say
from okrpress.source import Place, Source, Span

LARGEST_NUMBER: Final = 1e15
"""Beyond it a float no longer holds every whole number, and no company counts so far."""

_MISSING: Final = object()
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})


class Checked:
    """One record being read: collects its problems."""

    def __init__(self, source: Source, record: str) -> None:
        """Start with none."""
        self.source = source
        self.record = record
        self.problems: list[Problem] = []
        self.keys: dict[Place, set[str]] = {}
        """Place of a key result → the keys that its author wrote, right or wrong."""

    def report(self, rule: str, message: Message, span: Span, hint: Message | None = None) -> None:
        """Note a problem of this record."""
        self.problems.append(Problem(rule, message, self.source.path, span, self.record, hint))

    def at(self, rule: str, message: Message, place: Place, hint: Message | None = None) -> None:
        """Note a problem of the value at a place."""
        self.report(rule, message, self.source.spans.of(place), hint)


def fit(front: Mapping[str, Any], shape: Shape, checked: Checked, place: Place = ()) -> dict[str, Any]:
    """Return the values of a map that are as `shape` wants them; absent and refused keys are left out."""
    kept: dict[str, Any] = {}
    fields = shape.fields
    if shape is KEY_RESULT:
        checked.keys[place] = {key for key, value in front.items() if value is not None}
    for key, value in front.items():
        entry = fields.get(key)
        if entry is None:
            _unknown(key, shape, checked, place)
            continue
        if value is None:
            continue
        fitted = _many(value, entry, checked, (*place, key)) if entry.many else _one(value, entry, checked, (*place, key))
        if fitted is not _MISSING:
            kept[key] = fitted
    for key in shape.required():
        if key not in kept and front.get(key) is None:
            # A missing key has no place of its own: the record's first line, or the item that lacks it.
            checked.report(
                "missing-key",
                say("{shape}: '{key}' is missing", shape=say(shape.name), key=key),
                checked.source.spans.of(place) if place else Span(1, 1, 1, 4),
                say("{key}: {meaning}", key=key, meaning=say(fields[key].meaning)),
            )
    return kept


def _unknown(key: str, shape: Shape, checked: Checked, place: Place) -> None:
    span = checked.source.spans.of_key((*place, key))
    lowered = key.lower()
    if lowered in HIDING_KEYS:
        checked.report(
            "hidden-record",
            say("'{key}': no record can be hidden; everyone sees everyone's OKRs", key=key),
            span,
            say("remove the line"),
        )
    elif lowered in PAY_KEYS:
        checked.report(
            "pay-link",
            say("'{key}': an OKR is never tied to pay", key=key),
            span,
            say("remove the line"),
        )
    else:
        close = nearest(key, shape.fields)
        checked.report(
            "unknown-key",
            say("{shape}: there is no key '{key}'", shape=say(shape.name), key=key),
            span,
            say("Did you mean {key}?", key=close)
            if close
            else say("known here: {keys}", keys=", ".join(shape.fields)),
        )


def _many(value: Any, entry: Field, checked: Checked, place: Place) -> Any:  # noqa: ANN401 - what an author wrote
    if not isinstance(value, list):
        checked.at(
            "wrong-type",
            say("{key}: a list is wanted, not {found}", key=_key(place), found=_found(value)),
            place,
            say("write each item on a line of its own, after '- '"),
        )
        if isinstance(value, dict) or entry.kind is Kind.MAP:
            return _MISSING
        value = [value]
        fitted = _one(value[0], entry, checked, place)
        return [(fitted, place)] if fitted is not _MISSING else _MISSING
    kept = []
    for index, item in enumerate(value):
        inner = (*place, index)
        if item is None:
            checked.at("wrong-type", say("{key}: an item is empty", key=_key(place)), inner)
            continue
        fitted = _one(item, entry, checked, inner)
        if fitted is not _MISSING:
            kept.append((fitted, inner))
    return kept


def _one(value: Any, entry: Field, checked: Checked, place: Place) -> Any:  # noqa: ANN401
    if entry.kind is Kind.MAP:
        if not isinstance(value, dict):
            return _wrong(value, entry, checked, place)
        return fit(value, entry.shape, checked, place) if entry.shape else value
    fitted = _FITTERS[entry.kind](value)
    if fitted is _MISSING:
        return _wrong(value, entry, checked, place)
    if entry.kind is Kind.CHOICE and fitted not in entry.words:
        close = nearest(str(fitted).lower(), entry.words)
        checked.at(
            "unknown-value",
            say("{key}: '{value}' is not one of {words}", key=_key(place), value=_short(fitted), words=", ".join(entry.words)),
            place,
            say("Did you mean {key}?", key=close) if close else None,
        )
        return _MISSING
    if entry.kind is Kind.LINK and not is_safe_link(fitted):
        checked.at(
            "unsafe-link",
            say("{key}: '{value}' is not a link that everyone can follow safely", key=_key(place), value=_short(fitted)),
            place,
            say("links begin with http://, https:// or mailto:, or are relative"),
        )
        return _MISSING
    return fitted


def _wrong(value: Any, entry: Field, checked: Checked, place: Place) -> Any:  # noqa: ANN401
    hint = None
    if entry.kind is Kind.NUMBER and isinstance(value, str):
        digits = re.match(r"\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*(%|[^\W\d]+)\s*\Z", value)
        hint = say("write the number {number} alone and give '{unit}' as its unit", number=digits[1], unit=digits[2]) if digits else None
    checked.at(
        "wrong-type",
        say("{key}: {wanted} is wanted, not {found}", key=_key(place), wanted=say(entry.kind.value), found=_found(value)),
        place,
        hint,
    )
    return _MISSING


def is_safe_link(link: str) -> bool:
    """Tell whether a link is http, https, mailto or relative, as a browser would read it."""
    seen = "".join(sign for sign in link if sign.isprintable() and not sign.isspace())
    if seen.startswith(("//", "\\\\", "/\\", "\\/")):
        return False
    match = _SCHEME.match(seen)
    return match is None or match[1].lower() in _SAFE_SCHEMES


def _text(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value.strip() or _MISSING
    if isinstance(value, bool | float):
        return _MISSING
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else _MISSING


def _name(value: Any) -> Any:  # noqa: ANN401
    text = _text(value)
    return text if text is _MISSING else normal(text)


def _number(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _MISSING
    return float(value) if math.isfinite(value) and abs(value) <= LARGEST_NUMBER else _MISSING


def _integer(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER else _MISSING


def _date(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, date) else _MISSING


def _false_or_date(value: Any) -> Any:  # noqa: ANN401
    if value is False or (isinstance(value, str) and value.lower() in ("no", "false")):
        return False
    return _date(value)


def _free_map(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, dict) else _MISSING


def _pair(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a pair
        return _MISSING
    first, second = _number(value[0]), _number(value[1])
    return (first, second) if _MISSING not in (first, second) and first <= second else _MISSING


_FITTERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.FALSE_OR_DATE: _false_or_date,
    Kind.FLAG: lambda value: value if isinstance(value, bool) else _MISSING,
    Kind.CHOICE: _name,
    Kind.HANDLE: _name,
    Kind.REFERENCE: _name,
    Kind.SLUG: _name,
    Kind.CYCLE: _name,
    Kind.LINK: _text,
    Kind.ANY: lambda value: value,
    Kind.FREE_MAP: _free_map,
    Kind.PAIR: _pair,
}


def _key(place: Place) -> str:
    """Name a value as an author would: key_results[2].metric.target, counted from 1."""
    words = ""
    for part in place:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return words


def _found(value: Any) -> str:  # noqa: ANN401
    """Describe what stands there instead."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return f"'{_short(value)}'"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - a message stays one line
