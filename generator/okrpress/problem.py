"""What is wrong with a record: a message with its place, not yet judged.

A problem is what a rule sees; `okrpress.check` turns it into a finding by stamping code and severity.
Messages stay untranslated values (template and parameters) until a reader's language is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from okrpress.span import NOWHERE, Span

Parameter: TypeAlias = "str | int | float | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in English with `{named}` places, and what stands in them: text, numbers or messages again."""

    template: str
    values: Mapping[str, Parameter] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.template.format_map(self.values) if self.values else self.template


def say(template: str, **values: Parameter) -> Message:
    """Make a message; the catalogue tools collect the first argument of every call."""
    return Message(template, values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that one rule noticed.

    `rule` may stay empty where a rule makes it: the runner knows whose it is. `path` is relative to the repository's
    root, `record` the id of what it speaks of ("" for a file that could not be read), `hint` the way out.
    """

    rule: str
    message: Message
    path: str
    span: Span = NOWHERE
    record: str = ""
    hint: Message | None = None
    severity: str = ""
    """Set where this case weighs more or less than its rule usually does."""
