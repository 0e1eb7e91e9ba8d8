"""Values in an account: names, quantities, days and texts, each on one line and bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from okrpress.differences.difference import Difference
from okrpress.model import KeyResult, Threshold
from okrpress.pages.parts.quantity import quantity, unit_of
from okrpress.pages.vocabulary import Vocabulary
from okrpress.reports.sentences import printable
from okrpress.words import Words

TITLE: Final = 100
"""Signs of a title that are shown: the record has the rest."""
NOTE: Final = 200
"""Signs of a note or a reason that are shown."""
_PEOPLE: Final = frozenset({"owner", "contributors", "lead", "ceo", "manager", "parent", "unit", "members", "participants"})
_MEASURED: Final = frozenset({"target", "start", "at_least", "at_most", "floor"})


def brief(text: str, most: int) -> str:
    """Return a text on one line, with nothing in it that a terminal would obey, cut where it is longer than `most` signs."""
    plain = printable(" ".join(text.split()))
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def listed(words: Words, texts: Sequence[str], most: int = 8) -> str:
    """Return texts in a row; of more than `most`, how many there are besides."""
    separator = "、" if words.language == "zh" else ", "
    shown = separator.join(texts[:most])
    return words("{some} and {count} more", some=shown, count=len(texts) - most) if len(texts) > most else shown


class Names:
    """What people call records, in a language. What other records are called is for those who know them."""

    def __init__(self, words: Words) -> None:
        """Speak a language."""
        self.words = words

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the values of the format are called."""
        return Vocabulary(self.words)

    def owner(self, handle: str) -> str:
        """Name a unit or a person."""
        return brief(handle, 60)

    def cycle(self, cycle_id: str) -> str:
        """Name a cycle."""
        return brief(cycle_id, 60)

    def target(self, target: str) -> str:
        """Name what a full id points at: an objective, a key result or a theme."""
        return brief(target, TITLE)

    def key_result(self, entry: KeyResult) -> str:
        """Name a key result."""
        return brief(entry.title or entry.id, TITLE)


class DifferenceNames(Names):
    """What people call the records of a difference, as they are now or else as they were; the id where nothing has it."""

    def __init__(self, difference: Difference, words: Words) -> None:
        """Know both states."""
        super().__init__(words)
        self._states = (difference.after.workspace, difference.before.workspace)

    def owner(self, handle: str) -> str:
        """Name a unit or a person."""
        return brief(next((name for state in self._states if (name := state.name_of(handle)) != handle), handle), 60)

    def cycle(self, cycle_id: str) -> str:
        """Name a cycle."""
        cycle = next((state.cycles[cycle_id] for state in self._states if cycle_id in state.cycles), None)
        return brief(cycle.title, 60) if cycle and cycle.title else cycle_id

    def owner_of(self, objective_id: str) -> str:
        """Name the owner of an objective."""
        objective = next((state.objectives[objective_id] for state in self._states if objective_id in state.objectives), None)
        return self.owner(objective.owner) if objective else ""

    def target(self, target: str) -> str:
        """Name what a full id points at: an objective, a key result or a theme."""
        name, _, part = target.partition("#")
        for state in self._states:
            if name == "strategy":
                theme = state.strategy.theme(part)
                if theme:
                    return brief(theme.title or part, TITLE)
                continue
            objective = state.objectives.get(name)
            entry = objective.key_result(part) if objective and part else None
            if entry:
                return self.key_result(entry)
            if objective and not part:
                return brief(objective.title or objective.id, TITLE)
        return brief(target, TITLE)


def said(names: Names, field: str, value: object, entry: KeyResult | None = None) -> str:
    """Write what a field says; `entry` is the key result whose field it is."""
    words = names.words
    match value:
        case None | "" | ():
            text = words("nothing")
        case bool():
            text = words("yes") if value else words("no")
        case int() | float():
            unit = brief(unit_of(entry), 20) if entry and field in _MEASURED else ""
            text = words.score(value) if field == "grade" else quantity(words, value, unit)
        case date():
            text = words.date(value)
        case tuple() | list():
            text = listed(words, [said(names, field, part) for part in value])
        case Mapping():
            text = listed(words, [f"{key}: {said(names, '', part)}" for key, part in value.items()])
        case str():
            text = _word(names, field, value)
        case _:
            text = str(value)
    return brief(text, NOTE)


def _word(names: Names, field: str, value: str) -> str:
    """Write a word of the format as a reader knows it, and everything else as the author wrote it."""
    vocabulary = names.vocabulary
    tables: Mapping[str, Mapping[str, str]] = {
        "type": vocabulary.types,
        "stage": vocabulary.stages,
        "origin": vocabulary.origins,
        "measure": vocabulary.measures,
    }
    if field in tables:
        return tables[field].get(value) or brief(value, TITLE)
    if field in _PEOPLE:
        return names.owner(value)
    return names.cycle(value) if field == "cycle" else brief(value, TITLE)


def limit(words: Words, entry: KeyResult) -> str:
    """Write what a key result heads for, in a few signs; "" where its measure has no number."""
    measure = entry.measure
    if isinstance(measure, Threshold):
        sign = "≥" if measure.direction == "at_least" else "≤"
        return f"{sign} {quantity(words, measure.limit, brief(measure.unit, 20))}"
    start, target = getattr(measure, "start", None), getattr(measure, "target", None)
    unit = brief(unit_of(entry), 20)
    return "" if target is None else f"{quantity(words, start, '')} → {quantity(words, target, unit)}"
