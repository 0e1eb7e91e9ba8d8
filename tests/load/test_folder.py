"""What a folder shows: odd files are told and keep no other from being read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from okrpress.load import FolderError, load, reading
from okrpress.model import Workspace
from okrpress.ordinary import read_ordinary
from okrpress.problem import Problem
from tests import small


def told(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Path → (rule, message) of every problem."""
    return {problem.path: (problem.rule, str(problem.message)) for problem in workspace.problems}


def only(workspace: Workspace) -> Problem:
    (problem,) = workspace.problems
    return problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.write(tmp_path)


def test_the_small_company_has_no_problem(root: Path) -> None:
    workspace = load(root)
    assert workspace.problems == ()
    assert workspace.root == "okrs"
    assert list(workspace.objectives) == sorted(workspace.objectives)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="there is no folder"):
        load(tmp_path / "okrs")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "okrs").write_text("")
    with pytest.raises(FolderError, match="there is no folder"):
        load(tmp_path / "okrs")


def test_a_folder_that_cannot_be_listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FolderError, match="cannot be read: Permission denied"):
        load(root)


def test_a_folder_inside_that_cannot_be_listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = os.scandir

    def refuse_one(path: str | Path) -> object:
        if Path(path).name == "people":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse_one)
    assert told(load(root))["okrs/people"] == ("unreadable-file", "the folder cannot be read: Permission denied")


def test_an_empty_folder_is_a_company_without_records(tmp_path: Path) -> None:
    (tmp_path / "okrs").mkdir()
    assert only(load(tmp_path / "okrs")).rule == "unknown-reference"


def test_the_repository_is_found(root: Path) -> None:
    (root.parent / ".git").mkdir()
    deeper = root.parent / "a" / "b"
    deeper.mkdir(parents=True)
    root.rename(deeper / "records")
    workspace = load(deeper / "records")
    assert workspace.root == "a/b/records"
    assert workspace.units["company"].source.path == "a/b/records/units/company.md"


def test_the_records_are_the_repository(root: Path) -> None:
    (root / ".git").mkdir()
    workspace = load(root)
    assert workspace.root == ""
    assert workspace.units["company"].source.path == "units/company.md"
    assert workspace.problems == ()


def test_a_pipe(root: Path) -> None:
    os.mkfifo(root / "people" / "pipe.md")
    assert told(load(root)) == {"okrs/people/pipe.md": ("unreadable-file", "not an ordinary file")}


def test_a_folder_named_like_a_record(root: Path) -> None:
    (root / "people" / "folder.md").mkdir()
    assert load(root).problems == ()
    (root / "people" / "folder.md" / "x.md").write_text("---\n---\n")
    assert told(load(root)) == {"okrs/people/folder.md/x.md": ("misplaced-file", "no record belongs here")}


def test_links(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\nname: x\nunit: company\n---\n")
    (root / "people" / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "people" / "nowhere.md").symlink_to(root / "gone.md")
    (root / "people" / "ring.md").symlink_to(root / "people" / "ring.md")
    (root / "units" / "more").symlink_to(root / "people")
    (root / "people" / "twin.md").symlink_to(root / "people" / "li-na.md")
    workspace = load(root)
    assert told(workspace) == {
        "okrs/people/out.md": ("unreadable-file", "a link that leads out of the folder"),
        "okrs/people/nowhere.md": ("unreadable-file", "a link that leads nowhere"),
        "okrs/people/ring.md": ("unreadable-file", "a link that leads nowhere"),
        "okrs/units/more": ("unreadable-file", "a link to a folder; records are files of their own"),
    }
    assert workspace.people["twin"].name == "Li Na"


def test_names_that_are_no_text(root: Path) -> None:
    try:
        (root / os.fsdecode(b"people/\xff.md")).write_text("")
    except OSError:
        pytest.skip("this file system keeps only UTF-8 names")
    assert told(load(root)) == {"okrs/people/?.md": ("unreadable-file", "the file's name is not UTF-8")}


def test_a_file_that_vanishes_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(file: Path, most: int) -> bytes:
        if file.name == "li-na.md":
            raise FileNotFoundError(2, "No such file or directory")
        return read_ordinary(file, most)

    monkeypatch.setattr(reading, "read_ordinary", vanish)
    found = only(load(root))
    assert (found.rule, found.path, found.record) == ("unreadable-file", "okrs/people/li-na.md", "people/li-na")


def test_names_with_a_dot_are_nobodys_business(root: Path) -> None:
    (root / ".obsidian").mkdir()
    (root / ".obsidian" / "x.md").write_text("")
    (root / "people" / ".DS_Store").write_bytes(b"\x00")
    assert load(root).problems == ()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_in_either_form_are_the_same(root: Path, form: str) -> None:
    handle = unicodedata.normalize("NFC", "renée")
    (root / "people" / f"{unicodedata.normalize(form, handle)}.md").write_text("---\nname: Renée\nunit: logistics\n---\n")
    (root / "people" / "li-na.md").write_text(
        f"---\nname: Li Na\nunit: logistics\nmanager: {unicodedata.normalize('NFD', handle)}\n---\n"
    )
    workspace = load(root)
    assert workspace.problems == ()
    assert workspace.people["li-na"].manager == handle in workspace.people


def test_the_same_name_in_two_forms(root: Path) -> None:
    for form in ("NFC", "NFD"):
        (root / "people" / f"{unicodedata.normalize(form, 'renée')}.md").write_text("---\nname: R\nunit: logistics\n---\n")
    if len(list((root / "people").glob("ren*"))) == 1:
        pytest.skip("this file system keeps one form")
    assert only(load(root)).rule == "duplicate-id"


def test_cycles_that_differ_in_capitals_alone(root: Path) -> None:
    (root / "cycles" / "2026-q4").mkdir()
    (root / "cycles" / "2026-q4" / "cycle.md").write_text("---\nstart: 2026-10-01\nend: 2026-12-31\n---\n")
    assert only(load(root)).rule == "duplicate-id"


def test_chinese_names(root: Path) -> None:
    (root / "units" / "物流.md").write_text("---\nname: 物流部\nkind: department\nparent: company\n---\n")
    (root / "cycles" / "2026-Q4" / "物流").mkdir()
    (root / "cycles" / "2026-Q4" / "物流" / "准时.md").write_text(
        "---\ntitle: 包裹准时\ntype: committed\naligns_to: [company/reliable]\n"
        "key_results:\n  - {id: 准时率, title: x, done: no}\n---\n"
    )
    workspace = load(root)
    assert workspace.problems == ()
    assert workspace.objectives["2026-Q4/物流/准时"].key_results[0].id == "准时率"


def test_pages_may_hold_anything(root: Path) -> None:
    pages = root / "pages" / "guide"
    pages.mkdir(parents=True)
    (pages / "Big Picture.PNG").write_bytes(b"\x89PNG" + bytes(2 << 20))
    (pages / "index.md").write_text("# Guide\n\n```html\n<script>\n```\n")
    (pages / "hide.md").write_text("---\nhide: [navigation]\nsearch: {boost: 2}\n---\n# Page\n")
    assert load(root).problems == ()
