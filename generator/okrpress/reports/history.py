"""A version of an objective in sentences that can be kept: names of other records are marks, filled in when they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from okrpress.differences.change import ObjectiveChange
from okrpress.reports.account_objective import changes_of
from okrpress.reports.account_values import NOTE, Names, brief, listed

_OPEN: Final = "\ue001"
_CLOSE: Final = "\ue002"
"""For private use: no text that was made brief holds them."""
_MARK: Final = re.compile(f"{_OPEN}(owner|cycle):([^{_CLOSE}]*){_CLOSE}")


class Marks(Names):
    """Puts a mark where a name will stand that every page depends on anyhow; objectives and themes are called by their ids."""

    def owner(self, handle: str) -> str:
        """Mark a unit or a person."""
        return _mark("owner", handle)

    def cycle(self, cycle_id: str) -> str:
        """Mark a cycle."""
        return _mark("cycle", cycle_id)


def _mark(kind: str, name: str) -> str:
    return f"{_OPEN}{kind}:{brief(name, NOTE)}{_CLOSE}"


def filled(text: str, name: Callable[[str, str], str]) -> str:
    """Put names in place of marks: `name` gets the kind (owner, cycle) and the id."""
    return _MARK.sub(lambda found: name(found[1], found[2]), text)


def version_lines(change: ObjectiveChange, names: Marks) -> tuple[tuple[str, str], ...]:
    """Return sign and sentence of everything that a version changed."""
    words, objective = names.words, change.objective
    facts = listed(words, (names.vocabulary.types[objective.type].lower(), names.vocabulary.stages[objective.stage].lower()))
    lines: list[tuple[str, str]] = []
    match change.kind:
        case "added":
            lines.append(("+", words("Written: {facts}", facts=facts)))
        case "carried":
            source = names.target(objective.carried_from.target) if objective.carried_from else ""
            lines.append(("+", words("Carried over from “{source}”: {facts}", source=source, facts=facts)))
        case "removed" | "unreadable":
            lines.append(("-", words("Removed")))
        case "dropped":
            lines.append(("-", words("Dropped: {reason}", reason=brief(objective.reason, NOTE) or words("no reason given"))))
        case _:
            pass
    return (*lines, *changes_of(change, names)) or (("", words("No change in the words of OKR")),)
