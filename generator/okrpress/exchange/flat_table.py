"""Tables of another tool's, or of a company's own making: a row for each objective and key result, by a mapping of the columns.

Either a column says what a row is, and the id or title of what it belongs to; or each row has a key result and the
objective before it, which may be left empty, or merged, where it is that of the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from okrpress.exchange import cells
from okrpress.exchange.cells import Misread, Quantity
from okrpress.exchange.foreign import Foreign, ForeignObjective, ForeignResult, Told, Work
from okrpress.exchange.lines import Line, head_of, line_of
from okrpress.exchange.mapping import Mapping, folded
from okrpress.exchange.sheets import Sheet
from okrpress.exchange.viva_goals import aligned, check_ins
from okrpress.exchange.wanted import Origin, Outcome
from okrpress.problem import Message, say
from okrpress.refusal import Refusal


@dataclass(slots=True)
class _Found:
    """What the rows became so far."""

    foreign: Foreign
    by_id: dict[str, ForeignObjective]
    by_title: dict[str, ForeignObjective]
    results: dict[str, ForeignResult]


def read(sheets: Sequence[Sheet], mapping: Mapping, system: str) -> Foreign:
    """Read tables.

    Raises:
        Refusal: no sheet has columns that the mapping knows.

    """
    foreign = Foreign(system)
    headed = [(sheet, head) for sheet in sheets if (head := head_of(sheet, mapping)) is not None]
    if not headed:
        seen = next((", ".join(filter(None, map(str, sheet.rows[0].cells))) for sheet in sheets if sheet.rows), "")
        tool = "csv" if system == "table" else system
        among = f" among {' '.join(seen.split())[:120]}" if seen else ""
        raise Refusal(f"no column is known{among}: give a --mapping ('okr import --print-mapping {tool}' shows one)")
    found = _Found(foreign, {}, {}, {})
    order = 0
    for sheet, head in headed:
        lines = []
        many = len(headed) > 1
        for row in sheet.rows:
            if row.number <= head.number:
                continue
            order += 2
            where = (
                say("{sheet} row {number}", sheet=sheet.name, number=row.number)
                if many
                else say("row {number}", number=row.number)
            )
            lines.append(line_of(Origin(order, where), row, head, mapping))
        if any("kind" in line.cells for line in lines):
            _read_kinds(found, lines, mapping)
        else:
            _read_pairs(found, lines, mapping)
    return foreign


def _refuse(found: _Found, line: Line, title: str, message: Message) -> None:
    found.foreign.outcomes.append(Outcome(line.origin, "refused", title, notes=(message,)))


def _read_kinds(found: _Found, lines: Sequence[Line], mapping: Mapping) -> None:
    """Read rows that say what they are: first objectives, then key results, then work."""
    sorted_lines: dict[str, list[Line]] = {"objective": [], "key_result": [], "initiative": []}
    for line in lines:
        try:
            written = line.text("kind")
            title = line.text("title")
        except Misread as wrong:
            _refuse(found, line, line.raw("title"), wrong.message)
            continue
        kind = mapping.value("kind", written)
        if not title:
            _refuse(found, line, "", say("it has no title"))
        elif kind == "left_out":
            found.foreign.outcomes.append(
                Outcome(line.origin, "skipped", title, notes=(say("'{kind}' is nothing here", kind=written),))
            )
        elif kind not in sorted_lines:
            name = line.columns.get("kind", "kind")
            _refuse(
                found,
                line,
                title,
                say(
                    "{column}: '{value}' is no kind that the mapping knows: add it to values, kind in a --mapping",
                    column=name,
                    value=written,
                ),
            )
        else:
            sorted_lines[kind].append(line)
    for kind, take in (("objective", _take_objective), ("key_result", _take_result), ("initiative", _take_work)):
        for line in sorted_lines[kind]:
            try:
                take(found, line, mapping)
            except Misread as wrong:
                _refuse(found, line, line.raw("title"), wrong.message)


def _take_objective(found: _Found, line: Line, mapping: Mapping) -> ForeignObjective:
    parents = [parent for _, parent in aligned(line.text("parent"))]
    objective = _objective(line, mapping, parents)
    _add(found, objective)
    return objective


def _add(found: _Found, objective: ForeignObjective) -> None:
    found.foreign.objectives.append(objective)
    if objective.id:
        found.by_id.setdefault(objective.id, objective)
    found.by_title.setdefault(folded(objective.title), objective)


def _take_result(found: _Found, line: Line, mapping: Mapping) -> None:
    belongs = aligned(line.text("parent"))
    weight, parent = belongs[0] if belongs else (None, "")
    objective = found.by_id.get(parent) or found.by_title.get(folded(parent))
    result = _result(line, mapping, line.text("title"), line.text("id"), owner_key="owner", weight_key="weight")
    if result.weight is None and weight:
        result.weight = weight
    if objective is None:
        message = (
            say("its objective is not in the file: {id}", id=parent) if parent else say("it does not say whose key result it is")
        )
        _refuse(found, line, result.title, message)
        return
    if len(belongs) > 1:
        result.notes.append(
            say("it is a key result of one objective here; of the others it was: {ids}", ids=", ".join(p for _, p in belongs[1:]))
        )
    objective.results.append(result)
    if result.id:
        found.results[result.id] = result


def _take_work(found: _Found, line: Line, _mapping: Mapping) -> None:
    parents = [parent for _, parent in aligned(line.text("parent"))]
    result = next((found.results[parent] for parent in parents if parent in found.results), None)
    title = line.text("title")
    if result is None:
        note = say("work belongs to a key result here, and this belongs to none")
        found.foreign.outcomes.append(Outcome(line.origin, "skipped", title, notes=(note,)))
        return
    result.work.append(Work(title, line.origin, line.text("source")))


def _read_pairs(found: _Found, lines: Sequence[Line], mapping: Mapping) -> None:
    """Read rows that have a key result and its objective, which stays until another one comes."""
    current: ForeignObjective | None = None
    for line in lines:
        try:
            title = line.text("title")
            key_result = line.text("key_result")
            if title and (current is None or not _is_same(current, line, title)):
                current = None  # whatever comes of it, the one above is over
                current = found.by_id.get(line.text("id")) if line.text("id") else None
                if current is None:
                    current = _objective(line, mapping, [parent for _, parent in aligned(line.text("parent"))])
                    _add(found, current)
                    is_new = True
                else:
                    is_new = False
            else:
                is_new = False
            if not key_result:
                if not is_new:
                    _refuse(found, line, title, say("it has neither an objective of its own nor a key result"))
                continue
            if current is None:
                _refuse(found, line, key_result, say("no objective stands before it"))
                continue
            result = _result(line, mapping, key_result, line.text("key_result_id"), "key_result_owner", "key_result_weight")
            if is_new:
                result.origin = Origin(line.origin.order + 1, line.origin.where)
            current.results.append(result)
        except Misread as wrong:
            title = line.raw("key_result") or line.raw("title")
            found.foreign.outcomes.append(
                Outcome(line.origin._replace(order=line.origin.order + 1), "refused", title, notes=(wrong.message,))
            )


def _is_same(current: ForeignObjective, line: Line, title: str) -> bool:
    their_id, owner, cycle = line.text("id"), line.text("owner"), line.text("cycle")
    return (
        folded(current.title) == folded(title)
        and (not their_id or current.id == their_id)
        and (not owner or current.owner == owner)
        and (not cycle or current.cycle == cycle)
    )


def _objective(line: Line, mapping: Mapping, parents: list[str]) -> ForeignObjective:
    notes: list[Message] = []
    owners = _people(line.text("owner"))
    teams = [team.strip() for team in line.text("team").split(";") if team.strip()]
    weight = line.quantity("weight")
    # A team's objective is the team's, and whoever answers for it shares the work.
    named = [*teams, *owners]
    return ForeignObjective(
        title=line.text("title"),
        origin=line.origin,
        id=line.text("id"),
        owner=named[0] if named else "",
        cycle=line.text("cycle"),
        first=line.day("start_date"),
        last=line.day("end_date"),
        type=_word(line, mapping, "type", notes),
        stage=_word(line, mapping, "stage", notes),
        reason=line.text("reason"),
        story=line.text("story"),
        parents=parents,
        contributors=[*named[1:], *_people(line.text("contributors"))],
        teams=teams,
        weight=weight.value if weight else None,
        tags=[tag.strip() for tag in re.split("[,;，；]", line.text("tags")) if tag.strip()],
        notes=notes,
    )


def _people(written: str) -> list[str]:
    return [name.strip() for name in re.split("[,;，；、]", written) if name.strip()]


def _word(line: Line, mapping: Mapping, key: str, notes: list[Message]) -> str:
    written = line.text(key)
    found = mapping.value(key, written)
    if written and not found:
        notes.append(say("{column}: '{value}' is no word that the mapping knows", column=line.columns[key], value=written))
    return found


def _result(  # noqa: PLR0913, PLR0917 - the two layouts name them differently
    line: Line, mapping: Mapping, title: str, their_id: str, owner_key: str, weight_key: str
) -> ForeignResult:
    result = ForeignResult(title, line.origin, their_id)
    weight, score, progress = line.quantity(weight_key), line.quantity("score"), line.quantity("progress")
    owners = _people(line.text(owner_key))
    result.owner = owners[0] if owners else ""
    result.weight = weight.value if weight else None
    result.due, result.source = line.day("due"), line.text("source")
    result.score = _share(score)
    result.score_note = line.text("score_note")
    result.progress = _share(progress, is_percent=True)
    result.measure = _measure(line)
    current = None if "done" in result.measure else line.quantity("current")
    value = current.value if current else _from_progress(result)
    confidence = line.quantity("confidence")
    if confidence is not None and confidence.value not in range(11):
        column, written = line.columns["confidence"], line.raw("confidence")
        raise Misread(say("{column}: '{value}' is no whole number 0 … 10", column=column, value=written))
    result.told = [*check_ins(line)]
    status, note = line.text("status"), line.text("note")
    said = ": ".join(filter(None, (mapping.values.get("status", {}).get(folded(status), status), note)))
    day = line.day("date")
    if not any(told.day == day for told in result.told if day) and (value is not None or confidence or said):
        result.told.append(Told(day, value, confidence.value if confidence else None, "", said))
    if result.measure and "metric" not in result.measure and "threshold" not in result.measure:
        result.told = [told._replace(value=None) for told in result.told]
    return result


def _share(found: Quantity | None, *, is_percent: bool = False) -> float | None:
    """Return a share 0 … 1 of what may be one already or a percentage."""
    if found is None:
        return None
    return found.value / 100 if is_percent or found.unit == "%" or found.value > 1 else found.value


def _measure(line: Line) -> dict[str, object]:
    """Return the measure that start, target and unit make; a target that is yes or no makes another."""
    wanted = folded(line.raw("target"))
    if wanted in ("yes", "done", "是", "完成", "true"):
        is_done = folded(line.text("current")) in ("yes", "done", "是", "完成", "true", "1", "100%")
        return {"done": "yes" if is_done else False}
    target, start = line.quantity("target"), line.quantity("start")
    if target is None:
        return {}
    unit = target.unit or (start.unit if start else "") or line.text("unit")
    named = {"unit": unit} if unit else {}
    begin = start.value if start else 0.0
    if begin == target.value:
        return {"threshold": {"at_least": cells.whole(target.value), **named}}
    return {"metric": {"start": cells.whole(begin), "target": cells.whole(target.value), **named}}


def _from_progress(result: ForeignResult) -> float | None:
    """Return the value that a progress stands for."""
    if result.progress is None:
        return None
    metric = result.measure.get("metric")
    if not isinstance(metric, dict):
        return None if result.measure else round(result.progress * 100, 6)
    return cells.whole(round(metric["start"] + result.progress * (metric["target"] - metric["start"]), 6))
