"""Findings for machines: the shape that FORMAT fixes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from okrpress.check import SEVERITIES, Finding
from okrpress.words import Words


def report(findings: Sequence[Finding], words: Words) -> str:
    """Return `{"version": 1, "findings": […], "summary": {…}}`."""
    counts = Counter(finding.severity for finding in findings)
    return (
        json.dumps(
            {
                "version": 1,
                "findings": [
                    {
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
                    }
                    for finding in findings
                ],
                "summary": {severity: counts[severity] for severity in SEVERITIES},
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )
