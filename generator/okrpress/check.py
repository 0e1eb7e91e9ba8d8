"""Run the rules, apply waivers and settings, stamp code and severity, sort."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, cast

from okrpress.company import Company
from okrpress.earlier import Earlier
from okrpress.model import Waiver
from okrpress.problem import Message, Problem, say
from okrpress.profile import Profile
from okrpress.refusal import Refusal
from okrpress.rules import Rule, RuleError, catalogue
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


def check(
    company: Company, only: Collection[str] = (), profile: Profile | None = None, earlier: Earlier | None = None
) -> tuple[Finding, ...]:
    """Return every finding, sorted by place.

    `only` names the rules whose findings are wanted; none means all. `profile` is told what each rule costs. What `earlier`
    knows of closed cycles is not looked for again.

    Raises:
        RuleError: a rule broke, or yields what is no problem.

    """
    rules = catalogue()
    placed = [entry for entry in waivers(company) if _holds(entry.waiver, rules, company)]
    in_force = {entry.key: entry.waiver for entry in placed}
    used: set[tuple[str, str]] = set()
    findings: list[Finding] = []
    look = _Look(company, earlier)
    for rule in _needed(rules, only, placed):
        for problem in _looked(rule, look, profile):
            key = (problem.record, rule.name)
            waiver = in_force.get(key)
            if waiver is not None:
                used.add(key)
            findings += _judged(problem, rule, company, waiver)
    if earlier and not only:
        earlier.learn(look.noticed)
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


class _Look:
    """One look at a company: what is looked at one by one, and what was noticed in it."""

    def __init__(self, company: Company, earlier: Earlier | None) -> None:
        self.company = company
        self.noticed: list[tuple[str, str, Problem]] = []
        """Cycle, rule, problem."""
        self._earlier = earlier
        known = earlier.cycles if earlier else ()
        self._objectives = [entry for entry in company.workspace.objectives.values() if entry.cycle not in known]

    def of(self, rule: Rule) -> Iterator[Problem]:
        """Yield what a rule notices."""
        yield from rule.look_at_whole(self.company)
        if self._earlier is None or rule.origin:  # a company's own rules may change without anybody knowing
            for _, problem in rule.look_at_each(self.company, self.company.workspace.objectives.values()):
                yield problem
            return
        yield from self._earlier.problems.get(rule.name, ())
        for objective, problem in rule.look_at_each(self.company, self._objectives):
            self.noticed.append((objective.cycle, rule.name, problem))
            yield problem


def _looked(rule: Rule, look: _Look, profile: Profile | None) -> Iterable[Problem]:
    """Let a rule look, measured where somebody wants to know."""
    if profile is None:
        return _problems(rule, look)
    with profile.step(f"{rule.code} {rule.name}") as step:
        problems = list(_problems(rule, look))
        step.findings = len(problems)
    return problems


def _problems(rule: Rule, look: _Look) -> Iterator[Problem]:
    """Yield what a rule notices; what goes wrong in it is one line."""
    try:
        for problem in look.of(rule):
            if rule.origin:
                _held(problem, rule)
            yield problem
    except Refusal:
        raise
    except Exception as error:
        *_, last = traceback.extract_tb(error.__traceback__)
        place = f"{Path(last.filename).name}, line {last.lineno}"
        raise RuleError(f"the rule '{rule.name}' broke: {type(error).__name__}: {error} ({place})") from error


def _held(problem: object, rule: Rule) -> None:
    """Hold what a company's own rule yields against what the reports will do with it."""
    if not isinstance(problem, Problem) or not isinstance(problem.message, Message):
        what = problem.message if isinstance(problem, Problem) else problem
        raise RuleError(f"the rule '{rule.name}' yields a {type(what).__name__}, not a problem: 'notice' and 'say' make one")
    str(problem.message)
    str(problem.hint)


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
