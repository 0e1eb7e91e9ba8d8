"""Nothing but an ordinary file is ever read: a reader neither waits, nor reads without end, nor leaves its folder."""

from __future__ import annotations

import os
import socket

import pytest

from okrpress.ordinary import open_ordinary, read_ordinary, read_within


def test_at_most_one_byte_more_than_was_asked_for_is_read(tmp_path):
    (tmp_path / "a").write_bytes(b"12345")
    assert read_ordinary(tmp_path / "a", 5) == b"12345"
    assert read_ordinary(tmp_path / "a", 3) == b"1234"


def pipe(path):
    os.mkfifo(path)


def folder(path):
    path.mkdir()


def device(path):
    path.symlink_to("/dev/zero")


def terminal(path):
    path.symlink_to("/dev/tty")


def listener(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("make", [pipe, folder, device, terminal, listener])
def test_what_is_no_file_is_refused_at_once(tmp_path, make):
    make(tmp_path / "x")
    with pytest.raises(OSError, match=r"not an ordinary file|No such device"):
        open_ordinary(tmp_path / "x")


def test_a_link_may_lead_elsewhere_in_the_folder_but_not_out(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (root / "a").write_bytes(b"in")
    (tmp_path / "secret").write_bytes(b"out")
    (root / "in").symlink_to("a")
    (root / "out").symlink_to("../secret")
    assert read_within(root, "in", 10) == b"in"
    for path in ("out", "../secret", str(tmp_path / "secret")):
        with pytest.raises(OSError, match="leads out of the folder"):
            read_within(root, path, 10)
