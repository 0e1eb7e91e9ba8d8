"""What waits on whom."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.check import check
from okrpress.duties import KINDS, duties
from tests import small


@pytest.fixture
def of(company):
    def look(files=None, today=small.TODAY):
        found = company(files or {}, today)
        return {
            person: [(duty.kind, duty.record, duty.key_result) for duty in mine]
            for person, mine in duties(found, check(found)).items()
        }

    return look


def test_in_good_order_nothing_waits(of):
    assert of() == {}


def test_a_silent_key_result_waits_on_its_owner_a_units_on_its_lead(of):
    found = of(today=date(2026, 11, 24))
    assert ("check-in", "2026-Q4/logistics/on-time", "rate") in found["li-na"]
    assert ("check-in", "2026-Q4/customer-service/first-call", "solved") in found["chen-jie"]
    assert ("check-in", "2026-Q4/hub-north/sorting", "lines") in found["wang-lei"]
    assert ("check-in", "2026-Q4/customer-service/first-call", "guide") not in found["chen-jie"]  # it is done


def test_what_is_set_aside_or_switched_off_waits_on_nobody(of):
    path = "cycles/2026-Q4/logistics/on-time.md"
    waived = small.FILES[path].replace(
        "stage: agreed\n", "stage: agreed\nwaivers: [{rule: stale-check-in, reason: The scales are away}]\n"
    )
    assert not [entry for entry in of({path: waived}, date(2026, 11, 24))["li-na"] if "on-time" in entry[1]]
    assert of({"settings.yml": "rules: {stale-check-in: off}\n"}, date(2026, 11, 24)) == {}


ASKING = """\
---
title: Trucks leave full
type: committed
stage: STAGE
aligns_to: [logistics/on-time]
asks: [{id: x, to: TO, what: Ramps, by: 2026-11-20}]
key_results:
  - id: load
    title: Load rises from 1 to 2
    metric: {start: 1, target: 2, unit: t}
    check_ins: [{date: 2026-11-09, value: 1.5, confidence: 6, note: On the way}]
---
"""


@pytest.mark.parametrize(("to", "person"), [("chen-jie", "chen-jie"), ("customer-service", "chen-jie"), ("", "")])
def test_an_ask_waits_on_whoever_was_asked(of, to, person):
    found = of({"cycles/2026-Q4/hub-north/full.md": ASKING.replace("TO", to or "''").replace("STAGE", "agreed")})
    asked = {who for who, mine in found.items() if ("ask", "2026-Q4/hub-north/full", "") in mine}
    assert asked == ({person} if person else set())


def test_a_unit_without_a_lead_is_answered_for_by_the_one_above(of):
    leaderless = "---\nname: Hub North\nkind: team\nparent: logistics\n---\n"
    found = of({"units/hub-north.md": leaderless}, date(2026, 11, 24))
    assert ("check-in", "2026-Q4/hub-north/sorting", "sorted") in found["li-na"]


def test_a_draft_after_the_cycles_start_waits_on_its_owner(of):
    found = of({"cycles/2026-Q4/hub-north/full.md": ASKING.replace("TO", "chen-jie").replace("STAGE", "draft")})
    assert ("draft", "2026-Q4/hub-north/full", "") in found["wang-lei"]


def test_a_parent_that_moved_waits_on_the_child(of):
    path = "cycles/2026-Q4/logistics/on-time.md"
    moved = small.FILES[path].replace(
        "type: committed\n",
        "type: committed\namendments: [{date: 2026-11-09, key_result: rate, field: target, from: 99, to: 98, reason: Ban}]\n",
    )
    found = of({path: moved})
    assert ("parent-moved", "2026-Q4/hub-north/sorting", "") in found["wang-lei"]


def test_after_the_close_grades_and_reviews_wait(of):
    found = of(today=date(2027, 1, 20))
    kinds = {kind for kind, record, _ in found["li-na"] if record.startswith("2026-Q4")}
    assert {"grade", "review"} <= kinds
    assert [record for kind, record, _ in found["li-na"] if kind == "review"] == ["2026-Q4", "2026-Q4"]  # hers and Logistics'


def test_duties_come_in_the_order_of_their_kinds(company):
    found = company({}, date(2027, 1, 20))
    for mine in duties(found, check(found)).values():
        places = [KINDS.index(duty.kind) for duty in mine]
        assert places == sorted(places)
