"""Everything that one rule found, by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from okrpress.check import Finding
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, TrailStep, View
from okrpress.pages.parts.findings import FindingRow, finding_row, rule_mention
from okrpress.pages.parts.owners import unit_tree
from okrpress.pages.quality import record_mention, unit_of_record
from okrpress.rules import catalogue


class Found(NamedTuple):
    """A finding and the record it was found in."""

    record: Mention
    row: FindingRow


class UnitFindings(NamedTuple):
    """What was found in one unit."""

    unit: Mention
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFindingsView(View):
    """The findings of a rule."""

    crumbs: tuple[Mention, ...] = ()
    rule: Mention
    summary: str = ""
    number: int = 0
    units: tuple[UnitFindings, ...] = ()


def pages(desk: Desk) -> Iterator[Page]:
    """Yield a page for every rule that spoke."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in desk.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, found in sorted(by_rule.items()):
        yield Page(
            address=addresses.of_findings(rule),
            kind="rule_findings",
            title=rule,
            view=partial(view, desk, rule, found),
            under=addresses.QUALITY,
            trail=(TrailStep(desk.words("Quality"), addresses.QUALITY),),
        )


def view(desk: Desk, rule: str, findings: list[Finding]) -> RuleFindingsView:
    """Look at what a rule found."""
    by_unit: dict[str, list[Found]] = {}
    for finding in findings:
        found = Found(record_mention(desk, finding.record), finding_row(desk, finding))
        by_unit.setdefault(unit_of_record(desk, finding.record), []).append(found)
    known = catalogue().get(rule)
    order = [handle for handle, _ in unit_tree(desk) if handle in by_unit]
    order += [handle for handle in by_unit if handle not in order]
    return RuleFindingsView(
        title=rule,
        address=addresses.of_findings(rule),
        crumbs=(Mention(desk.words("Quality"), addresses.QUALITY),),
        rule=rule_mention(rule),
        summary=desk.words.gettext(known.summary) if known else "",
        number=len(findings),
        units=tuple(UnitFindings(desk.mentions.owner(handle), tuple(by_unit[handle])) for handle in order),
    )
