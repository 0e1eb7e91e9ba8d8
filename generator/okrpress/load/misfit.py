"""Values that do not fit: which rule they break, what to say, and the way out. Never on the way of a good record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from okrpress.forbidden import HIDING_WORDS
from okrpress.load.checked import Checked, did_you_mean, key_of, short
from okrpress.problem import Message, say
from okrpress.shapes import Field, Kind
from okrpress.source import Place


def report_misfit(value: Any, field: Field, checked: Checked, place: Place) -> None:  # noqa: ANN401 - what an author wrote
    """Report a value that its key cannot hold."""
    if field.kind is Kind.CHOICE and not isinstance(value, dict | list):
        word = short(value)
        if word.lower() in HIDING_WORDS:
            checked.at(
                "hidden-record",
                say("{key}: '{value}' hides nothing: everyone sees everyone's OKRs", key=key_of(place), value=word),
                place,
            )
            return
        message = say("{key}: '{value}' is not one of {words}", key=key_of(place), value=word, words=", ".join(field.words))
        checked.at("unknown-value", message, place, did_you_mean(checked.nearest(word, field.words)))
    elif field.kind is Kind.LINK and isinstance(value, str):
        message = say("{key}: '{value}' is not a link that everyone can follow safely", key=key_of(place), value=short(value))
        checked.at("unsafe-link", message, place, say("links begin with https://, http:// or mailto:, or are relative"))
    else:
        message = say(
            "{key}: {wanted} is wanted, not {found}", key=key_of(place), wanted=say(field.kind.value), found=found(value)
        )
        checked.at("wrong-type", message, place, _hint(value, field.kind))


def found(value: Any) -> str | Message:  # noqa: ANN401
    """Describe what stands there instead."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return say("a map")
    if isinstance(value, list):
        return say("a list")
    return f"'{short(value)}'"


def _hint(value: Any, kind: Kind) -> Message | None:  # noqa: ANN401
    hint = _HINTS.get(kind)
    return hint(value) if hint else None


_WITH_UNIT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*([%‰°€$¥£]|[^\W\d_]+)\Z")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,_' \u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?\Z")
_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)\Z")
_QUOTED = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?\Z")


def _about_number(value: Any) -> Message | None:  # noqa: ANN401
    if not isinstance(value, str):
        return None
    text = value.strip()
    with_unit = _WITH_UNIT.match(text)
    if with_unit:
        return say(
            "write {number} alone; what is counted, '{unit}', goes into 'unit'", number=with_unit[1], unit=short(with_unit[2])
        )
    if _QUOTED.match(text):
        return say("write it without quotation marks and leading zeros")
    if _GROUPED.match(text):
        return say("write {number}", number=re.sub(r"[^0-9.+-]", "", text))
    decimals = _COMMA.match(text)
    return say("write {number}", number=f"{decimals[1]}.{decimals[2]}") if decimals else None


_DAY_LIKE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?![0-9])")


def _about_date(value: Any) -> Message | None:  # noqa: ANN401
    if value is True:
        return say("write the day on which it was done")
    match = _DAY_LIKE.match(value.strip()) if isinstance(value, str) else None
    if not match:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return say("the calendar has no such day")
    return say("write {day}, without quotation marks", day=day.isoformat())


def _about_text(value: Any) -> Message | None:  # noqa: ANN401
    return say("put it in quotation marks") if isinstance(value, bool | float) else None


def _about_pair(value: Any) -> Message | None:  # noqa: ANN401, ARG001 - one signature for all
    return say("write them as a list, the smaller one first: [2, 5]")


_HINTS: Final[Mapping[Kind, Callable[[Any], Message | None]]] = {
    Kind.NUMBER: _about_number,
    Kind.INTEGER: _about_number,
    Kind.DATE: _about_date,
    Kind.FALSE_OR_DATE: _about_date,
    Kind.TEXT: _about_text,
    Kind.HANDLE: _about_text,
    Kind.REFERENCE: _about_text,
    Kind.SLUG: _about_text,
    Kind.CYCLE: _about_text,
    Kind.PAIR: _about_pair,
}
