"""Every rule's page is its test: the bad example has a finding of that rule, the good one has none."""

from __future__ import annotations

import re

import pytest

from okrpress.rules import Rule, catalogue
from okrpress.rules.page import Example
from tests import small

GIVEN = {
    "1": "unreadable-file duplicate-key unknown-key missing-key wrong-type unknown-value duplicate-id unknown-reference "
    "misplaced-file unknown-owner objective-without-key-results measure-count start-equals-target bad-weight unsafe-link "
    "unsafe-html unknown-cycle waiver-expired waiver-unused",
    "2": "too-many-objectives too-many-key-results single-key-result key-result-without-number kr-task-verb vague-wording "
    "placeholder-text objective-is-checklist text-too-long business-as-usual no-why compound-key-result prescribes-method "
    "metric-without-source pay-link rank-title",
    "3": "unaligned-objective committed-not-from-company alignment-loop aligned-downwards aligned-outside-cycle "
    "aligned-to-dropped company-objective-without-strategy uncovered-key-result too-many-parents copied-key-result level-skip "
    "deep-tree suspect-alignment",
    "4": "unanswered-ask ask-after-due support-without-ask ask-loop overlapping-objectives conflicting-targets isolated-unit "
    "mention-without-link",
    "5": "score-out-of-range grade-differs ungraded-after-close committed-miss-unexplained committed-at-risk-silent "
    "always-attained aspirational-too-low confidence-range value-moved-back health-contradicts-confidence commitment-moved "
    "commitment-lowered amendment-mismatch",
    "6": "stale-check-in never-checked-in check-in-in-future check-in-outside-cycle drafted-late due-outside-cycle "
    "review-missing low-score-without-decision carried-twice",
    "7": "hidden-record ceo-without-okr unit-without-okr person-without-okr outside-rollout pilot-without-review "
    "rollout-mode-missing closed-cycle-changed",
    "8": "too-many-medals medal-to-self medal-to-unknown medal-without-cause medal-ring",
    "9": "theme-loop theme-without-effect theme-without-objective refuted-hypothesis-in-use",
}
"""Codes that were given, by family and in their order. One is never taken back or given again: names are only added here,
at the end of their family, and one that no rule has any more stays."""

CODES = {f"OKR{family}{number:02d}": name for family, names in GIVEN.items() for number, name in enumerate(names.split(), 1)}

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{example.kind}-{number}")
    for rule in catalogue().values()
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example, findings) -> None:
    found = findings(dict(example.files), rule.name, example.today or small.TODAY, dict(example.base) if example.base else None)
    if example.kind == "bad":
        assert found, "the bad example has no finding of its rule"
    else:
        assert [str(finding.message) for finding in found] == []


@pytest.mark.parametrize("rule", catalogue().values(), ids=catalogue())
def test_page_is_complete(rule: Rule) -> None:
    assert rule.summary.endswith((".", ".”")), "the first paragraph is one sentence"
    assert 1 <= len(rule.paragraphs) <= 4
    assert rule.source
    assert not re.search(r"\b[A-Z], ", rule.source)  # the letter of a source is for whoever writes rules
    assert {example.kind for example in rule.examples} == {"bad", "good"}
    assert all(example.files for example in rule.examples)
    assert rule.severity in ("error", "warning", "info", "off")


def test_codes_are_unique_and_never_given_again() -> None:
    rules = catalogue()
    assert len({rule.code for rule in rules.values()}) == len(rules)
    names = {name: code for code, name in CODES.items()}
    for rule in rules.values():
        assert CODES.get(rule.code, rule.name) == rule.name, f"{rule.code} was given to another rule"
        assert names.get(rule.name, rule.code) == rule.code, f"{rule.name} had another code"


def test_the_small_company_has_no_findings(findings) -> None:
    assert [f"{finding.path}:{finding.span.line} {finding.rule}: {finding.message}" for finding in findings()] == []


def test_unknown_reference_says_what_was_meant(findings) -> None:
    bad = next(example for example in catalogue()["unknown-reference"].examples if example.kind == "bad")
    (found,) = findings(dict(bad.files), "unknown-reference")
    assert str(found.hint) == "Did you mean hub-north/sorting?"
