from __future__ import annotations

import sys

import pytest

from okrpress.site import swap as module
from okrpress.site.swap import swap


@pytest.fixture
def folders(tmp_path):
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path / "fresh", tmp_path / "site"


@pytest.mark.parametrize("at_once", [True, False])
def test_folders_change_places(folders, at_once, monkeypatch):
    if not at_once:
        monkeypatch.setattr(module, "_exchanged", lambda *_: False)
    fresh, site = folders
    swap(fresh, site)
    assert (site / "file").read_text() == "fresh"
    assert (fresh / "file").read_text() == "site"
    assert sorted(path.name for path in site.parent.iterdir()) == ["fresh", "site"]


def test_a_first_site_is_moved(folders):
    fresh, site = folders
    swap(fresh, site.with_name("new"))
    assert (site.with_name("new") / "file").read_text() == "fresh"
    assert not fresh.exists()


def test_where_the_second_rename_fails_the_first_is_taken_back(folders, monkeypatch):
    monkeypatch.setattr(module, "_exchanged", lambda *_: False)
    fresh, site = folders
    with pytest.raises(OSError, match="missing"):
        swap(fresh.with_name("missing"), site)
    assert (site / "file").read_text() == "site"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges")
def test_linux_says_why_it_cannot(folders):
    fresh, site = folders
    with pytest.raises(FileNotFoundError):
        module._exchanged(fresh.with_name("missing"), site)
