"""Findings as SARIF 2.1.0, the form in which forges and editors exchange results of checkers.

Source of the form: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from okrpress import __version__
from okrpress.check import Finding
from okrpress.reports.findings_gitlab import fingerprints
from okrpress.reports.sentences import sentence
from okrpress.reports.sheet import Sheet
from okrpress.rules import Rule, catalogue
from okrpress.words import Words

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_LANGUAGES: Final = {"en": "en", "zh": "zh-CN"}


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return a log of one run. Columns are counted in characters, as everywhere in okrpress; the run says so."""
    known = catalogue()
    rules = sheet.rules or tuple(known[name] for name in dict.fromkeys(finding.rule for finding in findings))
    indexes = {rule.name: index for index, rule in enumerate(rules)}
    results = [
        _result(finding, indexes.get(finding.rule, -1), mark, sheet.words)
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    driver = {
        "name": "okrpress",
        "version": __version__,
        "rules": [_rule(rule, sheet.words) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[sheet.words.language],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, words: Words) -> dict[str, object]:
    why = "\n\n".join(map(words.gettext, filter(None, rule.paragraphs))) or words.gettext(rule.summary or rule.name)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": words.gettext(rule.summary) if rule.summary else rule.name},
        "help": {"text": why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]} if rule.severity in _LEVELS else {"enabled": False},
    }


def _result(finding: Finding, index: int, mark: str, words: Words) -> dict[str, object]:
    span = finding.span
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding, words)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"okrpress/v1": mark},
    }
    if index >= 0:
        result["ruleIndex"] = index
    if finding.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.waived}]
    return result
