"""The runner: severities, waivers, order; and that a rule is one file."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.rules import catalogue
from tests import small

BROKEN = "people/li-na.md"
TEXT = "---\nname: Li Na\nunit: logistics\nfloor: 3\n{more}---\n"


def with_waiver(until: str = "") -> dict[str, str]:
    more = f"waivers:\n  - {{rule: unknown-key, reason: Our seating plan{until}}}\n"
    return {BROKEN: TEXT.format(more=more)}


def test_a_finding_is_stamped(findings) -> None:
    (found,) = findings({BROKEN: TEXT.format(more="")})
    assert (found.rule, found.code, found.severity, found.record, found.waived) == (
        "unknown-key", "OKR103", "error", "people/li-na", "",
    )  # fmt: skip
    assert (found.path, found.span[:2]) == ("okrs/people/li-na.md", (4, 1))


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_settings_change_the_severity(findings, severity: str) -> None:
    (found,) = findings({BROKEN: TEXT.format(more=""), "settings.yml": f"rules: {{unknown-key: {severity}}}\n"})
    assert found.severity == severity


@pytest.mark.parametrize("off", ["off", "false"])
def test_settings_switch_a_rule_off(findings, off: str) -> None:
    assert findings({BROKEN: TEXT.format(more=""), "settings.yml": f"rules: {{unknown-key: {off}}}\n"}) == []


@pytest.mark.parametrize("rule", [rule.name for rule in catalogue().values() if rule.fixed])
def test_nothing_changes_a_fixed_rule(findings, rule: str) -> None:
    bad = next(example for example in catalogue()[rule].examples if example.kind == "bad")
    files = {**dict(bad.files), "settings.yml": f"rules: {{{rule}: off}}\n"}
    found = findings(files, today=bad.today or small.TODAY)
    assert rule in {finding.rule for finding in found}
    assert f"rules: nothing can change the severity of '{rule}'" in {str(finding.message) for finding in found}


def test_a_waiver_makes_info_and_says_why(findings) -> None:
    (found,) = findings(with_waiver())
    assert (found.rule, found.severity, found.waived) == ("unknown-key", "info", "Our seating plan")


@pytest.mark.parametrize(
    ("today", "rules"), [(date(2026, 11, 10), ["unknown-key"]), (date(2026, 11, 11), ["unknown-key", "waiver-expired"])]
)
def test_a_waiver_holds_to_its_last_day(findings, today: date, rules: list[str]) -> None:
    found = [finding for finding in findings(with_waiver(", until: 2026-11-10"), today=today) if finding.code < "OKR200"]
    assert [finding.rule for finding in found] == rules
    assert found[0].severity == ("info" if len(rules) == 1 else "error")


def test_a_waiver_beats_the_settings(findings) -> None:
    (found,) = findings({**with_waiver(), "settings.yml": "rules: {unknown-key: warning}\n"})
    assert found.severity == "info"


def test_a_waiver_of_a_rule_that_is_off_is_not_unused(findings) -> None:
    assert findings({**with_waiver(), "settings.yml": "rules: {unknown-key: off}\n"}) == []


def test_a_waiver_of_a_fixed_rule_sets_nothing_aside(findings) -> None:
    text = '---\nname: Li Na\nunit: logistics\nlinks: {chat: "file:x"}\nwaivers: [{rule: unsafe-link, reason: Please}]\n---\n'
    found = findings({BROKEN: text})
    assert [(finding.rule, finding.severity) for finding in found] == [("unsafe-link", "error"), ("unknown-value", "error")]


def test_findings_are_sorted_by_place(findings) -> None:
    found = findings({BROKEN: TEXT.format(more="manger: x\n"), "people/chen-jie.md": "---\nname: x\n---\n"})
    assert [finding.path for finding in found] == sorted(finding.path for finding in found)
    mine = [finding.span for finding in found if finding.path.endswith("li-na.md")]
    assert mine == sorted(mine)


def test_only_some_rules(company) -> None:
    from okrpress.check import check

    built = company({**with_waiver(), "people/chen-jie.md": "---\nname: x\n---\n"})
    assert [finding.rule for finding in check(built, ["missing-key"])] == ["missing-key"]
    assert check(built, ["waiver-unused"]) == ()
    assert [finding.waived for finding in check(built, ["unknown-key"])] == ["Our seating plan"]
