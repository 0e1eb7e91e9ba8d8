"""Further changes of the clean company, for messages that neither a broken record nor a rule's bad example shows.

Only what the handbook shows of them is kept; where each finding stands is for the tests of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
NIGHT = "cycles/2026-Q4/wang-lei/night.md"
CLOSED = date(2027, 1, 20)


class Further(NamedTuple):
    """A change of the small company: what it finds of one rule."""

    rule: str
    files: Mapping[str, str]
    today: date = small.TODAY
    base: Mapping[str, str] | None = None


def swap(path: str, *changes: tuple[str, str]) -> dict[str, str]:
    """Return a file of the small company with some of its text replaced, each once."""
    text = small.FILES[path]
    for old, new in changes:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    return {path: text}


def front(path: str, more: str) -> dict[str, str]:
    """Return a file with lines added to the end of its front matter."""
    head, fence, body = small.FILES[path].rpartition("---\n")
    return {path: f"{head}{more}{fence}{body}"}


def night(old: str, new: str) -> dict[str, str]:
    return swap(NIGHT, (old, new))


def further() -> Iterator[Further]:
    """Yield every change."""
    yield from _records()
    yield from _trees()
    yield from _texts()
    yield from _judged()
    yield from _based()


def _records() -> Iterator[Further]:
    person = "people/li-na.md"
    yield Further("unknown-value", front(person, "since: 2026-05-01\nuntil: 2026-04-01\n"))
    yield Further("wrong-type", front(person, "links: {chat: 7.5}\n"))
    yield Further("unknown-value", night("metric: {start: 6, target: 0, unit: accidents}", "threshold: {at_most: 9, floor: 3}"))
    yield Further("missing-key", night("metric: {start: 6, target: 0, unit: accidents}", "milestones: []"))
    yield Further("wrong-type", night("metric: {start: 6, target: 0, unit: accidents}", "milestones: []"))
    yield Further("measure-count", night("metric: {start: 6, target: 0, unit: accidents}", "milestones: []"))
    yield Further(
        "measure-count", night("metric: {start: 6, target: 0, unit: accidents}", "threshold: {at_most: 9, at_least: 3}")
    )
    yield Further(
        "unknown-value", night("metric: {start: 6, target: 0, unit: accidents}", "threshold: {at_most: 9, at_least: 3}")
    )
    yield Further(
        "start-equals-target", night("metric: {start: 6, target: 0, unit: accidents}", "threshold: {at_most: 9, floor: 9}")
    )
    yield Further("bad-weight", night("type: aspirational", "type: aspirational\nweight: 0"))
    yield Further("bad-weight", night("metric: {start: 6, target: 0, unit: accidents}", "milestones: [{title: a, weight: 0}]"))
    yield Further("unsafe-html", night("type: aspirational", "type: aspirational\ntags: ['javascript:alert(1)']"))
    yield Further("unknown-reference", night("[hub-north/sorting]", "[sorting]"))
    yield Further("unknown-owner", front("units/hub-north.md", "members: [logistics]\n"))
    yield Further("unknown-owner", swap(person, ("unit: logistics", "unit: wang-lei")))
    yield Further("unknown-value", {"settings.yml": "limits: {objectives: 0}\n"})
    yield Further("unknown-value", {"settings.yml": "forge: {kind: github, url: acme/okrs}\n"})
    yield Further("misplaced-file", {"cycles/Q4!/li-na/x.md": "---\ntitle: x\n---\n"})
    yield Further("duplicate-id", {"people/LI-NA.md": small.FILES[person]})


def _trees() -> Iterator[Further]:
    company = small.FILES["units/company.md"]
    yield Further("unknown-reference", {"settings.yml": "company: acme\n"})
    yield Further("unknown-value", front("units/company.md", "parent: logistics\n"))
    yield Further("unknown-key", front("units/logistics.md", "ceo: li-na\n"))
    yield Further("ceo-without-okr", {"units/company.md": company.replace("ceo: zhang-min\n", "")})
    dates = "---\nstart: 2026-10-01\nend: 2026-12-31\nparent: {}\n---\n"
    yield Further("unknown-value", {"cycles/one/cycle.md": dates.format("two"), "cycles/two/cycle.md": dates.format("one")})
    yield Further("unknown-value", {"cycles/2026/cycle.md": "---\nparent: 2026-Q4\n---\n"})


def _texts() -> Iterator[Further]:
    broken = (
        "unit: logistics\n    since: 2024-01-01",
        "members:\n  - a\n  b\n",
        "name: - a",
        "unit: logistics: b",
        "links: {chat: , x: }",
        'manager: "\\xZZ"',
        "manager: |x\n  y",
        "links: {chat: [}",
        "? a\n  b: c",
        "manager: !x",
        "a: &b",
        "- a\nb: c",
    )
    for text in broken:
        yield Further("unreadable-file", {"people/li-na.md": f"---\nname: Li Na\n{text}\n---\n"})
        yield Further("wrong-type", {"people/li-na.md": f"---\nname: Li Na\nunit: logistics\n{text}\n---\n"})


def _judged() -> Iterator[Further]:
    yield Further("check-in-in-future", night("metric: {start: 6, target: 0, unit: accidents}", "done: 2026-11-30"))
    yield Further("check-in-outside-cycle", night("date: 2026-11-04, value: 4", "date: 2027-01-18, value: 4"), CLOSED)
    yield Further("stale-check-in", night("date: 2026-11-04, value: 4, confidence: 6,", "date: 2026-09-30, confidence: 6,"))
    yield Further("stale-check-in", {NIGHT: small.FILES[NIGHT].split("    check_ins")[0] + "---\nWhy.\n"}, date(2026, 11, 12))
    yield Further("unanswered-ask", front(NIGHT, "asks: [{what: Someone who knows belts}]\n"))
    yield Further(
        "objective-without-key-results",
        {NIGHT: small.FILES[NIGHT].replace("  - id: ", "  - dropped: 2026-11-01\n    reason: x\n    id: ")},
    )
    yield Further("unknown-value", front(NIGHT, "waivers: [{rule: unsafe-link, reason: x}]\n"))
    yield Further("health-contradicts-confidence", night("value: 4, confidence: 6", "value: 2, confidence: 2"))
    yield Further(
        "conflicting-targets", swap("cycles/2026-Q4/customer-service/first-call.md", ("calls-solved", "on-time-logistics"))
    )
    yield Further(
        "aligned-to-dropped", swap("cycles/2026-Q4/hub-north/sorting.md", ("stage: agreed", "stage: dropped\nreason: x"))
    )
    yield Further("objective-is-checklist", night("The night shift goes home unhurt", "Nobody is hurt. Everyone is trained"))
    yield Further(
        "single-key-result",
        {NIGHT: small.FILES[NIGHT].split("  - id: drills")[0] + "---\nWhy.\n", "settings.yml": "limits: {key_results: [3, 5]}\n"},
    )
    amended = "amendments: [{date: 2026-11-01, field: target, from: 1, to: 2, reason: x}]\n"
    yield Further("amendment-mismatch", front(NIGHT, amended))


def _based() -> Iterator[Further]:
    text = small.FILES[ON_TIME]
    yield Further("commitment-moved", {ON_TIME: ""}, base={})
    yield Further("commitment-moved", swap(ON_TIME, ("title: Every parcel", "title: Each parcel")), base={})
    yield Further("commitment-moved", front(ON_TIME, "  - {id: new, title: It runs, done: false}\n"), base={})
    yield Further("commitment-moved", {ON_TIME: text.split("  - id: damage")[0] + "---\nWhy.\n"}, base={})
    entry = "amendments:\n  - {date: 2026-11-01, key_result: rate, field: target, from: 99, to: 98, reason: Ice}\n"
    yield Further("amendment-mismatch", {}, base=front(ON_TIME, entry))
    new = entry.replace("from: 99, to: 98", "from: 97, to: 96")
    head, fence, body = text.replace("target: 98", "target: 96").rpartition("---\n")
    yield Further("amendment-mismatch", {ON_TIME: f"{head}{new}{fence}{body}"}, base={})
    yield Further("closed-cycle-changed", {ON_TIME: ""}, CLOSED, {})
    yield Further("closed-cycle-changed", swap(ON_TIME, ("A late parcel", "Late parcels")), CLOSED, {})
    yield Further("closed-cycle-changed", {ON_TIME: "", "cycles/2026-Q4/logistics/late.md": text}, CLOSED, {})
