"""The vocabulary as JSON Schema (draft 2020-12): an editor then completes keys and marks mistakes while one writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from okrpress import fields
from okrpress.fields import Field, Kind, Shape
from okrpress.rules import catalogue
from okrpress.words import Words

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SHAPES: Final[Mapping[str, Shape]] = {**fields.RECORDS, "settings": fields.SETTINGS}
"""Kind of record → its shape."""

_Schema: TypeAlias = dict[str, Any]

_DAY: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_KINDS: Final[Mapping[Kind, _Schema]] = {
    Kind.TEXT: {"type": ["string", "integer"]},
    Kind.NUMBER: {"type": "number"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DATE: {"type": "string", "format": "date", "pattern": _DAY},
    Kind.FALSE_OR_DATE: {"anyOf": [{"enum": [False, "no"]}, {"type": "string", "format": "date", "pattern": _DAY}]},
    Kind.FLAG: {"type": "boolean"},
    Kind.HANDLE: {"type": ["string", "integer"], "pattern": r"^[^\sA-Z/#]+$"},
    Kind.REFERENCE: {"type": ["string", "integer"], "pattern": r"^\S+$"},
    Kind.SLUG: {"type": ["string", "integer"], "pattern": r"^[^\sA-Z/#]+$"},
    Kind.CYCLE: {"type": ["string", "integer"]},
    Kind.LINK: {"type": "string"},
    Kind.ANY: {},
    Kind.FREE_MAP: {"type": "object", "additionalProperties": {"type": "string"}},
    Kind.PAIR: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
}
"""What a value must be, as far as a schema can say it: the checker knows more."""


def schema(kind: str, words: Words) -> str:
    """Return the schema of one kind of record; of all of them, any of which will do, for ""."""
    definitions: dict[str, _Schema] = {}
    for name, shape in SHAPES.items():
        if kind in ("", name):
            _define(shape, words, definitions, name)
    head: _Schema = {"$schema": DIALECT, "title": f"okrpress: {words(kind)}" if kind else "okrpress"}
    refs = [{"$ref": f"#/$defs/{name}"} for name in SHAPES]
    told = head | ({"$ref": f"#/$defs/{kind}"} if kind else {"anyOf": refs}) | {"$defs": definitions}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _define(shape: Shape, words: Words, definitions: dict[str, _Schema], name: str = "") -> _Schema:
    """Put a shape and all that it holds among the definitions and return what refers to it."""
    name = name or shape.name.replace(" ", "-")
    if name not in definitions:
        made: _Schema = definitions.setdefault(name, {})
        made |= {
            "title": words(shape.name),
            "type": "object",
            "properties": {key: _field(field, shape, words, definitions) for key, field in shape.fields.items()},
            "additionalProperties": False,
        }
        if shape.required:
            made["required"] = list(shape.required)
        made |= _FURTHER.get(shape.name, {})
    return {"$ref": f"#/$defs/{name}"}


_REASONED: Final[_Schema] = {"required": ["reason"]}
_FURTHER: Final[Mapping[str, _Schema]] = {
    fields.KEY_RESULT.name: {
        "oneOf": [{"required": [measure]} for measure in fields.MEASURES],
        "dependentRequired": {"dropped": ["reason"]},
    },
    fields.THRESHOLD.name: {"oneOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]},
    fields.OBJECTIVE.name: {
        "if": {"properties": {"stage": {"const": "dropped"}}, "required": ["stage"]},
        "then": _REASONED,
    },
}
"""What a shape demands beyond its keys."""


def _field(field: Field, shape: Shape, words: Words, definitions: dict[str, _Schema]) -> _Schema:
    if shape is fields.SETTINGS and field.key == "rules":
        one = _rules(words)
    elif shape is fields.WAIVER and field.key == "rule":
        one = {"enum": [name for name, rule in catalogue().items() if not rule.fixed]}
    elif field.shape is not None:
        one = _define(field.shape, words, definitions)
    elif field.kind is Kind.CHOICE:
        one = {"enum": list(field.words)}
    else:
        one = dict(_KINDS[field.kind])
    if field.many:
        one = {"type": "array", "items": one}
    return {"description": words(field.meaning)} | (one if field.required else _or_nothing(one))


def _or_nothing(one: _Schema) -> _Schema:
    """Let a key be left empty, as the loader does."""
    if not one:
        return one
    if "enum" in one:
        return one | {"enum": [*one["enum"], None]}
    if "type" in one:
        kinds = one["type"] if isinstance(one["type"], list) else [one["type"]]
        return one | {"type": [*kinds, "null"]}
    return {"anyOf": [one, {"type": "null"}]}


def _rules(words: Words) -> _Schema:
    """Return what settings may say of rules: a severity for each name that may have another than its own."""
    severities = {"enum": [*fields.SEVERITIES, False]}  # YAML 1.1 reads `off` as false
    named = {name: {"description": words(rule.summary), **severities} for name, rule in catalogue().items() if not rule.fixed}
    return {"type": "object", "properties": named, "additionalProperties": False}
