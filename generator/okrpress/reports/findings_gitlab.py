"""Findings as GitLab's code quality report, which it shows in the merge request.

Source of the form: GitLab's documentation of code quality reports.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from okrpress.check import Finding
from okrpress.reports.sentences import sentence
from okrpress.reports.sheet import Sheet

_SEVERITIES: Final = {"error": "critical", "warning": "minor", "info": "info"}


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return a list of issues."""
    issues = [
        {
            "description": sentence(finding, sheet.words),
            "check_name": finding.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
        }
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield for each finding what knows it again: its rule, its file and what it says, never its line or its language.

    Findings that agree in all of these are told apart by their order.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        said = "\n".join((finding.code, finding.path, finding.record, str(finding.message)))
        seen[said] += 1
        yield hashlib.blake2b(f"{said}\n{seen[said]}".encode(errors="replace"), digest_size=16).hexdigest()
