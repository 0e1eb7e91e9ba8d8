"""Findings as workflow commands: GitHub puts each beside its line in the pull request.

Source of the form: "Workflow commands for GitHub Actions", with the escapes of the runner's own toolkit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from okrpress.check import SEVERITIES, Finding
from okrpress.reports.sentences import sentence, summary
from okrpress.reports.sheet import Sheet

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return one command per finding, then a summary for the log.

    The heaviest come first, for GitHub shows no more than ten of a kind.
    """
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return "\n".join([*(_command(finding, sheet) for finding in ordered), summary(findings, sheet.words)]) + "\n"


def _command(finding: Finding, sheet: Sheet) -> str:
    span = finding.span
    places = {"file": finding.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns of several lines
        places |= {"col": span.column, "endColumn": max(span.end_column - 1, span.column)}
    places["title"] = f"{finding.rule} {finding.code}"
    written = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(sentence(finding, sheet.words))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
