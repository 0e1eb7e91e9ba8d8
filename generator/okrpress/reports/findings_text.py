"""Findings for a person at a terminal: one line each, then a count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from okrpress.check import SEVERITIES, Finding
from okrpress.words import Words

_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def report(findings: Sequence[Finding], words: Words, *, colour: bool = False) -> str:
    """Return one line per finding, `path:line:column: severity: message. hint [rule code]`, and a summary line."""
    lines = [_line(finding, words, colour=colour) for finding in findings]
    return "\n".join([*lines, summary(findings, words)]) + "\n"


def _line(finding: Finding, words: Words, *, colour: bool) -> str:
    severity = severity_word(finding.severity, words)
    if colour:
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {severity}: {sentence(finding, words)} [{finding.rule} {finding.code}]"


def sentence(finding: Finding, words: Words) -> str:
    """Return what a finding says in one line: message, way out, and the waiver that set it aside."""
    parts = [words.message(finding.message)]
    if finding.hint:
        parts.append(_begun(words.message(finding.hint)))
    if finding.waived:
        parts.append(words("Waived: {reason}", reason=finding.waived))
    stop = "。" if words.language == "zh" else "."
    whole = (" ".join(part.split()) for part in parts)
    return " ".join(part if part.endswith(("?", "!", ".", "？", "！", "。")) else part + stop for part in whole)


_PLAIN_WORD: Final = re.compile(r"[a-z]+[ ,]")


def _begun(hint: str) -> str:
    """Begin a sentence with a capital, but for one that begins with a key or a path."""
    return hint[0].upper() + hint[1:] if _PLAIN_WORD.match(hint) else hint


def severity_word(severity: str, words: Words) -> str:
    """Return the word for a severity."""
    return {"error": words("error"), "warning": words("warning"), "info": words("info")}[severity]


def summary(findings: Sequence[Finding], words: Words) -> str:
    """Return how many findings there are of each severity."""
    if not findings:
        return words("No findings.")
    counts = Counter(finding.severity for finding in findings)
    forms = {
        "error": lambda count: words.plural("{count} error", "{count} errors", count),
        "warning": lambda count: words.plural("{count} warning", "{count} warnings", count),
        "info": lambda count: words.plural("{count} note", "{count} notes", count),
    }
    separator = "，" if words.language == "zh" else ", "
    return separator.join(forms[severity](counts[severity]) for severity in SEVERITIES if counts[severity])
