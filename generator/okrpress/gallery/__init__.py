"""The gallery: broken records with the sentence that each gets, kept as data so that every company's handbook has it.

`exhibits.json` is made by running the checker over the broken records of the tests and the bad examples of the rules
(`make golden` renews it); nothing here is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, Final

from okrpress.problem import Message, Parameter
from okrpress.span import Span

_FILE: Final = "exhibits.json"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A broken record, and the first thing that is said about it."""

    rule: str
    path: str
    """Below the records' folder."""
    span: Span
    message: Message
    hint: Message | None
    first_line: int
    """The line of the record with which `lines` begins."""
    lines: tuple[str, ...]
    """The record around the place."""


def exhibits() -> tuple[Exhibit, ...]:
    """Return all of them, by rule."""
    return tuple(
        Exhibit(
            rule=kept["rule"],
            path=kept["path"],
            span=Span(*kept["span"]),
            message=_message(kept["message"]),
            hint=_message(kept["hint"]) if kept["hint"] else None,
            first_line=kept["first_line"],
            lines=tuple(kept["lines"]),
        )
        for kept in json.loads((files(__name__) / _FILE).read_text(encoding="utf-8"))
    )


def written(shown: list[Exhibit]) -> str:
    """Return what `exhibits.json` says of exhibits."""
    return json.dumps([asdict(exhibit) for exhibit in shown], ensure_ascii=False, indent=1) + "\n"


def _message(kept: Mapping[str, Any]) -> Message:
    values: dict[str, Parameter] = {
        name: _message(value) if isinstance(value, dict) else value for name, value in kept["values"].items()
    }
    return Message(kept["template"], values)
