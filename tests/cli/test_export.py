from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from okrpress.diagrams.engine import engine_of
from tests.exchange import everything


def test_the_open_data_has_scores_and_their_inputs(okr, records):
    records()
    answer = okr("export", "--format", "json")
    assert answer.status == 0
    data = json.loads(answer.out)
    assert (data["version"], data["today"]) == (1, "2026-11-10")
    objective = next(entry for entry in data["objectives"] if entry["id"] == "2026-Q4/logistics/on-time")
    rate = objective["key_results"][0]
    assert (rate["measure"], rate["start"], rate["target"], rate["current"], rate["progress"]) == ("metric", 91, 98, 94.5, 0.5)
    assert objective["score"] == (0.5 + 1.0) / 2
    assert objective["aligns_to"] == ["2026-Q4/company/reliable#on-time"]
    assert {"id": "logistics", "cycle": "2026-Q4", "committed": 0.75, "aspirational": None} in data["owners"]
    assert [entry["id"] for entry in data["objectives"]] == sorted(entry["id"] for entry in data["objectives"])


def test_every_table_is_a_file_and_no_cell_a_formula(terminal):
    here = terminal(**everything.FILES)
    assert here.okr("export", "--format", "csv", "--to", "tables")[0] == 0
    made = {file.stem: list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
            for file in (here.folder / "tables").glob("*.csv")}  # fmt: skip
    assert len(made) == 22
    numbers = {name for rows in made.values() for row in rows for name, value in row.items() if value[:1] in "-+" and value}
    assert numbers == {"value"}  # the check-in of -1: a number is none
    assert not [value for rows in made.values() for row in rows for value in row.values() if value[:1] in ("=", "@", "\t")]
    asks = {row["id"]: row for row in made["asks"] if row["record"] == "2026-Q4/logistics/on-time"}
    assert asks["ask3"]["what"] == "'=1+1"
    (damage,) = (row for row in made["key_results"] if row["id"] == "kr3")
    assert (damage["threshold.at_most"], damage["metric.start"]) == ("9", "")
    reasons = [row["reason"] for row in made["key_results"]]
    assert "''quoted'" in reasons
    assert next(row["tags"] for row in made["objectives"] if row["tags"]) == "speed; a\\; b; \\\\"


def test_a_workbook_has_numbers_days_and_texts(terminal):
    here = terminal(**everything.FILES)
    assert here.okr("export", "--format", "xlsx", "--to", "all.xlsx") == (0, "", "")
    once = (here.folder / "all.xlsx").read_bytes()
    here.okr("export", "--format", "xlsx", "--to", "all.xlsx")
    assert (here.folder / "all.xlsx").read_bytes() == once
    book = openpyxl.load_workbook(here.folder / "all.xlsx")
    sheet = book["check_ins"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["record", "key_result", "date", "value", "confidence", "by", "note"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[6].value == "-5 hubs")
    assert [cell.data_type for cell in row] == ["s", "s", "d", "n", "n", "s", "s"]
    assert (row[2].value.date(), row[3].value) == (date(2026, 11, 6), 94.5)
    assert not [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert next(row[3].value for row in book["asks"].iter_rows(min_row=2) if row[1].value == "ask3") == "=1+1"
    assert book["objectives"].column_dimensions["B"].width > 20


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cycle_reads_well(terminal, golden, language):
    hard = everything.OBJECTIVE.replace("stage: dropped", "stage: agreed").replace("Every parcel", "1. *Every* <b>parcel_")
    here = terminal(**{"settings.yml": f"language: {language}\n", "cycles/2026-Q4/logistics/hard.md": hard})
    status, out, err = here.okr("export", "--format", "markdown")
    assert (status, err) == (0, "")
    golden(f"exchange/cycle.{language}.md", out)


@pytest.mark.parametrize("picture", ["alignment", "strategy", "logistics", "logistics/on-time"])
def test_a_picture_is_dot_that_graphviz_reads(terminal, golden, picture):
    here = terminal()
    status, out, err = here.okr("export", "--format", "dot", "--map", picture)
    assert (status, err) == (0, "")
    golden(f"exchange/{picture.replace('/', '__')}.dot", out)
    assert engine_of("embedded").lay_out({out.split()[1]: out}).failed == ()


def test_what_cannot_be_exported_is_one_line(terminal, golden):
    here = terminal()
    for words in (
        ("--format", "csv"),
        ("--format", "csv", "--table", "objective"),
        ("--format", "csv", "--table", "x"),
        ("--format", "csv", "--to", "okrs"),
        ("--format", "json", "--to", "okrs/units/x.json"),
        ("--format", "json", "--to", "okrs.json/x"),
        ("--format", "markdown", "--cycle", "2026-Q5"),
        ("--format", "markdown", "--cycle", "2030-Q1"),
        ("--format", "dot", "--map", "logistik/on-time"),
        ("--format", "pdf"),
    ):
        if "okrs.json/x" in words:
            (here.folder / "okrs.json").write_text("a file")
        assert here.okr("export", *words)[0] == 2
    golden("exchange/refusals.txt", here.text)
