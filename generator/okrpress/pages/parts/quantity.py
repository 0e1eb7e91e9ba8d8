"""Values with their units, as people write them: 91 %, ¥300, 1,200 parcels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from okrpress.model import KeyResult, Metric, Threshold
from okrpress.words import Words

CURRENCIES: Final = frozenset("¥$€£₩₹")
CLINGING: Final = frozenset({"%", "‰", "°", "℃"})
"""Units that Chinese sets without a space."""


def quantity(words: Words, value: float | None, unit: str) -> str:
    """Write a value with its unit; "–" where there is none."""
    number = words.number(value)
    if value is None or not unit:
        return number
    if unit in CURRENCIES:
        return f"{unit}{number}"
    if words.language == "zh" and (unit in CLINGING or not unit.isascii()):
        return f"{number}{unit}"
    return f"{number}\N{NO-BREAK SPACE}{unit}"


def steps(words: Words, values: Iterable[float | None], unit: str) -> tuple[str, ...]:
    """Write values that follow each other, a unit that is a word only once: 0, 26, 31 contracts; but 41 %, 33 %, 25 %."""
    several = tuple(values)
    between = unit if unit in CURRENCIES or unit in CLINGING else ""
    last = len(several) - 1
    return tuple(quantity(words, value, unit if place == last else between) for place, value in enumerate(several))


def unit_of(key_result: KeyResult) -> str:
    """Return what a key result counts, "" where its measure has no values."""
    measure = key_result.measure
    return measure.unit if isinstance(measure, Metric | Threshold) else ""


def amended_value(words: Words, value: object, unit: str) -> str:
    """Write what stands in an amendment's `from` or `to`: a number in the measure's unit, a day, or the author's words."""
    match value:
        case None:
            said = "–"
        case bool():
            said = words("yes") if value else words("no")
        case int() | float():
            said = quantity(words, value, unit)
        case date():
            said = words.date(value)
        case dict():
            said = words.listed(
                words("{key}: {value}", key=key, value=amended_value(words, entry, "")) for key, entry in value.items()
            )
        case list() | tuple():
            said = words.listed(amended_value(words, entry, "") for entry in value)
        case _:
            said = str(value)
    return said
