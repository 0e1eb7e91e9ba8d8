"""What another tool calls things, and we: columns, words, people, periods. One small YAML file is ready for each tool."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

from okrpress import fields
from okrpress.load.suggest import Names
from okrpress.refusal import Refusal
from okrpress.yaml_text import read_yaml

KEYS: Final = (
    "kind", "id", "title", "owner", "team", "contributors", "cycle", "start_date", "end_date", "story", "parent", "type",
    "stage", "reason", "weight", "tags", "key_result", "key_result_id", "key_result_owner", "key_result_weight", "start",
    "target", "current",
    "unit", "progress", "score", "score_note", "status", "confidence", "due", "date", "note", "check_ins", "source",
    "ignored",
)  # fmt: skip
"""What a column may fill."""
KINDS: Final = ("objective", "key_result", "initiative", "left_out")
_WORDS: Final[Map[str, tuple[str, ...]]] = {"kind": KINDS, "type": fields.TYPES, "stage": fields.STAGES}
"""Keys that hold one of a few words."""
_PARTS: Final = ("columns", "values", "owners", "cycles", "defaults")
_DEFAULTS: Final = ("owner", "cycle", "type", "stage", "unit")
TOOLS: Final = ("csv", "viva-goals", "lark", "okr-tracker", "puzzle", "markdown")
"""Tools whose mapping is ready; xlsx has that of csv."""


def folded(text: str) -> str:
    """Return a word as it is compared: whatever its capitals, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Mapping:
    """Theirs → ours. Words of theirs are folded."""

    columns: Map[str, str] = field(default_factory=dict)
    values: Map[str, Map[str, str]] = field(default_factory=dict)
    owners: Map[str, str] = field(default_factory=dict)
    cycles: Map[str, str] = field(default_factory=dict)
    defaults: Map[str, str] = field(default_factory=dict)

    def value(self, key: str, written: str) -> str:
        """Return our word for one of theirs, "" where there is none."""
        known = self.values.get(key, {})
        return known.get(folded(written), "") or (folded(written) if folded(written) in _WORDS.get(key, ()) else "")

    def with_more(self, other: Mapping) -> Mapping:
        """Return both together; what the other says goes first."""
        values = {key: {**self.values.get(key, {}), **other.values.get(key, {})} for key in {**self.values, **other.values}}
        return Mapping(
            {**self.columns, **other.columns}, values, {**self.owners, **other.owners}, {**self.cycles, **other.cycles},
            {**self.defaults, **other.defaults},
        )  # fmt: skip


def ready_text(tool: str) -> str:
    """Return the ready mapping of a tool, as the file that it is."""
    name = "csv" if tool == "xlsx" else tool
    return (files("okrpress.exchange") / "mappings" / f"{name}.yml").read_text(encoding="utf-8")


def ready(tool: str) -> Mapping:
    """Return the ready mapping of a tool."""
    return read(ready_text(tool), f"the mapping of {tool}")


def read(text: str, name: str) -> Mapping:
    """Read a mapping.

    Raises:
        Refusal: it is no YAML, or names what there is not.

    """
    found = read_yaml(text, first_line=1)
    if found.flaws:
        flaw = found.flaws[0]
        raise _refusal(f"{name}: line {flaw.span.line}: {flaw.message}")
    for key in found.values:
        _known(name, key, _PARTS)
    maps = {part: _map(name, part, found.values.get(part)) for part in _PARTS}
    for written, key in maps["columns"].items():
        _known(f"{name}: columns: {written}", str(key), KEYS)
    for key in maps["defaults"]:
        _known(f"{name}: defaults", key, _DEFAULTS)
    values: dict[str, Map[str, str]] = {}
    for key, words in maps["values"].items():
        _known(f"{name}: values", key, KEYS)
        values[key] = _folded(_map(name, f"values.{key}", words))
        for ours in values[key].values() if key in _WORDS else ():
            _known(f"{name}: values.{key}", ours, _WORDS[key])
    return Mapping(
        _folded(maps["columns"]), values, _folded(maps["owners"]), _folded(maps["cycles"]),
        {key: str(value) for key, value in maps["defaults"].items()},
    )  # fmt: skip


def _map(name: str, part: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - what somebody wrote
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _refusal(f"{name}: '{part}' is a map: theirs, a colon, ours")
    return value


def _folded(words: Map[str, Any]) -> dict[str, str]:
    return {folded(str(theirs)): "" if ours is None else str(ours) for theirs, ours in words.items()}


def _known(name: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        close = Names(known).nearest(word)
        raise Refusal(
            f"{name}: there is no '{word}'" + (f". Did you mean {close}?" if close else f"; there are {', '.join(known)}")
        )


def _refusal(text: str) -> Refusal:
    """Bring what somebody wrote, line breaks and all, into one line."""
    return Refusal(" ".join(text.split()))
