"""A small clean company: what rule examples and many tests lay their files over. It has no finding of any rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

TODAY: Final = date(2026, 11, 10)
"""The day on which the small company is looked at."""

FILES: Final[Mapping[str, str]] = {
    "settings.yml": "language: en\n",
    "strategy.md": """\
---
title: Strategy 2026-2028
mission: Bring every parcel home
themes:
  - {id: nationwide, title: Serve every county, perspective: customer, leads_to: [growth]}
  - {id: growth, title: Grow with e-commerce, perspective: financial}
---
""",
    "units/company.md": "---\nname: Parcel\nkind: company\nceo: zhang-min\nlead: zhang-min\n---\n",
    "units/logistics.md": "---\nname: Logistics\nkind: department\nparent: company\nlead: li-na\n---\n",
    "units/customer-service.md": "---\nname: Customer service\nkind: department\nparent: company\nlead: chen-jie\n---\n",
    "units/hub-north.md": "---\nname: Hub North\nkind: team\nparent: logistics\nlead: wang-lei\n---\n",
    "people/zhang-min.md": "---\nname: Zhang Min\nunit: company\n---\n",
    "people/li-na.md": "---\nname: Li Na\nunit: logistics\nmanager: zhang-min\n---\n",
    "people/wang-lei.md": "---\nname: Wang Lei\nunit: hub-north\nmanager: li-na\n---\n",
    "people/chen-jie.md": "---\nname: Chen Jie\nunit: customer-service\nmanager: zhang-min\n---\n",
    "cycles/2026-Q4/cycle.md": "---\ntitle: 2026 Q4\n---\n",
    "cycles/2026-Q4/company/reliable.md": """\
---
title: Customers can rely on us
type: committed
stage: agreed
aligns_to: [strategy#nationwide]
key_results:
  - id: on-time
    title: Deliveries on the promised day rise from 91 % to 98 %
    metric: {start: 91, target: 98, unit: "%"}
    source: https://bi.example.com/on-time
    check_ins:
      - {date: 2026-11-06, value: 94.5, confidence: 7, by: zhang-min, note: Two hubs are ahead}
  - id: first-call
    title: Calls solved at once rise from 60 % to 80 %
    metric: {start: 60, target: 80, unit: "%"}
    source: https://bi.example.com/calls
    check_ins:
      - {date: 2026-11-06, value: 70, confidence: 7, by: zhang-min, note: The new guide helps}
---
Customers who cannot rely on us leave without a word.
""",
    "cycles/2026-Q4/zhang-min/listen.md": """\
---
title: Every team has spoken with the CEO about its work
type: aspirational
stage: agreed
aligns_to: [company/reliable, strategy#growth]
key_results:
  - id: visits
    title: Visits to teams rise from 0 to 10
    metric: {start: 0, target: 10, unit: visits}
    source: https://calendar.example.com/visits
    check_ins:
      - {date: 2026-11-05, value: 5, confidence: 6, by: zhang-min, note: Five so far}
  - id: answers
    title: Questions answered within a week reach 30
    metric: {start: 0, target: 30, unit: questions}
    source: https://calendar.example.com/questions
    check_ins:
      - {date: 2026-11-05, value: 14, confidence: 6, by: zhang-min, note: On the way}
---
What a team knows reaches the top late.
""",
    "cycles/2026-Q4/logistics/on-time.md": """\
---
title: Every parcel arrives on the day we promised
type: committed
stage: agreed
aligns_to: [company/reliable#on-time]
key_results:
  - id: rate
    title: On-time delivery rises from 91 % to 98 %
    metric: {start: 91, target: 98, unit: "%"}
    source: https://bi.example.com/on-time-logistics
    check_ins:
      - {date: 2026-11-05, value: 94.5, confidence: 7, by: li-na, note: Two hubs retrained}
  - id: damage
    title: Damaged parcels stay at most 9 in 10,000
    threshold: {at_most: 9, unit: "per 10,000"}
    source: https://bi.example.com/damage
    check_ins:
      - {date: 2026-11-05, value: 8, confidence: 7, by: li-na, note: Packaging holds}
---
A late parcel costs a customer a day.
""",
    "cycles/2026-Q4/hub-north/sorting.md": """\
---
title: The north sorts every parcel by midnight
type: committed
stage: agreed
aligns_to: [logistics/on-time#rate, logistics/on-time#damage]
key_results:
  - id: sorted
    title: Parcels sorted by midnight rise from 80 % to 99 %
    metric: {start: 80, target: 99, unit: "%"}
    source: https://bi.example.com/sorted
    check_ins:
      - {date: 2026-11-04, value: 90, confidence: 7, by: wang-lei, note: The second shift works}
  - id: lines
    title: Two sorting lines run
    milestones: [{title: Line 1, done: 2026-11-03}, {title: Line 2}]
---
What is sorted by midnight leaves at dawn.
""",
    "cycles/2026-Q4/customer-service/first-call.md": """\
---
title: The first call solves it
type: committed
stage: agreed
aligns_to: [company/reliable#first-call]
key_results:
  - id: solved
    title: Callers who need not call twice rise from 60 % to 80 %
    owner: chen-jie
    metric: {start: 60, target: 80, unit: "%"}
    source: https://bi.example.com/calls-solved
    check_ins:
      - {date: 2026-11-05, value: 71, confidence: 7, by: chen-jie, note: The new guide helps}
  - id: guide
    title: The guide covers the 50 most frequent questions
    done: 2026-10-30
---
Who calls twice calls a competitor next.
""",
    "cycles/2026-Q4/li-na/coach.md": """\
---
title: Every shift leader coaches a newcomer
type: aspirational
stage: agreed
aligns_to: [logistics/on-time]
key_results:
  - id: pairs
    title: Coaching pairs rise from 2 to 12
    metric: {start: 2, target: 12, unit: pairs}
    source: https://bi.example.com/pairs
    check_ins:
      - {date: 2026-11-05, value: 6, confidence: 6, by: li-na, note: Four new pairs}
  - id: stay
    title: Newcomers who stay three months rise from 70 % to 85 %
    metric: {start: 70, target: 85, unit: "%"}
    source: https://bi.example.com/stay
    check_ins:
      - {date: 2026-11-05, value: 76, confidence: 6, by: li-na, note: Fewer leave}
---
Newcomers learn from people, not from folders.
""",
    "cycles/2026-Q4/wang-lei/night.md": """\
---
title: The night shift goes home unhurt
type: aspirational
stage: agreed
aligns_to: [hub-north/sorting]
key_results:
  - id: accidents
    title: Accidents fall from 6 to 0
    metric: {start: 6, target: 0, unit: accidents}
    source: https://bi.example.com/accidents
    check_ins:
      - {date: 2026-11-04, value: 4, confidence: 6, by: wang-lei, note: Two fewer}
  - id: drills
    title: Drills held rise from 0 to 6
    metric: {start: 0, target: 6, unit: drills}
    source: https://bi.example.com/drills
    check_ins:
      - {date: 2026-11-04, value: 3, confidence: 6, by: wang-lei, note: Weekly now}
---
Nobody is in such a hurry.
""",
    "cycles/2026-Q4/chen-jie/voices.md": """\
---
title: Teams hear what customers say
type: aspirational
stage: agreed
aligns_to: [customer-service/first-call]
key_results:
  - id: calls
    title: Colleagues who listened to calls rise from 3 to 30
    metric: {start: 3, target: 30, unit: people}
    source: https://bi.example.com/listeners
    check_ins:
      - {date: 2026-11-05, value: 15, confidence: 6, by: chen-jie, note: Half way}
  - id: letters
    title: Customer letters read aloud rise from 0 to 12
    metric: {start: 0, target: 12, unit: letters}
    source: https://bi.example.com/letters
    check_ins:
      - {date: 2026-11-05, value: 5, confidence: 6, by: chen-jie, note: Each Friday}
---
A complaint is a gift nobody opens.
""",
}


def write(folder: Path, *layers: Mapping[str, str]) -> Path:
    """Write the small company with `layers` laid over it into `folder`/okrs and return that folder.

    A file whose text is empty is left out.
    """
    root = folder / "okrs"
    merged: dict[str, str] = dict(FILES)
    for layer in layers:
        merged.update(layer)
    for path, text in merged.items():
        file = root / path
        if not text:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
    return root
