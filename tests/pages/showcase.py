"""Records that together use everything a page can show, laid over the small company."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

TODAY: Final = date(2026, 11, 20)

HOSTILE: Final = "<script>alert(1)</script> & \"quotes\" 'single' {{ 7*7 }} 📦" + "長" * 60 + "W" * 340
"""A title that a page must survive: HTML, a template, an emoji, 440 characters without a space."""

FILES: Final[Mapping[str, str]] = {
    "settings.yml": """\
language: en
forge: {kind: github, url: https://git.example.com/acme/okrs, branch: main}
recognition: {medals_per_month: 6, levels: [{name: OKR Warrior, points: 1}, {name: OKR Master, points: 9}]}
""",
    "units/it-platform.md": """\
---
name: IT platform
kind: department
parent: company
lead: zhao-lei
offers: [{what: Load tests before a launch, contact: zhao-lei}]
---
We run what the others build on.
""",
    "units/物流华东.md": """\
---
name: 华东物流
kind: team
parent: logistics
lead: wang-lei
---
负责华东六省的干线与末端配送。
""",
    "units/old-lab.md": "---\nname: Old lab\nkind: team\nparent: it-platform\nsince: 2022-01-01\nuntil: 2026-06-30\n---\n",
    "people/zhao-lei.md": "---\nname: Zhao Lei\nunit: it-platform\nmanager: zhang-min\nlinks: {chat: 'https://chat.example.com/zhao-lei'}\n---\n",
    "people/李娜.md": "---\nname: 李娜\nunit: 物流华东\n---\n",
    "cycles/2026/cycle.md": "---\ntitle: '2026'\n---\n",
    "cycles/2026/company/nationwide.md": """\
---
title: Every county is served within two days
type: aspirational
stage: agreed
aligns_to: [strategy#nationwide]
key_results:
  - id: counties
    title: Counties served within two days rise from 1,900 to 2,800
    metric: {start: 1900, target: 2800, unit: counties}
    check_ins:
      - {date: 2026-06-30, value: 2250, confidence: 6, by: zhang-min}
      - {date: 2026-11-10, value: 2480, confidence: 7, by: zhang-min, note: Nine provinces are complete}
  - id: teams
    title: The quarter’s objectives below carry it
    rollup: mean
---
""",
    "cycles/2026-Q3/cycle.md": "---\ntitle: 2026 Q3\n---\nA quarter of rain. **Thank you** to the night shifts.\n",
    "cycles/2026-Q3/logistics/winter.md": """\
---
title: Winter finds us ready
type: committed
stage: agreed
aligns_to: [strategy#nationwide]
key_results:
  - id: chains
    title: Snow chains are in all 120 vans
    metric: {start: 0, target: 120, unit: vans}
    grade: {score: 0.8, note: 24 vans came late from the maker}
    check_ins:
      - {date: 2026-09-28, value: 90, confidence: 4, by: li-na}
  - id: depots
    title: Three depots have salt
    milestones: [{title: North, done: 2026-08-01}, {title: West, done: 2026-09-02}, {title: South, done: 2026-09-20}]
---
""",
    "cycles/2026-Q3/logistics/faster.md": """\
---
title: Nights are quieter for the neighbours
type: aspirational
stage: agreed
key_results:
  - id: complaints
    title: Complaints about noise fall from 40 to 10 a month
    metric: {start: 40, target: 10, unit: complaints}
    grade: {score: 0.7}
    check_ins:
      - {date: 2026-09-28, value: 19, confidence: 7, by: li-na}
---
""",
    "cycles/2026-Q3/logistics/review.md": """\
---
date: 2026-10-05
participants: [li-na, wang-lei]
decisions:
  - {objective: winter, decision: continue, reason: The last vans are due in October}
  - {objective: faster, decision: stop, reason: Quiet enough}
---
# What went well

The depots were ready three weeks early.
""",
    "cycles/2026-Q4/logistics/on-time.md": """\
---
title: Every parcel arrives on the day we promised
type: committed
stage: agreed
priority: 1
weight: 2
contributors: [wang-lei, it-platform]
aligns_to: [company/reliable#on-time, 2026/company/nationwide#teams]
supports: [customer-service/first-call]
carried_from: 2026-Q3/logistics/winter
asks:
  - {id: api, to: it-platform, what: A tracking API that answers in 200 ms, key_result: rate, by: 2026-11-15}
  - {id: drivers, what: Ten people who can drive on Singles’ Day, by: 2026-11-10}
  - {id: labels, to: customer-service, what: Labels that survive rain, declined: No room this quarter}
  - {id: map, to: zhao-lei, what: A map of every hub, done: 2026-10-20}
tags: [speed, promise]
key_results:
  - id: rate
    title: On-time delivery rises from 91 % to 96 %
    owner: li-na
    weight: 2
    metric: {start: 91, target: 96, unit: "%"}
    source: https://bi.example.com/on-time
    check_ins:
      - {date: 2026-10-02, confidence: 8, by: li-na}
      - {date: 2026-10-16, value: 92.5, confidence: 6, by: li-na, note: Two hubs retrained}
      - {date: 2026-11-02, value: 93.1, confidence: 6, by: li-na}
      - {date: 2026-11-17, value: 93.7, confidence: 7, by: li-na, note: Night shift runs in all hubs}
    initiatives:
      - {title: Retrain hubs, url: https://tracker.example.com/7, done: 2026-10-12}
      - {title: Second night shift, url: 'javascript:alert(1)'}
  - id: damage
    title: Damaged parcels fall from 1.8 ‰ to 0.9 ‰
    metric: {start: 1.8, target: 0.9, unit: ‰}
    due: 2026-12-15
    check_ins:
      - {date: 2026-10-08, value: 1.9, confidence: 6, by: wang-lei}
      - {date: 2026-11-08, value: 1.6, confidence: 4, by: wang-lei, note: "New packaging late by two weeks <b>again</b>"}
  - id: lines
    title: Three hubs run the new sorting line
    milestones: [{title: Hub North, done: 2026-11-02}, {title: Hub West, weight: 2}, {title: Hub South}]
  - id: uptime
    title: Sorting stays up 99.9 % of the time
    threshold: {at_least: 99.9, floor: 99, unit: "%"}
    check_ins:
      - {date: 2026-10-31, value: 99.95, confidence: 8}
      - {date: 2026-11-15, value: 99.4, confidence: 7, note: Belt 3}
  - id: contract
    title: The rail contract is signed
    done: 2026-11-12
  - id: bikes
    title: Forty cargo bikes ride in Hangzhou
    metric: {start: 0, target: 40, unit: bikes}
    dropped: 2026-11-01
    reason: The city took back the permit
amendments:
  - {date: 2026-11-05, key_result: rate, field: target, from: 98, to: 96, reason: Air freight ban until December}
  - {date: 2026-11-01, key_result: bikes, field: dropped, to: 2026-11-01, reason: The city took back the permit}
waivers:
  - {rule: too-many-key-results, reason: Two hubs are merging, until: 2026-12-31}
---
A late parcel costs a customer a day, and us the next order.

* Rain is the [biggest risk](https://weather.example.com)
* See also [what the company wants](../company/reliable.md)

<script>alert("story")</script>
""",
    "cycles/2026-Q4/logistics/on-time.comments.md": """\
---
comments:
  - {date: 2026-11-07, by: wang-lei, text: "*Both* sides of the river? See [the story](../company/reliable.md)"}
  - date: 2026-11-06
    by: chen-jie
    text: |
      Customers ask <b>daily</b>.

      - in the morning
---
""",
    "cycles/2026-Q4/it-platform/api.md": """\
---
title: 查询接口 200 毫秒内返回
type: committed
stage: agreed
aligns_to: [company/reliable]
supports: [logistics/on-time#rate]
key_results:
  - id: latency
    title: P95 延迟从 900 毫秒降到 200 毫秒
    metric: {start: 900, target: 200, unit: 毫秒}
    check_ins:
      - {date: 2026-10-20, value: 620, confidence: 7, by: zhao-lei, note: 缓存已上线}
      - {date: 2026-11-18, value: 310, confidence: 8, by: zhao-lei}
---
""",
    "cycles/2026-Q4/物流华东/准时.md": """\
---
title: 华东每一件包裹都在承诺日送达
type: committed
stage: agreed
aligns_to: [logistics/on-time#rate]
asks:
  - {id: 司机, what: 十位能在双十一开车的同事, by: 2026-11-10}
  - {id: load, to: it-platform, what: "A load test before <b>the eleventh</b>", key_result: 准时率, by: 2026-12-01}
key_results:
  - id: 准时率
    title: 准时率从 92 % 提高到 97 %
    metric: {start: 92, target: 97, unit: "%"}
    check_ins:
      - {date: 2026-10-20, value: 93, confidence: 7, by: 李娜}
      - {date: 2026-11-18, value: 95.5, confidence: 8, by: 李娜, note: 杭州分拨中心夜班已稳定}
---
客户记住的是约定的那一天。
""",
    "cycles/2026-Q4/it-platform/draft.md": """\
---
title: Nobody needs a second password
type: aspirational
stage: draft
key_results:
  - {id: sso, title: Tools behind one sign-on rise from 4 to 30, metric: {start: 4, target: 30, unit: tools}}
---
""",
    "cycles/2026-Q4/it-platform/paper.md": """\
---
title: No form is printed
type: aspirational
stage: dropped
reason: The auditors still want paper
key_results:
  - {id: forms, title: Printed forms fall from 60 to 0, metric: {start: 60, target: 0, unit: forms}}
---
""",
    "cycles/2026-Q4/li-na/hostile.md": f"""\
---
title: |
  {HOSTILE}
type: aspirational
stage: proposed
aligns_to: [logistics/on-time]
tags: ["<b>bold</b>"]
key_results:
  - id: kr1
    title: |
      {HOSTILE}
    metric: {{start: 0, target: 1000000, unit: "<i>"}}
    source: "javascript:alert(2)"
    check_ins:
      - {{date: 2026-11-19, value: -3.5, confidence: 2, by: nobody, note: "<img src=x onerror=alert(3)>"}}
---
""",
    "recognition/2026-11/li-na.md": """\
---
medals:
  - {to: wang-lei, for: 2026-Q4/logistics/on-time, reason: Retrained two hubs over a weekend}
---
""",
}
