"""Run the rules, apply waivers and settings, stamp code and severity, sort."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias, cast

from okrpress.company import Company
from okrpress.model import Waiver
from okrpress.problem import Message, Problem, say
from okrpress.rules import Rule, catalogue
from okrpress.rules.notice import notice
from okrpress.rules.waivers import PlacedWaiver, waivers
from okrpress.source import Span

__all__ = ["SEVERITIES", "Finding", "PlacedWaiver", "Severity", "check", "waivers"]

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The heaviest first."""
_UNUSED = "waiver-unused"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, judged."""

    rule: str
    code: str
    severity: Severity
    message: Message
    hint: Message | None
    path: str
    span: Span
    record: str
    waived: str = ""
    """The reason of the waiver that made it info, or ""."""
    waived_until: date | None = None
    """The last day of that waiver; None where it has none."""


def check(company: Company, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return every finding, sorted by place. `only` names the rules whose findings are wanted; none means all."""
    rules = catalogue()
    placed = [entry for entry in waivers(company) if _holds(entry.waiver, rules, company)]
    in_force = {entry.key: entry.waiver for entry in placed}
    used: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    for rule in _needed(rules, only, placed):
        for problem in rule.look(company):
            key = (problem.record, rule.name)
            waiver = in_force.get(key)
            if waiver is not None:
                used.add(key)
            findings += _judged(problem, rule, company, waiver)
    for problem in _unused(placed, used):
        findings += _judged(problem, rules[_UNUSED], company, None)
    kept = [finding for finding in findings if not only or finding.rule in only]
    return tuple(sorted(kept, key=lambda finding: (finding.path, finding.span, finding.code, str(finding.message))))


def _holds(waiver: Waiver, rules: Mapping[str, Rule], company: Company) -> bool:
    """Tell whether a waiver sets aside what its rule finds today."""
    known = waiver.rule in rules and not rules[waiver.rule].fixed
    return known and (waiver.until is None or waiver.until >= company.today)


def _needed(rules: Mapping[str, Rule], only: Collection[str], placed: list[PlacedWaiver]) -> Iterator[Rule]:
    """Yield the rules that must look: whether a waiver is used shows only when its rule has looked."""
    wanted = {*only, *(entry.waiver.rule for entry in placed)} if _UNUSED in only else only
    return (rule for rule in rules.values() if not wanted or rule.name in wanted)


def _judged(problem: Problem, rule: Rule, company: Company, waiver: Waiver | None) -> Iterator[Finding]:
    """Stamp a problem with code and severity; nothing where its rule is off and the company did not switch it on."""
    chosen = "" if rule.fixed else company.settings.rules.get(rule.name, "")
    if (chosen or rule.severity) == "off":
        return
    severity = "info" if waiver else chosen or problem.severity or rule.severity
    yield Finding(
        rule=rule.name,
        code=rule.code,
        severity=cast("Severity", severity),
        message=problem.message,
        hint=problem.hint,
        path=problem.path,
        span=problem.span,
        record=problem.record,
        waived=waiver.reason if waiver else "",
        waived_until=waiver.until if waiver else None,
    )


def _unused(placed: list[PlacedWaiver], used: set[tuple[str, str]]) -> Iterator[Problem]:
    """Look for waivers that set nothing aside."""
    for entry in placed:
        if entry.key not in used:
            message = say("the waiver of '{rule}' sets nothing aside", rule=entry.waiver.rule)
            problem = notice(entry.record, message, (*entry.waiver.at, "rule"), hint=say("take it away"))
            yield replace(problem, rule=_UNUSED)
