from __future__ import annotations

import json
import subprocess

import pytest

from okrpress.rules import catalogue
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
BROKEN = small.FILES[ON_TIME].replace("company/reliable#on-time", "company/relaible")


def test_a_clean_company_has_no_findings_and_passes(okr, records):
    records()
    answer = okr("check")
    assert (answer.status, answer.out, answer.err) == (0, "No findings.\n", "")


def test_quiet_says_nothing_where_nothing_is_wrong(okr, records):
    records()
    assert okr("check", "--quiet").out == ""


def test_a_broken_reference_fails_with_place_and_way_out(okr, records):
    records(**{ON_TIME: BROKEN})
    answer = okr("check")
    assert answer.status == 1
    assert (
        "okrs/cycles/2026-Q4/logistics/on-time.md:5:13: error: aligns_to: no objective 'company/relaible'. "
        "Did you mean company/reliable? [unknown-reference OKR108]" in answer.out.splitlines()
    )
    assert answer.out.splitlines()[-1].startswith("1 error")


def test_json_has_the_promised_shape(okr, records):
    records(**{ON_TIME: BROKEN})
    answer = okr("check", "--format", "json")
    report = json.loads(answer.out)
    assert answer.status == 1
    assert report["version"] == 1
    assert report["summary"]["error"] == 1
    finding = next(entry for entry in report["findings"] if entry["rule"] == "unknown-reference")
    assert {key: finding[key] for key in ("code", "severity", "path", "line", "column", "end_line", "end_column", "record")} == {
        "code": "OKR108",
        "severity": "error",
        "path": "okrs/cycles/2026-Q4/logistics/on-time.md",
        "line": 5,
        "column": 13,
        "end_line": 5,
        "end_column": 29,
        "record": "2026-Q4/logistics/on-time",
    }
    assert finding["hint"] == "Did you mean company/reliable?"


def test_paths_limit_the_report(okr, records):
    records(**{ON_TIME: BROKEN})
    assert okr("check", "okrs/units").status == 0
    assert okr("check", "okrs/cycles/2026-Q4/logistics").status == 1


FORMATS = ("text", "github", "gitlab", "json", "junit", "sarif")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_fails_and_filters_alike(okr, records, form):
    records(**{ON_TIME: BROKEN.replace("id: damage", "id: damage\n    weight: 1")})
    assert okr("check", "--format", form).status == 1
    assert okr("check", "--format", form, "okrs/units").status == 0
    only = okr("check", "--format", form, "--rules", "OKR108,alignment-loop")
    assert only.status == 1
    assert "relaible" in only.out
    assert okr("check", "--format", form, "--rules", "alignment-loop", "--fail-on", "info").status == 0


def test_fail_on_is_the_lightest_that_fails(okr, records):
    records(**{"cycles/2026-Q4/hub-north/new.md": "---\ntitle: It runs\ntype: aspirational\n---\n"})
    assert "warning" in okr("check").out
    assert [okr("check", "--fail-on", level).status for level in ("error", "warning", "info")] == [0, 1, 1]


def test_text_shows_the_line_with_carets_and_no_colour_where_nobody_looks(okr, records):
    records(**{ON_TIME: BROKEN})
    out = okr("check").out
    assert "   5 | aligns_to: [company/relaible]\n     |             ^^^^^^^^^^^^^^^^\n" in out
    assert "\x1b" not in out


def test_rules_limit_what_runs(okr, records):
    records(**{ON_TIME: BROKEN})
    assert okr("check", "--rules", "alignment-loop").status == 0
    answer = okr("check", "--rules", "alignment-lop")
    assert (answer.status, answer.err) == (2, "okr: there is no rule 'alignment-lop'; did you mean alignment-loop?\n")


def test_paths_are_relative_to_the_repository_wherever_the_command_is_called(okr, records, tmp_path):
    root = records(**{ON_TIME: BROKEN})
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    answer = okr("check", "--okrs", "..", cwd=root / "units")
    assert answer.status == 1
    assert answer.out.startswith("okrs/cycles/2026-Q4/")


def test_chinese_settings_give_chinese_findings(okr, records):
    records(**{ON_TIME: BROKEN, "settings.yml": "language: zh\n"})
    answer = okr("check")
    assert answer.status == 1
    assert "Did you mean" not in answer.out
    assert "company/reliable" in answer.out


def test_bad_calls_are_one_line_and_status_2(okr, records):
    for words, said in [
        (("check", "--okrs", "nowhere"), "there is no folder 'nowhere'"),
        (("check", "nowhere.md"), "there is no file or folder 'nowhere.md'"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("check", "--today", "2026-13-01"), "'2026-13-01' is not a day: write YYYY-MM-DD"),
        (("frob",), "No such command 'frob'"),
        (("check", "--frob"), "No such option"),
    ]:
        answer = okr(*words)
        assert answer.status == 2, words
        assert answer.out == ""
        assert answer.err.count("\n") == 1, answer.err
        assert answer.err.startswith("okr: ")
        assert said in answer.err
    records()
    assert okr("check", "--fail-on", "info").status == 0


def test_today_decides_what_is_found(okr, records):
    records()
    assert okr("check", "--today", "2026-11-10", day=False).status == 0
    later = okr("check", "--today", "2027-02-01", day=False)
    assert later.status == 1
    assert "ungraded-after-close" in later.out


PILOT = {"settings.yml": "rollout: {mode: pilot, units: [logistics], review: 2027-01-15}\n"}
NEW_UNIT = {"units/fleet.md": "---\nname: Fleet\nkind: department\nparent: company\n---\n"}


def test_a_pilot_asks_nobody_else_and_as_company_shows_what_would_fail(okr, records):
    records(**PILOT, **NEW_UNIT)
    assert "unit-without-okr" not in okr("check").out
    assert "outside-rollout" in okr("check").out
    everyone = okr("check", "--as", "company", "--fail-on", "warning")
    assert everyone.status == 1
    assert "okrs/units/fleet.md:1:1: warning: Fleet has no objective in 2026-Q4." in everyone.out
    assert "outside-rollout" not in everyone.out


def test_as_a_pilot_makes_no_sense(okr, records):
    records()
    for mode in ("pilot", "project", "nobody"):
        answer = okr("check", "--as", mode)
        assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(f"okr: '--as {mode}' makes no sense: only '--as company' does")


def test_a_profile_is_a_table_beside_the_report(okr, records):
    records(**{ON_TIME: BROKEN})
    answer = okr("check", "--profile", "--format", "json")
    assert json.loads(answer.out)["summary"]["error"] == 1
    head, *rows, of_rules, whole = answer.err.splitlines()
    assert head.split() == ["CPU", "s", "share", "findings", "step"]
    told = {row[28:]: row[18:26].strip() for row in rows}
    assert {"reading", "scoring and alignment", "OKR108 unknown-reference"} <= set(told)
    assert told["OKR108 unknown-reference"] == "1"
    assert len([name for name in told if name.startswith("OKR")]) == len(catalogue())
    assert of_rules.endswith("all rules")
    assert whole.split()[1] == "100.0%"
