"""Findings for machines: the shape that FORMAT fixes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from okrpress.check import SEVERITIES, Finding
from okrpress.reports.sheet import Sheet
from okrpress.words import Words


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return `{"version": 1, "findings": […], "summary": {…}}`."""
    counts = Counter(finding.severity for finding in findings)
    told = {
        "version": 1,
        "findings": [_finding(finding, sheet.words) for finding in findings],
        "summary": {severity: counts[severity] for severity in SEVERITIES},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding, words: Words) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "message": words.message(finding.message),
        "hint": words.message(finding.hint) if finding.hint else None,
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "record": finding.record or None,
        "waived": finding.waived or None,
        "waived_until": finding.waived_until.isoformat() if finding.waived_until else None,
    }
