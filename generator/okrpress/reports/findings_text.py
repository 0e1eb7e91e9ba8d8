"""Findings for a person at a terminal: a line for each that says it all, the record's line with carets, and a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from okrpress.check import Finding
from okrpress.reports.excerpt import excerpt
from okrpress.reports.sentences import printable, sentence, severity_word, summary
from okrpress.reports.sheet import Sheet

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_STRONG = "1"
_QUIET = "2"


def report(findings: Sequence[Finding], sheet: Sheet) -> str:
    """Return the findings file by file, then a summary.

    Each begins with `path:line:column: severity: message. hint [rule code]` on one line, whatever follows; so a search for
    a path, a rule or a word finds whole findings.
    """
    files = groupby(findings, key=lambda finding: finding.path)
    parts = ["\n".join(line for finding in found for line in _lines(finding, sheet)) for _, found in files]
    return "\n\n".join([*parts, _painted(summary(findings, sheet.words), _STRONG, sheet)]) + "\n"


def _lines(finding: Finding, sheet: Sheet) -> Iterator[str]:
    words = sheet.words
    place = f"{printable(finding.path)}:{finding.span.line}:{finding.span.column}"
    severity = severity_word(finding.severity, words)
    rule = f"[{finding.rule} {finding.code}]"
    yield (
        f"{_painted(place, _STRONG, sheet)}: {_painted(severity, _COLOURS[finding.severity], sheet)}: "
        f"{sentence(finding, words)} {_painted(rule, _QUIET, sheet)}"
    )
    shown = excerpt(finding.span, sheet.lines(finding.path))
    if shown is None:
        return
    line, carets = shown
    number = str(finding.span.line)
    margin = " " * max(len(number), 4)
    yield f"{_painted(f'{number:>{len(margin)}} |', _QUIET, sheet)} {line}"
    yield f"{_painted(f'{margin} |', _QUIET, sheet)} {_painted_carets(carets, finding, sheet)}"


def _painted_carets(carets: str, finding: Finding, sheet: Sheet) -> str:
    lead = len(carets) - len(carets.lstrip())
    return carets[:lead] + _painted(carets[lead:], _COLOURS[finding.severity], sheet)


def _painted(text: str, colour: str, sheet: Sheet) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if sheet.colour else text
