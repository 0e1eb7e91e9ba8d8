"""Import from other tools: a fixture in each one's documented shape with difficult rows, and a report read by eye."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.cli.transcript import Terminal

FIXTURES = Path(__file__).parent.parent / "exchange/fixtures"
CHINESE = {
    "settings.yml": "language: zh\n",
    "units/logistics.md": "---\nname: 物流部\nkind: department\nparent: company\nlead: li-na\n---\n",
    "people/li-na.md": "---\nname: 李娜\nunit: logistics\n---\n",
    "people/wang-lei.md": "---\nname: 王磊\nunit: hub-north\n---\n",
    "people/chen-jie.md": "---\nname: 陈洁\nunit: customer-service\n---\n",
}
LARK_MAPPING = "owners: {ou_li_na: li-na, ou_wang_lei: wang-lei}\ncycles: {试用期: 2026-Q4}\n"
RUNS = {
    "viva-goals": ("viva-goals.csv", "viva-goals", (), {}),
    "viva-goals-whole": ("viva-goals.zip", "viva-goals", (), {}),
    "viva-goals-whole.zh": ("viva-goals.zip", "viva-goals", (), CHINESE),
    "lark.zh": ("lark.json", "lark", ("--mapping", "map.yml"), CHINESE),
    "okr-tracker": ("okr-tracker.json", "okr-tracker", (), {}),
    "puzzle": ("puzzle.json", "puzzle", (), {}),
    "markdown": ("list.md", "markdown", (), {}),
    "markdown.zh": ("list.zh.md", "markdown", (), CHINESE),
    "plain.zh": ("plain.zh.csv", "csv", (), CHINESE),
}


def export() -> dict[str, bytes]:
    """Return the files of Viva Goals' export of a whole organisation."""
    return {file.name: file.read_bytes() for file in sorted((FIXTURES / "viva-goals").glob("*.json"))}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files."""
    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, (2025, 11, 20, 19, 44, 56)), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def placed(terminal, name: str) -> tuple[Terminal, tuple[str, ...]]:
    file, system, more, layers = RUNS[name]
    here = terminal(**layers)
    content = packed(export()) if file == "viva-goals.zip" else (FIXTURES / file).read_bytes()
    (here.folder / file).write_bytes(content.decode().encode("gb18030") if name == "plain.zh" else content)
    (here.folder / "map.yml").write_text(LARK_MAPPING, encoding="utf-8")
    return here, ("import", file, "--from", system, *more)


@pytest.mark.parametrize("name", RUNS)
def test_what_another_tool_wrote_comes_in(terminal, golden, name):
    here, words = placed(terminal, name)
    dry = here.okr(*words, "--dry-run")
    assert here.text.count("+++") == 0, "a dry run writes nothing"
    here.text = ""
    status, out, err = here.okr(*words)
    assert (status, err) == (1, ""), "each fixture has rows that are refused"
    assert dry[1].startswith(out), "and says the same"
    golden(f"exchange/import_{name}.txt", here.text)
    before = here.files()
    again = here.okr(*words)[1]
    here.okr(*words, "--today", "2026-11-20")
    assert here.files() == before, "a second import changes nothing, on another day neither"
    assert " imported " not in again
    assert "已导入" not in again
    status, out, err = here.okr("check", "--format", "json")
    found = json.loads(out)["findings"]
    assert (status, [finding["message"] for finding in found if finding["severity"] == "error"]) == (0, [])


def test_nothing_is_dropped_silently(terminal):
    """Every row of every table stands in the report."""
    for name, rows in (("viva-goals", range(2, 19)), ("plain.zh", range(3, 10))):
        here, words = placed(terminal, name)
        out = here.okr(*words)[1]
        told = {int("".join(filter(str.isdigit, line.split("  ")[0]))) for line in out.splitlines()[:-1]}
        assert told == set(rows) - ({17} if name == "viva-goals" else {7}), "but for the one that is empty"


def test_what_changed_over_there_changes_here_and_nothing_else(terminal, golden):
    here, words = placed(terminal, "viva-goals")
    here.okr(*words)
    file = here.folder / "okrs/cycles/2026-Q4/logistics/evening-windows-are-kept.md"
    ours = file.read_text().replace('imported: {system: viva-goals, id: "4101"}', "tags: [ours]  # a comment\n\\g")
    file.write_text(ours.replace("\\g", 'imported: {system: viva-goals, id: "4101"}') + "Our story.\n")
    table = here.folder / "viva-goals.csv"
    text = table.read_text(encoding="utf-8")
    for old, new in (
        ("4102,Evening windows kept rise", "4102,Windows kept rise"),
        (",%,90,Key", ",%,92,Key"),
        ("Evening windows are kept,Logistics", "Windows are kept,Logistics"),
        ("2026-11-06,50,50,On Track", "2026-11-09,75,75,On Track"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    table.write_text(text, encoding="utf-8")
    here.text = ""
    here.okr(*words)
    golden("exchange/import_changed.txt", here.text)


def test_a_workbook_as_people_make_them(terminal, golden):
    """A banner above the header, merged cells, days and percentages by their format, links and formulas."""
    here = terminal()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Q4 OKRs"])
    sheet.merge_cells("A1:H1")
    sheet.append(["Objective", "Owner", "Quarter", "Key result", "Start", "Target", "Current", "Check-in date", "Colour"])
    rows = [
        ["Docks stay dry", "Logistics", "Q4 2026", "Covered docks", 0.2, 0.9, 0.45, 46330, "green"],
        [None, None, None, "Wet parcels", 40, 5, "=SUM(1,2)", 46330, "red"],
        [None, None, None, '=HYPERLINK("https://example.com", "Docks with a roof")', 2, 6, 4, None, None],
        [None] * 9,
        ["-1 day for everyone", "li-na", "2026-Q4", "Days saved", 0, "1,5", True, None, None],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A3:A5")
    for row in ("E3", "F3", "G3"):
        sheet[row].number_format = "0%"
    for row in ("H3", "H4"):
        sheet[row].number_format = "yyyy-mm-dd"
    book.create_sheet("Notes").append(["nothing", "here"])
    book.save(here.folder / "plan.xlsx")
    here.okr("import", "plan.xlsx", "--from", "xlsx")
    here.okr("import", "plan.xlsx", "--from", "xlsx")
    golden("exchange/import_workbook.txt", here.text)


def test_people_who_are_not_here_yet(terminal, golden):
    here, words = placed(terminal, "viva-goals")
    here.okr(*words, "--new-people", "--quiet")
    golden("exchange/import_new_people.txt", here.text)
    assert here.okr("check")[0] == 0


@pytest.mark.parametrize("tool", ["csv", "xlsx", "viva-goals", "lark", "okr-tracker", "puzzle", "markdown"])
def test_the_ready_mapping_is_one(terminal, tool):
    here = terminal()
    status, out, _ = here.okr("import", "--print-mapping", tool)
    assert status == 0
    (here.folder / "map.yml").write_text(out, encoding="utf-8")
    (here.folder / "x.md").write_text("# 2026-Q4\n## Logistics\n- O1: x\n  - KR1: from 1 to 2\n")
    assert here.okr("import", "x.md", "--from", "markdown", "--mapping", "map.yml")[0] == 0


def test_what_cannot_be_read_is_one_line(terminal, golden):
    here = terminal()
    many = "Objective,Key result,Target\n" + "a,b,1\n" * 100_001
    files = {
        "no-header.csv": "a,b\n1,2\n",
        "no-list.md": "\n",
        "lark.json": '{"data": {}}',
        "tracker.json": "[]",
        "puzzle.json": "{}",
        "many.csv": many,
        "map1.yml": "column: {}\n",
        "map2.yml": "columns: {A: titel}\n",
        "map3.yml": "values: {type: {A: big}}\n",
        "map4.yml": "columns: [a]\n",
        "map5.yml": "a: [\n",
    }
    for name, text in files.items():
        (here.folder / name).write_text(text, encoding="utf-8")
    (here.folder / "latin.csv").write_bytes("Objective,Owner\nZoë,Müller\n".encode("latin-1"))
    for words in (
        ("no-header.csv", "--from", "csv"), ("no-header.csv", "--from", "viva-goals"), ("no-list.md", "--from", "markdown"),
        ("lark.json", "--from", "lark"), ("tracker.json", "--from", "okr-tracker"), ("puzzle.json", "--from", "puzzle"),
        ("many.csv", "--from", "csv"), ("latin.csv", "--from", "csv"), ("--print-mapping", "json"),
        *(("no-header.csv", "--from", "csv", "--mapping", f"map{number}.yml") for number in range(1, 6)),
    ):  # fmt: skip
        assert here.okr("import", *words)[0] == 2, words
    golden("exchange/import_unreadable.txt", here.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator(terminal, encoding, separator):
    here = terminal(**CHINESE)
    rows = [["目标", "负责人", "周期", "关键结果", "目标值"], ["按时送达", "王磊", "2026-Q4", "准时率", "98%"]]
    (here.folder / "x.csv").write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    status, out, err = here.okr("import", "x.csv", "--from", "csv")
    assert (status, err) == (0, ""), out
    assert "target: 98" in here.files()["okrs/cycles/2026-Q4/wang-lei/按时送达.md"]


def test_every_object_of_the_whole_export_is_in_the_report(terminal):
    here, words = placed(terminal, "viva-goals-whole")
    places = [line.split("  ")[0] for line in here.okr(*words)[1].splitlines()[:-1]]
    lists = {name.partition("_")[0]: json.loads(content) for name, content in export().items()}
    for name in ("objectives", "checkins", "comments"):
        assert [place for place in places if place.startswith(f"{name}[")] == [f"{name}[{it}]" for it in range(len(lists[name]))]
    assert {"Users", "Teams", "Tags", "TimePeriods", "objectives"} <= set(places)


def test_the_export_may_be_unpacked_or_one_of_its_files(terminal):
    here, words = placed(terminal, "viva-goals-whole")
    shutil.copytree(FIXTURES / "viva-goals", here.folder / "unpacked")
    whole = here.okr(*words, "--dry-run")[1]
    assert here.okr("import", "unpacked", "--from", "viva-goals", "--dry-run")[1] == whole
    alone = next((here.folder / "unpacked").glob("objectives*"))
    out = here.okr("import", str(alone), "--from", "viva-goals", "--dry-run")[1]
    assert "there is no such file: key results come without what was said of them" in out
    assert "2026-Q4/logistics/evening-windows-are-kept#complaints-fall" in out


def test_those_who_left_come_along_with_new_people(terminal):
    here, words = placed(terminal, "viva-goals-whole")
    here.okr(*words, "--new-people")
    files = here.files()
    assert "name: Gone Person" in files["okrs/people/gone-person.md"]
    assert "okrs/cycles/2026-Q4/gone-person/nobody-s-goal.md" in files
    assert "by: gone-person, text: I am gone." in files["okrs/cycles/2026-Q4/logistics/evening-windows-are-kept.comments.md"]
    assert "@parcel.example" not in "".join(files.values()), "no address is published"
    assert here.okr("check")[0] == 0


def test_a_team_never_becomes_a_person(terminal):
    here, words = placed(terminal, "viva-goals-whole")
    files = {name: content.replace(b'"Name": "Logistics"', b'"Name": "Night Shift"') for name, content in export().items()}
    (here.folder / "viva-goals.zip").write_bytes(packed(files))
    out = here.okr(*words, "--new-people")[1]
    told = (
        "objectives[1]   refused    Evening windows are kept: there is no unit 'Night Shift': 'okr new unit' makes it, or name it"
    )
    assert told in out
    assert not any("night-shift" in path for path in here.files())
    here.okr("new", "unit", "--name", "Night Shift", "--kind", "team")
    here.okr(*words)
    assert "okrs/cycles/2026-Q4/night-shift/evening-windows-are-kept.md" in here.files()


def test_what_was_said_since_comes_along(terminal, golden):
    here, words = placed(terminal, "viva-goals-whole")
    here.okr(*words)
    files = export()
    for name, content in files.items():
        text = content.decode()
        for old, new in (
            ('"Check In Note": null, "Status": null, "Current Value": null', '"Check In Note": null, "Current Value": 64'),
            ('"Title": "=Complaints fall"', '"Title": "Complaints fall"'),
            ('"Comment": "  "', '"Comment": "They know now."'),
        ):  # fmt: skip
            text = text.replace(old, new, 1)
        files[name] = text.encode()
    (here.folder / "viva-goals.zip").write_bytes(packed(files))
    here.text = ""
    here.okr(*words)
    golden("exchange/import_viva-goals-whole_changed.txt", here.text)


@pytest.mark.slow
def test_an_archive_that_is_none_or_was_made_to_harm_is_one_line(terminal, golden):
    here = terminal()
    name = "objectives_export_file_1.json"
    whole = b'[{"ID": 1, "Title": "x", "Type": "Objective"}]'
    sound = packed({name: whole})
    flagged = bytearray(sound)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(mark) + offset] |= 1
    twisted = bytearray(sound)
    twisted[twisted.index(name.encode()) + len(name) + 4] ^= 0xFF
    archives = {
        "text": b"no archive",
        "empty": b"",
        "cut": sound[:-30],
        "twisted": bytes(twisted),
        "encrypted": bytes(flagged),
        "nothing": packed({}),
        "table": packed({"goals.csv": b"Id,Title\n"}),
        "others": packed({"Teams_export_file_1.json": b"[]", "Users_export_file_1.json": b"[]"}),
        "outside": packed({f"../../{name}": whole}),
        "root": packed({f"/{name}": whole}),
        "drive": packed({f"C:\\{name}": whole}),
        "doubled": packed({f"a/{name}": whole, f"b/{name}": whole}),
        "twice": packed({name: whole, "objectives_export_file_2.json": whole}),
        "json": packed({name: b'[{"ID": 1,\n}]'}),
        "deep": packed({name: b"[" * 200_000}),
        "object": packed({name: b'{"value": []}'}),
        "latin": packed({name: b'[{"Title": "Z\xfcrich"}]'}),
        "bomb": packed({name: b" " * ((200 << 20) + 1)}),
        "many": packed({f"{number}.json": b"" for number in range(1001)}),
        "signs": packed({"objectives\x1b[2J\n.json": b"{"}),
    }
    for kind, content in archives.items():
        (here.folder / f"{kind}.zip").write_bytes(content)
        assert here.okr("import", f"{kind}.zip", "--from", "viva-goals")[0] == 2, kind
    (here.folder / "folder").mkdir()
    for words in ("folder", "gone.zip", "gone.json"):
        assert here.okr("import", words, "--from", "viva-goals")[0] == 2
    golden("exchange/import_unpacked.txt", here.text)


@pytest.mark.parametrize(
    "content", [b"[]", b"[[], null, 1]", b'[{"ID": {}, "Title": [], "Type": 5, "Owner": 5, "Outcome": [], "Alignment": 1}]']
)
def test_objects_of_another_shape_are_refused_one_by_one(terminal, content):
    here = terminal()
    (here.folder / "x.zip").write_bytes(packed({"objectives.json": content, "checkins.json": content, "comments.json": content}))
    status, out, err = here.okr("import", "x.zip", "--from", "viva-goals")
    assert (status, err) == (1 if json.loads(content) else 0, "")
    assert out.count("refused") == 3 * len(json.loads(content)) + bool(json.loads(content))
