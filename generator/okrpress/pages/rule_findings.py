"""Everything that one rule found, by unit: on one page where that can be read, else a page for each unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from okrpress.check import Finding
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk, Page, TrailStep, View
from okrpress.pages.parts.findings import FindingRow, finding_row, rule_mention
from okrpress.pages.parts.owners import unit_tree
from okrpress.pages.quality import record_mention, unit_of_record
from okrpress.rules import catalogue

MOST: Final = 200
"""Findings on one page: seventy kilobytes, and more than anybody reads in a sitting."""


class Found(NamedTuple):
    """A finding and the record it was found in."""

    record: Mention
    row: FindingRow


class UnitFindings(NamedTuple):
    """What was found in one unit."""

    unit: Mention
    number: int
    found: tuple[Found, ...]
    """Empty where the unit has a page of its own."""
    page: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFindingsView(View):
    """The findings of a rule."""

    crumbs: tuple[Mention, ...] = ()
    rule: Mention
    summary: str = ""
    number: int = 0
    units: tuple[UnitFindings, ...] = ()
    more: int = 0
    """Findings that are not on the page, nor on any other."""
    command: str = ""
    """What prints all of them."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield a page for every rule that spoke, and below one that spoke often a page for each unit."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in desk.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    quality = TrailStep(desk.words("Quality"), addresses.QUALITY)
    for rule, found in sorted(by_rule.items()):
        yield _page(desk, rule, found, "", (quality,))
        if len(found) > MOST:
            trail = (quality, TrailStep(rule, addresses.of_findings(rule)))
            for unit, within in _by_unit(desk, found).items():
                yield _page(desk, rule, within, unit, trail)


def _page(desk: Desk, rule: str, found: list[Finding], unit: str, trail: tuple[TrailStep, ...]) -> Page:
    return Page(
        address=addresses.of_findings(rule, unit),
        kind="rule_findings",
        title=f"{rule} · {desk.mentions.owner(unit).text}" if unit else rule,
        view=partial(view, desk, rule, found, unit),
        under=addresses.QUALITY,
        trail=trail,
    )


def view(desk: Desk, rule: str, findings: list[Finding], unit: str = "") -> RuleFindingsView:
    """Look at what a rule found, in one unit or in all of them."""
    by_unit = _by_unit(desk, findings)
    known = catalogue().get(rule)
    crumbs = [Mention(desk.words("Quality"), addresses.QUALITY)]
    if unit:
        crumbs.append(Mention(rule, addresses.href(addresses.of_findings(rule))))
    is_listed = bool(unit) or len(findings) <= MOST
    return RuleFindingsView(
        title=rule,
        address=addresses.of_findings(rule, unit),
        crumbs=tuple(crumbs),
        rule=rule_mention(rule),
        summary=desk.words.gettext(known.summary) if known else "",
        number=len(findings),
        units=tuple(
            _listed(desk, handle, found) if is_listed else _referred(desk, rule, handle, found)
            for handle, found in by_unit.items()
        ),
        more=max(0, len(findings) - MOST) if unit else 0,
        command=f"okr check --rules {rule}",
    )


def _by_unit(desk: Desk, findings: list[Finding]) -> dict[str, list[Finding]]:
    """Sort findings by unit, in the order of the company."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(unit_of_record(desk, finding.record), []).append(finding)
    order = [handle for handle, _ in unit_tree(desk) if handle in by_unit]
    return {handle: by_unit[handle] for handle in (*order, *(handle for handle in by_unit if handle not in order))}


def _listed(desk: Desk, handle: str, findings: list[Finding]) -> UnitFindings:
    rows = tuple(Found(record_mention(desk, finding.record), finding_row(desk, finding)) for finding in findings[:MOST])
    return UnitFindings(desk.mentions.owner(handle), len(findings), rows)


def _referred(desk: Desk, rule: str, handle: str, findings: list[Finding]) -> UnitFindings:
    unit = desk.mentions.owner(handle)
    return UnitFindings(unit, len(findings), (), Mention(unit.text, addresses.href(addresses.of_findings(rule, handle))))
