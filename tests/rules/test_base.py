"""Rules that compare with a base: what moved while it ran, what changed after it closed, which history was rewritten."""

from __future__ import annotations

from datetime import date

import pytest

from okrpress.company import company_on
from okrpress.rules import catalogue
from tests import small

BASED = ("commitment-moved", "closed-cycle-changed", "amendment-mismatch")
PATH = "cycles/2026-Q4/logistics/on-time.md"
TEXT = small.FILES[PATH]
ID = "2026-Q4/logistics/on-time"
CLOSED = date(2027, 1, 20)


def amended(entry: str, text: str = TEXT) -> str:
    return text.replace("---\nA late", f"amendments:\n  - {{{entry}}}\n---\nA late")


@pytest.fixture
def moved(findings):
    """Return what the rules that need a base find when one file becomes another."""

    def find(now: str, base: str = TEXT, path: str = PATH, today: date = small.TODAY):
        found = findings({path: now}, today=today, base={path: base})
        return [(finding.rule, finding.span.line, str(finding.message)) for finding in found if finding.rule in BASED]

    return find


def test_without_a_base_they_are_silent(findings):
    assert [f for f in findings({PATH: TEXT.replace("98", "96")}) if f.rule in BASED] == []


def test_the_same_is_no_change(moved):
    assert moved(TEXT) == []
    assert moved(TEXT.replace("stage: agreed", "stage:   agreed # it is")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("target: 98", "target: 96", 9, "target of 'rate' was 98 and is 96"),
        ("start: 91", "start: 92", 9, "start of 'rate' was 91 and is 92"),
        ('metric: {start: 91, target: 98, unit: "%"}', "done: false", 9, "measure of 'rate' was 'metric' and is 'done'"),
        ("id: rate\n", "id: rate\n    weight: 2\n", 8, "weight of 'rate' was 1 and is 2"),
        ("id: rate\n", "id: rate\n    due: 2026-12-01\n", 8, "due of 'rate' was nothing and is '2026-12-01'"),
        ("at_most: 9", "at_most: 12", 15, "at_most of 'damage' was 9 and is 12"),
        ("at_most: 9", "at_least: 9", 15, "at_least of 'damage' was nothing and is 9"),
        ("at_most: 9", "at_most: 9, floor: 20", 15, "floor of 'damage' was nothing and is 20"),
        ("Damaged parcels stay", "Broken parcels stay", 14, "title of 'damage' was"),
        ("title: Every parcel arrives", "title: Most parcels arrive", 2, "title was"),
        ("type: committed", "type: aspirational", 3, "type was 'committed' and is 'aspirational'"),
        ("type: committed", "type: committed\nweight: 3", 4, "weight was 1 and is 3"),
    ],
)
def test_each_part_of_a_commitment(moved, old, new, line, field):
    ((rule, at, message),) = moved(TEXT.replace(old, new, 1))
    assert (rule, at) == ("commitment-moved", line)
    assert message.startswith(field)
    assert message.endswith("no amendment says so")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 94.5", "value: 95"),
        ("note: Two hubs retrained", "note: Three"),
        ("at_most: 9, unit", "at_most: 9.0, unit"),
        ("title: Every parcel arrives", "title:  Every parcel  arrives"),
        ("stage: agreed", "stage: dropped\nreason: The law changed"),
        ("id: damage\n", "id: damage\n    dropped: 2026-11-09\n    reason: The law changed\n"),
        ("type: committed", "type: committed\ntags: [x]"),
    ],
)
def test_what_is_no_move(moved, old, new):
    assert moved(TEXT.replace(old, new, 1)) == []


@pytest.mark.parametrize("stage", ["draft", "proposed"])
def test_what_was_not_agreed_may_move(moved, stage):
    base = TEXT.replace("stage: agreed", f"stage: {stage}")
    assert moved(TEXT.replace("target: 98", "target: 96"), base) == []


def test_what_was_agreed_cannot_be_unagreed_to_move_it(moved):
    ((rule, _, _),) = moved(TEXT.replace("target: 98", "target: 96").replace("stage: agreed", "stage: draft"))
    assert rule == "commitment-moved"


@pytest.mark.parametrize(("today", "is_found"), [("2026-09-30", False), ("2026-10-01", True), ("2027-01-13", True)])
def test_only_while_the_cycle_runs(moved, today, is_found):
    found = moved(TEXT.replace("target: 98", "target: 96"), today=date.fromisoformat(today))
    assert [rule for rule, *_ in found] == ["commitment-moved"] * is_found


def test_an_amendment_says_so(moved):
    entry = "date: 2026-11-09, key_result: rate, field: target, from: 98, to: 96, reason: Ice"
    assert moved(amended(entry, TEXT.replace("target: 98", "target: 96"))) == []
    title = "date: 2026-11-09, field: title, from: Every parcel arrives on the day we promised, to: On time, reason: Short"
    assert moved(amended(title, TEXT.replace("title: Every parcel arrives on the day we promised", "title: On time"))) == []


def test_a_changed_measure_speaks_for_its_parts(moved):
    now = TEXT.replace('metric: {start: 91, target: 98, unit: "%"}', "threshold: {at_least: 98}")
    assert moved(amended("date: 2026-11-09, key_result: rate, field: measure, from: metric, to: threshold, reason: x", now)) == []


def test_an_older_amendment_that_was_not_followed_is_followed_now(moved):
    entry = "date: 2026-10-20, key_result: rate, field: target, from: 99, to: 98, reason: Ice"
    assert [rule for rule, *_ in moved(amended(entry), amended(entry, TEXT.replace("target: 98", "target: 97")))] == []


def test_milestones_are_a_measure(moved):
    path = "cycles/2026-Q4/hub-north/sorting.md"
    text = small.FILES[path]
    assert moved(text.replace("{title: Line 2}", "{title: Line 2, done: 2026-11-09}"), text, path) == []
    ((rule, line, message),) = moved(text.replace(", {title: Line 2}", ""), text, path)
    assert (rule, line) == ("commitment-moved", 15)
    assert message.startswith("measure of 'lines' was 'milestones: Line 1 (1), Line 2 (1)' and is 'milestones: Line 1 (1)'")


def test_key_results_come_and_go_in_the_open(moved):
    more = "  - {id: new, title: It runs, done: false}\n---\nA late"
    ((rule, line, message),) = moved(TEXT.replace("---\nA late", more))
    assert (rule, line, message[:15]) == ("commitment-moved", 19, "'new' was added")
    entry = "amendments: [{date: 2026-11-09, key_result: new, field: measure, to: done, reason: x}]\n---\nA late"
    assert moved(TEXT.replace("---\nA late", more).replace("---\nA late", entry)) == []
    without = TEXT[: TEXT.index("  - id: damage")] + "---\nA late\n"
    ((rule, line, message),) = moved(without)
    assert (rule, line) == ("commitment-moved", 6)
    assert message == "the key result 'damage' was taken out after the objective was agreed"


def test_a_file_that_is_gone_is_told_at_its_path(findings):
    (found,) = findings({"cycles/2026-Q4/chen-jie/voices.md": ""}, "commitment-moved", base={})
    assert (found.path, str(found.message)) == (
        "okrs/cycles/2026-Q4/chen-jie/voices.md", "the agreed objective '2026-Q4/chen-jie/voices' is gone",
    )  # fmt: skip
    assert findings({"cycles/2026-Q4/chen-jie/voices.md": "broken"}, "commitment-moved", base={}) == []


def test_moving_the_file_hides_nothing(findings):
    files = {PATH: "", "cycles/2026-Q4/logistics/punctual.md": TEXT.replace("target: 98", "target: 96").replace("Every", "Each")}
    found = findings(files, "commitment-moved", base={})
    assert [(finding.path[-11:], str(finding.message).split(",")[0]) for finding in found] == [
        (
            "punctual.md",
            "title was 'Every parcel arrives on the day we promised' and is 'Each parcel arrives on the day we promised'",
        ),
        ("punctual.md", "target of 'rate' was 98 and is 96"),
    ]


def test_moving_the_file_alone_is_no_move(findings):
    assert findings({PATH: "", "cycles/2026-Q4/hub-north/on-time.md": TEXT}, "commitment-moved", base={}) == []


def test_another_objective_is_not_taken_for_the_one_that_is_gone(company):
    text = "---\ntitle: Nobody is hurt\ntype: committed\nkey_results:\n  - {id: rate, title: x, done: false}\n---\n"
    past = company({PATH: "", "cycles/2026-Q4/logistics/safe.md": text}, base={}).past
    assert [was.id for was in past.gone] == [ID]
    assert "2026-Q4/logistics/safe" not in past.before


def test_of_two_likely_ones_the_more_alike_goes_on(company):
    near, far = TEXT.replace("promised", "promised you"), TEXT.replace("the day we promised", "some day, we hope, or never")
    files = {PATH: "", "cycles/2026-Q4/logistics/a.md": far, "cycles/2026-Q4/logistics/b.md": near}
    past = company(files, base={}).past
    assert past.before["2026-Q4/logistics/b"].id == ID
    assert "2026-Q4/logistics/a" not in past.before


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("from: 98, to: 96", None),
        ("from: 97, to: 96", "amendments: target is said to come from 97, and the base says 98"),
        ("to: 96", "amendments: target is said to come from nothing, and the base says 98"),
    ],
)
def test_a_new_amendment_begins_where_the_base_stood(moved, entry, said):
    text = amended(
        f"date: 2026-11-09, key_result: rate, field: target, {entry}, reason: Ice", TEXT.replace("target: 98", "target: 96")
    )
    assert [(rule, message) for rule, _, message in moved(text)] == ([("amendment-mismatch", said)] if said else [])


def test_an_amendment_may_be_written_for_a_change_of_before(moved):
    moved_before = TEXT.replace("target: 98", "target: 96")
    entry = "date: 2026-11-09, key_result: rate, field: target, from: 98, to: 96, reason: Ice"
    assert moved(amended(entry, moved_before), moved_before) == []


def test_history_is_not_rewritten(moved):
    base = amended("date: 2026-11-01, key_result: rate, field: target, from: 99, to: 98, reason: Ice")
    assert moved(base.replace("reason: Ice", "reason: Ice on the pass"), base) == []
    for now in (TEXT, base.replace("from: 99", "from: 98.5")):
        ((rule, _, message),) = [entry for entry in moved(now, base) if "is gone" in entry[2]]
        assert (rule, message) == (
            "amendment-mismatch", "amendments: the change of target on 2026-11-01 is gone, or says something else now",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("target: 98", "target: 96", 7),
        ("value: 94.5", "value: 99", 7),
        ("title: Every", "title: Each", 2),
        ("aligns_to: [company/reliable#on-time]", "aligns_to: [company/reliable]", 5),
        ("A late parcel", "Late parcels", 20),
    ],
)
def test_a_closed_record_that_changed(moved, old, new, line):
    ((rule, at, message),) = moved(TEXT.replace(old, new, 1), today=CLOSED)
    assert (rule, at) == ("closed-cycle-changed", line)
    assert message.endswith("of a closed cycle's record is another than before")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: rate\n", "id: rate\n    grade: {score: 0.5, note: Half}\n"),
        ("---\nA late", "waivers: [{rule: no-why, reason: x}]\n---\nA late"),
        ("stage: agreed", "stage:  agreed"),
    ],
)
def test_what_may_come_after_the_closing(moved, old, new):
    assert moved(TEXT.replace(old, new, 1), today=CLOSED) == []


def test_a_grade_may_get_its_note_and_no_other_score(moved):
    base = TEXT.replace("id: rate\n", "id: rate\n    grade: {score: 0.5}\n")
    assert moved(base.replace("score: 0.5", "score: 0.5, note: Ice"), base, today=CLOSED) == []
    assert len(moved(base.replace("score: 0.5", "score: 1, note: Ice"), base, today=CLOSED)) == 1


REVIEW = "cycles/2026-Q4/logistics/review.md"


def test_reviews_and_cycles_are_records_too(findings):
    review = "---\ndate: 2027-01-05\nparticipants: [li-na]\n---\nIt went well.\n"

    def found(now, base):
        return [str(f.message) for f in findings(now, "closed-cycle-changed", CLOSED, base)]

    assert found({REVIEW: review}, {}) == []
    assert found({REVIEW: review.replace("well", "badly")}, {REVIEW: review}) == [
        "the story of a closed cycle's record is another than before"
    ]
    assert found({REVIEW: ""}, {REVIEW: review}) == ["'2026-Q4/logistics/review' of a closed cycle is gone"]
    cycle = "cycles/2026-Q4/cycle.md"
    reopened = "---\ntitle: 2026 Q4\nphases: {closed: 2027-03-01}\n---\n"
    nothing = {REVIEW: ""}
    assert found({cycle: reopened}, nothing) == ["phases of a closed cycle's record is another than before"]
    assert found({cycle: ""}, nothing) == ["title of a closed cycle's record is another than before"]  # its name says the rest


def test_a_closed_record_that_is_gone_or_moved(findings):
    (found,) = findings({PATH: ""}, "closed-cycle-changed", CLOSED, {})
    assert str(found.message) == f"'{ID}' of a closed cycle is gone"
    (found,) = findings({PATH: "", "cycles/2026-Q4/logistics/late.md": TEXT}, "closed-cycle-changed", CLOSED, {})
    assert str(found.message) == f"it was '{ID}' in a closed cycle, and links to it are broken now"


def test_an_empty_base_has_nothing_to_compare(company):
    built = company({})
    from okrpress.model import Workspace

    based = company_on(built.workspace, small.TODAY, Workspace())
    for rule in BASED:
        assert list(catalogue()[rule].look(based)) == []
