"""A difference for machines: ids and raw values, nothing rounded, nothing cut."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from okrpress.alignment import PlacedAsk
from okrpress.check import Finding
from okrpress.differences.change import ObjectiveChange
from okrpress.differences.difference import Difference
from okrpress.differences.identity import Part
from okrpress.model import Amendment, CheckIn
from okrpress.reports.leaf import Leaf
from okrpress.reports.outcome import outcome
from okrpress.scoring.standing import ObjectiveStanding
from okrpress.words import Words


def report(difference: Difference, leaf: Leaf) -> str:
    """Return one object; a difference in which nothing changed has empty lists."""
    told = {
        "version": 1,
        "base": leaf.base,
        "head": leaf.head or None,
        "today": difference.after.today,
        "outcome": outcome(difference, leaf.words),
        "objectives": [_objective(change, difference) for change in difference.objectives],
        "scores": [
            {
                "objective": change.objective,
                "moved": change.is_moved,
                "own": change.is_own,
                "before": _standing(change.before),
                "after": _standing(change.after),
            }
            for change in difference.scores
        ],
        "owners": [
            {
                "cycle": change.cycle,
                "owner": change.owner,
                "before": {"committed": change.before.committed, "aspirational": change.before.aspirational},
                "after": {"committed": change.after.committed, "aspirational": change.after.aspirational},
            }
            for change in difference.owners
        ],
        "records": [
            {
                "kind": change.kind,
                "id": change.id,
                "change": "added" if change.before is None else "removed" if change.after is None else "changed",
                "fields": [{"field": field.name, "from": field.before, "to": field.after} for field in change.fields],
            }
            for change in difference.records
        ],
        "findings": {
            "new": [_finding(finding, leaf.words) for finding in difference.found],
            "mended": [_finding(finding, leaf.words) for finding in difference.mended],
        },
        "overlaps": [
            {"one": change.one, "other": change.other, "words": change.words, "new": change.is_new}
            for change in difference.overlaps
        ],
        "affected": [{"handle": entry.handle, "role": entry.role} for entry in difference.people],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> object:
    """Write what JSON has no form for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _objective(change: ObjectiveChange, difference: Difference) -> dict[str, object]:
    objective = change.objective
    return {
        "id": objective.id,
        "was": change.before.id if change.is_moved and change.before else None,
        "change": change.kind,
        "title": objective.title,
        "owner": objective.owner,
        "carried_from": objective.carried_from.target if change.kind == "carried" and objective.carried_from else None,
        "moves": [
            {
                "key_result": move.key_result or None,
                "field": move.field,
                "from": move.before,
                "to": move.after,
                "commitment": move.is_commitment,
                "amendment": _amendment(move.amendment),
                "reason": move.reason or None,
                "silent": move.is_silent,
            }
            for move in change.moves
        ],
        "key_results": [
            {
                "was": _part(entry.before),
                "is": _part(entry.after),
                "commitment": entry.is_commitment,
                "amendment": _amendment(entry.amendment),
                "silent": entry.is_silent,
            }
            for entry in change.key_results
        ],
        "check_ins": [
            {"key_result": entry.key_result.id, "from": _check_in(entry.before), "to": _check_in(entry.after)}
            for entry in change.check_ins
        ],
        "steps": [
            {"key_result": step.key_result.id, "title": step.title or None, "from": step.before, "to": step.after}
            for step in change.steps
        ],
        "links": [
            {"relation": link.relation, "target": link.target, "from": link.before, "to": link.after} for link in change.links
        ],
        "asks": [{"from": _ask(entry.before), "to": _ask(entry.after)} for entry in change.asks],
        "affected": [{"handle": entry.handle, "role": entry.role} for entry in difference.affected.get(objective.id, ())],
    }


def _amendment(entry: Amendment | None) -> dict[str, object] | None:
    return None if entry is None else {"date": entry.date, "from": entry.before, "to": entry.after, "reason": entry.reason}


def _part(part: Part | None) -> dict[str, object] | None:
    return None if part is None else {"id": part.id, "title": part.key_result.title}


def _check_in(entry: CheckIn | None) -> dict[str, object] | None:
    if entry is None:
        return None
    return {"date": entry.date, "value": entry.value, "confidence": entry.confidence, "by": entry.by, "note": entry.note}


def _ask(placed: PlacedAsk | None) -> dict[str, object] | None:
    if placed is None:
        return None
    ask = placed.ask
    return {
        "id": ask.id,
        "to": ask.to or None,
        "what": ask.what,
        "by": ask.by,
        "done": ask.done,
        "withdrawn": ask.withdrawn or None,
        "declined": ask.declined or None,
        "answered_by": placed.answered_by,
    }


def _standing(standing: ObjectiveStanding) -> dict[str, object]:
    return {"score": standing.score, "health": standing.health, "verdict": standing.verdict}


def _finding(finding: Finding, words: Words) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "message": words.message(finding.message),
        "path": finding.path,
        "line": finding.span.line,
        "record": finding.record or None,
        "waived": finding.waived or None,
    }
