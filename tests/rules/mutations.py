"""A clean company with a past, and one small change for each rule: what it finds, to the line, and nothing else.

Each change is one that an author makes. `tests/golden/mutations.txt` holds every finding of every rule that it gets; where it
breaks more than one rule, that is what its author is told, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tests import small

PAST: Mapping[str, str] = {
    "cycles/2026-Q3/cycle.md": "---\ntitle: 2026 Q3\n---\n",
    "cycles/2026-Q3/logistics/fleet.md": """\
---
title: No van breaks down on its way
type: committed
stage: agreed
aligns_to: [strategy#nationwide]
key_results:
  - id: down
    title: Breakdowns fall from 40 to 10
    metric: {start: 40, target: 10, unit: breakdowns}
    source: https://bi.example.com/breakdowns
    check_ins:
      - {date: 2026-09-25, value: 10, confidence: 9, by: li-na, note: Reached in time}
    grade: {score: 1, note: Reached in time}
  - id: checked
    title: Vans that pass their inspection rise from 80 % to 100 %
    metric: {start: 80, target: 100, unit: "%"}
    source: https://bi.example.com/inspections
    check_ins:
      - {date: 2026-09-25, value: 100, confidence: 9, by: li-na, note: All of them}
    grade: {score: 1, note: All of them}
---
A van that stands still carries nothing.
""",
    "cycles/2026-Q3/logistics/review.md": """\
---
date: 2026-10-06
participants: [li-na, wang-lei]
decisions: [{objective: fleet, decision: stop, reason: Reached}]
---
Inspections before the summer paid off.
""",
    "recognition/2026-11/li-na.md": """\
---
medals:
  - {to: wang-lei, for: 2026-Q4/hub-north/sorting, reason: Ran the second shift by himself for a week}
---
""",
}
CLEAN: Mapping[str, str] = {**small.FILES, **PAST}

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
SORTING = "cycles/2026-Q4/hub-north/sorting.md"
NIGHT = "cycles/2026-Q4/wang-lei/night.md"
COACH = "cycles/2026-Q4/li-na/coach.md"
FIRST_CALL = "cycles/2026-Q4/customer-service/first-call.md"
VOICES = "cycles/2026-Q4/chen-jie/voices.md"
RELIABLE = "cycles/2026-Q4/company/reliable.md"
LISTEN = "cycles/2026-Q4/zhang-min/listen.md"
FLEET = "cycles/2026-Q3/logistics/fleet.md"
LI_NA = "people/li-na.md"
MEDALS = "recognition/2026-11/li-na.md"


class Mutation(NamedTuple):
    """One change and all that is said of it."""

    rule: str
    """The rule that it is made for."""
    files: Mapping[str, str]
    today: date = small.TODAY
    base: Mapping[str, str] | None = None


def swap(path: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return a clean file with some of its text replaced, each once."""
    text = CLEAN[path]
    for old, new in changes:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    return {path: text}


def lines(path: str, more: str) -> dict[str, str]:
    """Return a clean file with lines added to the end of its front matter."""
    head, fence, body = CLEAN[path].rpartition("---\n")
    return {path: f"{head}{more}{fence}{body}"}


def story(path: str, text: str) -> dict[str, str]:
    """Return a clean file with another story."""
    head, fence, _ = CLEAN[path].rpartition("---\n")
    return {path: f"{head}{fence}{text}"}


def objective(title: str, key: str, *head: str, check_in: str = "2026-11-05", grade: str = "") -> str:
    """Return an aspirational objective that no rule has anything to say of."""
    more = "".join(f"{line}\n" for line in head)
    note = f"\n    grade: {{score: {grade}, note: So it ended}}" if grade else ""
    value = {"": 5, "1": 10, "0.2": 2}[grade]
    return f"""\
---
title: {title}
type: aspirational
stage: agreed
{more}key_results:
  - id: {key}
    title: The count of {key} rises from 0 to 10
    metric: {{start: 0, target: 10, unit: {key}}}
    source: https://bi.example.com/{key}
    check_ins: [{{date: {check_in}, value: {value}, confidence: 6, note: As planned}}]{note}
  - id: second-{key}
    title: The second count of {key} rises from 0 to 10
    metric: {{start: 0, target: 10, unit: {key}}}
    source: https://bi.example.com/second-{key}
    check_ins: [{{date: {check_in}, value: {value}, confidence: 6, note: As planned}}]{note}
---
It helps.
"""


def given_up(check_in: str, *head: str) -> str:
    """Return an objective that was dropped."""
    return objective("Gates open on time", "gates", *head, check_in=check_in).replace("stage: agreed", "stage: dropped")


_MEASURED = """\
metric: {start: 91, target: 98, unit: "%"}
    source: https://bi.example.com/on-time
    check_ins:
      - {date: 2026-11-06, value: 94.5, confidence: 7, by: zhang-min, note: Two hubs are ahead}"""
_LINES = """\
  - id: lines
    title: Two sorting lines run
    milestones: [{title: Line 1, done: 2026-11-03}, {title: Line 2}]
"""
ROLLED = (_MEASURED, "rollup: mean")
"""A key result of the company that becomes the mean of those below: it then has no number of its own."""
GATES, DOCKS, LAMPS = (f"cycles/2026-Q4/hub-north/{name}.md" for name in ("gates", "docks", "lamps"))
RUSH = "cycles/2026-Q4/chen-jie/rush.md"
ASKING = "aligns_to: [{parent}]\nsupports: [{helps}]\nasks: [{{id: help, to: {to}, what: An hour on Fridays}}]"

MUTATIONS: tuple[Mutation, ...] = (
    # Files and records
    Mutation("unreadable-file", swap(SORTING, ("---\nWhat is", "What is"))),
    Mutation("duplicate-key", swap(LI_NA, ("unit: logistics", "unit: logistics\nunit: logistics"))),
    Mutation("unknown-key", swap(LI_NA, ("unit: logistics", "unit: logistics\nfloor: 3"))),
    Mutation("missing-key", swap("units/hub-north.md", ("kind: team\n", ""))),
    Mutation("wrong-type", swap(NIGHT, ("value: 4", "value: about 4"))),
    Mutation("unknown-value", swap("units/hub-north.md", ("kind: team", "kind: squad"))),
    Mutation("duplicate-id", swap(NIGHT, ("id: drills", "id: accidents"))),
    Mutation("unknown-reference", swap(COACH, ("[logistics/on-time]", "[logistics/on-tme]"))),
    Mutation("misplaced-file", {"units/logistics/notes.md": "x"}),
    Mutation("unknown-owner", swap(FIRST_CALL, ("owner: chen-jie", "owner: chen-jei"))),
    Mutation(
        "objective-without-key-results",
        {NIGHT: CLEAN[NIGHT][: CLEAN[NIGHT].index("key_results")] + "---\nNobody is in such a hurry.\n"},
    ),
    Mutation("measure-count", swap(NIGHT, ("    metric: {start: 6, target: 0, unit: accidents}\n", ""))),
    Mutation("start-equals-target", swap(NIGHT, ("{start: 6, target: 0,", "{start: 6, target: 6,"))),
    Mutation("bad-weight", swap(NIGHT, ("id: drills\n", "id: drills\n    weight: -1\n"))),
    Mutation("unsafe-link", story(NIGHT, "Nobody is in [such a hurry](file:///etc/passwd).\n")),
    Mutation("unsafe-html", story(NIGHT, "Nobody is in such a hurry. <script>x()</script>\n")),
    Mutation("unknown-cycle", {"cycles/peak/wang-lei/night.md": CLEAN[NIGHT], NIGHT: CLEAN[NIGHT]}),
    Mutation("waiver-expired", lines(NIGHT, "waivers: [{rule: level-skip, reason: Later, until: 2026-11-09}]\n")),
    Mutation("waiver-unused", lines(NIGHT, "waivers: [{rule: level-skip, reason: Later}]\n")),
    # Shape and wording
    Mutation(
        "too-many-objectives",
        {
            f"cycles/2026-Q4/wang-lei/night-{name}.md": CLEAN[NIGHT]
            .replace("The night shift goes home unhurt", title)
            .replace("Accidents", name)
            .replace("Drills held", f"Drills for {name}")
            .replace("bi.example.com", f"{name}.example.com")
            for name, title in (
                ("doors", "Every gate closes on its own"),
                ("belts", "Belts never stop before dawn"),
                ("light", "Each aisle is bright"),
                ("heat", "Halls stay warm in January"),
                ("noise", "Neighbours sleep through it all"),
            )
        },
    ),
    Mutation(
        "too-many-key-results",
        lines(NIGHT, "".join(f"  - {{id: k{n}, title: Gate {n} has a second lock, done: 2026-11-0{n}}}\n" for n in range(1, 5))),
    ),
    Mutation("single-key-result", swap(SORTING, (_LINES, ""))),
    Mutation(
        "key-result-without-number",
        swap(
            RELIABLE, ("Deliveries on the promised day rise from 91 % to 98 %", "Deliveries arrive on the promised day"), ROLLED
        ),
    ),
    Mutation(
        "kr-task-verb",
        swap(
            RELIABLE,
            ("Deliveries on the promised day rise from 91 % to 98 %", "Implement deliveries on the promised day"),
            ROLLED,
        ),
    ),
    Mutation("vague-wording", swap(COACH, ("Coaching pairs rise from 2 to 12", "Coaching becomes significantly more frequent"))),
    Mutation("placeholder-text", swap(NIGHT, ("Drills held rise from 0 to 6", "Drills held rise from 0 to XX"))),
    Mutation(
        "objective-is-checklist",
        swap(COACH, ("Every shift leader coaches a newcomer", "Find coaches; train them; pair them with newcomers")),
    ),
    Mutation(
        "text-too-long",
        swap(
            COACH,
            (
                "Every shift leader coaches a newcomer",
                "Every shift leader coaches a newcomer " * 4,
            ),
        ),
    ),
    Mutation("business-as-usual", swap(COACH, ("Every shift leader coaches a newcomer", "Continue to coach newcomers as usual"))),
    Mutation("no-why", story(NIGHT, "")),
    Mutation(
        "compound-key-result",
        swap(NIGHT, ("Drills held rise from 0 to 6", "Drills held rise from 0 to 6 and exits marked rise from 2 to 9")),
    ),
    Mutation(
        "prescribes-method",
        swap(NIGHT, ("Drills held rise from 0 to 6", "Drills held rise from 0 to 6 by using the new training software")),
    ),
    Mutation("metric-without-source", swap(NIGHT, ("    source: https://bi.example.com/drills\n", ""))),
    Mutation("pay-link", swap(LI_NA, ("unit: logistics", "unit: logistics\nbonus: 5 %"))),
    Mutation("rank-title", swap(LI_NA, ("name: Li Na", "name: Director Li Na"))),
    # Vertical alignment
    Mutation("unaligned-objective", swap(COACH, ("aligns_to: [logistics/on-time]\n", ""))),
    Mutation(
        "committed-not-from-company",
        {
            **swap(COACH, ("type: aspirational", "type: committed"), ("[logistics/on-time]", "[hub-north/gates]")),
            GATES: objective("Gates open on time", "gates"),
        },
    ),
    Mutation(
        "alignment-loop",
        {
            GATES: objective("Gates open on time", "gates", "aligns_to: [li-na/docks, logistics/on-time]"),
            "cycles/2026-Q4/li-na/docks.md": objective(
                "Docks are free at dawn", "docks", "aligns_to: [hub-north/gates, logistics/on-time]"
            ),
        },
    ),
    Mutation("aligned-downwards", swap(LISTEN, ("[company/reliable, strategy#growth]", "[logistics/on-time, strategy#growth]"))),
    Mutation("aligned-outside-cycle", swap(COACH, ("[logistics/on-time]", "[2026-Q3/logistics/fleet]"))),
    Mutation(
        "aligned-to-dropped",
        {
            **swap(COACH, ("[logistics/on-time]", "[hub-north/gates]")),
            GATES: objective("Gates open on time", "gates", "aligns_to: [logistics/on-time]").replace(
                "stage: agreed", "stage: dropped\nreason: No gates any more"
            ),
        },
    ),
    Mutation(
        "company-objective-without-strategy",
        {
            **swap(RELIABLE, ("aligns_to: [strategy#nationwide]\n", "")),
            **swap(LISTEN, ("[company/reliable, strategy#growth]", "[strategy#growth, strategy#nationwide]")),
        },
    ),
    Mutation("uncovered-key-result", swap(FIRST_CALL, ("[company/reliable#first-call]", "[company/reliable#on-time]"))),
    Mutation("too-many-parents", swap(COACH, ("[logistics/on-time]", "[logistics/on-time, company/reliable, zhang-min/listen]"))),
    Mutation("copied-key-result", swap(ON_TIME, ("https://bi.example.com/on-time-logistics", "https://bi.example.com/on-time"))),
    Mutation("level-skip", swap(SORTING, ("[logistics/on-time#rate, logistics/on-time#damage]", "[company/reliable]"))),
    Mutation("deep-tree", swap(COACH, ("[logistics/on-time]", "[wang-lei/night]"))),
    Mutation(
        "suspect-alignment",
        lines(
            RELIABLE,
            "amendments:\n  - {date: 2026-11-06, key_result: on-time, field: target, from: 97, to: 98, reason: Rail is faster}\n",
        ),
    ),
    # Horizontal alignment
    Mutation(
        "unanswered-ask", lines(SORTING, "asks: [{id: maps, to: customer-service, what: The addresses that callers correct}]\n")
    ),
    Mutation("ask-after-due", lines(SORTING, "asks: [{id: maps, what: The addresses that callers correct, by: 2026-11-09}]\n")),
    Mutation("support-without-ask", swap(FIRST_CALL, ("stage: agreed\n", "stage: agreed\nsupports: [hub-north/sorting]\n"))),
    Mutation(
        "ask-loop",
        {
            GATES: objective(
                "Gates open on time", "gates", ASKING.format(parent="logistics/on-time", helps="chen-jie/rush", to="chen-jie")
            ),
            RUSH: objective(
                "Nobody waits on Fridays",
                "rush",
                ASKING.format(parent="customer-service/first-call", helps="hub-north/gates", to="hub-north"),
            ),
        },
    ),
    Mutation(
        "conflicting-targets",
        swap(FIRST_CALL, ("https://bi.example.com/calls-solved", "https://bi.example.com/on-time-logistics")),
    ),
    Mutation(
        "isolated-unit",
        {
            GATES: objective("Gates open on time", "gates", "aligns_to: [logistics/on-time]"),
            DOCKS: objective("Docks are free at dawn", "docks", "aligns_to: [logistics/on-time]"),
        },
    ),
    Mutation("mention-without-link", story(SORTING, "What Customer service hears at noon leaves at dawn.\n")),
    Mutation(
        "overlapping-objectives",
        {
            RUSH: CLEAN[COACH]
            .replace("logistics/on-time", "customer-service/first-call")
            .replace("li-na", "chen-jie")
            .replace("example.com/", "example.com/service-")
        },
    ),
    # Scoring
    Mutation("score-out-of-range", swap(FLEET, ("{score: 1, note: All of them}", "{score: 100, note: All of them}"))),
    Mutation("grade-differs", swap(FLEET, ("value: 10,", "value: 20,"), ("{score: 1, note: Reached in time}", "{score: 1}"))),
    Mutation("ungraded-after-close", swap(FLEET, ("    grade: {score: 1, note: All of them}\n", ""))),
    Mutation(
        "committed-miss-unexplained",
        swap(FLEET, ("value: 100,", "value: 90,"), ("{score: 1, note: All of them}", "{score: 0.5}")),
    ),
    Mutation(
        "committed-at-risk-silent",
        swap(
            ON_TIME, ("value: 94.5, confidence: 7, by: li-na, note: Two hubs retrained", "value: 91.2, confidence: 3, by: li-na")
        ),
    ),
    Mutation(
        "always-attained",
        {
            f"cycles/2026-Q{n}/hub-north/{key}.md": text
            for n, key in ((1, "gates"), (2, "docks"), (3, "lamps"))
            for text in [
                objective(
                    f"The {key} work at dawn", key, "aligns_to: [strategy#nationwide]", check_in=f"2026-0{n * 3}-20", grade="1"
                )
            ]
        }
        | {f"cycles/2026-Q{n}/hub-north/review.md": "---\ndate: 2026-10-06\n---\nIt went well.\n" for n in (1, 2, 3)},
    ),
    Mutation("aspirational-too-low", swap(COACH, ("value: 6,", "value: 12,"), ("value: 76,", "value: 85,"))),
    Mutation("confidence-range", swap(COACH, ("confidence: 6", "confidence: 60"))),
    Mutation(
        "value-moved-back",
        swap(
            COACH,
            (
                "      - {date: 2026-11-05, value: 76",
                "      - {date: 2026-10-28, value: 80}\n      - {date: 2026-11-05, value: 76",
            ),
            (", by: li-na, note: Fewer leave}", "}"),
        ),
    ),
    Mutation("health-contradicts-confidence", swap(COACH, ("value: 76, confidence: 6", "value: 70, confidence: 9"))),
    Mutation("commitment-moved", swap(ON_TIME, ("at_most: 9,", "at_most: 12,")), base=PAST),
    Mutation(
        "commitment-lowered",
        lines(
            COACH,
            "amendments:\n  - {date: 2026-11-05, key_result: pairs, field: target, from: 15, to: 12, reason: Two are ill}\n",
        ),
    ),
    Mutation(
        "amendment-mismatch",
        lines(
            COACH,
            "amendments:\n  - {date: 2026-11-05, key_result: pairs, field: target, from: 10, to: 15, reason: More leaders}\n",
        ),
    ),
    # Cadence
    Mutation("stale-check-in", swap(COACH, ("date: 2026-11-05", "date: 2026-10-15"))),
    Mutation(
        "never-checked-in",
        swap(
            COACH, ("    check_ins:\n      - {date: 2026-11-05, value: 6, confidence: 6, by: li-na, note: Four new pairs}\n", "")
        ),
        today=date(2026, 11, 17),
    ),
    Mutation(
        "check-in-in-future",
        swap(COACH, ("      - {date: 2026-11-05", "      - {date: 2026-11-15, value: 7, note: Soon}\n      - {date: 2026-11-05")),
    ),
    Mutation(
        "check-in-outside-cycle",
        swap(
            COACH,
            (
                "      - {date: 2026-11-05",
                "      - {date: 2026-08-05, value: 5, note: Before we began}\n      - {date: 2026-11-05",
            ),
        ),
    ),
    Mutation("drafted-late", swap(COACH, ("stage: agreed", "stage: draft"))),
    Mutation("due-outside-cycle", swap(COACH, ("id: stay\n", "id: stay\n    due: 2027-02-01\n"))),
    Mutation("review-missing", {"cycles/2026-Q3/logistics/review.md": ""}),
    Mutation(
        "low-score-without-decision",
        {
            "cycles/2026-Q3/logistics/speed.md": objective(
                "Parcels travel faster", "speed", "aligns_to: [strategy#nationwide]", check_in="2026-09-25", grade="0.2"
            )
        },
    ),
    Mutation(
        "carried-twice",
        {
            "cycles/2026-Q2/hub-north/gates.md": given_up("2026-06-20", "reason: The scales came late"),
            "cycles/2026-Q3/hub-north/gates.md": given_up(
                "2026-09-20", "reason: Late again", "carried_from: 2026-Q2/hub-north/gates"
            ),
            GATES: objective(
                "Gates open on time", "gates", "aligns_to: [logistics/on-time]", "carried_from: 2026-Q3/hub-north/gates"
            ),
        },
    ),
    # Open to all
    Mutation("hidden-record", swap(LI_NA, ("unit: logistics", "unit: logistics\nprivate: true"))),
    Mutation(
        "ceo-without-okr", {LISTEN: "", **swap(RELIABLE, ("[strategy#nationwide]", "[strategy#nationwide, strategy#growth]"))}
    ),
    Mutation("unit-without-okr", {"units/fleet.md": "---\nname: Fleet\nkind: department\nparent: company\n---\n"}),
    Mutation("person-without-okr", {"people/wu-yan.md": "---\nname: Wu Yan\nunit: hub-north\n---\n"}),
    Mutation("outside-rollout", {"settings.yml": "rollout: {mode: pilot, units: [logistics], review: 2027-01-15}\n"}),
    Mutation("pilot-without-review", {"settings.yml": "rollout: {mode: pilot, units: [logistics, customer-service]}\n"}),
    Mutation("rollout-mode-missing", {"settings.yml": "rollout: {units: [logistics]}\n"}),
    Mutation("closed-cycle-changed", swap(FLEET, ("value: 10, confidence: 9", "value: 10, confidence: 8")), base=PAST),
    # Recognition
    Mutation(
        "too-many-medals",
        {
            MEDALS: CLEAN[MEDALS]
            .replace("---\n", "", 1)
            .replace(
                "medals:\n",
                "---\nmedals:\n"
                + "".join(
                    f"  - {{to: {name}, for: 2026-Q4/hub-north/sorting, reason: Came at night}}\n"
                    for name in ("wang-lei", "chen-jie", "zhang-min", "chen-jie", "zhang-min", "wang-lei")
                ),
            )
        },
    ),
    Mutation("medal-to-self", swap(MEDALS, ("to: wang-lei", "to: li-na"))),
    Mutation("medal-to-unknown", swap(MEDALS, ("to: wang-lei", "to: wang-lie"))),
    Mutation("medal-without-cause", swap(MEDALS, (", for: 2026-Q4/hub-north/sorting", ""))),
    Mutation(
        "medal-ring",
        {
            f"recognition/2026-11/{giver}.md": "---\nmedals:\n"
            + f"  - {{to: {to}, for: 2026-Q4/hub-north/sorting, reason: Came at night}}\n" * 3
            + "---\n"
            for giver, to in (("li-na", "wang-lei"), ("wang-lei", "li-na"))
        },
    ),
    # Strategy
    Mutation("theme-loop", swap("strategy.md", ("perspective: financial}", "perspective: financial, leads_to: [nationwide]}"))),
    Mutation("theme-without-effect", swap("strategy.md", ("leads_to: [growth]}", "leads_to: []}"))),
    Mutation(
        "theme-without-objective",
        swap("strategy.md", ("themes:\n", "themes:\n  - {id: green, title: Deliver without smoke, leads_to: [growth]}\n")),
    ),
    Mutation(
        "refuted-hypothesis-in-use",
        swap("strategy.md", ("leads_to: [growth]}", "leads_to: [growth], hypothesis: Counties bring shops, evidence: refuted}")),
    ),
)
