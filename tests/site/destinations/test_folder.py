from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from okrpress.site.destinations import folder as module
from okrpress.site.destinations.folder import Folder
from okrpress.site.lock import only_one
from okrpress.site.publication import PublicationError
from tests.site.fake import contents


@pytest.fixture
def place(tmp_path, monkeypatch):
    # Waiting for the disk says how busy the machine is; one test looks at when it is done.
    monkeypatch.setattr(module, "flush", lambda: None)
    return Folder(tmp_path / "www", keep=3)


def read(place):
    return {path: data.decode() for path, data in contents(place.root / "current").items()}


def releases(place):
    return sorted(path.name for path in (place.root / "releases").iterdir())


def test_a_site_is_published_by_a_link(place, made):
    release = place.publish(lambda: made(a__b="b"))
    assert read(place) == {"index.html": "home", "a/b": "b"}
    assert (release.files, release.changed, release.made) == (2, 2, True)
    assert (place.root / "current").readlink() == Path("releases/000001")


def test_what_is_the_same_is_shared_and_keeps_its_time(place, made):
    place.publish(lambda: made(a="a", b="b", c="c"))
    before = (place.root / "current/a").stat()
    release = place.publish(lambda: made(a="a", b="B"))
    after = (place.root / "current/a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert read(place) == {"index.html": "home", "a": "a", "b": "B"}
    assert (release.files, release.changed) == (3, 2)
    assert (place.root / "releases/000001/b").read_text() == "b"


def test_only_so_many_releases_are_kept(place, made):
    for number in range(5):
        place.publish(lambda number=number: made(a=str(number)))
    assert releases(place) == ["000003", "000004", "000005"]
    assert place.roll_back().folder.name == "000004"
    assert place.roll_back().folder.name == "000003"
    assert read(place)["a"] == "2"
    with pytest.raises(PublicationError, match="keeps no release from before"):
        place.roll_back()
    place.publish(lambda: made(a="next"))
    assert read(place)["a"] == "next"


def test_a_published_release_is_kept_however_old_it_is(place, made):
    for number in range(3):
        place.publish(lambda number=number: made(a=str(number)))
    place.roll_back()
    place.roll_back()
    assert (place.root / "current").readlink() == Path("releases/000001")
    place.publish(lambda: made(a="next"))
    assert releases(place) == ["000002", "000003", "000004"]


@pytest.mark.parametrize("breaking", ["build", "no site", "link in it", "copy", "flush", "point"])
def test_whatever_fails_what_was_published_stays(place, made, monkeypatch, breaking):
    place.publish(lambda: made(a="before"))

    def site():
        if breaking == "build":
            raise RuntimeError
        built = made(a="after")
        if breaking == "no site":
            (built / "index.html").unlink()
        if breaking == "link in it":
            (built / "secret").symlink_to("/etc/passwd")
        return built

    def fail(*_):
        raise OSError(28, "No space left on device")

    functions = {"copy": "_placed", "flush": "flush", "point": "point"}
    if breaking in functions:
        monkeypatch.setattr(module, functions[breaking], fail)
    with pytest.raises((RuntimeError, PublicationError, OSError)):
        place.publish(site)
    assert read(place) == {"index.html": "home", "a": "before"}
    assert (place.root / "current").readlink() == Path("releases/000001")
    monkeypatch.undo()
    monkeypatch.setattr(module, "flush", lambda: None)
    place.publish(lambda: made(a="after"))
    assert read(place)["a"] == "after"
    assert not [name for name in releases(place) if name.startswith(".")]


def test_rolling_back_does_not_lead_to_a_release_that_never_was_published(place, made, monkeypatch):
    place.publish(lambda: made(a="one"))

    def fail(*_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(module, "point", fail)
        with pytest.raises(OSError, match="Input"):
            place.publish(lambda: made(a="two"))
    place.publish(lambda: made(a="three"))
    place.roll_back()
    assert read(place)["a"] == "one"


def test_whoever_called_later_wins_even_if_let_in_first(place, made, monkeypatch):
    first_called, later_done = threading.Event(), threading.Event()

    @contextmanager
    def lock(file, what):
        if threading.current_thread() is first:
            first_called.set()
            assert later_done.wait(30)
        with only_one(file, what):
            yield

    monkeypatch.setattr(module, "only_one", lock)
    told = []
    first = threading.Thread(target=lambda: told.append(place.publish(lambda: made(a="first"))))
    first.start()
    assert first_called.wait(30)
    place.publish(lambda: made(a="later"))
    later_done.set()
    first.join()
    assert [(release.made, release.folder.name) for release in told] == [(False, "000002")]
    assert read(place)["a"] == "later"
    assert releases(place) == ["000002"]


def test_one_is_published_at_a_time(place, made):
    busy, most, lock = [], [], threading.Lock()

    def site(number):
        with lock:
            busy.append(number)
            most.append(len(busy))
        time.sleep(0.05)
        with lock:
            busy.remove(number)
            return made(a=str(number))

    threads = [threading.Thread(target=lambda number=number: place.publish(lambda: site(number))) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert (place.root / "current").readlink() == Path("releases/000006")


def test_all_is_on_the_disk_before_anybody_sees_it(place, made, monkeypatch):
    seen = []
    monkeypatch.setattr(module, "flush", lambda: seen.append(("flushed", os.path.lexists(place.root / "current"))))
    place.publish(lambda: made(a="a"))
    assert seen == [("flushed", False)]


@pytest.mark.parametrize("names", [["home.txt"], ["current"]])
def test_a_folder_that_holds_something_else_is_refused(place, made, names):
    place.root.mkdir()
    for name in names:
        (place.root / name).write_text("mine")
    with pytest.raises(PublicationError, match="holds something else"):
        place.publish(made)
    assert sorted(path.name for path in place.root.iterdir()) == names


def test_a_web_server_may_read_it_whatever_the_umask(place, made):
    before = os.umask(0o077)
    try:
        place.publish(lambda: made(a__b="b"))
    finally:
        os.umask(before)
    root = place.root / "current"
    assert [oct(path.stat().st_mode & 0o777) for path in (root, root / "a", root / "a/b")] == ["0o755", "0o755", "0o644"]


def test_there_is_nothing_to_roll_back_to_at_first(place):
    with pytest.raises(PublicationError, match="Nothing was ever published"):
        place.roll_back()
