"""What the checks found in a record, and which rules it sets aside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from okrpress.check import Finding
from okrpress.model import Waiver
from okrpress.pages import addresses
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.outward import file_url, forge_of
from okrpress.pages.vocabulary import Status


class FindingRow(NamedTuple):
    """A finding in a list."""

    severity: Status
    rule: Mention
    message: str
    hint: str
    place: str
    """File and line."""
    url: str
    """The line on the forge, or ""."""
    waived: str
    """The reason for which it was set aside, or ""."""


class WaiverRow(NamedTuple):
    """A rule set aside."""

    rule: Mention
    reason: str
    until: str


def finding_row(desk: Desk, finding: Finding) -> FindingRow:
    """Describe a finding."""
    forge = forge_of(desk)
    return FindingRow(
        severity=desk.vocabulary.severities[finding.severity],
        rule=rule_mention(finding.rule),
        message=desk.words.told(finding.message),
        hint=desk.words.message(finding.hint) if finding.hint else "",
        place=f"{finding.path}:{finding.span.line}",
        url=file_url(forge, finding.path, finding.span.line) if forge else "",
        waived=finding.waived,
    )


def finding_rows(desk: Desk, record_id: str) -> tuple[FindingRow, ...]:
    """Describe what was found in one record."""
    return tuple(finding_row(desk, finding) for finding in desk.by_record.get(record_id, ()))


def waiver_rows(desk: Desk, waivers: Iterable[Waiver]) -> tuple[WaiverRow, ...]:
    """Describe which rules a record sets aside."""
    return tuple(
        WaiverRow(rule_mention(waiver.rule), waiver.reason, desk.words.date(waiver.until) if waiver.until else "")
        for waiver in waivers
    )


def rule_mention(name: str) -> Mention:
    """Name a rule, linked to its page in the handbook."""
    return Mention(name, addresses.href(addresses.of_rule(name)))
