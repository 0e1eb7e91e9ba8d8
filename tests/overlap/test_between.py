"""Whose objectives are compared, and which are tied already."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.overlap.between import MOST
from okrpress.pages.page import Desk
from okrpress.pages.parts.similar import similar_rows
from okrpress.site.parts import part_keys
from okrpress.words import Words
from tests import small

ONE, OTHER = "cycles/2026-Q4/hub-north/boxes.md", "cycles/2026-Q4/customer-service/claims.md"
ONE_ID, OTHER_ID = "2026-Q4/hub-north/boxes", "2026-Q4/customer-service/claims"
TITLE = "Boxes that fail the drop test become rare"


def objective(*lines: str, title: str = TITLE, stage: str = "agreed", key_result: str = "It runs") -> str:
    head = ["---", f"title: {title}", "type: aspirational", f"stage: {stage}", *lines]
    return "\n".join([*head, "key_results:", f"  - {{id: kr, title: {key_result}, done: false}}", "---", ""])


@pytest.mark.parametrize(
    ("files", "is_told"),
    [
        ({ONE: objective(), OTHER: objective()}, True),
        ({ONE: objective(), OTHER: objective(title="A rare drop test fails a box")}, True),
        ({ONE: objective(), OTHER: objective(title="Claims are paid at once", key_result=TITLE)}, True),
        ({ONE: objective(), OTHER: objective(title="Claims are paid at once")}, False),
        ({ONE: objective(title="装卸时不再摔坏快件"), OTHER: objective(title="裝卸時不再摔壞快件")}, True),
        ({ONE: objective(), "cycles/2026-Q4/hub-north/more.md": objective()}, False),  # the same owner
        ({ONE: objective(stage="draft"), OTHER: objective(stage="proposed")}, True),
        ({ONE: objective("reason: x", stage="dropped"), OTHER: objective()}, False),
        ({ONE: objective("aligns_to: [customer-service/claims]"), OTHER: objective()}, False),
        ({ONE: objective("aligns_to: [customer-service/claims#kr]"), OTHER: objective()}, False),
        ({ONE: objective(), OTHER: objective("supports: [hub-north/boxes]")}, False),
        ({ONE: objective("asks: [{to: customer-service, what: Photos}]"), OTHER: objective()}, False),
        ({ONE: objective("asks: [{what: Photos}]"), OTHER: objective()}, True),
        ({ONE: objective("contributors: [customer-service]"), OTHER: objective()}, False),
        ({ONE: objective("contributors: [chen-jie]"), OTHER: objective()}, True),  # a person, not the unit itself
        # further up
        (
            {
                ONE: objective("aligns_to: [logistics/middle]"),
                "cycles/2026-Q4/logistics/middle.md": objective("aligns_to: [customer-service/claims]", title="Other words"),
                OTHER: objective(),
            },
            False,
        ),
        # a parent in common is no link
        ({ONE: objective("aligns_to: [company/reliable]"), OTHER: objective("aligns_to: [company/reliable]")}, True),
        # cycles that overlap, and one that does not
        ({ONE: objective(), "cycles/2026/customer-service/claims.md": objective()}, True),
        ({ONE: objective(), "cycles/2027-Q1/customer-service/claims.md": objective()}, False),
        (
            {ONE: objective("carried_from: 2026/customer-service/claims"), "cycles/2026/customer-service/claims.md": objective()},
            False,
        ),
    ],
)
def test_what_is_told(company, files, is_told):
    assert (ONE_ID in company(files).overlaps) is is_told


def test_the_ceo_stands_with_the_company(company):
    files = {"cycles/2026-Q4/company/a.md": objective(), "cycles/2026-Q4/zhang-min/b.md": objective()}
    assert company(files).overlaps == {}


def test_a_closed_cycle_is_left_alone(company):
    assert company({ONE: objective(), OTHER: objective()}, date(2027, 1, 14)).overlaps == {}


def test_what_was_dropped_or_has_no_title_is_nobodys_work(company):
    dropped = objective(title="Other words", key_result=TITLE).replace("done: false", "done: false, dropped: 2026-11-01")
    assert company({ONE: objective(), OTHER: dropped}).overlaps == {}


def test_each_side_is_told_in_its_own_words_and_of_its_own_place(company):
    files = {
        ONE: objective(),
        OTHER: objective(title="Claims are paid at once", key_result="Drop tests that fail a box are rare"),
    }
    found = company(files).overlaps
    (mine,), (theirs,) = found[ONE_ID], found[OTHER_ID]
    assert (mine.at, mine.part, mine.other, mine.words) == (
        ("title",), "", f"{OTHER_ID}#kr", ("Boxes", "fail", "drop", "test", "rare"),
    )  # fmt: skip
    assert (theirs.at, theirs.part, theirs.other) == (("key_results", 0, "title"), "kr", ONE_ID)
    assert theirs.words == ("Drop", "tests", "fail", "box", "rare")


def test_the_closest_few_are_told(company):
    files = {f"cycles/2026-Q4/team-{number}/x.md": objective(title=f"{TITLE} {'again ' * number}") for number in range(6)}
    assert {len(others) for others in company(files).overlaps.values()} == {MOST}


@pytest.mark.parametrize(("settings", "shown"), [("", [OTHER_ID]), ("rules: {overlapping-objectives: off}\n", [])])
def test_the_page_lists_them_unless_the_company_switched_them_off(company, settings, shown):
    built = company({ONE: objective(), OTHER: objective(), "settings.yml": settings})
    rows = similar_rows(Desk.of(built, (), Words()), built.workspace.objectives[ONE_ID])
    assert [(row.other.href, row.owner.text, row.mine) for row in rows] == [
        (f"{there}/", "Customer service", None) for there in shown
    ]


def test_a_cycles_pages_depend_on_what_they_show_of_others(company, tmp_path):
    year = "cycles/2026/customer-service/claims.md"
    keys = []
    for title in (TITLE, f"{TITLE}, says the year", "Other words"):
        small.write(tmp_path, {})
        built = company({ONE: objective(), year: objective(title=title)})
        keys.append(part_keys(built, ())["2026-Q4"])
    assert len(set(keys)) == 3
