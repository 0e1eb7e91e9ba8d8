"""Hold front matter against the vocabulary: what fits is kept, what does not is reported at its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from okrpress.fields import KEY_RESULT, MEASURES, RECORDS, SETTINGS
from okrpress.forbidden import HIDING_KEYS, PAY_KEYS
from okrpress.load.checked import Checked, did_you_mean, key_of, short
from okrpress.load.misfit import found, report_misfit
from okrpress.load.values import MISSING, fitter, is_blank
from okrpress.problem import say
from okrpress.shapes import Field, Kind, Shape
from okrpress.source import FIRST_LINE, Place


class _Way(NamedTuple):
    """How the value of one key is read."""

    field: Field
    one: Callable[[Any], Any] | None
    """What reads a single value; None where the key holds a list or a map."""


def _ways_of(shapes: Iterable[Shape]) -> dict[str, dict[str, _Way]]:
    """Prepare the reading of shapes and of all that they hold."""
    ways: dict[str, dict[str, _Way]] = {}
    for shape in shapes:
        ways[shape.name] = {
            key: _Way(field, None if field.many or field.kind is Kind.MAP else fitter(field))
            for key, field in shape.fields.items()
        }
        ways.update(_ways_of(field.shape for field in shape.fields.values() if field.shape))
    return ways


_WAYS: Final = _ways_of((*RECORDS.values(), SETTINGS))


def fit(front: Mapping[str, Any], shape: Shape, checked: Checked, place: Place = ()) -> dict[str, Any]:
    """Return the values of a map that are as `shape` wants them; absent, empty and refused keys are left out."""
    kept: dict[str, Any] = {}
    ways = _WAYS[shape.name]
    if shape is KEY_RESULT:
        checked.measures[place] = [name for name in MEASURES if front.get(name) is not None]
    for key, value in front.items():
        way = ways.get(key)
        if way is None:
            _report_unknown(key, shape, checked, place)
        elif value is not None:
            field, one = way
            fitted = one(value) if one else _structure(value, field, checked, (*place, key))
            if fitted is not MISSING:
                kept[key] = fitted
            elif one and not is_blank(value):
                report_misfit(value, field, checked, (*place, key))
    for key in shape.required:
        if key not in kept and is_blank(front.get(key)):
            _report_missing(key, shape, checked, place, written=key in front)
    return kept


def _structure(value: Any, field: Field, checked: Checked, place: Place) -> Any:  # noqa: ANN401 - what an author wrote
    """Read a list or a map."""
    if is_blank(value):
        return MISSING
    if field.many:
        return _items(value, field, checked, place)
    if not isinstance(value, dict) or field.shape is None:
        report_misfit(value, field, checked, place)
        return MISSING
    return fit(value, field.shape, checked, place)


def _items(value: Any, field: Field, checked: Checked, place: Place) -> list[tuple[Any, Place]]:  # noqa: ANN401
    """Read a list: the items that fit, each with its place."""
    if isinstance(value, list):
        places: Iterable[Place] = [_below(place, index) for index in range(len(value))]
    else:
        checked.at(
            "wrong-type",
            say("{key}: a list is wanted, not {found}", key=key_of(place), found=found(value)),
            place,
            say("write each item on a line of its own, after '- '"),
        )
        value, places = [value], [place]  # what it says is read all the same
    shape = field.shape
    one = None if shape else fitter(field)
    kept = []
    for item, at in zip(value, places, strict=True):
        if shape and type(item) is dict:
            kept.append((fit(item, shape, checked, at), at))
        elif is_blank(item):
            checked.at(
                "wrong-type", say("{key}: an item is empty", key=key_of(place)), at, say("write it, or take the line away")
            )
        elif one is None or (fitted := one(item)) is MISSING:
            report_misfit(item, field, checked, at)
        else:
            kept.append((fitted, at))
    return kept


@lru_cache(maxsize=1 << 12)
def _below(place: Place, index: int) -> Place:
    """Return the place of an item: the same one for all records, which are many."""
    return (*place, index)


def _report_missing(key: str, shape: Shape, checked: Checked, place: Place, *, written: bool) -> None:
    """Report a key that is not there: at the record's first line, or the item that lacks it; an empty one at the key."""
    field = shape.fields[key]
    hint = say("{key}: {meaning}", key=key, meaning=say(field.meaning))
    if written:
        checked.at_key("missing-key", say("{shape}: '{key}' is empty", shape=say(shape.name), key=key), (*place, key), hint)
        return
    span = checked.source.spans.of(place) if place else FIRST_LINE
    checked.report("missing-key", say("{shape}: '{key}' is missing", shape=say(shape.name), key=key), span, hint)


def _report_unknown(key: str, shape: Shape, checked: Checked, place: Place) -> None:
    at = (*place, key)
    shown = short(key)
    remove = say("take the line away")
    if hides(key):
        checked.at_key(
            "hidden-record", say("'{key}': no record can be hidden; everyone sees everyone's OKRs", key=shown), at, remove
        )
    elif pays(key):
        checked.at_key("pay-link", say("'{key}': an OKR is never tied to pay", key=shown), at, remove)
    else:
        inner = next((field.key for field in shape.fields.values() if field.shape and key in field.shape.fields), "")
        close = "" if inner else checked.nearest(key.replace("-", "_"), shape.fields)
        if (shape.name, key) in _ELSEWHERE:
            hint = _ELSEWHERE[shape.name, key]
        elif inner:
            hint = say("it belongs into '{key}'", key=inner)
        else:
            hint = did_you_mean(close) or say("known here: {keys}", keys=", ".join(shape.fields))
        checked.at_key("unknown-key", say("{shape}: there is no key '{key}'", shape=say(shape.name), key=shown), at, hint)


_ELSEWHERE: Final = {
    ("objective", "comments"): say("comments stand in the file beside it, <name>.comments.md; 'okr comment' writes them"),
}
"""What has a file of its own."""
_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


def hides(key: str) -> bool:
    """Tell whether a key would take a record from someone's eyes."""
    return unicodedata.normalize("NFKC", key).strip().lower() in HIDING_KEYS


def pays(key: str) -> bool:
    """Tell whether a key would tie an OKR to pay: one of its words does, in Chinese any part of it."""
    folded = unicodedata.normalize("NFKC", key)
    words = {word.lower() for word in _BETWEEN_WORDS.split(folded)}
    return (
        not words.isdisjoint(PAY_KEYS)
        or folded.strip().lower() in PAY_KEYS
        or any(word in folded for word in PAY_KEYS if not word.isascii())
    )
