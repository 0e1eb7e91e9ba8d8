"""The open data as JSON Schema (draft 2020-12), published beside it: what its readers may rely on.

Keys may come to a version, so that readers must let pass keys that they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from okrpress import fields
from okrpress.exchange.json_schema import DIALECT
from okrpress.exchange.open_data import VERSION

_Schema: TypeAlias = dict[str, Any]

_TEXT: Final[_Schema] = {"type": "string"}
_NUMBER: Final[_Schema] = {"type": "number"}
_WHOLE: Final[_Schema] = {"type": "integer"}
_DAY: Final[_Schema] = {"type": "string", "format": "date"}
_SCORE: Final[_Schema] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_ANY: Final[_Schema] = {}


def _word(*words: str) -> _Schema:
    return {"enum": list(words)}


def _perhaps(one: _Schema) -> _Schema:
    """Let a value be null: not said, or not to be computed."""
    if "enum" in one:
        return {**one, "enum": [*one["enum"], None]}
    return {**one, "type": [one["type"], "null"]} if "type" in one else {"anyOf": [one, {"type": "null"}]}


def _many(one: _Schema) -> _Schema:
    return {"type": "array", "items": one}


def _a(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


_HEALTH: Final = _perhaps(_word("at risk", "stale", "needs attention", "too early", "on track", "done"))
_DEFINITIONS: Final[Mapping[str, Mapping[str, _Schema]]] = {
    "cycle": {
        "id": _TEXT, "title": _TEXT, "start": _DAY, "end": _DAY,
        "phase": _word("planned", "drafting", "aligning", "running", "review", "closed"), "parent": _perhaps(_TEXT),
        "theme": _perhaps(_TEXT), "phases": _a("phases"), "waivers": _many(_a("waiver")), "story": _perhaps(_TEXT),
    },
    "phases": {"draft": _DAY, "align": _DAY, "review": _DAY, "closed": _DAY},
    "unit": {
        "id": _TEXT, "name": _TEXT, "kind": _word(*fields.UNIT_KINDS), "parent": _perhaps(_TEXT), "lead": _perhaps(_TEXT),
        "members": _many(_TEXT), "since": _perhaps(_DAY), "until": _perhaps(_DAY), "offers": _many(_a("offer")),
        "formerly": _many(_TEXT), "ceo": _perhaps(_TEXT), "waivers": _many(_a("waiver")), "story": _perhaps(_TEXT),
    },
    "offer": {"what": _TEXT, "contact": _perhaps(_TEXT)},
    "person": {
        "id": _TEXT, "name": _TEXT, "unit": _perhaps(_TEXT), "manager": _perhaps(_TEXT), "since": _perhaps(_DAY),
        "until": _perhaps(_DAY), "formerly": _many(_TEXT), "links": {"type": "object", "additionalProperties": _TEXT},
        "waivers": _many(_a("waiver")), "story": _perhaps(_TEXT),
    },
    "strategy": {
        "title": _perhaps(_TEXT), "mission": _perhaps(_TEXT), "vision": _perhaps(_TEXT), "values": _many(_TEXT),
        "themes": _many(_a("theme")), "waivers": _many(_a("waiver")), "story": _perhaps(_TEXT),
    },
    "theme": {
        "id": _TEXT, "title": _TEXT, "leads_to": _many(_TEXT), "evidence": _word(*fields.EVIDENCE),
        "perspective": _perhaps(_word(*fields.PERSPECTIVES)), "hypothesis": _perhaps(_TEXT),
    },
    "owner": {"id": _TEXT, "cycle": _TEXT, "committed": _SCORE, "aspirational": _SCORE},
    "review": {
        "id": _TEXT, "cycle": _TEXT, "owner": _TEXT, "date": _perhaps(_DAY), "participants": _many(_TEXT),
        "decisions": _many(_a("decision")), "waivers": _many(_a("waiver")), "story": _perhaps(_TEXT),
    },
    "decision": {"objective": _TEXT, "decision": _word(*fields.DECISIONS), "reason": _perhaps(_TEXT)},
    "medals": {
        "id": _TEXT, "month": _TEXT, "giver": _TEXT, "medals": _many(_a("medal")), "waivers": _many(_a("waiver")),
        "story": _perhaps(_TEXT),
    },
    "medal": {"to": _TEXT, "for": _perhaps(_TEXT), "reason": _TEXT},
    "objective": {
        "id": _TEXT, "title": _TEXT, "cycle": _TEXT, "owner": _TEXT, "type": _word(*fields.TYPES),
        "origin": _word(*fields.ORIGINS), "stage": _word(*fields.STAGES), "priority": _perhaps(_WHOLE), "weight": _NUMBER,
        "contributors": _many(_TEXT), "aligns_to": _many(_TEXT), "supports": _many(_TEXT), "carried_from": _perhaps(_TEXT),
        "formerly": _many(_TEXT),
        "asks": _many(_a("ask")), "tags": _many(_TEXT), "score": _SCORE, "score_as_agreed": _SCORE, "health": _HEALTH,
        "verdict": _perhaps(_word("met", "attained", "partly", "missed")), "confidence": _perhaps(_NUMBER),
        "expected": _SCORE, "forecast": _SCORE, "key_results": _many(_a("key-result")),
        "amendments": _many(_a("amendment")), "comments": _many(_a("comment")), "reason": _perhaps(_TEXT),
        "waivers": _many(_a("waiver")), "imported": {"anyOf": [_a("imported"), {"type": "null"}]}, "story": _perhaps(_TEXT),
    },
    "imported": {"system": _TEXT, "id": _TEXT},
    "ask": {
        "id": _TEXT, "to": _perhaps(_TEXT), "what": _TEXT, "key_result": _perhaps(_TEXT), "by": _perhaps(_DAY),
        "done": _perhaps(_DAY), "withdrawn": _perhaps(_TEXT), "declined": _perhaps(_TEXT), "answered_by": _many(_TEXT),
    },
    "key-result": {
        "id": _TEXT, "title": _TEXT, "owner": _TEXT, "weight": _NUMBER, "measure": _perhaps(_word(*fields.MEASURES)),
        "start": _perhaps(_NUMBER), "target": _perhaps(_NUMBER), "current": _perhaps(_NUMBER), "unit": _perhaps(_TEXT),
        "progress": _perhaps(_NUMBER), "score": _SCORE, "score_as_agreed": _SCORE, "computed_score": _SCORE,
        "grade": {"anyOf": [_a("grade"), {"type": "null"}]}, "health": _HEALTH, "confidence": _perhaps(_NUMBER),
        "expected": _SCORE, "forecast": _SCORE, "dropped": _perhaps(_DAY), "check_ins": _many(_a("check-in")),
        "milestones": {"anyOf": [_many(_a("milestone")), {"type": "null"}]},
        "direction": _perhaps(_word("at_least", "at_most")), "done": _perhaps(_DAY), "source": _perhaps(_TEXT),
        "due": _perhaps(_DAY), "reason": _perhaps(_TEXT), "initiatives": _many(_a("initiative")),
        "imported": {"anyOf": [_a("imported"), {"type": "null"}]},
    },
    "grade": {"score": _NUMBER, "note": _perhaps(_TEXT)},
    "check-in": {
        "date": _DAY, "value": _perhaps(_NUMBER), "confidence": _perhaps(_NUMBER), "by": _perhaps(_TEXT),
        "note": _perhaps(_TEXT),
    },
    "milestone": {"title": _TEXT, "weight": _NUMBER, "done": _perhaps(_DAY)},
    "initiative": {"title": _TEXT, "url": _perhaps(_TEXT), "done": _perhaps(_DAY)},
    "amendment": {
        "date": _DAY, "key_result": _perhaps(_TEXT), "field": _word(*fields.AMENDABLE), "from": _ANY, "to": _ANY,
        "reason": _TEXT, "notation": _perhaps(_a("notation")),
    },
    "notation": {"from": _TEXT, "to": _TEXT},
    "comment": {"date": _DAY, "by": _TEXT, "text": _TEXT},
    "waiver": {"rule": _TEXT, "reason": _TEXT, "until": _perhaps(_DAY)},
}  # fmt: skip
"""Each kind of thing in the data: its keys, all of which are there."""
_MEANINGS: Final = {
    "start": "metric: the value when the cycle began; threshold: the floor, the value that counts as nothing",
    "target": "metric: the value that counts as reached; threshold: the limit that is kept",
    "direction": "threshold: on which side of the limit the value is kept",
    "current": "the value that stands today",
    "progress": "unrounded; below 0 when it moves the wrong way, above 1 beyond the target",
    "score": "unrounded, 0 … 1; the grade where one was given",
    "computed_score": "the score without the grade",
    "score_as_agreed": "the score against what was first agreed",
    "expected": "where it ought to stand today",
    "forecast": "the score that it is heading for",
    "health": "how it stands while its cycle runs; null once that is closed",
    "verdict": "what came of it; null before the review",
    "notation": "an amendment's values as YAML, where JSON cannot tell a text that looks like a day from a day; else null",
    "story": "Markdown",
}


def schema() -> str:
    """Return the schema of `okrs.json`; what a record's own file holds is among its definitions."""
    whole: Mapping[str, _Schema] = {
        "version": {"const": VERSION}, "today": _DAY, "cycles": _many(_a("cycle")), "units": _many(_a("unit")),
        "people": _many(_a("person")), "strategy": _a("strategy"), "owners": _many(_a("owner")),
        "settings": {"type": "object", "description": "what settings.yml says"}, "reviews": _many(_a("review")),
        "recognition": _many(_a("medals")), "objectives": _many(_a("objective")),
    }  # fmt: skip
    told = {
        "$schema": DIALECT,
        "title": "okrpress open data",
        **_object(whole),
        "$defs": {name: _object(keys) for name, keys in _DEFINITIONS.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _object(keys: Mapping[str, _Schema]) -> _Schema:
    described = {key: {"description": _MEANINGS[key], **one} if key in _MEANINGS else one for key, one in keys.items()}
    return {"type": "object", "properties": described, "required": list(keys)}
