"""How everything stands: the scores of a whole workspace on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from okrpress.alignment import Alignment
from okrpress.model import KeyResult, Objective, ObjectiveType, Rollup, Workspace
from okrpress.scoring import standing
from okrpress.scoring.key_result import Look, graded
from okrpress.scoring.measures import Reading, last_sign, read, read_rollup, up_to
from okrpress.scoring.objective import score, stand_objective
from okrpress.scoring.order import in_order
from okrpress.scoring.pace import CycleDay
from okrpress.scoring.rollup import OwnerMeans
from okrpress.scoring.standing import ObjectiveStanding, Standings

Children: TypeAlias = Mapping[str, tuple[str, ...]]
"""Key result id → ids of the agreed objectives that align to exactly that key result."""


class _Known(NamedTuple):
    """What is known so far of the objectives, by id."""

    scores: dict[str, float | None]
    signs: dict[str, date | None]
    """The last day on which anything moved or was spoken of."""

    def note(self, objective_id: str, looks: list[Look]) -> None:
        self.scores[objective_id] = score(looks)
        self.signs[objective_id] = max([look.last_sign for look in looks if look.last_sign is not None], default=None)

    def rollup(self, children: tuple[str, ...]) -> Reading:
        return read_rollup([self.scores[child] for child in children])


def assess(workspace: Workspace, alignment: Alignment, today: date) -> Standings:
    """Score every objective and every owner (SCORING, whole), each when somebody asks for it."""
    objectives = _Assessment(workspace, alignment, today)
    return Standings(objectives, OwnerMeans(workspace.objectives.values(), lambda objective: objectives[objective].score))


class _Assessment(Mapping[str, ObjectiveStanding]):
    """How each objective stands.

    Roll-ups take the scores of other objectives, of any cycle, so what they depend on is scored first, without recursion.
    A roll-up that depends on itself has no score. A grade, or dropping it, opens the loop: its objective then does not take
    what it computes, and everyone else on the loop has a score again.
    """

    def __init__(self, workspace: Workspace, alignment: Alignment, today: date) -> None:
        self._workspace = workspace
        self._alignment = alignment
        self._today = today
        self._known = _Known({}, {})
        self._looks: dict[str, list[Look]] = {}
        """Of what roll-ups take, and of what has roll-ups."""
        self._children: dict[str, Children] = {}
        self._found: dict[str, ObjectiveStanding] = {}
        self._day_of = cache(self._day)

    def __getitem__(self, objective_id: str) -> ObjectiveStanding:
        found = self._found.get(objective_id)
        if found is None:
            found = self._found[objective_id] = self._stand(self._workspace.objectives[objective_id])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._workspace.objectives)

    def __len__(self) -> int:
        return len(self._workspace.objectives)

    def _day(self, cycle: str, kind: ObjectiveType) -> CycleDay:
        return CycleDay.of(self._workspace.cycles.get(cycle), kind, self._workspace.settings.scoring, self._today)

    def _stand(self, objective: Objective) -> ObjectiveStanding:
        known, children = self._known, self._children_of(objective)
        aligned: Children = children or {}
        if children is None:
            mine = self._looks.get(objective.id) or _looks(objective, self._today)
        else:  # what a dropped or graded roll-up shows beside its score needs more than the score does
            self._know([objective.id, *(child for below in aligned.values() for child in below)])
            mine = [
                look if _is_taken(look.key_result) else _take(look, aligned, known, frozenset())
                for look in self._looks[objective.id]
            ]
        day = self._day_of(objective.cycle, objective.type)
        return stand_objective(objective, mine, day, lambda key_result_id: known.rollup(aligned[key_result_id]))

    def _children_of(self, objective: Objective) -> Children | None:
        """Return who aligns to the key results of an objective that takes scores; None for any other."""
        if objective.id not in self._children and _takes_scores(objective):
            self._children[objective.id] = _agreed_children(self._workspace, self._alignment, objective)
        return self._children.get(objective.id)

    def _know(self, wanted: list[str]) -> None:
        """Score objectives, after everything that their scores take."""
        objectives, known = self._workspace.objectives, self._known
        needs: dict[str, list[str]] = {}
        waiting = list(wanted)
        while waiting:
            name = waiting.pop()
            if name in self._looks or name in needs:
                continue
            children = self._children_of(objectives[name])
            if children is None:
                self._looks[name] = _looks(objectives[name], self._today)
                known.note(name, self._looks[name])
            else:
                needs[name] = _needs(objectives[name], children)
                waiting += needs[name]
        for group in in_order(needs):
            for parent in group:
                self._looks[parent] = [
                    _take(look, self._children[parent], known, group) if _is_taken(look.key_result) else look
                    for look in _looks(objectives[parent], self._today)
                ]
                known.note(parent, self._looks[parent])


def _looks(objective: Objective, today: date) -> list[Look]:
    looks = []
    for key_result in objective.key_results:
        check_ins = up_to(key_result.check_ins, today)
        measure = key_result.measure
        looks.append(Look(key_result, read(measure, check_ins, today), check_ins, last_sign(measure, check_ins, today)))
    return looks


def _takes_scores(objective: Objective) -> bool:
    """Tell whether an objective has, or may have had, a roll-up."""
    return any(isinstance(entry.measure, Rollup) for entry in objective.key_results) or any(
        entry.field == "measure" for entry in objective.amendments
    )


def _is_taken(key_result: KeyResult) -> bool:
    """Tell whether an objective's score takes what a roll-up computes."""
    return isinstance(key_result.measure, Rollup) and key_result.dropped is None and graded(key_result.grade) is None


def _agreed_children(workspace: Workspace, alignment: Alignment, objective: Objective) -> dict[str, tuple[str, ...]]:
    # The graph of links leaves out an objective that aligns to itself; here it is the shortest loop.
    own = {reference.target for reference in objective.aligns_to} if objective.stage == "agreed" else set()
    children: dict[str, tuple[str, ...]] = {}
    for key_result in objective.key_results:
        place = f"{objective.id}#{key_result.id}"
        sources = [link.source for link in alignment.children.get(place, ())]
        agreed = [source for source in sources if workspace.objectives[source].stage == "agreed"]
        children[key_result.id] = (*agreed, objective.id) if place in own else tuple(agreed)
    return children


def _needs(objective: Objective, children: Children) -> list[str]:
    return [child for entry in objective.key_results if _is_taken(entry) for child in children[entry.id]]


def _take(look: Look, children: Children, known: _Known, group: frozenset[str]) -> Look:
    """Read a roll-up from the objectives below it; they are its signs of life too. `group` are those that need one another."""
    if not isinstance(look.key_result.measure, Rollup):
        return look
    below = children[look.key_result.id]
    if not group.isdisjoint(below):
        return look._replace(reading=Reading(None, reason=standing.DEPENDS_ON_ITSELF))
    signs = [sign for child in below if (sign := known.signs[child]) is not None]
    last = max([*signs, look.last_sign] if look.last_sign else signs, default=None)
    return look._replace(reading=known.rollup(below), last_sign=last)
