"""FORMAT, line by line: what each key becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrpress.load import load
from okrpress.model import (
    Amendment,
    Ask,
    CheckIn,
    Grade,
    Initiative,
    Metric,
    Milestone,
    Milestones,
    Offer,
    Reference,
    Rollup,
    Threshold,
    Waiver,
    Workspace,
    YesNo,
)
from okrpress.settings import Forge, Level, Limits, Thresholds
from okrpress.words import Words
from tests import small

FULL = """\
---
title: Every parcel arrives on the day we promised
type: committed            # committed 承诺型 | aspirational 挑战型
origin: top-down
stage: agreed
priority: 1
weight: 2
contributors: [wang-lei]
aligns_to:
  - company/reliable#on-time
  - strategy#nationwide
supports:
  - customer-service/first-call
carried_from: 2026-Q3/logistics/on-time
asks:
  - id: api
    to: customer-service
    what: A tracking API that answers in 200 ms
    key_result: rate
    by: 2026-11-15
  - {what: Anyone with a spare van, declined: No vans left}
  - {what: Maps, done: 2026-10-20}
  - {what: Bags, withdrawn: Found some}
tags: [speed, 2026]
key_results:
  - id: rate
    title: On-time delivery rises from 91 % to 98 %
    owner: li-na
    weight: 1
    metric: {start: 91, target: 98, unit: "%"}
    source: https://bi.example.com/on-time
    due: 2026-12-15
    check_ins:
      - {date: 2026-10-30, value: 93}
      - {date: 2026-10-16, value: 92.5, confidence: 6, by: li-na, note: Two hubs retrained}
      - {date: 2026-10-30, note: The same day again}
    initiatives:
      - {title: Retrain hubs, url: https://example.com/1, done: 2026-10-12}
      - {title: Buy vans, done: no}
    grade: {score: 0.6, note: Nearly}
  - {title: Damage, threshold: {at_most: 9, floor: 20, unit: in 10 000}}
  - {title: Uptime, threshold: {at_least: 99.9}}
  - {title: Lines, milestones: [{title: One, weight: 3, done: 2026-11-02}, {title: Two, done: false}, {title: Three}]}
  - {title: Guide, done: no}
  - {title: Licence, done: 2026-10-30, dropped: 2026-11-01, reason: The law changed}
  - {title: All teams, rollup: mean}
amendments:
  - {date: 2026-11-05, key_result: rate, field: target, from: 98, to: 96, reason: Air freight ban}
  - {date: 2026-11-06, field: title, from: Old, to: New, reason: Clearer}
  - {date: 2026-11-07, key_result: kr2, field: measure, from: {metric: {start: 1, target: 2}}, to: ~, reason: Added later}
waivers:
  - {rule: too-many-key-results, reason: Two hubs are merging, until: 2026-12-31}
---

Why this matters …
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return load(
        small.write(
            tmp_path,
            {
                "cycles/2026-Q4/logistics/on-time.md": FULL,
                "cycles/2026-Q3/logistics/on-time.md": "---\ntitle: Before\ntype: aspirational\n---\n",
                "cycles/2026/cycle.md": "---\ntitle: The year\n---\n",
                "cycles/2026/company/reach.md": "---\ntitle: Reach\ntype: committed\n---\n",
                "cycles/2026-Q4/cycle.md": "---\ntitle: Q4\nparent: 2026\nphases: {draft: 2026-09-15, closed: 2027-01-10}\n---\n",
                "cycles/2026-Q4/hub-north/sorting.md": "---\ntitle: S\ntype: aspirational\nstage: dropped\nreason: Merged\n"
                "aligns_to: [2026/company/reach]\n---\n",
                "cycles/2026-Q4/logistics/review.md": "---\ndate: 2027-01-05\nparticipants: [li-na, wang-lei]\n"
                "decisions: [{objective: on-time, decision: continue, reason: Half way},"
                " {objective: hub-north/sorting, decision: stop}]\n---\nWhat went well\n",
                "recognition/2026-11/li-na.md": "---\nmedals:\n"
                "  - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Weekend}\n  - {to: nobody, reason: x}\n---\n",
                "units/logistics.md": "---\nname: Logistics\nkind: department\nparent: company\n"
                "lead: li-na\nmembers: [wang-lei]\nsince: 2024-01-01\nuntil: 2027-01-01\n"
                "offers: [{what: Route advice, contact: wang-lei}]\n---\n",
                "people/li-na.md": "---\nname: Li Na\nunit: logistics\nmanager: zhang-min\nsince: 2022-03-01\n"
                "links: {chat: 'https://chat.example.com'}\n---\n",
            },
        )
    )


def test_nothing_is_wrong_with_it(workspace: Workspace) -> None:
    assert [f"{problem.path}:{problem.span.line}: {problem.message}" for problem in workspace.problems] == []


def test_an_objective(workspace: Workspace) -> None:
    objective = workspace.objectives["2026-Q4/logistics/on-time"]
    assert (objective.cycle, objective.owner, objective.slug) == ("2026-Q4", "logistics", "on-time")
    assert (objective.type, objective.origin, objective.stage, objective.priority, objective.weight) == (
        "committed", "top-down", "agreed", 1, 2.0,
    )  # fmt: skip
    assert objective.contributors == ("wang-lei",)
    assert objective.tags == ("speed", "2026")
    assert objective.source.body == "Why this matters …"
    assert objective.source.body_line == FULL.split("\n").index("Why this matters …") + 1
    assert objective.aligns_to == (
        Reference("2026-Q4/company/reliable#on-time", "company/reliable#on-time", ("aligns_to", 0)),
        Reference("strategy#nationwide", "strategy#nationwide", ("aligns_to", 1)),
    )
    assert objective.supports[0].target == "2026-Q4/customer-service/first-call"
    assert objective.carried_from == Reference("2026-Q3/logistics/on-time", "2026-Q3/logistics/on-time", ("carried_from",))
    assert objective.waivers == (Waiver("too-many-key-results", "Two hubs are merging", date(2026, 12, 31), ("waivers", 0)),)


def test_asks(workspace: Workspace) -> None:
    api, van, maps, bags = workspace.objectives["2026-Q4/logistics/on-time"].asks
    assert api == Ask(
        "api", "customer-service", "A tracking API that answers in 200 ms", "rate", date(2026, 11, 15), None, "", "", ("asks", 0)
    )
    assert (van.id, van.to, van.declined) == ("ask2", "", "No vans left")
    assert [ask.is_open for ask in (api, van, maps, bags)] == [True, False, False, False]


def test_the_five_measures(workspace: Workspace) -> None:
    key_results = workspace.objectives["2026-Q4/logistics/on-time"].key_results
    assert [entry.id for entry in key_results] == ["rate", "kr2", "kr3", "kr4", "kr5", "kr6", "kr7"]
    assert [entry.measure for entry in key_results] == [
        Metric(91, 98, "%"),
        Threshold("at_most", 9, 20, "in 10 000"),
        Threshold("at_least", 99.9),
        Milestones(
            (
                Milestone("One", 3, date(2026, 11, 2), ("key_results", 3, "milestones", 0)),
                Milestone("Two", 1, None, ("key_results", 3, "milestones", 1)),
                Milestone("Three", 1, None, ("key_results", 3, "milestones", 2)),
            )
        ),
        YesNo(None),
        YesNo(date(2026, 10, 30)),
        Rollup(),
    ]
    assert (key_results[5].dropped, key_results[5].reason) == (date(2026, 11, 1), "The law changed")


def test_a_key_result(workspace: Workspace) -> None:
    rate, damage, *_ = workspace.objectives["2026-Q4/logistics/on-time"].key_results
    assert (rate.owner, damage.owner) == ("li-na", "logistics")
    assert (rate.source, rate.due) == ("https://bi.example.com/on-time", date(2026, 12, 15))
    place = ("key_results", 0, "check_ins")
    assert rate.check_ins == (
        CheckIn(date(2026, 10, 16), 92.5, 6, "li-na", "Two hubs retrained", (*place, 1)),
        CheckIn(date(2026, 10, 30), 93, None, "", "", (*place, 0)),
        CheckIn(date(2026, 10, 30), None, None, "", "The same day again", (*place, 2)),
    )
    assert rate.initiatives == (
        Initiative("Retrain hubs", "https://example.com/1", date(2026, 10, 12)),
        Initiative("Buy vans", "", None),
    )
    assert rate.grade == Grade(0.6, "Nearly", ("key_results", 0, "grade"))


def test_amendments_hold_anything(workspace: Workspace) -> None:
    target, title, measure = workspace.objectives["2026-Q4/logistics/on-time"].amendments
    assert target == Amendment(date(2026, 11, 5), "rate", "target", 98, 96, "Air freight ban", ("amendments", 0))
    assert (title.key_result, title.before, title.after) == ("", "Old", "New")
    assert (measure.before, measure.after) == ({"metric": {"start": 1, "target": 2}}, None)


def test_defaults(workspace: Workspace) -> None:
    before = workspace.objectives["2026-Q3/logistics/on-time"]
    assert (before.origin, before.stage, before.weight, before.priority) == ("bottom-up", "draft", 1.0, None)
    assert workspace.objectives["2026/company/reach"].origin == "top-down"
    dropped = workspace.objectives["2026-Q4/hub-north/sorting"]
    assert (dropped.stage, dropped.reason) == ("dropped", "Merged")
    assert dropped.aligns_to[0].target == "2026/company/reach"


def test_the_other_records(workspace: Workspace) -> None:
    unit = workspace.units["logistics"]
    assert (unit.kind, unit.parent, unit.lead, unit.members) == ("department", "company", "li-na", ("wang-lei",))
    assert (unit.since, unit.until, unit.offers) == (date(2024, 1, 1), date(2027, 1, 1), (Offer("Route advice", "wang-lei"),))
    assert (workspace.units["company"].ceo, workspace.units["company"].parent) == ("zhang-min", "")
    person = workspace.people["li-na"]
    assert (person.name, person.unit, person.manager, person.links) == (
        "Li Na", "logistics", "zhang-min", {"chat": "https://chat.example.com"},
    )  # fmt: skip
    review = workspace.reviews["2026-Q4/logistics/review"]
    assert (review.date, review.participants) == (date(2027, 1, 5), ("li-na", "wang-lei"))
    assert [(entry.objective.target, entry.objective.written, entry.decision) for entry in review.decisions] == [
        ("2026-Q4/logistics/on-time", "on-time", "continue"),
        ("2026-Q4/hub-north/sorting", "hub-north/sorting", "stop"),
    ]
    sheet = workspace.medals["recognition/2026-11/li-na"]
    assert (sheet.month, sheet.giver, [medal.to for medal in sheet.medals]) == ("2026-11", "li-na", ["wang-lei", "nobody"])
    assert sheet.medals[1].cause is None
    nationwide, growth = workspace.strategy.themes
    assert (nationwide.leads_to, nationwide.perspective, growth.evidence) == (("growth",), "customer", "open")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-B1", date(2026, 1, 1), date(2026, 2, 28)),
        ("2024-B1", date(2024, 1, 1), date(2024, 2, 29)),
        ("2026-B5", date(2026, 9, 1), date(2026, 10, 31)),
        ("2026-B6", date(2026, 11, 1), date(2026, 12, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_cycle_without_a_record(tmp_path: Path, name: str, start: date, end: date) -> None:
    path = f"cycles/{name}/wang-lei/night.md"
    text = small.FILES["cycles/2026-Q4/wang-lei/night.md"].replace("[hub-north", "[2026-Q4/hub-north")
    cycle = load(small.write(tmp_path, {path: text, "cycles/2026-Q4/cycle.md": ""})).cycles[name]
    assert (cycle.start, cycle.end, cycle.title) == (start, end, name)
    assert cycle.source.path == f"okrs/cycles/{name}/cycle.md"


@pytest.mark.parametrize("name", ["2026-Q5", "2026-H3", "2026-B7", "2026-13", "2026-q4", "26", "0000", "Q4"])
def test_names_that_imply_nothing(tmp_path: Path, name: str) -> None:
    root = small.write(tmp_path, {f"cycles/{name}/wang-lei/late.md": small.FILES["cycles/2026-Q4/wang-lei/night.md"]})
    assert "unknown-cycle" in {problem.rule for problem in load(root).problems}


def test_phases(workspace: Workspace) -> None:
    phases = workspace.cycles["2026-Q4"].phases
    assert (phases.draft, phases.align, phases.review, phases.closed) == (
        date(2026, 9, 15), date(2026, 9, 24), date(2026, 12, 17), date(2027, 1, 10),
    )  # fmt: skip
    assert workspace.cycles["2026-Q4"].parent == "2026"


def test_a_broken_cycle_record_falls_back_on_its_name(tmp_path: Path) -> None:
    workspace = load(small.write(tmp_path, {"cycles/2026-Q4/cycle.md": "---\n[\n---\n"}))
    assert [problem.rule for problem in workspace.problems] == ["unreadable-file"]
    assert len(workspace.objectives) == 8


@pytest.mark.parametrize("path", ["people/li-na.md", "units/logistics.md", "cycles/2026-Q4/company/reliable.md"])
def test_what_names_a_broken_record_is_not_blamed(tmp_path: Path, path: str) -> None:
    workspace = load(small.write(tmp_path, {path: "---\n[\n---\n"}))
    assert [(problem.rule, problem.path) for problem in workspace.problems] == [("unreadable-file", f"okrs/{path}")]


def test_every_setting(tmp_path: Path) -> None:
    text = """\
company: acme
language: zh
today: 2026-11-10
forge: {kind: gitlab, url: https://git.example.com/acme/okrs/, branch: trunk}
rollout: {mode: pilot, units: [logistics], review: 2027-01-15, criteria: Half of all check-ins}
scoring:
  attained: {committed: 0.95, aspirational: 0.6}
  bands: [0.3, 0.8]
  pace: [0.5, 0.8]
  too_early: 0.2
  stale_after_days: 21
limits: {objectives: 4, key_results: [1, 6]}
recognition: {medals_per_month: 3, levels: [{name: Warrior, points: 9}, {name: Starter, points: 3}]}
rules: {kr-task-verb: off, unaligned-objective: error}
diagrams: {engine: dot}
"""
    settings = load(small.write(tmp_path, {"settings.yml": text})).settings
    assert (settings.company, settings.language, settings.today) == ("acme", "zh", date(2026, 11, 10))
    assert settings.forge == Forge("gitlab", "https://git.example.com/acme/okrs", "trunk")
    rollout = settings.rollout
    assert (rollout.mode, rollout.units, rollout.review, rollout.criteria, rollout.mode_given) == (
        "pilot", ("logistics",), date(2027, 1, 15), "Half of all check-ins", True,
    )  # fmt: skip
    assert settings.scoring == Thresholds(0.95, 0.6, (0.3, 0.8), (0.5, 0.8), 0.2, 21)
    assert settings.limits == Limits(4, (1, 6))
    assert (settings.medals_per_month, settings.levels) == (3, (Level("Starter", 3), Level("Warrior", 9)))
    assert settings.rules == {"kr-task-verb": "off", "unaligned-objective": "error"}
    assert settings.diagram_engine == "dot"


@pytest.mark.parametrize(
    ("text", "languages", "said"),
    [
        ("languages: [zh, en]\n", ("zh", "en"), []),
        ("languages: [zh]\n", ("zh",), []),
        ("languages: zh\n", ("zh",), [("wrong-type", 1, "languages: a list is wanted, not 'zh'")]),
        ("language: zh\n", ("zh",), []),
        ("languages: [zh, en, zh]\n", ("zh", "en"), [("unknown-value", 1, "languages: 'zh' stands there twice")]),
        ("languages: []\n", ("en",), [("unknown-value", 1, "languages: none is named")]),
        (
            "languages: [zh]\nlanguage: en\n",
            ("zh",),
            [("duplicate-key", 2, "'language' and 'languages' say the same thing twice")],
        ),
        ("languages: [zh, fr]\n", ("zh",), [("unknown-value", 1, "languages[2]: 'fr' is not one of en, zh")]),
    ],
)
def test_a_site_in_several_languages(
    tmp_path: Path, text: str, languages: tuple[str, ...], said: list[tuple[str, int, str]]
) -> None:
    workspace = load(small.write(tmp_path, {"settings.yml": text}))
    words = Words("en")
    found = [(problem.rule, problem.span.line, words.message(problem.message)) for problem in workspace.problems]
    assert (workspace.settings.languages, found) == (languages, said)
    assert workspace.settings.language == languages[0]


@pytest.mark.parametrize(
    ("path", "text", "address"),
    [
        ("cycles/en/cycle.md", "---\nstart: 2026-01-01\nend: 2026-02-01\n---\n", "en/"),
        ("pages/en/faq.md", "# Questions\n", "en/faq/"),
        ("pages/en.md", "# English\n", "en/"),
    ],
)
def test_the_folder_of_a_language_belongs_to_the_site(tmp_path: Path, path: str, text: str, address: str) -> None:
    root = small.write(tmp_path, {path: text})
    assert load(root).problems == ()
    (root / "settings.yml").write_text("languages: [zh, en]\n")
    (problem,) = load(root).problems
    assert (problem.rule, problem.path) == ("duplicate-id", f"okrs/{path}")
    assert f"'{address}'" in Words("en").message(problem.message)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "rollout:\nscoring:\n"])
def test_empty_settings_are_good_ones(tmp_path: Path, text: str) -> None:
    root = small.write(tmp_path)
    (root / "settings.yml").write_text(text)
    workspace = load(root)
    assert workspace.problems == ()
    assert workspace.settings.scoring == Thresholds()
    assert workspace.settings.rollout.mode_given is ("rollout" not in text)


@pytest.mark.parametrize(
    ("path", "line"), [("strategy.md", 2), ("units/hub-north.md", 2), ("people/li-na.md", 2), ("cycles/2026-Q4/cycle.md", 2)]
)
def test_waivers_in_every_kind_of_record(tmp_path: Path, path: str, line: int) -> None:
    text = small.FILES[path].replace("---\n", "---\nwaivers: [{rule: no-why, reason: Because}]\n", 1)
    workspace = load(small.write(tmp_path, {path: text}))
    record_id = {"strategy.md": "strategy", "cycles/2026-Q4/cycle.md": "2026-Q4"}.get(path, path.removesuffix(".md"))
    record = workspace.record(record_id)
    assert record is not None
    assert record.waivers == (Waiver("no-why", "Because", None, ("waivers", 0)),)
    assert record.source.span("waivers", 0, "rule").line == line
