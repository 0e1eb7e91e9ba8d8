"""What waits on whom: check-ins, asks, parents that moved, drafts, grades, explanations, reviews.

Each thing is found in one place: by the rule that looks for it, or by the part of the company that the rule asks too. What a
rule's waiver sets aside, or the settings switch off, waits on nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from okrpress.check import Finding
from okrpress.company import Company
from okrpress.problem import Message
from okrpress.rules.cadence.silence import watched

Kind: TypeAlias = Literal["check-in", "ask", "parent-moved", "draft", "grade", "explanation", "review"]

KINDS: Final[tuple[Kind, ...]] = ("check-in", "ask", "parent-moved", "draft", "grade", "explanation", "review")
"""In the order in which they are listed."""
_SILENT: Final = ("stale-check-in", "never-checked-in")
_FOUND: Final[Mapping[str, Kind]] = {
    "suspect-alignment": "parent-moved",
    "drafted-late": "draft",
    "ungraded-after-close": "grade",
    "committed-miss-unexplained": "explanation",
}
RULES: Final = (*_SILENT, *_FOUND)
"""The rules whose findings are duties: who asks for nothing else need not run the others."""


class Duty(NamedTuple):
    """Something that somebody has to do."""

    kind: Kind
    owner: str
    """Whose it is by the records: the person, or a unit that the person leads."""
    record: str
    """Id of the objective; of the cycle for a review."""
    key_result: str = ""
    since: date | None = None
    """The last sign of life of a key result; the day by which an ask is to be answered."""
    what: str = ""
    """What is asked for."""
    message: Message | None = None
    """What the rule says."""


def duties(company: Company, findings: Iterable[Finding]) -> Mapping[str, tuple[Duty, ...]]:
    """Return what waits on each person, by handle. A unit's duties are its lead's, or of whoever leads the unit above."""
    listed = [finding for finding in findings if not finding.waived]
    found: dict[str, list[Duty]] = {}
    for duty in (*_check_ins(company, listed), *_asks(company), *_findings(company, listed), *_reviews(company)):
        person = _responsible(company, duty.owner)
        if person:
            found.setdefault(person, []).append(duty)
    return {person: tuple(sorted(mine, key=_order)) for person, mine in found.items()}


def _order(duty: Duty) -> tuple[int, date, str, str]:
    return KINDS.index(duty.kind), duty.since or date.min, duty.record, duty.key_result


def _responsible(company: Company, owner: str) -> str:
    """Return the person who acts for an owner; "" where nobody does."""
    workspace = company.workspace
    if owner in workspace.people:
        return owner
    units = (owner, *company.alignment.above(owner)) if owner in workspace.units else ()
    return next((workspace.units[unit].lead for unit in units if workspace.units[unit].lead), "")


def _check_ins(company: Company, findings: list[Finding]) -> Iterator[Duty]:
    silent = {finding.record for finding in findings if finding.rule in _SILENT}
    for entry in watched(company):
        if entry.objective.id in silent and (entry.is_stale or entry.is_overlooked):
            yield Duty("check-in", entry.key_result.owner, entry.objective.id, entry.key_result.id, entry.last)


def _asks(company: Company) -> Iterator[Duty]:
    for placed in company.asks:
        if placed.is_waiting and placed.ask.to:
            yield Duty("ask", placed.ask.to, placed.objective, placed.ask.key_result, placed.ask.by, placed.ask.what)


def _findings(company: Company, findings: list[Finding]) -> Iterator[Duty]:
    for finding in findings:
        kind = _FOUND.get(finding.rule)
        objective = company.workspace.objectives.get(finding.record) if kind else None
        if kind and objective:
            yield Duty(kind, objective.owner, objective.id, message=finding.message)


def _reviews(company: Company) -> Iterator[Duty]:
    """Yield the review of the latest cycle that an owner owes one of; older ones are no longer anybody's day's work."""
    if company.settings.rules.get("review-missing") == "off":
        return
    for owner, cycles in company.unreviewed.items():
        if cycles:
            yield Duty("review", owner, cycles[0])
