"""New and carried records: right from the start, as golden transcripts."""

from __future__ import annotations

import re

import pytest

from tests import small

RELIABLE = small.FILES["cycles/2026-Q4/company/reliable.md"]
NEXT = {"cycles/2027-Q1/cycle.md": "---\ntitle: 2027 Q1\n---\n", "cycles/2027-Q1/company/reliable.md": RELIABLE}
ON_TIME = "cycles/2026-Q4/logistics/on-time.md"

NEW = {
    "objective": (
        "new", "objective", "--owner", "logistics", "--title", "Every county gets its parcel: within two days",
        "--type", "committed",
        "--aligns-to", "company/reliable#on-time", "--aligns-to", "strategy#nationwide",
        "--metric", "Counties served in two days rise from 120 to 142", "120", "142", "counties",
        "--threshold", "Damaged parcels stay at most 9 in 10,000", "at_most", "9", "per 10,000",
        "--milestones", "Two depots open", "Neijiang; Wanzhou", "--done", "The rail contract is signed",
        "--why", "A county that waits a week orders elsewhere.",
    ),
    "objective without more": ("new", "objective", "--owner", "li-na", "--title", "新人都有师傅带", "--type", "aspirational"),
    "objective of another cycle": (
        "new", "objective", "--owner", "logistics", "--title", "Spring", "--type", "committed", "--cycle", "2027-Q1",
        "--aligns-to", "2026-Q4/company/reliable", "--slug", "spring",
    ),
    "person": ("new", "person", "--name", "Zoë O'Hara", "--unit", "hub-north", "--manager", "wang-lei", "--since", "2026-11-01"),
    "person in Chinese": ("new", "person", "--name", "陈静", "--unit", "logistics", "--quiet"),
    "unit": ("new", "unit", "--name", "Hub South", "--kind", "team", "--parent", "logistics", "--lead", "li-na"),
    "unit below the company": ("new", "unit", "--name", "IT: platform", "--kind", "department"),
    "review": (
        "new", "review", "logistics", "--participant", "li-na", "--participant", "wang-lei",
        "--decision", "on-time", "continue", "Half way there",
    ),
    "year": ("new", "cycle", "2026"),
    "cycle": ("new", "cycle", "2027-Q1", "--theme", "Rail"),
    "cycle with dates": ("new", "cycle", "peak", "--start", "2026-11-01", "--end", "2026-11-30", "--title", "双11"),
}  # fmt: skip


def test_new_records_are_right_from_the_start(terminal, golden):
    here = terminal()
    before = here.okr("check", "--format", "json", "--fail-on", "info")[1]
    assert '"error": 0' in before
    here.text = ""
    for kind, words in NEW.items():
        status, _, err = here.okr(*words)
        assert (status, err) == (0, ""), kind
    golden("edit/new.txt", here.text)
    status, out, err = here.okr("check")
    assert status == 0, out + err


def test_new_records_are_asked_for(terminal, golden):
    here = terminal()
    here.okr(
        "new", "objective",
        typed="logistic\nlogistics\n\nEvery county gets its parcel\ncommitted\ncompany/relaible\ncompany/reliable\n"
        "Counties rise from 120 to 142\nmetric\n120\n120\n142\ncounties\n"
        "Damage stays low\nthreshold\nat_most\n9\n\n"
        "Two depots open\nmilestones\nNeijiang; Wanzhou\nThe contract is signed\ndone\n\n",
    )  # fmt: skip
    here.okr("new", "person", typed="Zoë O'Hara\nhub-noth\nhub-north\n")
    here.okr("new", typed="team\nunit\nHub South\n\n")
    here.okr("new", "cycle", typed="2027-Q1\n")
    here.okr("new", "review", typed="logistics\nmaybe\ncontinue\nHalf way there\n\n")
    golden("edit/new_asks.txt", here.text)
    status, out, err = here.okr("check")
    assert status == 0, out + err


REFUSED = (
    ("new",),
    ("new", "team"),
    ("new", "objective"),
    ("new", "objective", "--owner", "logistic", "--title", "X", "--type", "committed"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "both"),
    ("new", "objective", "--owner", "logistics", "--title", "X"),
    ("new", "objective", "--owner", "logistics", "--title", "!!!", "--type", "committed"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--slug", "Big One"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--slug", "review"),
    ("new", "objective", "--owner", "logistics", "--title", "On time", "--type", "committed"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--cycle", "2026-Q5"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--aligns-to", "company/relaible"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--aligns-to", "strategy#x"),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--metric", "A", "1", "1", ""),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--metric", "A", "one", "2", ""),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--threshold", "A", "above", "2", ""),
    ("new", "objective", "--owner", "logistics", "--title", "X", "--type", "committed", "--milestones", "A", " ; "),
    ("new", "person", "--name", "Li Na", "--unit", "logistics"),
    ("new", "person", "--name", "Logistics", "--unit", "logistics"),
    ("new", "person", "--name", "Zoë", "--unit", "logistic"),
    ("new", "person", "--name", "Zoë", "--unit", "logistics", "--manager", "lina"),
    ("new", "person", "--name", "!", "--unit", "logistics"),
    ("new", "person", "--unit", "logistics"),
    ("new", "unit", "--name", "Hub South"),
    ("new", "unit", "--name", "Hub South", "--kind", "team", "--parent", "hub"),
    ("new", "cycle"),
    ("new", "cycle", "2026-Q4"),
    ("new", "cycle", "peak"),
    ("new", "cycle", "units"),
    ("new", "cycle", "a/b"),
    ("new", "cycle", "peak", "--start", "2026-12-01", "--end", "2026-11-01"),
    ("new", "cycle", "2027-Q1", "--parent", "2026-Q4"),
    ("new", "review"),
    ("new", "review", "nobody"),
    ("new", "review", "logistics", "--decision", "on-tim", "continue", "x"),
    ("new", "review", "logistics", "--decision", "on-time", "go", "x"),
    ("carry",),
    ("carry", "logistics/on-time"),
    ("carry", "logistics/on-tim", "--to", "2027-Q1"),
    ("carry", "logistics/on-time#rate", "--to", "2027-Q1"),
    ("carry", "logistics/on-time", "--to", "2026-Q4"),
    ("carry", "logistics/on-time", "--to", "2026-Q3"),
    ("carry", "logistics/on-time", "--to", "next"),
    ("carry", "2026-Q4/li-na/gone", "--to", "2027-Q1"),
    ("carry", "2026-Q4/li-na/reached", "--to", "2027-Q1"),
    ("show", "logistics/on-tim"),
    ("show", "logistic"),
    ("show", "on-time"),
    ("show", "nothing"),
    ("show", "--mine", "lina"),
    ("show", "--mine"),
    ("show", "li-na", "--mine", "li-na"),
    ("completion",),
    ("completion", "tcsh"),
)  # fmt: skip


def test_every_refusal_is_one_line_with_the_way_out(terminal, golden):
    here = terminal(
        **{
            "cycles/2026-Q4/li-na/gone.md": "---\ntitle: Gone\ntype: committed\nstage: dropped\nreason: x\nkey_results:\n"
            "- {id: a, title: A, done: false}\n---\n",
            "cycles/2026-Q4/li-na/reached.md": "---\ntitle: Reached\ntype: committed\nkey_results:\n"
            "- {id: a, title: A, done: 2026-11-01}\n---\n",
        }
    )  # fmt: skip
    before = here.files()
    for words in REFUSED:
        status, out, err = here.okr(*words)
        assert (status, out, err.count("\n")) == (2, "", 1), (words, out, err)
        assert err.startswith("okr: ")
    assert here.files() == before
    golden("edit/refusals_new.txt", here.text)


def test_objectives_are_carried(terminal, golden):
    here = terminal(
        **{
            ON_TIME: small.FILES[ON_TIME].replace("stage: agreed\n", "stage: agreed\ncarried_from: 2026-Q3/logistics/on-time\n"),
            "cycles/2026-Q3/logistics/on-time.md": small.FILES[ON_TIME].replace("check_ins:\n", "").replace("      - {date", "#"),
            "cycles/2026-Q4/hub-north/sorting.md": small.FILES["cycles/2026-Q4/hub-north/sorting.md"].replace(
                "stage: agreed\n",
                "stage: agreed\nasks:\n  - {what: A second shift, by: 2026-12-01, key_result: sorted}\n"
                "  - {what: A hall, done: 2026-11-01}\n",
            ),
        }
    )  # fmt: skip
    here.okr("carry", "hub-north/sorting", "logistics/on-time", "--to", "2027-Q1")
    here.okr("carry", "logistics/on-time", "--to", "2027-Q1")
    here.okr("carry", "customer-service/first-call", typed="2026-Q5\n2027-Q1\n")
    golden("edit/carry.txt", here.text)
    status, out, err = here.okr("check", "okrs/cycles/2027-Q1", "--today", "2026-12-20")
    assert status == 0, out + err


def test_what_stands_in_the_new_cycle_is_linked_to(terminal):
    here = terminal(**NEXT, **{"cycles/2027/cycle.md": "", "cycles/2026/cycle.md": "---\ntitle: 2026\n---\n"})
    status, _, err = here.okr("carry", "logistics/on-time", "--to", "2027-Q1", "--quiet")
    assert (status, err) == (0, "")
    text = here.files()["okrs/cycles/2027-Q1/logistics/on-time.md"]
    assert "aligns_to: [company/reliable#on-time]\n" in text
    assert "carried_from: 2026-Q4/logistics/on-time\n" in text
    assert 'metric: {start: 94.5, target: 98, unit: "%"}\n' in text
    assert "check_ins" not in text
    assert text.endswith("---\nA late parcel costs a customer a day.\n")


OBJECTIVES = [path for path in small.FILES if re.match(r"cycles/2026-Q4/.*/", path)]


@pytest.mark.parametrize("path", OBJECTIVES)
def test_every_objective_of_the_small_company_can_be_carried(terminal, path):
    here = terminal()
    status, _, err = here.okr("carry", f"okrs/{path}", "--to", "2027-Q1")
    assert (status, err) == (0, "")
    status, out, err = here.okr("check", "okrs/cycles/2027-Q1")
    assert status == 0, out + err
