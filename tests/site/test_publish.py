from __future__ import annotations

import json
import os

import pytest

from okrpress.site import publish as module
from okrpress.site.publication import PublicationError
from okrpress.site.publish import Wanted, publish
from okrpress.site.spare import Output
from tests.site.fake import contents


class Site:
    """A folder to publish to, and a count of what was made."""

    def __init__(self, folder):
        self.site, self.cache, self.made = folder / "site", folder / "cache", []

    def outputs(self, files):
        def making(path, text):
            def make():
                self.made.append(path)
                if text is None:
                    raise RuntimeError(path)
                return text.encode()

            return make

        return {path: Output(f"key of {text}", making(path, text)) for path, text in files.items()}

    def publish(self, files, late=None, **more):
        self.made.clear()
        wanted = Wanted(self.outputs(files), lambda: self.outputs(late or {}), **more)
        return publish(wanted, self.site, self.cache)

    def read(self):
        return {path: data.decode() for path, data in contents(self.site).items()}


FILES = {"index.html": "home", "a/b/index.html": "b", "a/c/index.html": "c"}


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_files_are_written_with_those_that_come_late(site):
    done = site.publish(FILES, {"pagefind/x": "index"})
    assert site.read() == {**FILES, "pagefind/x": "index"}
    assert (done.files, done.written, done.removed) == (4, 4, 0)


def test_nothing_is_made_twice(site):
    site.publish(FILES)
    before = site.site.stat().st_ino
    done = site.publish(FILES)
    assert (site.made, done.written, site.site.stat().st_ino) == ([], 0, before)


@pytest.mark.parametrize("builds", [1, 2, 3])
def test_one_change_makes_one_file_however_often_the_folders_change_places(site, builds):
    for build in range(builds):
        site.publish({**FILES, "index.html": f"home {build}"})
    done = site.publish({**FILES, "index.html": "changed"})
    assert site.made == ["index.html"]
    assert done.written == 1
    assert site.read() == {**FILES, "index.html": "changed"}


def test_what_is_not_wanted_any_more_goes_with_its_folder(site):
    site.publish(FILES)
    done = site.publish({"index.html": "home", "a/c/index.html": "c"})
    assert not (site.site / "a/b").exists()
    assert (done.written, done.removed) == (0, 1)


def test_a_file_may_become_a_folder_and_a_folder_a_file(site):
    first, second = {"index.html": "i", "x": "file", "y/z": "in"}, {"index.html": "i", "x/y": "in", "y": "file"}
    for files in (first, second, first, second):
        site.publish(files)
        assert site.read() == files


@pytest.mark.parametrize("late", [False, True])
def test_a_failure_leaves_the_site_as_it_was_and_the_next_build_right(site, late):
    site.publish(FILES)
    broken = {**FILES, "a/c/index.html": "new", "broken": None}
    with pytest.raises(RuntimeError):
        site.publish(FILES if late else broken, broken if late else None)
    assert site.read() == FILES
    site.publish({**FILES, "a/c/index.html": "new"})
    assert site.read() == {**FILES, "a/c/index.html": "new"}


def test_before_pages_are_made_somebody_may_prepare_for_them(site):
    asked = []
    site.publish(FILES, prepare=asked.append)
    site.publish({**FILES, "index.html": "new"}, prepare=asked.append)
    site.publish({**FILES, "index.html": "new"}, prepare=asked.append)
    assert [sorted(paths) for paths in asked] == [sorted(FILES), ["index.html"]]


def edited(site):
    (site.site / "index.html").write_text("edited")


def edited_with_the_same_size(site):
    os.utime(site.site / "index.html", ns=(1, 1))
    (site.site / "index.html").write_text("HOME")


def deleted(site):
    (site.site / "a/b/index.html").unlink()


def folder_deleted(site):
    (site.site / "a/b/index.html").unlink()
    (site.site / "a/b").rmdir()


def file_added(site):
    (site.site / "a/b/extra.txt").write_text("extra")


def folder_added(site):
    (site.site / "extra/deep").mkdir(parents=True)


def link_in_the_place_of_a_folder(site):
    (site.site / "a").rename(site.site.parent / "elsewhere")
    (site.site / "a").symlink_to(site.site.parent / "elsewhere")


def site_deleted(site):
    import shutil

    shutil.rmtree(site.site)


def record_deleted(site):
    for file in (site.cache / "trees").glob("*.json"):
        file.unlink()


def record_damaged(site):
    for file in (site.cache / "trees").glob("*.json"):
        file.write_text(file.read_text()[:-20])


def record_of_wrong_types(site):
    for file in (site.cache / "trees").glob("*.json"):
        file.write_text(json.dumps({**json.loads(file.read_text()), "sizes": ["4"] * 3, "folders": {"a": None}}))


def spare_damaged(site):
    for spare in site.cache.glob("spare-*"):
        (spare / "index.html").write_text("wrong")
        (spare / "extra").write_text("extra")


@pytest.mark.parametrize("builds", [1, 2])
@pytest.mark.parametrize("change", [True, False])
@pytest.mark.parametrize(
    "damage",
    [
        edited,
        edited_with_the_same_size,
        deleted,
        folder_deleted,
        file_added,
        folder_added,
        link_in_the_place_of_a_folder,
        site_deleted,
        record_deleted,
        record_damaged,
        record_of_wrong_types,
        spare_damaged,
    ],
)
def test_whatever_somebody_does_to_site_or_cache_the_next_build_is_right(site, damage, change, builds):
    for build in range(builds):
        site.publish({**FILES, "x": f"{build}"})
    damage(site)
    wanted = {**FILES, "a/b/index.html": "changed" if change else "b", "x": f"{builds - 1}"}
    site.publish(wanted)
    assert site.read() == wanted
    assert {path.name for path in site.site.iterdir()} == {"index.html", "a", "x"}
    site.publish(wanted)
    assert site.made == []


def test_editing_the_site_in_place_does_not_spoil_the_folder_that_shares_its_files(site):
    site.publish({**FILES, "x": "1"})
    site.publish({**FILES, "x": "2"})
    with (site.site / "a/c/index.html").open("w") as shared:
        shared.write("spoiled")
    site.publish({**FILES, "x": "3"})
    assert site.read() == {**FILES, "x": "3"}


def test_a_folder_that_is_no_site_is_not_swept_away(site):
    site.site.mkdir()
    (site.site / "thesis.txt").write_text("years of work")
    with pytest.raises(PublicationError, match="no site"):
        site.publish(FILES)
    assert (site.site / "thesis.txt").read_text() == "years of work"


def test_a_site_of_another_builder_is_replaced(site):
    site.site.mkdir()
    (site.site / "index.html").write_text("old")
    (site.site / "old.html").write_text("old")
    site.publish(FILES)
    assert site.read() == FILES


def test_a_folder_that_cannot_be_moved_is_filled_in_place(site, monkeypatch):
    def busy(*_):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(module, "swap", busy)
    for files in (FILES, {**FILES, "index.html": "new"}, {"index.html": "new"}):
        site.publish(files)
        assert site.read() == files


def test_where_files_cannot_be_linked_they_are_made(site, monkeypatch):
    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    site.publish({**FILES, "x": "1"})
    site.publish({**FILES, "x": "2"})
    assert site.read() == {**FILES, "x": "2"}


def test_a_site_behind_a_link_stays_behind_it(site, tmp_path):
    (tmp_path / "real").mkdir()
    site.site.symlink_to(tmp_path / "real")
    site.publish(FILES)
    assert site.site.is_symlink()
    assert site.read() == FILES
