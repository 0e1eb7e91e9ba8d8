"""Export followed by import into an empty folder gives the same company."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from okrpress.company import Company, company_on
from okrpress.edit import files
from okrpress.exchange import csv_text, open_data, own_json, own_tables, sheets, tables, text_file, workbook
from okrpress.exchange.arrive import arrive
from okrpress.exchange.wanted import Arriving
from okrpress.load import load
from tests import small
from tests.exchange import everything
from tests.exchange.companies import companies

EXAMPLES = int(os.environ.get("EXAMPLES", "8"))


def said(value: object) -> object:
    """Return what records say: without where it stands, and with full references alone."""
    if hasattr(value, "_asdict"):
        value = {key: inner for key, inner in value._asdict().items() if key not in ("at", "written")}
    elif is_dataclass(value):
        value = {
            field.name: getattr(value, field.name) for field in fields(value) if field.name not in ("at", "problems", "root")
        }
        if "source" in value:
            value["story"] = getattr(value.pop("source"), "body", "")
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [said(inner) for inner in value]
    return value


def differing(before: object, after: object, place: str = "") -> Iterator[str]:
    """Say where two `said` values differ, and what each of them says there."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in (*before, *(key for key in after if key not in before)):
            yield from differing(before.get(key, "(nothing)"), after.get(key, "(nothing)"), f"{place}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differing(one, other, f"{place}[{number}]")
    elif before != after:
        yield f"{place}: {before!r} came back as {after!r}"


def taken_in(folder: Path, arriving) -> Company:
    """Import into an empty folder and read it again."""
    folder.mkdir(parents=True)
    arrival = arrive(company_on(load(folder), small.TODAY), folder, arriving)
    refused = [(str(o.origin.where), [str(n) for n in o.notes]) for o in arrival.outcomes if o.verdict != "imported"]
    assert not refused, refused
    files.write(folder, arrival.writings)
    return company_on(load(folder), small.TODAY)


@pytest.fixture
def full(company) -> Company:
    made = company(everything.FILES)
    assert not made.workspace.problems, [str(problem.message) for problem in made.workspace.problems]
    return made


def test_json_into_an_empty_folder(full, tmp_path):
    again = taken_in(tmp_path / "new/okrs", own_json.read(open_data.export(full).decode()))
    assert list(differing(said(full.workspace), said(again.workspace))) == []


def test_json_where_it_came_from_changes_nothing(full, tmp_path):
    arrival = arrive(full, tmp_path / "okrs", own_json.read(open_data.export(full).decode()))
    assert {outcome.verdict for outcome in arrival.outcomes} == {"unchanged"}, [
        (o.title, [str(n) for n in o.notes]) for o in arrival.outcomes if o.verdict != "unchanged"
    ]
    assert arrival.writings == ()


def as_csv(company: Company, _folder: Path) -> list[sheets.Sheet]:
    return [sheets.read_csv(text_file.text_of(csv_text.data(table)), table.name) for table in tables.tables(company)]


def as_workbook(company: Company, folder: Path) -> list[sheets.Sheet]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "all.xlsx").write_bytes(workbook.data(tables.tables(company), company.today))
    return list(sheets.read_workbook(folder / "all.xlsx"))


@pytest.mark.parametrize("form", [as_csv, as_workbook])
def test_tables_into_an_empty_folder(full, tmp_path, form):
    made = form(full, tmp_path / "form")
    assert own_tables.is_ours(made)
    again = taken_in(tmp_path / "new/okrs", own_tables.read(made))
    assert list(differing(said(full.workspace), said(again.workspace))) == []


@pytest.mark.parametrize("form", [as_csv, as_workbook])
def test_tables_where_they_came_from_change_nothing(full, tmp_path, form):
    arrival = arrive(full, tmp_path / "okrs", own_tables.read(form(full, tmp_path / "form")))
    assert {outcome.verdict for outcome in arrival.outcomes} == {"unchanged"}
    assert arrival.writings == ()


FORMS = {"json": lambda made, _: own_json.read(open_data.export(made).decode()),
         "csv": lambda made, folder: own_tables.read(as_csv(made, folder)),
         "xlsx": lambda made, folder: own_tables.read(as_workbook(made, folder))}  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / str(number) for number in range(100_000))


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(companies())
@pytest.mark.parametrize("form", FORMS)
def test_any_company_comes_back_as_it_was(folders, form, workspace):
    made = company_on(workspace, small.TODAY)
    folder = next(folders)
    again = taken_in(folder / "okrs", FORMS[form](made, folder / "form"))
    assert list(differing(said(workspace), said(again.workspace))) == []
    back = arrive(again, folder / "okrs", FORMS[form](again, folder / "form"))
    assert {outcome.verdict for outcome in back.outcomes} <= {"unchanged"}


def test_another_story_for_a_file_with_line_ends_of_windows(full, tmp_path):
    path = tmp_path / "okrs/cycles/2026-Q4/logistics/on-time.md"
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    data = json.loads(open_data.export(full).decode())
    told = next(entry for entry in data["objectives"] if entry["id"] == "2026-Q4/logistics/on-time")
    told["story"] = "# Why\n\nAnother."
    made = company_on(load(tmp_path / "okrs"), small.TODAY)
    arrival = arrive(made, tmp_path / "okrs", own_json.read(json.dumps(data)))
    assert [writing.after.count(b"\n") - writing.after.count(b"\r\n") for writing in arrival.writings] == [0]
    assert arrival.writings[0].after.endswith(b"---\r\n# Why\r\n\r\nAnother.\r\n")


COMMENTS = "cycles/2026-Q4/logistics/on-time.comments.md"


def with_comments(made: Company, *comments: dict[str, str]) -> Arriving:
    data = json.loads(open_data.export(made))
    for objective in data["objectives"]:
        if objective["id"] == "2026-Q4/logistics/on-time":
            objective["comments"] = list(comments)
    return own_json.read(json.dumps(data))


def test_comments_are_added_to_those_that_are_there(full, tmp_path):
    said = {"date": "2026-11-09", "by": "li-na", "text": "Well"}
    arrival = arrive(full, tmp_path / "okrs", with_comments(full, said))
    told = [(outcome.verdict, outcome.target) for outcome in arrival.outcomes if outcome.verdict != "unchanged"]
    assert told == [("changed", "2026-Q4/logistics/on-time.comments")]
    (writing,) = arrival.writings
    assert writing.path == COMMENTS
    assert writing.after.replace(b"  - {date: 2026-11-09, by: li-na, text: Well}\n", b"") == writing.before


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"date": "2026-11-09", "by": "nobody", "text": "Well"},
            "comments: there is no unit or person 'nobody' (people/nobody.md makes it known)",
        ),
        ({"date": "2026-11-09", "by": "li-na"}, "comment: 'text' is missing (text: what is said; Markdown)"),
    ],
)
def test_a_comment_that_is_not_right_is_refused_and_its_objective_is_not(full, tmp_path, said, why):
    arrival = arrive(full, tmp_path / "okrs", with_comments(full, said))
    told = [outcome for outcome in arrival.outcomes if outcome.verdict != "unchanged"]
    assert [(outcome.verdict, str(outcome.notes[0])) for outcome in told] == [("refused", why)]
    assert arrival.writings == ()
