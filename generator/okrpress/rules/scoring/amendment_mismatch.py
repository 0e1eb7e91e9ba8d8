"""The latest amendment of a field ends where the file stands.

`amendments` tell how a commitment came to be what it is. When the last one says 96 and the key result says 95, one of the two
was changed without the other: the score as first agreed, and whoever reads the history, can no longer be trusted.

Make `to` and the file say the same; a change that was not written down yet is an amendment of its own, which
`okr amend` writes in one go. A field of a key result needs its `key_result` beside it.

Where there is a base to compare with (`okr check --base origin/main`), a new amendment also begins where the base stood, and
those that were there stay as they were.

Source: L, GitLab's handbook; T, requirement tools.

Bad:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    aligns_to: [company/reliable]
    key_results:
      - {id: hours, title: Hours on the road fall from 30 to 24, metric: {start: 30, target: 24, unit: hours}}
    amendments:
      - {date: 2026-11-05, key_result: hours, field: target, from: 22, to: 23, reason: The pass is closed}
    ---

Good:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    aligns_to: [company/reliable]
    key_results:
      - {id: hours, title: Hours on the road fall from 30 to 23, metric: {start: 30, target: 23, unit: hours}}
    amendments:
      - {date: 2026-11-05, key_result: hours, field: target, from: 22, to: 23, reason: The pass is closed}
    ---
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from okrpress.company import Company
from okrpress.model import MEASURE_NAMES, Amendment, KeyResult, Objective, Threshold
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.scoring.commitment import MEASURE_FIELDS, added, is_same, parts, removed, shown

CODE = "OKR513"
SEVERITY = "error"

_MAY_BE_EMPTY = frozenset({"due", "floor", "dropped"})


def check(company: Company) -> Iterator[Problem]:
    """Hold new amendments against the base, where there is one."""
    for objective_id, was in company.past.before.items():
        objective = company.workspace.objectives[objective_id]
        if objective.source.digest != was.source.digest and was.stage == "agreed":
            yield from _rewritten(was, objective)
            yield from _misremembered(was, objective)


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Hold the latest amendment of each field against the file."""
    if objective.amendments and objective.stage != "dropped":
        yield from _contradicted(objective)


def _contradicted(objective: Objective) -> Iterator[Problem]:
    """Look at the latest amendment of each field."""
    latest: dict[tuple[str, str], Amendment] = {}
    for entry in sorted(objective.amendments, key=lambda entry: entry.date):
        latest[entry.key_result, entry.field] = entry
    for amendment in latest.values():
        key_result = objective.key_result(amendment.key_result)
        if key_result is not None and amendment.field == "type":
            yield _no_field(objective, amendment, say("amendments: a key result itself has no '{field}'", field="type"))
        elif key_result is not None:
            if not _is_overtaken(key_result, amendment, latest.get((key_result.id, "measure"))):
                yield from _compared(objective, amendment, _written(key_result, amendment.field))
        elif amendment.key_result == "":
            yield from _on_objective(objective, amendment)


def _rewritten(was: Objective, objective: Objective) -> Iterator[Problem]:
    """Look for amendments that are no longer what the base says."""
    for entry in removed(was, objective):
        yield notice(
            objective,
            say("amendments: the change of {field} on {day} is gone, or says something else now", field=entry.field,
                day=entry.date.isoformat()),
            ("amendments",),
            hint=say("bring it back; a change of mind is an amendment of its own"),
            key=True,
        )  # fmt: skip


def _misremembered(was: Objective, objective: Objective) -> Iterator[Problem]:
    """Look for new amendments of a field whose `from` is not what the base says."""
    before, now = parts(was), parts(objective)
    seen: set[tuple[str, str]] = set()
    for entry in added(was, objective):
        key = (entry.key_result, entry.field)
        old = before.get(key)
        if key in seen or old is None or entry.field == "measure":
            continue
        seen.add(key)
        if key in now and is_same(old.value, now[key].value):
            continue  # it speaks of a change that was there before
        usual = 1.0 if entry.field == "weight" else None
        if not is_same(usual if entry.before is None else entry.before, old.value):
            yield notice(
                objective,
                say("amendments: {field} is said to come from {before}, and the base says {written}", field=entry.field,
                    before=shown(entry.before), written=shown(old.value)),
                (*entry.at, "from"),
                hint=say("'from' is what was agreed before; 'okr amend' writes it"),
            )  # fmt: skip


def _is_overtaken(key_result: KeyResult, amendment: Amendment, remade: Amendment | None) -> bool:
    """Tell whether the measure that an amendment speaks of was replaced since, or cannot be read."""
    if amendment.field not in MEASURE_FIELDS:
        return False
    return key_result.measure is None or (remade is not None and remade.date >= amendment.date)


def _written(key_result: KeyResult, name: str) -> object:
    """Return what the file says of a field; None where it says nothing."""
    measure = key_result.measure
    if name == "measure":
        return MEASURE_NAMES.get(type(measure))
    if isinstance(measure, Threshold) and measure.direction == name:
        return measure.limit
    return getattr(measure if name in MEASURE_FIELDS else key_result, name, None)


def _on_objective(objective: Objective, amendment: Amendment) -> Iterator[Problem]:
    if amendment.field in ("title", "weight", "type"):
        yield from _compared(objective, amendment, getattr(objective, amendment.field))
    elif amendment.field != "dropped":  # of an objective, the stage says that
        message = say("amendments: an objective itself has no '{field}'", field=amendment.field)
        keys = " | ".join(entry.id for entry in objective.key_results)
        yield _no_field(objective, amendment, message, say("key_result: {keys}", keys=keys))


def _no_field(objective: Objective, amendment: Amendment, message: Message, hint: Message | None = None) -> Problem:
    hint = hint or say("take 'key_result' away: the type is the objective's")
    return notice(objective, message, (*amendment.at, "field"), hint=hint)


def _compared(objective: Objective, amendment: Amendment, written: object) -> Iterator[Problem]:
    after = amendment.after
    if (after is None and amendment.field not in _MAY_BE_EMPTY) or _is_same(after, written):
        return
    yield notice(
        objective,
        say(
            "amendments: the last change of {field} leads to {after}, and the file says {written}",
            field=amendment.field,
            after=shown(after),
            written=shown(written),
        ),
        (*amendment.at, "to"),
        hint=say("make both say the same; 'okr amend' changes them together"),
    )


def _is_same(after: object, written: object) -> bool:
    if isinstance(after, Mapping):  # a measure, given whole
        return list(after) == [written]
    if isinstance(after, bool):  # `dropped: true` says that it was, not when
        return after is (written is not None)
    if isinstance(written, float) and isinstance(after, int | float | str):
        try:
            return math.isclose(float(after), written, rel_tol=1e-9)
        except (ValueError, OverflowError):
            return False
    return str(after).split() == str(written).split()
