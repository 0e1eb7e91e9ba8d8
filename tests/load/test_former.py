"""What records were called before: where their earlier ids lead, and whom they may not lead to."""

from __future__ import annotations

import pytest

from okrpress.continuity import continuity
from okrpress.load import load
from okrpress.words import Words
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
NEW = "2026-Q4/logistics/on-time"


def with_key(path, line):
    return {path: small.FILES[path].replace("---\n", f"---\n{line}\n", 1)}


def said(workspace):
    told = Words("en").message
    return [
        (problem.rule, problem.path, problem.span.line, told(problem.message), problem.hint and told(problem.hint))
        for problem in workspace.problems
    ]


def test_an_earlier_id_is_known(tmp_path):
    layer = with_key(ON_TIME, "formerly: [logistics/arrivals, 2026-Q3/hub-north/punctual]")
    workspace = load(small.write(tmp_path, layer))
    assert workspace.problems == ()
    assert workspace.formerly == {"2026-Q3/hub-north/punctual": NEW, "2026-Q4/logistics/arrivals": NEW}


def test_with_a_handle_all_that_its_owner_has_was_called_otherwise(tmp_path):
    review = {"cycles/2026-Q4/logistics/review.md": "---\ndate: 2026-11-09\n---\n"}
    workspace = load(small.write(tmp_path, with_key("units/logistics.md", "formerly: [transport]"), review))
    assert workspace.problems == ()
    assert workspace.formerly == {
        "2026-Q4/transport/on-time": NEW,
        "2026-Q4/transport/review": "2026-Q4/logistics/review",
        "units/transport": "units/logistics",
    }
    person = load(small.write(tmp_path, with_key("people/li-na.md", "formerly: [na-li]")))
    assert person.formerly["people/na-li"] == "people/li-na"
    assert person.formerly["2026-Q4/na-li/coach"] == "2026-Q4/li-na/coach"


@pytest.mark.parametrize(
    ("path", "text", "message", "hint"),
    [
        (
            "cycles/2026-Q4/hub-north/sorting.md",
            "aligns_to: [logistics/arrivals#rate]",
            "aligns_to: 'logistics/arrivals#rate' is called 'logistics/on-time#rate' now",
            "write 'logistics/on-time#rate'",
        ),
        (
            "cycles/2026-Q4/hub-north/sorting.md",
            "aligns_to: [2026-Q4/logistics/arrivals]",
            f"aligns_to: '2026-Q4/logistics/arrivals' is called '{NEW}' now",
            f"write '{NEW}'",
        ),
        (
            "cycles/2026-Q4/hub-north/sorting.md",
            "aligns_to: [transport/on-time]",
            "aligns_to: 'transport/on-time' is called 'logistics/on-time' now",
            "write 'logistics/on-time'",
        ),
        ("units/hub-north.md", "parent: transport", "parent: 'transport' is called 'logistics' now", "write 'logistics'"),
        ("people/wang-lei.md", "manager: na-li", "manager: 'na-li' is called 'li-na' now", "write 'li-na'"),
    ],
)
def test_whoever_names_what_was_is_told_what_is(tmp_path, path, text, message, hint):
    key = text.partition(":")[0]
    lines = [text if line.startswith(f"{key}:") else line for line in small.FILES[path].splitlines()]
    layers = [
        with_key(ON_TIME, "formerly: [logistics/arrivals]"),
        with_key("units/logistics.md", "formerly: [transport]"),
        with_key("people/li-na.md", "formerly: [na-li]"),
        {path: "\n".join(lines) + "\n"},
    ]
    ((rule, where, line, found, way_out),) = said(load(small.write(tmp_path, *layers)))
    assert (rule, where, found, way_out) == ("unknown-reference", f"okrs/{path}", message, hint)
    assert lines[line - 1] == text


@pytest.mark.parametrize(
    ("layers", "rule", "message"),
    [
        (
            [(ON_TIME, "formerly: [hub-north/sorting]")],
            "duplicate-id",
            "formerly: '2026-Q4/hub-north/sorting' is what '2026-Q4/hub-north/sorting' is called now",
        ),
        ([(ON_TIME, "formerly: [on-time]")], "unknown-value", "formerly: 'on-time' is no earlier name"),
        (
            [(ON_TIME, "formerly: [meetings/check-in/hub]")],
            "unknown-value",
            "formerly: 'meetings/check-in/hub' is no earlier name",
        ),
        ([(ON_TIME, "formerly: [logistics/a#rate]")], "unknown-value", "formerly: '2026-Q4/logistics/a#rate' is no earlier name"),
        ([("units/logistics.md", "formerly: [li-na]")], "duplicate-id", "formerly: 'li-na' is what 'people/li-na' is called now"),
        ([("people/li-na.md", "formerly: [a/b]")], "unknown-value", "formerly: 'a/b' is no earlier name"),
        (
            [("people/li-na.md", "formerly: [old]"), ("units/logistics.md", "formerly: [old]")],
            "duplicate-id",
            "formerly: 'old' was 'units/logistics' before",
        ),
        (
            [(ON_TIME, "formerly: [hub-north/old]"), ("cycles/2026-Q4/hub-north/sorting.md", "formerly: [hub-north/old]")],
            "duplicate-id",
            "formerly: '2026-Q4/hub-north/old' was '2026-Q4/hub-north/sorting' before",
        ),
    ],
)
def test_an_address_leads_to_one_place(tmp_path, layers, rule, message):
    found = said(load(small.write(tmp_path, *(with_key(*layer) for layer in layers))))
    assert [(entry[0], entry[3]) for entry in found] == [(rule, message)]


def test_nobody_takes_the_earlier_address_of_a_renamed_owners_objective_from_a_living_one(tmp_path):
    layers = [with_key("units/logistics.md", "formerly: [transport]"), with_key(ON_TIME, "formerly: [transport/on-time]")]
    workspace = load(small.write(tmp_path, *layers))
    assert workspace.problems == ()
    assert workspace.formerly["2026-Q4/transport/on-time"] == NEW


def test_what_a_record_says_of_its_earlier_name_is_believed(tmp_path):
    before = load(small.write(tmp_path / "before"))
    changed = small.FILES[ON_TIME].replace("id: rate", "id: share").replace("Every parcel", "Nothing but what")
    moved = changed.replace("---\n", "---\nformerly: [logistics/on-time]\n", 1)
    now = load(small.write(tmp_path / "now", {ON_TIME: "", "cycles/2026-Q4/customer-service/promise.md": moved}))
    there, back = continuity(before, now), continuity(now, before)
    assert there.before["2026-Q4/customer-service/promise"].id == NEW
    assert back.before[NEW].id == "2026-Q4/customer-service/promise"
    assert there.gone == back.gone == ()
