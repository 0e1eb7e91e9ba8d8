"""Every format of `okr check`: a golden file from one company, and what its readers demand of it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from okrpress.check import SEVERITIES
from okrpress.problem import say
from okrpress.reports import formats, report_in
from okrpress.reports.sheet import Sheet
from okrpress.rules import catalogue
from okrpress.span import Span

SUFFIXES = {"text": "txt", "github": "txt", "junit": "xml"}


def test_the_folder_is_the_list_of_formats():
    assert formats() == ("text", "github", "gitlab", "json", "junit", "sarif")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", formats())
def test_golden(checked, golden, form, language):
    findings, sheet = checked(language)
    assert {finding.severity for finding in findings} >= {"error", "info"}
    golden(f"reports/{form}.{language}.{SUFFIXES.get(form, 'json')}", report_in(form)(findings, sheet))


@pytest.mark.parametrize("form", formats())
def test_no_findings(form):
    text = report_in(form)((), Sheet(rules=tuple(catalogue().values())))
    assert text.endswith("\n")
    match form:
        case "json" | "sarif" | "gitlab":
            json.loads(text)
        case "junit":
            suites = ET.fromstring(text)  # noqa: S314 - our own text
            assert (suites.get("tests"), suites.get("failures")) == (str(len(catalogue())), "0")
        case _:
            assert text == "No findings.\n"


def wicked(findings):
    """A finding in which everything is hostile to its format."""
    message = say("100% <b>&amp;</b>\r\n::error::x\x1b[31m]]> {name}", name="\ud800\ufffe,:")
    return replace(findings[0], message=message, path="okrs/a,b:c%.md", hint=None, waived="")


@pytest.mark.parametrize("form", formats())
def test_hostile_words_break_no_format(checked, form):
    findings, sheet = checked()
    text = report_in(form)([wicked(findings)], sheet)
    assert "\x1b" not in text


def test_text_begins_each_finding_with_one_line_that_says_it_all(checked):
    findings, sheet = checked()
    text = report_in("text")(findings, sheet)
    heads = [
        line for line in text.splitlines() if re.match(r"okrs/.+:\d+:\d+: (error|warning|info): .+ \[[a-z-]+ OKR\d{3}\]$", line)
    ]
    assert len(heads) == len(findings)


def columns(text: str) -> int:
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def test_carets_stand_under_the_value_in_a_terminal(checked):
    findings, sheet = checked()
    lines = report_in("text")(findings, sheet).splitlines()
    below = {number: line for number, line in enumerate(lines) if line.strip("| ^") == "" and "^" in line}
    assert len(below) >= 5
    marked = set()
    for number, carets in below.items():
        start, end = carets.index("^"), carets.rindex("^") + 1
        place, cut = 0, ""
        for sign in lines[number - 1]:
            if start <= place < end:
                cut += sign
            place += columns(sign)
        marked.add(cut)
    assert {"company/relaible", "98 %", "{名称: 平安回家}", "bonus"} <= marked


def test_colours_change_nothing_but_colour(checked):
    findings, sheet = checked(colour=True)
    coloured = report_in("text")(findings, sheet)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report_in("text")(findings, replace(sheet, colour=False))


def test_what_a_terminal_would_obey_is_shown_as_a_sign(checked):
    findings, sheet = checked()
    lines = ["", "title: \x1b[31m\u202eevil\x07\tx", *[""] * 20]
    found = replace(findings[0], span=Span(2, 1, 2, 6))
    text = report_in("text")([found], replace(sheet, lines=lambda _path: lines))
    assert "title: \N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}evil\N{REPLACEMENT CHARACTER}    x" in text


def test_a_long_line_is_cut_around_its_carets(checked):
    findings, sheet = checked()
    line = "字" * 300 + "HERE" + "字" * 300
    found = replace(findings[0], span=Span(1, 301, 1, 305))
    text = report_in("text")([found], replace(sheet, lines=lambda _path: [line]))
    shown, carets = text.splitlines()[1:3]
    assert columns(shown) <= 120
    assert carets.count("^") == 4
    assert columns(shown[: shown.index("HERE")]) == carets.index("^")
    assert shown.split("| ")[1].startswith("…")
    assert shown.endswith("…")


def test_text_counts_files_and_waivers(checked):
    findings, sheet = checked()
    assert report_in("text")(findings, sheet).splitlines()[-1] == "7 errors, 1 note in 5 files, 1 set aside"
    assert "Waived until 31 Dec 2026: Blue is for lorries." in report_in("text")(findings, sheet)


def test_github_commands_stay_one_line_and_escape_their_properties(checked):
    findings, sheet = checked()
    text = report_in("github")([wicked(findings), *findings], sheet)
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert len(commands) == len(findings) + 1
    assert commands[0].startswith("::error file=okrs/a%2Cb%3Ac%25.md,line=")
    assert "100%25 <b>&amp;</b> ::error::x" in commands[0]
    kinds = [re.match(r"::(\w+) ", command)[1] for command in commands]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    for finding in findings:
        is_told = any(f"file={finding.path}" in command.replace("%25", "%") for command in commands)
        assert is_told or "," in finding.path


def test_gitlab_fingerprints_survive_another_line_and_another_language(checked):
    findings, sheet = checked()
    marks = [issue["fingerprint"] for issue in json.loads(report_in("gitlab")(findings, sheet))]
    assert len(set(marks)) == len(findings)
    moved = [replace(finding, span=Span(finding.span.line + 7, 1, finding.span.line + 7, 2)) for finding in findings]
    in_chinese = json.loads(report_in("gitlab")(moved, checked("zh")[1]))
    assert [issue["fingerprint"] for issue in in_chinese] == marks
    twice = json.loads(report_in("gitlab")([findings[0], findings[0]], sheet))
    assert twice[0]["fingerprint"] != twice[1]["fingerprint"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sarif_is_what_the_standard_wants(checked, language):
    findings, sheet = checked(language)
    text = report_in("sarif")([wicked(findings), *findings], sheet)
    log = SarifLog.model_validate_json(text)
    (run,) = log.runs
    assert run.columnKind.value == "unicodeCodePoints"
    assert len(run.results) == len(findings) + 1
    assert run.results[0].locations[0].physicalLocation.artifactLocation.uri == "okrs/a%2Cb%3Ac%25.md"
    for result, finding in zip(run.results[1:], findings, strict=True):
        assert run.tool.driver.rules[result.ruleIndex].id == result.ruleId == finding.code
        region = result.locations[0].physicalLocation.region
        assert (region.startLine, region.startColumn, region.endLine, region.endColumn) == tuple(finding.span)
        assert bool(result.suppressions) is bool(finding.waived)


def test_sarif_that_breaks_the_standard_is_noticed(checked):
    findings, sheet = checked()
    log = json.loads(report_in("sarif")(findings, sheet))
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(ValueError, match="level"):
        SarifLog.model_validate(log)


def test_junit_has_a_suite_for_each_rule_and_a_case_for_each_finding(checked):
    findings, sheet = checked()
    suites = ET.fromstring(report_in("junit")([wicked(findings), *findings], sheet))  # noqa: S314 - our own text
    assert suites.tag == "testsuites"
    assert [suite.get("name") for suite in suites] == [rule.name for rule in sheet.rules]
    assert {child.tag for suite in suites for child in suite} == {"testcase"}
    cases = list(suites.iter("testcase"))
    silent = [case for case in cases if case.get("name") == case.get("classname")]
    assert len(cases) - len(silent) == len(findings) + 1
    assert int(suites.get("failures")) == sum(1 for finding in findings if finding.severity == "error") + 1
    assert int(suites.get("skipped")) == 1
    assert int(suites.get("tests")) == len(cases) == sum(int(suite.get("tests")) for suite in suites)


def test_junit_fails_where_the_command_fails(checked):
    findings, sheet = checked()
    found = [replace(finding, waived="") for finding in findings]
    lax = ET.fromstring(report_in("junit")(found, sheet))  # noqa: S314 - our own text
    strict = ET.fromstring(report_in("junit")(found, replace(sheet, failing=SEVERITIES)))  # noqa: S314 - our own text
    assert len(list(lax.iter("system-out"))) == 1
    assert len(list(strict.iter("failure"))) == len(found)
