"""What a vocabulary is made of: kinds of values, fields, shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a value must be. The value of each member is the word that messages use."""

    TEXT = "text"
    NUMBER = "a number"
    INTEGER = "a whole number"
    DATE = "a date (YYYY-MM-DD)"
    FALSE_OR_DATE = "false or a date (YYYY-MM-DD)"
    FLAG = "true or false"
    CHOICE = "one of a few words"
    HANDLE = "the handle of a unit or a person"
    REFERENCE = "a reference"
    SLUG = "a short name of lower-case letters, digits and hyphens"
    CYCLE = "the name of a cycle"
    LINK = "a link (http, https, mailto or relative)"
    ANY = "a value"
    MAP = "a map of keys"
    FREE_MAP = "a map of names"
    PAIR = "two numbers"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: what it holds, whether it must be there, what it means.

    `many` makes the value a list of `kind`; `shape` describes the keys inside a map; `words` are a choice's values.
    """

    key: str
    kind: Kind
    meaning: str
    required: bool = False
    many: bool = False
    words: tuple[str, ...] = ()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys that a map may hold, by name."""

    name: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    """The keys that must be there."""


def shape_of(name: str, *fields: Field) -> Shape:
    """Return the shape that a row of fields makes."""
    return Shape(name, {entry.key: entry for entry in fields}, tuple(entry.key for entry in fields if entry.required))


def need(  # noqa: PLR0913 - a table's row
    key: str, kind: Kind, meaning: str, *, words: tuple[str, ...] = (), many: bool = False, shape: Shape | None = None
) -> Field:
    """Return a key that must be there."""
    return Field(key, kind, meaning, required=True, many=many, words=words, shape=shape)


def may(  # noqa: PLR0913 - a table's row
    key: str, kind: Kind, meaning: str, *, words: tuple[str, ...] = (), many: bool = False, shape: Shape | None = None
) -> Field:
    """Return a key that may be there."""
    return Field(key, kind, meaning, many=many, words=words, shape=shape)
