"""Edges of the rules of openness, beyond the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.rules import catalogue
from tests import small


def objective(stage: str = "agreed", key_results: str = "{title: It runs, done: false}") -> str:
    return (
        f"---\ntitle: It runs\ntype: aspirational\nstage: {stage}\nreason: x\naligns_to: [company/reliable]\n"
        f"key_results:\n  - {key_results}\n---\n"
    )


@pytest.fixture
def look(company):
    def found(rule: str, files: dict[str, str], today: date = small.TODAY) -> list[str]:
        """The records that a rule speaks of."""
        return [problem.record for problem in catalogue()[rule].look(company(files, today))]

    return found


SILENT = {path: "" for path in small.FILES if path.startswith("cycles/") and not path.endswith("cycle.md")}
"""The small company without any objective."""
CEO_SILENT = {"cycles/2026-Q4/zhang-min/listen.md": ""}
PILOT = {"settings.yml": "rollout: {mode: pilot, units: [logistics], review: 2027-01-15}\n"}


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        (CEO_SILENT, True),
        ({**CEO_SILENT, "cycles/2026-Q4/zhang-min/new.md": objective("draft")}, False),
        ({**CEO_SILENT, "cycles/2026-Q4/zhang-min/new.md": objective("dropped")}, True),
        ({**CEO_SILENT, "cycles/2026/zhang-min/year.md": objective()}, False),  # a longer cycle around it
        ({**CEO_SILENT, "cycles/2026-Q3/zhang-min/old.md": objective()}, True),
        ({**CEO_SILENT, "cycles/2027-Q1/zhang-min/next.md": objective()}, True),
        ({**CEO_SILENT, **PILOT}, False),
        ({**CEO_SILENT, "settings.yml": PILOT["settings.yml"].replace("[logistics]", "[company]")}, True),
        ({**CEO_SILENT, "people/zhang-min.md": "---\nname: Zhang Min\nunit: company\nsince: 2026-10-15\n---\n"}, False),
    ],
)
def test_the_ceo_has_an_okr_in_the_cycle_that_runs(look, files, is_found):
    assert look("ceo-without-okr", files) == (["people/zhang-min"] if is_found else [])


@pytest.mark.parametrize(
    ("today", "is_found"),
    [("2026-09-30", False), ("2026-10-01", True), ("2026-12-31", True), ("2027-01-13", True), ("2027-01-14", False)],
)
def test_nothing_is_missing_before_the_cycle_and_after_it(look, today, is_found):
    day = date.fromisoformat(today)
    assert bool(look("ceo-without-okr", SILENT, day)) is is_found
    assert bool(look("unit-without-okr", SILENT, day)) is is_found
    assert bool(look("person-without-okr", SILENT, day)) is is_found


def test_a_company_that_names_no_ceo_is_asked_to(company):
    files = {"units/company.md": "---\nname: Parcel\nkind: company\n---\n"}
    (problem,) = catalogue()["ceo-without-okr"].look(company(files))
    assert (problem.record, problem.severity) == ("units/company", "warning")


def test_an_empty_folder_is_asked_for_nothing(look):
    files = {path: "" for path in small.FILES if path != "settings.yml"}
    for rule in ("ceo-without-okr", "unit-without-okr", "person-without-okr", "outside-rollout", "pilot-without-review"):
        assert look(rule, files) == []


FLEET = "units/fleet.md"


def unit(*lines: str) -> str:
    return "\n".join(["---", "name: Fleet", "kind: department", "parent: company", *lines, "---", ""])


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        ({FLEET: unit()}, True),
        ({FLEET: unit("since: 2026-10-01")}, True),
        ({FLEET: unit("since: 2026-10-02")}, False),
        ({FLEET: unit("until: 2026-11-09")}, False),
        ({FLEET: unit("until: 2026-11-10")}, True),  # its last day
        ({FLEET: unit(), "cycles/2026-Q4/fleet/new.md": objective("draft")}, False),
        ({FLEET: unit(), "cycles/2026-Q4/fleet/new.md": objective("dropped")}, True),
        ({FLEET: unit(), "cycles/2026/fleet/new.md": objective()}, False),
        # a short cycle of one team does not make everyone else's quarter disappear, even where it juts out
        ({FLEET: unit(), "cycles/peak/cycle.md": "---\nstart: 2026-11-01\nend: 2027-01-10\n---\n",
          "cycles/peak/hub-north/p.md": objective(), "cycles/2026-Q4/fleet/new.md": objective()}, False),
        ({FLEET: unit(), **PILOT}, False),
        ({FLEET: unit().replace("parent: company", "parent: logistics"), **PILOT}, True),
        ({FLEET: unit(), "settings.yml": "rollout: {mode: project, units: [fleet]}\n"}, True),
    ],
)  # fmt: skip
def test_who_counts_as_a_unit_without_okr(look, files, is_found):
    assert look("unit-without-okr", files) == (["units/fleet"] if is_found else [])


@pytest.mark.parametrize(("files", "found"), [({}, []), (CEO_SILENT, ["units/company"])])
def test_the_ceos_objectives_speak_for_the_company(look, files, found):
    assert look("unit-without-okr", {"cycles/2026-Q4/company/reliable.md": "", **files}) == found


NEWCOMER = "people/wu-yan.md"
ENTRUSTED = "{title: x, owner: wu-yan, done: false}"


def person(*lines: str) -> str:
    return "\n".join(["---", "name: Wu Yan", "unit: hub-north", *lines, "---", ""])


@pytest.mark.parametrize(
    ("files", "is_found"),
    [
        ({NEWCOMER: person()}, True),
        ({NEWCOMER: person("since: 2026-10-05")}, False),
        ({NEWCOMER: person("until: 2026-11-01")}, False),
        ({NEWCOMER: person(), "cycles/2026-Q4/wu-yan/new.md": objective("draft")}, False),
        # a key result of the unit's is their own part
        ({NEWCOMER: person(), "cycles/2026-Q4/hub-north/n.md": objective(key_results=ENTRUSTED)}, False),
        ({NEWCOMER: person(), "cycles/2026-Q3/hub-north/n.md": objective(key_results=ENTRUSTED)}, True),
        ({NEWCOMER: person(), **PILOT}, True),  # a team of the pilot's department
        ({NEWCOMER: person().replace("hub-north", "customer-service"), **PILOT}, False),
        ({NEWCOMER: person().replace("hub-north", "customer-service"), **PILOT,
          "units/logistics.md": small.FILES["units/logistics.md"].replace("---\n", "---\nmembers: [wu-yan]\n", 1)}, True),
        ({**CEO_SILENT}, False),  # ceo-without-okr
    ],
)  # fmt: skip
def test_who_counts_as_a_person_without_okr(look, files, is_found):
    assert look("person-without-okr", files) == (["people/wu-yan"] if is_found else [])


def test_units_in_a_ring_keep_the_scope_finite(look):
    ring = {"units/logistics.md": "---\nname: Logistics\nkind: department\nparent: hub-north\n---\n"}
    assert look("outside-rollout", {**PILOT, **ring}) == ["2026-Q4/chen-jie/voices", "2026-Q4/customer-service/first-call"]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("rollout: {mode: company, units: [logistics]}\n", []),
        ("rollout: {mode: pilot, review: 2027-01-15}\n", []),  # no unit named: nobody is outside yet
        ("rollout: {mode: project, units: [logistics, customer-service]}\n", []),
        (
            "rollout: {mode: project, units: [hub-north, customer-service]}\n",
            ["2026-Q4/li-na/coach", "2026-Q4/logistics/on-time"],
        ),
    ],
)
def test_who_is_outside_the_rollout(look, settings, found):
    assert look("outside-rollout", {"settings.yml": settings}) == found


@pytest.mark.parametrize(
    ("today", "is_found"), [("2027-01-15", False), ("2027-01-16", True)]
)  # fmt: skip
def test_a_pilot_is_due_the_day_after_its_review(look, today, is_found):
    assert look("pilot-without-review", PILOT, date.fromisoformat(today)) == (["settings"] if is_found else [])


@pytest.mark.parametrize(
    ("settings", "is_found"),
    [
        ("language: en\n", False),
        ("rollout: {mode: project, units: [logistics]}\n", False),
        ("rollout: {review: 2027-01-15}\n", True),
    ],
)
def test_a_rollout_without_a_mode_is_noticed(look, settings, is_found):
    assert look("rollout-mode-missing", {"settings.yml": settings}) == (["settings"] if is_found else [])


@pytest.mark.parametrize("key", ["private", "hidden", "audience", "search"])
@pytest.mark.parametrize("path", ["people/zhang-min.md", "cycles/2026-Q4/zhang-min/listen.md", "units/company.md", "strategy.md"])
def test_nobody_is_hidden_and_nothing_sets_that_aside(company, key, path):
    from okrpress.check import check

    text = small.FILES[path].replace(
        "---\n", f"---\n{key}: true\nwaivers: [{{rule: hidden-record, reason: Just this once}}]\n", 1
    )
    findings = check(company({path: text, "settings.yml": "rules: {hidden-record: off}\n"}))
    assert [(entry.path, entry.severity) for entry in findings if entry.rule == "hidden-record"] == [(f"okrs/{path}", "error")]
