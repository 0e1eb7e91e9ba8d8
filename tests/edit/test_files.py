"""Whatever goes wrong while writing, no file is lost or half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrpress.edit import files
from okrpress.edit.files import Writing, read, write
from okrpress.refusal import Refusal


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write(tmp_path, [Writing("a.md", b"old", b"new")])
    assert (file.read_bytes(), file.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o640, ["a.md"])


def test_a_new_file_gets_its_folder_and_the_usual_permissions(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path, [Writing("x/y/a.md", None, b"new")])
    finally:
        os.umask(before)
    assert (tmp_path / "x/y/a.md").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["x", "x/y", "x/y/a.md"]


def test_what_somebody_else_wrote_meanwhile_stays(tmp_path):
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(Refusal, match=r"a.md' was changed by somebody else meanwhile"):
        write(tmp_path, [Writing("a.md", b"old", b"new")])
    with pytest.raises(Refusal, match=r"a.md' exists already"):
        write(tmp_path, [Writing("b/b.md", None, b"x"), Writing("a.md", None, b"new")])
    with pytest.raises(Refusal, match="is not there any more"):
        write(tmp_path, [Writing("gone.md", b"old", b"new"), Writing("a.md", b"theirs", b"new")])
    assert ((tmp_path / "a.md").read_bytes(), names(tmp_path)) == (b"theirs", ["a.md"])


def test_a_file_that_comes_at_the_last_moment_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_refuse_changed", lambda *_: (tmp_path / "b.md").write_bytes(b"theirs"))
    with pytest.raises(Refusal, match=r"b.md' exists already"):
        write(tmp_path, [Writing("a.md", None, b"one"), Writing("b.md", None, b"two")])
    assert ((tmp_path / "b.md").read_bytes(), names(tmp_path)) == (b"theirs", ["b.md"])


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path):
    root, outside = tmp_path / "okrs", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.md").write_bytes(b"old")
    (root / "file.md").symlink_to(outside / "a.md")
    (root / "folder").symlink_to(outside)
    (root / "ring.md").symlink_to(root / "ring.md")
    for path in ("file.md", "folder/a.md", "folder/new.md", "../outside/a.md"):
        with pytest.raises(Refusal, match="leads out of the folder"):
            write(root, [Writing(path, b"old", b"new")])
        with pytest.raises(Refusal, match="leads out of the folder"):
            read(root, path)
    with pytest.raises(Refusal):
        read(root, "ring.md")
    assert ((outside / "a.md").read_bytes(), names(outside)) == (b"old", ["a.md"])


def test_a_link_inside_the_folder_stays_a_link(tmp_path):
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "b.md").symlink_to("a.md")
    write(tmp_path, [Writing("b.md", read(tmp_path, "b.md"), b"new")])
    assert ((tmp_path / "b.md").is_symlink(), (tmp_path / "a.md").read_bytes()) == (True, b"new")


def test_a_device_or_a_folder_is_no_record(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for path in ("pipe.md", "folder.md"):
        with pytest.raises(Refusal, match="not an ordinary file"):
            read(tmp_path, path)
    with pytest.raises(Refusal, match="is not there any more"):
        read(tmp_path, "nothing.md")


FULL = """
import resource, sys
from pathlib import Path
from okrpress.edit.files import Writing, write
from okrpress.refusal import Refusal
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # what the system refuses as it refuses a full disk
try:
    write(Path(sys.argv[1]), [Writing("new/b.md", None, b"small"), Writing("a.md", b"old", b"x" * 10000)])
except Refusal as refusal:
    print(refusal)
"""


def test_a_full_disk_leaves_everything_as_it_was(tmp_path):
    (tmp_path / "a.md").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == f"'{tmp_path / 'a.md'}' cannot be written: File too large; nothing was changed\n"
    assert ((tmp_path / "a.md").read_bytes(), names(tmp_path)) == (b"old", ["a.md"])


@pytest.mark.parametrize("step", ["fsync", "link", "replace"])
def test_every_step_may_fail(tmp_path, monkeypatch, step):
    (tmp_path / "a.md").write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif step == "link":
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    with pytest.raises(Refusal, match="No space left on device; nothing was changed"):
        write(tmp_path, [Writing("new/b.md", None, b"new"), Writing("a.md", b"old", b"new")])
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]
