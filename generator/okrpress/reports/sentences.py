"""What a finding says in one line, and what all of them come to: the words that several formats share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from okrpress.check import SEVERITIES, Finding
from okrpress.words import Words

_ENDS: Final = ("?", "!", ".", "？", "！", "。")


def sentence(finding: Finding, words: Words) -> str:
    """Return what a finding says in one line: message, way out, and the waiver that set it aside."""
    parts = [words.message(finding.message)]
    if finding.hint:
        parts.append(_begun(words.message(finding.hint)))
    if finding.waived:
        parts.append(waiver(finding, words))
    stop, space = ("。", "") if words.language == "zh" else (".", " ")
    whole = (printable(" ".join(part.split())) for part in parts)
    return space.join(part if part.endswith(_ENDS) else part + stop for part in whole)


def printable(text: str) -> str:
    """Return a text with nothing in it that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def waiver(finding: Finding, words: Words) -> str:
    """Return why a finding was set aside, and to which day."""
    if finding.waived_until is None:
        return words("Waived: {reason}", reason=finding.waived)
    return words("Waived until {day}: {reason}", day=words.date(finding.waived_until), reason=finding.waived)


_PLAIN_WORD: Final = re.compile(r"[a-z]+[ ,]")


def _begun(hint: str) -> str:
    """Begin a sentence with a capital, but for one that begins with a key or a path."""
    return hint[0].upper() + hint[1:] if _PLAIN_WORD.match(hint) else hint


def severity_word(severity: str, words: Words) -> str:
    """Return the word for a severity, or for a rule that is off."""
    return {"error": words("error"), "warning": words("warning"), "info": words("info"), "off": words("off")}[severity]


def summary(findings: Sequence[Finding], words: Words) -> str:
    """Return how many findings there are of each severity, in how many files, and how many of them were set aside."""
    if not findings:
        return words("No findings.")
    counts = Counter(finding.severity for finding in findings)
    forms = {
        "error": lambda count: words.plural("{count} error", "{count} errors", count),
        "warning": lambda count: words.plural("{count} warning", "{count} warnings", count),
        "info": lambda count: words.plural("{count} note", "{count} notes", count),
    }
    separator = "，" if words.language == "zh" else ", "
    told = separator.join(forms[severity](counts[severity]) for severity in SEVERITIES if counts[severity])
    files = len({finding.path for finding in findings})
    told = words.plural("{counts} in {count} file", "{counts} in {count} files", files, counts=told)
    waived = sum(1 for finding in findings if finding.waived)
    return told + separator + words.plural("{count} set aside", "{count} set aside", waived) if waived else told
