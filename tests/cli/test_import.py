"""Import: what became of each row, as golden transcripts, and what the files say then."""

from __future__ import annotations

import pytest

from tests import small
from tests.cli.transcript import Terminal

REPORTS = "exchange/import"


@pytest.fixture
def tables(terminal) -> Terminal:
    """Sit in the small company, whose tables were exported a moment ago."""
    here = terminal()
    assert here.okr("export", "--format", "csv", "--to", "tables")[0] == 0
    here.text = ""
    return here


def put(here: Terminal, name: str, *pairs: tuple[str, str]) -> None:
    file = here.folder / "tables" / f"{name}.csv"
    text = file.read_bytes().decode("utf-8-sig")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


def test_tables_with_changed_cells(tables, golden):
    put(tables, "objectives", ("Every parcel arrives on the day we promised", '"Every parcel, every day"'),
        ("2026-Q4/hub-north/sorting,", "2026-Q4/hub-nort/sorting,"), ("2026-Q4/li-na/coach,", ","),
        ("aspirational", "inspirational"))  # fmt: skip
    put(tables, "key_results", ("91,98,%", "91,97.5,%"), ("60,80,%", "60,n/a,%"))
    known = "2026-11-05,8,7,li-na,Packaging holds"
    put(tables, "check_ins", (known, f"{known}\r\n2026-Q4/logistics/on-time,damage,2026-11-09,7.5,8,li-na,'=Better"))
    put(tables, "stories", ("A late parcel costs a customer a day.", "A late parcel costs us a customer."))
    put(tables, "units", ("units/hub-north,Hub North", "units/hub-north,Hub of the North"))
    (tables.folder / "tables/notes.csv").write_text("a,b\n1,2\n")
    assert tables.okr("import", "tables", "--from", "csv", "--dry-run", "--quiet")[0] == 1
    assert tables.okr("import", "tables", "--from", "csv", "--quiet")[0] == 1
    assert tables.okr("import", "tables", "--from", "csv")[0] == 1
    golden(f"{REPORTS}_tables.txt", tables.text)


def test_what_cannot_be_imported_is_one_line(terminal, golden):
    here = terminal()
    files = {
        "broken.json": b'{"version": 1,',
        "other.json": b'{"a": 1}',
        "deep.json": b"[" * 100_000,
        "new.json": b'{"version": 2, "units": []}',
        "latin.json": '{"title": "Zo\xeb"}'.encode("latin-1"),
        "book.json": b"PK\x03\x04",
        "book.xlsx": b"PK\x03\x04",
        "old.xlsx": b"\xd0\xcf\x11\xe0",
        "other.csv": b"a,b\n1,2\n",
    }
    for name, content in files.items():
        (here.folder / name).write_bytes(content)
        assert here.okr("import", name, "--from", name.rpartition(".")[2])[0] == 2, name
    (here.folder / "empty").mkdir()
    for words in (
        ("nothing.csv", "--from", "csv"),
        ("empty", "--from", "csv"),
        ("empty", "--from", "xlsx"),
        ("x",),
        ("other.csv", "--from", "csv", "--encoding", "x"),
        ("latin.json", "--from", "json", "--encoding", "utf-16"),
    ):
        assert here.okr("import", *words)[0] == 2, words
    golden(f"{REPORTS}_refusals.txt", here.text)


def test_a_dry_run_where_there_is_no_company_yet_says_what_would_come(terminal, tmp_path, monkeypatch):
    on_time = small.FILES["cycles/2026-Q4/logistics/on-time.md"]
    change = "amendments:\n  - {date: 2026-11-05, key_result: rate, field: start, from: 90.0, to: 91, reason: Counted twice}\n---"
    here = terminal(**{"cycles/2026-Q4/logistics/on-time.md": change.join(on_time.rsplit("---", 1))})
    assert here.okr("export", "--to", "all.json")[0] == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    status, out, err = here.okr("import", "../all.json", "--from", "json", "--dry-run")
    assert (status, err) == (0, "")
    assert "2026-Q4/logistics/on-time" in out
    assert list(empty.iterdir()) == []
    assert out == here.okr("import", "../all.json", "--from", "json")[1] + "Nothing was written: this was a dry run.\n"
    assert here.okr("export", "--to", "again.json")[0] == 0
    assert (empty / "again.json").read_bytes() == (tmp_path / "all.json").read_bytes()
