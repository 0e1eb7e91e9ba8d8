"""Two states of the small company for each kind of change: the files that are laid over it before, and those after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tests import small

ON_TIME: Final = "cycles/2026-Q4/logistics/on-time.md"
COMMENTS: Final = "cycles/2026-Q4/logistics/on-time.comments.md"
SORTING: Final = "cycles/2026-Q4/hub-north/sorting.md"
VOICES: Final = "cycles/2026-Q4/chen-jie/voices.md"
COACH: Final = "cycles/2026-Q4/li-na/coach.md"
NIGHT: Final = "cycles/2026-Q4/wang-lei/night.md"
FIRST_CALL: Final = "cycles/2026-Q4/customer-service/first-call.md"
RELIABLE: Final = "cycles/2026-Q4/company/reliable.md"


class Scene(NamedTuple):
    """What lies over the small company on either side."""

    before: Mapping[str, str]
    after: Mapping[str, str]


def _said(*entries: str) -> str:
    return "\n".join(["---", "comments:", *(f"  - {entry}" for entry in entries), "---", ""])


def edited(path: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return a file of the small company with some of its words replaced; each must be there."""
    text = small.FILES[path]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {path: text}


def cut(path: str, start: str, end: str) -> str:
    """Return the piece of a file of the small company from one text up to another."""
    text = small.FILES[path]
    return text[text.index(start) : text.index(end)]


_STAY: Final = cut(COACH, "  - id: stay", "---\nNew")
_MEASURED: Final = cut(RELIABLE, "    metric: {start: 91", "  - id: first-call")
_ROLLED_UP: Final = edited(RELIABLE, (_MEASURED, "    rollup: mean\n"))
_FRESH: Final = "      - {date: 2026-11-09, value: 96, confidence: 8, by: li-na, note: A third hub is ready}\n"
_CHECK_IN: Final = ("      - {date: 2026-11-05, value: 94.5", f"{_FRESH}      - {{date: 2026-11-05, value: 94.5")
_AMENDED: Final = """\
amendments:
  - {date: 2026-11-09, key_result: damage, field: at_most, from: 9, to: 12, reason: Ice on the pass}
  - {date: 2026-11-09, field: type, from: committed, to: aspirational, reason: ""}
---
A late"""
_AMENDMENT: Final = """\
amendments:
  - {date: 2026-11-09, key_result: damage, field: at_most, from: 9, to: 12, reason: Ice on the pass}
---
A late"""
_ASKING: Final = """\
asks:
  - {id: list, to: customer-service, what: Who complains about the north, by: 2026-12-01}
  - {id: van, to: logistics, what: A second van}
key_results:"""
_ASKED: Final = """\
asks:
  - {id: list, to: customer-service, what: Who complains about the north, by: 2026-12-01}
  - {id: van, to: logistics, what: A second van, declined: There is none}
  - {id: floor, to: li-na, what: Somebody who knows about floors, by: 2026-11-30}
key_results:"""
_MOVED_HERE: Final = """\
  - id: stay
    title: Newcomers who stay three months rise from 70 % to 80 %
    metric: {start: 70, target: 80, unit: "%"}
    source: https://bi.example.com/stay
---
Nobody"""
_VANS: Final = "  - {id: vans, title: Ten vans run on power, metric: {start: 2, target: 10, unit: vans}}\n---\nA late"
_TEN: Final = """\
---
title: The north sorts every parcel by ten
type: committed
stage: draft
carried_from: 2026-Q4/hub-north/sorting
key_results:
  - {id: sorted, title: Parcels sorted by ten rise from 80 % to 99 %, metric: {start: 80, target: 99, unit: "%"}}
  - {id: lines, title: Two sorting lines run, milestones: [{title: Line 1}, {title: Line 2}]}
---
What is sorted by ten leaves at midnight.
"""
_NEW: Final = """\
---
title: Callers need not call twice about a late parcel
type: aspirational
stage: draft
aligns_to: [logistics/on-time]
key_results:
  - {id: solved, title: Callers who need not call twice rise from 60 % to 90 %, metric: {start: 60, target: 90, unit: "%"}}
  - {id: said, title: The shift leader says when it comes, done: false}
---
Who waits for a parcel wants to know.
"""
HOSTILE: Final = "@acme/owners #1 GH-2 !3 | <!-- okr diff --> [x](https://evil.example) :+1: ~~~~ `$x$` www.evil.example"

SCENES: Final[Mapping[str, Scene]] = {
    "added": Scene({}, {"cycles/2026-Q4/li-na/twice.md": _NEW}),
    "carried": Scene({}, {"cycles/2027-Q1/hub-north/sorting.md": _TEN}),
    "dropped": Scene({}, edited(NIGHT, ("stage: agreed", "stage: dropped\nreason: The night shift ends"))),
    "removed": Scene({}, {COACH: ""}),
    "unreadable": Scene({}, edited(COACH, ("title: Every", "title: {Every"))),
    "commitment-silent": Scene(
        {}, edited(ON_TIME, ("target: 98", "target: 96"), ("title: Every parcel", "title: Nearly every parcel"))
    ),
    "commitment-amended": Scene(
        {}, edited(ON_TIME, ("at_most: 9", "at_most: 12"), ("type: committed", "type: aspirational"), ("---\nA late", _AMENDED))
    ),
    "check-ins": Scene(
        {},
        {
            **edited(ON_TIME, _CHECK_IN, ("value: 8, confidence: 7", "value: 7, confidence: 7")),
            **edited(NIGHT, ("      - {date: 2026-11-04, value: 4, confidence: 6, by: wang-lei, note: Two fewer}\n", "")),
            **edited(SORTING, ("Line 2}", "Line 2, done: 2026-11-09}"), ("Line 1, done: 2026-11-03}", "Line 1}")),
            **edited(FIRST_CALL, ("done: 2026-10-30", "done: false")),
        },
    ),
    "scores-up-the-tree": Scene(_ROLLED_UP, {**_ROLLED_UP, **edited(ON_TIME, _CHECK_IN)}),
    "graded": Scene({}, edited(ON_TIME, ("  - id: damage", "    grade: {score: 0.4, note: The ice cost us}\n  - id: damage"))),
    "links": Scene(
        edited(SORTING, ("key_results:", _ASKING)),
        {
            **edited(
                SORTING,
                ("[logistics/on-time#rate, logistics/on-time#damage]", "[logistics/on-time#rates]"),
                ("key_results:", _ASKED),
            ),
            **edited(FIRST_CALL, ("stage: agreed", "stage: agreed\nsupports: [hub-north/sorting]")),
            **edited(COACH, ("aligns_to: [logistics/on-time]", "aligns_to: [hub-north/sorting]")),
        },
    ),
    "findings": Scene(
        edited(COACH, ("\nNewcomers learn from people, not from folders.\n", "\n")),
        edited(NIGHT, ("stage: agreed", "stage: agreed\ncolour: red")),
    ),
    "overlap": Scene({}, {"cycles/2026-Q4/li-na/twice.md": _NEW.replace("stage: draft", "stage: agreed")}),
    "renamed": Scene(
        {}, {VOICES: "", "cycles/2026-Q4/customer-service/ears.md": edited(VOICES, ("Teams hear", "All teams hear"))[VOICES]}
    ),
    "key-results-renamed": Scene({}, edited(ON_TIME, ("id: damage", "id: broken"), ("at_most: 9", "at_most: 12"))),
    "key-results-moved": Scene({}, {**edited(COACH, (_STAY, "")), **edited(NIGHT, ("---\nNobody", _MOVED_HERE))}),
    "key-results-came-and-went": Scene(
        {},
        {
            **edited(COACH, (_STAY, "")),
            **edited(ON_TIME, ("---\nA late", _VANS)),
            **edited(NIGHT, ("  - id: drills\n", "  - id: drills\n    dropped: 2026-11-08\n    reason: The hall is closed\n")),
        },
    ),
    "other-records": Scene(
        {},
        {
            **edited(
                "units/hub-north.md", ("lead: wang-lei", "lead: li-na\noffers: [{what: A tour of the belt, contact: wang-lei}]")
            ),
            "people/wu-yan.md": "---\nname: Wu Yan\nunit: hub-north\n---\n",
            "cycles/2026-Q4/cycle.md": "---\ntitle: 2026 Q4\nphases: {review: 2026-12-20}\n---\n",
            "strategy.md": small.FILES["strategy.md"].replace(", leads_to: [growth]", ", evidence: supported"),
            "settings.yml": "language: en\nscoring: {stale_after_days: 21}\n",
            "recognition/2026-11/li-na.md": "---\nmedals:\n  - {to: wang-lei, reason: Two nights on the belt}\n---\n",
        },
    ),
    "comments": Scene(
        {COMMENTS: _said("{date: 2026-11-05, by: wang-lei, text: Who drives?}", "{date: 2026-11-06, by: li-na, text: I do}")},
        {
            COMMENTS: _said(
                "{date: 2026-11-05, by: wang-lei, text: Who drives?}", "{date: 2026-11-07, by: li-na, text: '*Wu Yan*'}"
            )
        },
    ),
    "hostile": Scene(
        {},
        edited(
            ON_TIME,
            ("title: Every parcel arrives on the day we promised", f'title: "{HOSTILE}"'),
            ("title: On-time delivery rises from 91 % to 98 %", f'title: "{HOSTILE}"'),
            ("note: Two hubs retrained", f'note: "{HOSTILE}"'),
        ),
    ),
}

EVERYTHING: Final = Scene(
    SCENES["links"].before,
    {
        **SCENES["added"].after,
        **SCENES["carried"].after,
        **SCENES["dropped"].after,
        **SCENES["renamed"].after,
        **SCENES["links"].after,
        **edited(ON_TIME, _CHECK_IN, ("at_most: 9", "at_most: 12"), ("target: 98", "target: 96"), ("---\nA late", _AMENDMENT)),
        "units/hub-north.md": SCENES["other-records"].after["units/hub-north.md"],
    },
)
"""Several kinds at once."""
