"""Findings as a JUnit report: each rule a suite, each finding a case, so that any forge's list of tests shows them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from okrpress.check import Finding
from okrpress.reports.sentences import sentence, waiver
from okrpress.reports.sheet import Sheet


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return a suite for every rule that looked; one that found nothing has a case that passes.

    What fails the command is a failure, what a waiver set aside is skipped, everything else passes and is printed.
    """
    by_rule: dict[str, list[Finding]] = {rule.name: [] for rule in sheet.rules}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    root = ET.Element("testsuites", name="okr check")
    for name, found in by_rule.items():
        suite = ET.SubElement(root, "testsuite", name=name)
        if not found:
            ET.SubElement(suite, "testcase", classname=name, name=name)
        for finding in found:
            _case(suite, finding, sheet)
        _count(suite)
    _count(root)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(('<?xml version="1.0" encoding="UTF-8"?>\n', "\n"))


def _case(suite: ET.Element, finding: Finding, sheet: Sheet) -> None:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    case = ET.SubElement(
        suite,
        "testcase",
        classname=finding.rule,
        name=_clean(f"{place} {sheet.words.message(finding.message)}"),
        file=_clean(finding.path),
        line=str(finding.span.line),
    )
    told = _clean(f"{place}: {sentence(finding, sheet.words)} [{finding.rule} {finding.code}]")
    if finding.waived:
        ET.SubElement(case, "skipped", message=_clean(waiver(finding, sheet.words)))
    elif finding.severity in sheet.failing:
        failure = ET.SubElement(case, "failure", type=finding.severity, message=_clean(sheet.words.message(finding.message)))
        failure.text = told
    else:
        ET.SubElement(case, "system-out").text = told


def _count(element: ET.Element) -> None:
    """Write how many cases are below, how many failed and how many were skipped."""
    for name, path in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in element.iter(path))))
    element.set("errors", "0")


def _clean(text: str) -> str:
    """Take out what no XML document may hold."""
    return "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff")
