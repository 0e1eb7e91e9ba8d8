"""The state of the records: what the checks found, how far the rollout has come, and what was set aside in the open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.check import SEVERITIES, Finding, waivers
from okrpress.model import Objective, Review
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Heading, Page, View
from okrpress.pages.parts.coverage import Coverage, coverage
from okrpress.pages.parts.findings import FindingRow, finding_row, rule_mention
from okrpress.pages.parts.owners import listed_depth, listed_units
from okrpress.pages.vocabulary import Status
from okrpress.rules import catalogue

MOST_ERRORS: Final = 50
"""Errors that are listed in full; the rest is on their rules' pages."""
MOST_WAIVERS: Final = 200
"""Waivers that are listed; each is on the page of its record, too."""


class RuleCount(NamedTuple):
    """How often a rule spoke."""

    rule: Mention
    """Leads to its findings."""
    code: str
    summary: str
    """What it wants, in a sentence."""
    severity: Status
    number: int
    waived: int


class UnitCount(NamedTuple):
    """How much was found in a unit's own records and its people's."""

    unit: Mention
    depth: int
    numbers: tuple[int, ...]
    """By severity, the heaviest first."""


class SetAside(NamedTuple):
    """A rule that a record sets aside, with the reason."""

    record: Mention
    rule: Mention
    reason: str
    until: str
    """The last day on which it holds, or ""."""
    is_over: bool
    number: int
    """Findings that it sets aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView(View):
    """The state of the records."""

    totals: tuple[tuple[Status, int], ...] = ()
    errors: tuple[FindingRow, ...] = ()
    more_errors: int = 0
    rules: tuple[RuleCount, ...] = ()
    units: tuple[UnitCount, ...] = ()
    is_folded: bool = False
    """Whether units further down are left to the pages of those above them."""
    waivers: tuple[SetAside, ...] = ()
    more_waivers: int = 0
    coverage: Coverage | None = None
    records: int = 0


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    title = desk.words("Quality")
    yield Page(addresses.QUALITY, "quality", title, partial(view, desk), hub=True, nav=(title,))


def view(desk: Desk) -> QualityView:
    """Look at everything that was found."""
    words, terms = desk.words, desk.vocabulary
    counted = Counter(finding.severity for finding in desk.findings)
    errors = [finding for finding in desk.findings if finding.severity == "error"]
    units, set_aside = _units(desk), tuple(_waivers(desk))
    rules, covered = _rules(desk), coverage(desk)
    sections = (
        (bool(errors), Heading("Errors", words("Errors"))),
        (covered is not None, Heading("Coverage", words("Who takes part"))),
        (bool(rules), Heading("Rules", words("By rule"))),
        (bool(units), Heading("Units", words("By unit"))),
        (bool(set_aside), Heading("Waived", words("Set aside in the open"))),
    )
    return QualityView(
        title=words("Quality"),
        address=addresses.QUALITY,
        headings=tuple(heading for is_there, heading in sections if is_there),
        totals=tuple((terms.severities[severity], counted[severity]) for severity in SEVERITIES),
        errors=tuple(finding_row(desk, finding) for finding in errors[:MOST_ERRORS]),
        more_errors=max(0, len(errors) - MOST_ERRORS),
        rules=rules,
        units=units,
        is_folded=listed_depth(desk) is not None,
        waivers=set_aside[:MOST_WAIVERS],
        more_waivers=max(0, len(set_aside) - MOST_WAIVERS),
        coverage=covered,
        records=len(desk.company.workspace.objectives),
    )


def _rules(desk: Desk) -> tuple[RuleCount, ...]:
    """Count by rule, the gravest and most frequent first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in desk.findings:
        by_rule.setdefault(finding.rule, []).append(finding)

    def gravity(found: list[Finding]) -> int:
        return min(SEVERITIES.index(finding.severity) for finding in found)

    known = catalogue()
    order = sorted(by_rule.items(), key=lambda entry: (gravity(entry[1]), -len(entry[1]), entry[0]))
    return tuple(
        RuleCount(
            rule=Mention(rule, addresses.href(addresses.of_findings(rule))),
            code=found[0].code,
            summary=desk.words.gettext(known[rule].summary) if rule in known else "",
            severity=desk.vocabulary.severities[SEVERITIES[gravity(found)]],
            number=len(found),
            waived=sum(1 for finding in found if finding.waived),
        )
        for rule, found in order
    )


def _units(desk: Desk) -> tuple[UnitCount, ...]:
    """Count by unit; the units above one that has findings stand over it, so that the tree reads as one."""
    counted: dict[str, Counter[str]] = {}
    for finding in desk.findings:
        counted.setdefault(unit_of_record(desk, finding.record), Counter())[finding.severity] += 1
    for handle in tuple(counted):
        for above in desk.company.alignment.above(handle):
            counted.setdefault(above, Counter())
    return tuple(
        UnitCount(desk.mentions.owner(handle), depth, tuple(counted[handle][severity] for severity in SEVERITIES))
        for handle, depth in listed_units(desk)
        if handle in counted
    )


def _waivers(desk: Desk) -> Iterator[SetAside]:
    """Yield every waiver of every record: what is set aside is set aside in the open."""
    numbers = Counter((finding.record, finding.rule) for finding in desk.findings if finding.waived)
    for entry in waivers(desk.company):
        record, until = entry.key[0], entry.waiver.until
        yield SetAside(
            record=record_mention(desk, record),
            rule=rule_mention(entry.waiver.rule),
            reason=entry.waiver.reason,
            until=desk.words.date(until) if until else "",
            is_over=until is not None and until < desk.company.today,
            number=numbers[entry.key],
        )


def unit_of_record(desk: Desk, record_id: str) -> str:
    """Return the unit that a record belongs to: the company's where it belongs to none."""
    workspace = desk.company.workspace
    kind, _, handle = record_id.partition("/")
    if kind == "people":
        owner = handle
    elif kind == "units":
        return handle
    else:
        record = workspace.record(record_id) if record_id else None
        owner = record.owner if isinstance(record, Objective | Review) else ""
    person = workspace.people.get(owner)
    unit = person.unit if person else owner
    return unit if unit in workspace.units else desk.company.settings.company


def record_mention(desk: Desk, record_id: str) -> Mention:
    """Name a record by its id; a file that could not be read has none."""
    kind, _, handle = record_id.partition("/")
    if kind in ("units", "people"):
        return desk.mentions.owner(handle)
    workspace = desk.company.workspace
    if record_id in workspace.cycles:
        return desk.mentions.cycle(record_id)
    if record_id in workspace.reviews:
        return Mention(record_id, addresses.href(addresses.of_record(record_id)))
    if record_id == "strategy":
        return Mention(desk.words("Strategy"), addresses.STRATEGY_MAP)
    return desk.mentions.objective(record_id)
