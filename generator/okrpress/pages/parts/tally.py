"""How many objectives there are of each type, and in what state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from okrpress.model import Objective
from okrpress.pages.page import Desk
from okrpress.pages.parts.states import objective_status
from okrpress.pages.vocabulary import Status


class Share(NamedTuple):
    """So many in one state; where its piece of the bar begins and how wide it is, in percent."""

    status: Status
    number: int
    x: str
    width: str


class Tally(NamedTuple):
    """All agreed objectives of one type."""

    kind: str
    number: int
    shares: tuple[Share, ...]


def tallies(desk: Desk, objectives: Iterable[Objective]) -> tuple[Tally, ...]:
    """Count the agreed objectives by type and state, the best state first."""
    agreed = [objective for objective in objectives if objective.stage == "agreed"]
    return tuple(
        _tally(desk, word, [objective for objective in agreed if objective.type == kind])
        for kind, word in desk.vocabulary.types_many.items()
    )


def _tally(desk: Desk, word: str, objectives: list[Objective]) -> Tally:
    terms = desk.vocabulary
    unknown = Status(desk.words("Not started"))
    order = [*terms.verdicts.values(), *reversed(list(terms.health.values())), unknown]
    found = Counter(objective_status(desk, entry, desk.company.standing(entry.id)) or unknown for entry in objectives)
    shares: list[Share] = []
    before = 0
    for status in dict.fromkeys(order):  # in Chinese, met and attained are one word
        if number := found[status]:
            shares.append(Share(status, number, _percent(before, len(objectives)), _percent(number, len(objectives))))
            before += number
    return Tally(word, len(objectives), tuple(shares))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole * 100:.4g}%"
