"""From two states of one objective to what changed in it: fields, key results, check-ins and what was reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from okrpress.differences.change import CheckInChange, KeyResultChange, Move, ObjectiveChange, Step
from okrpress.differences.identity import Identity, Part
from okrpress.model import USUAL_ORIGINS, Amendment, CheckIn, Milestones, Objective, YesNo
from okrpress.rules.scoring.commitment import added, is_same, parts, saying

_Pair: TypeAlias = tuple[Part, Part]
Counted: TypeAlias = Callable[[Objective], bool]
"""Whether others counted on what an objective was: agreed, in a cycle that runs."""
_Said: TypeAlias = tuple[date, float | None, float | None, str, str]


class _Speaker(NamedTuple):
    """Who may tell why an objective's commitments moved."""

    objective: Objective
    fresh: list[Amendment]
    """The amendments that were not there before."""
    is_binding: bool

    def move(self, key_result: str, field: str, before: object, after: object) -> Move:
        """Return a move of what amendments speak of, with the one that tells of it."""
        amendment = saying(self.objective, self.fresh, key_result, field, after)
        return Move(key_result, field, before, after, self.is_binding, amendment, amendment.reason if amendment else "")


def objective_change(before: Objective | None, after: Objective | None, kin: Identity, counted: Counted) -> ObjectiveChange:
    """Compare two states of an objective; one of them may be missing. Links and asks are for whoever knows all records."""
    pairs: list[_Pair] = []
    moves: list[Move] = []
    if after is not None:
        pairs = [
            (was, Part(after, entry)) for entry in after.key_results if (was := kin.part_before(before, after, entry)) is not None
        ]
        fresh = added(before, after) if before else list(after.amendments)
        if before is not None:
            moves += _own_moves(before, after, _Speaker(after, fresh, counted(before)))
        for was, part in pairs:
            moves += _moves(was, part, _Speaker(after, fresh, counted(was.objective)))
    return ObjectiveChange(
        before,
        after,
        moves=tuple(moves),
        key_results=(*_came(before, after, kin, counted), *_went(before, after, pairs, kin, counted)),
        check_ins=tuple(change for pair in pairs for change in _check_ins(*pair)),
        steps=tuple(step for pair in pairs for step in _steps(*pair)),
    )


def _own_moves(before: Objective, after: Objective, speaker: _Speaker) -> Iterator[Move]:
    """Yield what the objective itself says differently."""
    if before.stage != after.stage:
        yield Move("", "stage", before.stage, after.stage, reason=after.reason if after.stage == "dropped" else "")
    then, now = parts(before), parts(after)
    for field in ("title", "type", "weight"):
        old, new = then["", field].value, now["", field].value
        if not is_same(old, new):
            yield speaker.move("", field, old, new)
    for field in ("owner", "cycle", "origin", "priority", "contributors", "tags"):
        old, new = getattr(before, field), getattr(after, field)
        follows = field == "origin" and all(record.origin == USUAL_ORIGINS[record.type] for record in (before, after))
        if old != new and not follows:
            yield Move("", field, old, new)
    waived = [tuple(entry.rule for entry in record.waivers) for record in (before, after)]
    if waived[0] != waived[1]:
        why = "; ".join(entry.reason for entry in after.waivers if entry.rule not in waived[0])
        yield Move("", "waivers", waived[0], waived[1], reason=why)
    if before.source.body != after.source.body:
        yield Move("", "story", before.source.body, after.source.body)


def _moves(was: Part, part: Part, speaker: _Speaker) -> Iterator[Move]:
    """Yield what a key result says differently."""
    old, new, name = was.key_result, part.key_result, part.key_result.id
    then = {field: value for (key_result, field), value in parts(was.objective).items() if key_result == old.id}
    now = {field: value for (key_result, field), value in parts(part.objective).items() if key_result == name}
    is_other_kind = type(old.measure) is not type(new.measure)
    for field in dict.fromkeys((*then, *now)):
        if is_other_kind and field not in ("measure", "title", "weight", "due"):
            continue  # the measure's own line says it all
        before, after = (found[field].value if field in found else None for found in (then, now))
        if not is_same(before, after):
            yield speaker.move(name, field, before, after)
    if old.dropped != new.dropped:
        told = speaker.move(name, "dropped", old.dropped, new.dropped)
        yield told._replace(reason=told.reason or (new.reason if new.dropped else ""))
    if old.owner != new.owner and (old.owner, new.owner) != (was.objective.owner, part.objective.owner):
        yield Move(name, "owner", old.owner, new.owner)
    if old.source != new.source:
        yield Move(name, "source", old.source, new.source)
    one, other = old.grade, new.grade
    if (one and one.score) != (other and other.score):
        yield Move(name, "grade", one and one.score, other and other.score, reason=other.note if other else "")
    if old.initiatives != new.initiatives:
        titles = [tuple(item.title for item in entry.initiatives) for entry in (old, new)]
        yield Move(name, "initiatives", titles[0], titles[1])


def _came(before: Objective | None, after: Objective | None, kin: Identity, counted: Counted) -> Iterator[KeyResultChange]:
    """Yield the key results that are new here, or were called something else."""
    if after is None:
        return
    for entry in after.key_results:
        was, part = kin.part_before(before, after, entry), Part(after, entry)
        if was is None:
            amendment = next((told for told in after.amendments if told.key_result == entry.id), None)
            is_late = before is not None and counted(before) and entry.dropped is None
            yield KeyResultChange(None, part, is_late, amendment)
        elif before is None or was.objective.id != before.id or was.key_result.id != entry.id:
            yield KeyResultChange(was, part)


def _went(
    before: Objective | None, after: Objective | None, pairs: list[_Pair], kin: Identity, counted: Counted
) -> Iterator[KeyResultChange]:
    """Yield the key results that are gone from everywhere."""
    if before is None:
        return
    here = {was.id for was, _ in pairs}
    for entry in before.key_results:
        part = Part(before, entry)
        if part.id not in here and part.id not in kin.now:
            yield KeyResultChange(part, None, after is not None and counted(before) and entry.dropped is None)


def _check_ins(was: Part, part: Part) -> Iterator[CheckInChange]:
    """Yield check-ins that came, went or were changed, newest first."""
    entry = part.key_result
    old, new = Counter(map(_said, was.key_result.check_ins)), Counter(map(_said, entry.check_ins))
    went = [check_in for check_in in was.key_result.check_ins if _is_left(check_in, old, new)]
    came = [check_in for check_in in entry.check_ins if _is_left(check_in, new, old)]
    for after in sorted(came, key=lambda check_in: check_in.date, reverse=True):
        before = next((check_in for check_in in went if check_in.date == after.date), None)
        if before is not None:
            went.remove(before)
        valued = [one for one in entry.check_ins if one.value is not None and one.date < after.date]
        yield CheckInChange(entry, before, after, valued[-1] if valued else None)
    for before in sorted(went, key=lambda check_in: check_in.date, reverse=True):
        yield CheckInChange(entry, before, None)


def _said(check_in: CheckIn) -> _Said:
    return check_in[:5]


def _is_left(check_in: CheckIn, mine: Counter[_Said], others: Counter[_Said]) -> bool:
    """Tell whether the other side lacks a check-in; of equal ones as many as it lacks."""
    said = _said(check_in)
    if mine[said] > others[said]:
        mine[said] -= 1
        return True
    return False


def _steps(was: Part, part: Part) -> Iterator[Step]:
    """Yield what was reached, or is not reached any more."""
    old, new = was.key_result.measure, part.key_result.measure
    if isinstance(old, Milestones) and isinstance(new, Milestones):
        then = {item.title: item.done for item in old.items}
        for item in new.items:
            if item.title in then and then[item.title] != item.done:
                yield Step(part.key_result, item.title, then[item.title], item.done)
    elif isinstance(old, YesNo) and isinstance(new, YesNo) and old.done != new.done:
        yield Step(part.key_result, "", old.done, new.done)
