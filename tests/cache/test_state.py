"""How files are, seen from outside: every change shows, and where it might not, what they hold is looked at."""

import os
import time

import pytest

from okrpress import state
from okrpress.state import generator_state, is_kept, state_of


@pytest.fixture
def folder(tmp_path):
    for name in ("a.md", "deep/b.md"):
        file = tmp_path / "records" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one")
    (tmp_path / "outside.md").write_text("one")
    (tmp_path / "records" / "link.md").symlink_to("../outside.md")
    return tmp_path / "records"


def text(folder):
    (folder / "a.md").write_text("two")


def touch(folder):
    os.utime(folder / "a.md", ns=(1, 1))


def add(folder):
    (folder / "deep/c.md").write_text("")


def empty(folder):
    (folder / "empty").mkdir()


def remove(folder):
    (folder / "deep/b.md").unlink()


def rename(folder):
    (folder / "a.md").rename(folder / "z.md")


def mode(folder):
    (folder / "a.md").chmod(0o600)


def behind(folder):
    (folder.parent / "outside.md").write_text("another")


def lead(folder):
    (folder / "link.md").unlink()
    (folder / "link.md").symlink_to("a.md")


CHANGES = (text, touch, add, empty, remove, rename, mode, behind, lead)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_shows(folder, change):
    before = state_of([folder])
    assert state_of([folder]).key == before.key
    change(folder)
    assert state_of([folder]).key != before.key


def test_what_else_is_named_counts(folder):
    assert state_of([folder], "1").key != state_of([folder], "2").key
    assert state_of([folder]).key != state_of([folder / "deep"]).key
    assert state_of([folder / "gone"]).key == state_of([folder / "gone"]).key


def test_a_ring_of_links_ends(folder):
    (folder / "deep" / "up").symlink_to("..")
    assert state_of([folder]).key == state_of([folder]).key


def test_a_pipe_is_seen_and_never_opened(folder):
    before = state_of([folder])
    os.mkfifo(folder / "pipe.md")
    after = state_of([folder])
    assert after.key != before.key
    assert str(folder / "pipe.md") not in after.pledge()


def test_a_link_to_a_folder_outside_is_never_believed_nor_followed(folder):
    (folder / "root").symlink_to("/")
    first, second = state_of([folder]), state_of([folder])
    assert first.key != second.key
    assert not any(path.startswith(str(folder / "root")) for path in first.young)


def test_a_file_is_young_for_two_seconds(folder, monkeypatch):
    assert str(folder / "a.md") in state_of([folder]).young
    clock = time.time_ns
    monkeypatch.setattr(state.time, "time_ns", lambda: clock() + 3_000_000_000)
    assert state_of([folder]).young == ()


def test_a_change_that_leaves_all_times_as_they_were_breaks_the_pledge(folder):
    pledge = state_of([folder]).pledge()
    assert is_kept(pledge)
    (folder / "a.md").write_text("six")
    assert not is_kept(pledge)


def test_a_young_file_that_is_gone_breaks_the_pledge(folder):
    pledge = state_of([folder]).pledge()
    (folder / "a.md").unlink()
    assert not is_kept(pledge)


def test_the_generator_is_as_it_is():
    assert generator_state().key == generator_state().key
