"""Records that say something under every key of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OBJECTIVE = """\
---
title: Every parcel arrives on the day we promised
type: committed
origin: bottom-up
stage: dropped
reason: "The railway's contract: not before 2027"
priority: 1
weight: 2.5
contributors: [wang-lei, hub-north]
formerly: [logistics/arrivals]
aligns_to: [company/reliable#on-time, strategy#nationwide]
supports: [customer-service/first-call]
carried_from: 2026-Q3/logistics/on-time
asks:
  - {id: api, to: customer-service, what: A tracking API, key_result: rate, by: 2026-11-15, done: 2026-11-09}
  - {what: A hall, withdrawn: We found one}
  - {what: "=1+1", declined: "@home; or; not\\\\"}
imported: {system: viva-goals, id: "007"}
tags: [speed, "a; b", '\\']
key_results:
  - id: rate
    title: On-time delivery rises from 91 % to 98 %
    owner: li-na
    weight: 3
    metric: {start: 91, target: 98.5, unit: "%"}
    source: https://bi.example.com/on-time
    due: 2026-12-01
    check_ins:
      - {date: 2026-11-06, value: 94.5, confidence: 7, by: zhang-min, note: "-5 hubs"}
      - {date: 2026-10-06, value: -0.30000000000000004}
      - {date: 2026-11-06, confidence: 6}
    initiatives: [{title: Retrain hubs, url: "https://example.com/x", done: 2026-10-12}, {title: Rest}]
    grade: {score: 0.6, note: "+1"}
    dropped: 2026-11-08
    reason: '''quoted'''
    imported: {system: viva-goals, id: 8}
  - {id: damage, title: Damage, threshold: {at_least: 99.9, floor: 90, unit: "%"}}
  - {title: Damage, threshold: {at_most: 9}}
  - {title: Steps, milestones: [{title: One, weight: 2, done: 2026-11-01}, {title: Two}]}
  - {title: Signed, done: 2026-10-30}
  - {title: Not signed, done: false}
  - {title: Everyone, rollup: mean}
amendments:
  - {date: 2026-11-05, key_result: rate, field: target, from: 98, to: 98.5, reason: "More; and better"}
  - date: 2026-11-06
    key_result: damage
    field: measure
    from: {milestones: [{title: One, done: 2026-11-01}]}
    to: {threshold: {at_least: 99.9}}
    reason: So
  - {date: 2026-11-06, field: title, from: "98", to: "no", reason: Words}
  - {date: 2026-11-06, field: title, from: "2026-11-05", to: [2026-11-05, "2026-11-05", "a: b"], reason: A text like a day}
  - {date: 2026-11-07, key_result: rate, field: due, to: 2026-12-01, reason: A day}
waivers: [{rule: too-many-key-results, reason: Two hubs are merging, until: 2026-12-31}, {rule: no-why, reason: So}]
---
# Why

Two lines.\x20\x20
  - and a list
"""

COMMENTS = """\
---
comments:
  - {date: 2026-11-08, by: zhang-min, text: "- a list\n- of *two*"}
  - {date: 2026-11-07, by: zhang-min, text: First}
---
"""

FILES: Final[Mapping[str, str]] = {
    "settings.yml": """\
languages: [zh, en]
today: 2026-11-10
forge:
  kind: github
  url: https://git.example.com/acme/okrs
  branch: trunk
  api: https://git.example.com/api/v3
  discuss: discussions
  giscus: {repository_id: R_1, category: OKR, category_id: DIC_1}
rollout: {mode: pilot, units: [logistics], review: 2026-12-01, criteria: "By trust; by use"}
scoring:
  {attained: {committed: 0.9, aspirational: 0.6}, bands: [0.3, 0.6], pace: [0.6, 0.8], too_early: 0.2, stale_after_days: 21}
limits: {objectives: 4, key_results: [1, 9]}
recognition: {medals_per_month: 3, levels: [{name: OKR Warrior, points: 3}, {name: "=Hero", points: 9}]}
diagrams: {engine: dot}
rules: {no-why: off, unaligned-objective: error}
words:
  vague: ["+synergy", "-healthy"]
  vague_verbs: [improve]
  task_verbs: [do]
  placeholders: [TBD]
  business_as_usual: [as ever]
  methods: [by]
  rank_titles: [boss]
""",
    "strategy.md": """\
---
title: Strategy 2026-2028
mission: Bring every parcel home
vision: No one waits
values: [Candour, "Care; and more"]
themes:
  - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth], hypothesis: If so, evidence: supported}
  - {id: growth, title: Grow with e-commerce}
waivers: [{rule: theme-without-objective, reason: Later}]
---
Why *this*.
""",
    "units/company.md": "---\nname: Parcel\nkind: company\nceo: zhang-min\nlead: zhang-min\n---\n",
    "units/logistics.md": """\
---
name: Logistics
kind: department
parent: company
lead: li-na
members: [chen-jie]
formerly: [transport]
since: 2024-01-01
until: 2027-01-01
offers: [{what: Route planning advice, contact: wang-lei}, {what: Trucks}]
waivers: [{rule: unit-without-okr, reason: New}]
---
What they do.
""",
    "people/li-na.md": """\
---
name: Li Na
unit: logistics
manager: zhang-min
since: 2022-03-01
until: 2028-01-01
formerly: [lina]
links: {chat: "https://chat.example.com/li-na", "=x": "mailto:li@example.com"}
waivers: [{rule: person-without-okr, reason: New}]
---
Speaks of trains.
""",
    "cycles/2026-Q4/cycle.md": """\
---
title: The peak
start: 2026-10-01
end: 2026-12-30
parent: 2026
theme: Peak
phases: {draft: 2026-09-10, align: 2026-09-22, review: 2026-12-18, closed: 2027-01-10}
waivers: [{rule: drafted-late, reason: So}]
---
Open.
""",
    "cycles/2026/cycle.md": "---\n---\n",
    "cycles/peak/cycle.md": "---\nstart: 2026-11-01\nend: 2026-11-30\n---\n",
    "cycles/2026-Q3/logistics/on-time.md": "---\ntitle: Before\ntype: committed\nkey_results: [{title: A, done: no}]\n---\n",
    "cycles/2026-Q3/logistics/review.md": """\
---
date: 2026-10-05
participants: [li-na, hub-north]
decisions:
  - {objective: on-time, decision: continue, reason: Half way}
  - {objective: 2026-Q4/company/reliable, decision: stop}
waivers: [{rule: low-score-without-decision, reason: So}]
---
## What went well
""",
    "cycles/2026-Q4/logistics/on-time.md": OBJECTIVE,
    "cycles/2026-Q4/logistics/on-time.comments.md": COMMENTS,
    "recognition/2026-11/li-na.md": """\
---
medals:
  - {to: wang-lei, for: 2026-Q4/logistics/on-time#rate, reason: Retrained two hubs}
  - {to: chen-jie, reason: "@all"}
waivers: [{rule: medal-without-cause, reason: So}]
---
Thanks.
""",
}

FULL: Final = {
    "settings": (("settings", "settings", ()), FILES["settings.yml"]),
    "strategy": (("strategy", "strategy", ()), FILES["strategy.md"]),
    "unit": (("unit", "units/logistics", ("logistics",)), FILES["units/logistics.md"].replace("lead:", "ceo: x\nlead:")),
    "person": (("person", "people/li-na", ("li-na",)), FILES["people/li-na.md"]),
    "cycle": (("cycle", "2026-Q4", ("2026-Q4",)), FILES["cycles/2026-Q4/cycle.md"].replace("2026-10-01", "2026-10-02")),
    "review": (("review", "2026-Q3/logistics/review", ("2026-Q3", "logistics")), FILES["cycles/2026-Q3/logistics/review.md"]),
    "objective": (("objective", "2026-Q4/logistics/on-time", ("2026-Q4", "logistics", "on-time")), OBJECTIVE),
    "comments": (
        ("comments", "2026-Q4/logistics/on-time.comments", ("2026-Q4", "logistics", "on-time")), COMMENTS
    ),
    "recognition": (
        ("recognition", "recognition/2026-11/li-na", ("2026-11", "li-na")), FILES["recognition/2026-11/li-na.md"]
    ),
}  # fmt: skip
"""Kind → address and text that fill every key."""

ELSEWHERE: Final = frozenset({"company", "language", "forge.discuss", "waivers.until"})
"""Keys that these records leave at their default, or write in another way."""
