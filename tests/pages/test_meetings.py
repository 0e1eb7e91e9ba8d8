"""Meetings: which cycle, which units, and what is on the table."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.check import Finding
from okrpress.pages.catalogue import all_pages, makers
from okrpress.pages.meeting_alignment import MOST
from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk
from okrpress.pages.parts.meeting import cycle_of, tables
from okrpress.problem import say
from okrpress.span import Span
from okrpress.words import Words

QUARTERS = {
    "cycles/2026-Q3/cycle.md": "---\ntitle: 2026 Q3\n---\n",
    "cycles/2027-Q1/cycle.md": "---\ntitle: 2027 Q1\n---\n",
    "cycles/2026/cycle.md": "---\ntitle: '2026'\n---\n",
}


@pytest.mark.parametrize(
    ("today", "meeting", "cycle"),
    [
        (date(2026, 11, 10), "alignment", "2026-Q4"),
        (date(2026, 12, 18), "alignment", "2027-Q1"),  # its drafts have begun
        (date(2026, 11, 10), "check-in", "2026-Q4"),
        (date(2026, 11, 10), "quarterly", "2026-Q3"),
        (date(2026, 12, 20), "quarterly", "2026-Q4"),  # in review
        (date(2026, 12, 20), "review", "2026-Q4"),
        (date(2027, 2, 1), "review", "2026-Q4"),  # the year ended on the same day
        (date(2026, 7, 3), "review", "2026-Q3"),  # nothing has ended: the one that runs
    ],
)
def test_each_meeting_is_about_one_cycle(company, today, meeting, cycle):
    assert cycle_of(company(QUARTERS, today), meeting).id == cycle


def desk_of(company, findings=(), **options):
    return Desk.of(company(**options), findings, Words())


def table_of(desk, unit, cycle="2026-Q4"):
    return next(table for table in tables(desk, desk.company.workspace.cycles[cycle]) if table.unit == unit)


def test_a_unit_goes_through_its_own_its_peoples_and_the_units_directly_below(company):
    desk = desk_of(company)
    assert table_of(desk, "company").close == ("zhang-min", "company", "customer-service", "logistics")
    assert table_of(desk, "logistics").close == ("logistics", "li-na", "hub-north")
    assert set(table_of(desk, "logistics").below) == {"logistics", "li-na", "hub-north", "wang-lei"}
    assert len(table_of(desk, "company").below) == 8


def test_units_without_objectives_and_units_that_are_gone_do_not_meet(company):
    gone = "---\nname: Gone\nkind: team\nparent: company\nuntil: 2026-01-01\n---\n"
    desk = desk_of(company, files={"units/gone.md": gone, "units/idle.md": gone.replace("until: 2026-01-01\n", "")})
    assert {table.unit for table in tables(desk, desk.company.current_cycle)} == {
        "company", "logistics", "hub-north", "customer-service"
    }  # fmt: skip


def meeting(desk, name, unit=""):
    module = f"meeting_{name}"
    wanted = f"meetings/{name.replace('_', '-')}/{unit + '/' if unit else ''}"
    return next(page.view() for page in makers()[module](desk) if page.address == wanted)


def finding(rule, owner, slug, waived=""):
    record = f"2026-Q4/{owner}/{slug}"
    return Finding(rule, "OKR000", "warning", say("It is so"), None, f"okrs/cycles/{record}.md", Span(), record, waived)


def test_alignment_takes_what_the_rules_found_here_and_below(company):
    findings = (
        finding("unaligned-objective", "hub-north", "sorting"),
        finding("conflicting-targets", "customer-service", "first-call"),
        finding("overlapping-objectives", "logistics", "on-time"),
        finding("overlapping-objectives", "hub-north", "sorting", waived="On purpose"),
        finding("too-many-objectives", "logistics", "on-time"),
    )
    desk = desk_of(company, findings)
    counted = {points.id: len(points.points) for points in meeting(desk, "alignment").agenda}
    assert counted == {"Unaligned": 1, "Conflicts": 1, "Overlaps": 1, "Open": 0}
    counted = {points.id: len(points.points) for points in meeting(desk, "alignment", "hub-north").agenda}
    assert counted == {"Unaligned": 1, "Conflicts": 0, "Overlaps": 0, "Open": 0}


def test_an_objective_that_serves_no_part_of_the_strategy_is_not_aligned(company):
    found = [finding("company-objective-without-strategy", "logistics", "on-time")]
    assert [len(item.points) for item in meeting(desk_of(company, found), "alignment").agenda[:3]] == [1, 0, 0]


def test_alignment_counts_what_does_not_fit_on_the_page(company):
    findings = [finding("overlapping-objectives", "logistics", "on-time")] * (MOST + 3)
    overlaps = meeting(desk_of(company, findings), "alignment").agenda[2]
    assert (len(overlaps.points), overlaps.more) == (MOST, 3)


def asking(to):
    return f"""\
---
title: Trucks leave full
type: committed
stage: draft
aligns_to: [logistics/on-time]
asks: [{{id: x, to: {to}, what: Ramps}}]
key_results: [{{id: kr, title: Load rises from 1 to 2, metric: {{start: 1, target: 2, unit: t}}}}]
---
"""


def test_both_sides_of_an_ask_have_it_on_their_agenda(company):
    desk = desk_of(company, files={"cycles/2026-Q4/hub-north/full.md": asking("chen-jie")})
    agendas = {unit: len(meeting(desk, "alignment", unit).asks) for unit in ("logistics", "hub-north", "customer-service")}
    assert agendas == {"logistics": 1, "hub-north": 1, "customer-service": 1}
    assert [point.said for point in meeting(desk, "alignment", "logistics").agenda[3].points] == [(Mention("Draft"),)]


def test_check_in_lays_key_results_on_the_table(site):
    view = site["meetings/check-in/logistics/"].view
    assert [group.row.owner.text for group in view.groups] == ["Logistics", "Li Na"]  # of her two, the agreed one
    assert [row.owner.text for row in view.below] == ["Hub North", "华东物流"]
    lines = {line.row.title.text: line for group in view.groups for line in group.lines}
    rate = lines["On-time delivery rises from 91 % to 96 %"]
    assert (rate.confidence, rate.before) == ("7", "6")
    assert rate.note == "Night shift runs in all hubs"
    damage = lines["Damaged parcels fall from 1.8 ‰ to 0.9 ‰"]
    assert (damage.note, damage.before) == ("", "")  # said twelve days ago, and as sure as then
    assert not any("cargo bikes" in title for title in lines)  # dropped


def test_check_in_counts_what_fell_and_what_is_due(company):
    told = "- {date: 2026-11-05, value: 94.5, confidence: 7, by: li-na, note: Two hubs retrained}"
    files = {"cycles/2026-Q4/logistics/on-time.md": _on_time(told)}
    figures = {figure.label: figure.value for figure in meeting(desk_of(company, files=files), "check_in", "logistics").figures}
    assert figures["Confidence fell this week"] == "1"
    assert figures["Check-in is due"] == "0"
    late = desk_of(company, today=date(2026, 11, 30))
    figures = {figure.label: figure.value for figure in meeting(late, "check_in", "logistics").figures}
    assert figures["Check-in is due"] == "4"


def _on_time(told):
    from tests import small

    return small.FILES["cycles/2026-Q4/logistics/on-time.md"].replace(
        told, "- {date: 2026-10-20, value: 92, confidence: 8, by: li-na}\n      " + told
    )


def test_the_okr_meeting_tells_wins_and_misses_with_their_explanations(site):
    view = site["meetings/quarterly/logistics/"].view
    assert [outcome.row.title.text for outcome in view.wins] == ["Nights are quieter for the neighbours"]
    missed = view.misses[0]
    assert missed.row.title.text == "Winter finds us ready"
    assert [(told.score, told.note) for told in missed.told] == [("0.80", "24 vans came late from the maker")]
    assert not missed.is_owed
    assert view.has_verdicts


def test_a_missed_commitment_without_a_word_owes_one(company):
    desk = desk_of(company, today=date(2026, 12, 28))
    assert all(outcome.is_owed for outcome in meeting(desk, "quarterly").misses if outcome.row.type == "committed")
    assert meeting(desk, "quarterly").misses


def test_the_review_meeting_shows_what_was_decided_and_what_is_left(site, company):
    view = site["meetings/review/logistics/"].view
    assert [decided.decision for decided in view.owners[0].objectives] == ["Stop", "Continue"]
    assert view.owners[0].objectives[1].carried_on[0].text == "Every parcel arrives on the day we promised"
    assert view.undecided == 0
    undecided = meeting(desk_of(company, today=date(2026, 12, 28)), "review", "hub-north")
    assert undecided.undecided == 2
    assert undecided.owners[0].path == "okrs/cycles/2026-Q4/hub-north/review.md"
    assert undecided.owners[0].review is None


def test_a_meeting_belongs_to_the_part_of_its_cycle(showcase_company):
    desk = Desk.of(showcase_company, (), Words())
    parts = {page.address: page.part for page in all_pages(desk) if page.kind.startswith("meeting_")}
    assert {part for address, part in parts.items() if "/review/" in address} == {"2026-Q3"}
    assert {part for address, part in parts.items() if "/check-in/" in address} == {"2026-Q4"}


def test_a_cycle_without_objectives_says_so_on_every_agenda(company):
    from tests import small

    nothing = {path: "" for path in small.FILES if path.startswith("cycles/2026-Q4/") and "cycle.md" not in path}
    desk = desk_of(company, files=nothing)
    assert meeting(desk, "alignment").objectives == 0
    assert meeting(desk, "check_in").groups == ()
    assert meeting(desk, "quarterly").headings == ()
    assert meeting(desk, "review").owners == ()
    assert {page.address for page in all_pages(desk) if page.kind.startswith("meeting_")} == {
        f"meetings/{name}/" for name in ("alignment", "check-in", "quarterly", "review")
    }


def test_an_empty_company_is_told_where_to_begin(empty_site):
    page = empty_site["meetings/"]
    assert "There is no cycle yet" in page.read.text
    assert "../handbook/" in page.read.links


def test_a_unit_leads_to_its_meetings(site):
    links = site["units/logistics/"].read.links
    assert {f"../../meetings/{name}/logistics/" for name in ("alignment", "check-in", "quarterly", "review")} <= set(links)
    assert not [link for link in site["units/old-lab/"].read.links if "meetings" in link]
    assert "../../meetings/check-in/" in site["units/company/"].read.links


def test_what_is_closed_says_the_same_on_every_day(company):
    pages = []
    for today in (date(2027, 1, 20), date(2027, 2, 20)):
        desk = desk_of(company, today=today)
        pages.append({page.address: repr(page.view()) for page in all_pages(desk) if page.part == "2026-Q4"})
    assert any(address.startswith("meetings/") for address in pages[0])
    assert "2026-Q4/statistics/" in pages[0]
    assert pages[0] == pages[1]
