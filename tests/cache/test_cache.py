"""What was made before: believed with the right key, whole, and from this machine alone."""

import sqlite3
import subprocess

import pytest

from okrpress.cache import Cache, Made, TrackedCacheError, cache_beside


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "okr")


def test_a_value_has_the_key_that_it_was_learnt_with(cache):
    cache.learn("pages", {"a": Made("1", b"one"), "b": Made("1", b"two")}, most=9)
    assert cache.recall("pages", {"a": "1", "b": "2", "c": "1"}) == {"a": b"one"}
    cache.learn("pages", {"a": Made("2", b"three")}, most=9)
    assert cache.recall("pages", {"a": "1"}) == {}
    assert cache.recall("pages", {"a": "2", "b": "1"}) == {"a": b"three", "b": b"two"}


def test_kinds_know_nothing_of_each_other(cache):
    cache.learn("pages", {"a": Made("1", b"one")}, most=9)
    assert cache.recall("records", {"a": "1"}) == {}


def test_only_the_latest_of_a_kind_are_kept(cache):
    cache.learn("said", {"other": Made("1", b"")}, most=9)
    for number in range(9):
        cache.learn("pages", {str(number): Made("1", b"")}, most=3)
    assert list(cache.recall("pages", {str(number): "1" for number in range(9)})) == ["6", "7", "8"]
    assert cache.recall("said", {"other": "1"}) == {"other": b""}


def test_many_names_at_once(cache):
    names = {str(number): "1" for number in range(1200)}
    cache.learn("pages", {name: Made("1", name.encode()) for name in names}, most=2000)
    assert cache.recall("pages", names) == {name: name.encode() for name in names}


@pytest.mark.parametrize(
    "column", ["name = 'b'", "key = '2'", "value = x'00'", "sum = sum + 1", "kind = 'said'", "value = 'one'"]
)
def test_a_row_that_is_not_as_it_was_is_not_there(cache, column):
    cache.learn("pages", {"a": Made("1", b"one")}, most=9)
    with sqlite3.connect(cache.file) as database:
        database.execute(f"UPDATE made SET {column}")  # noqa: S608 - one of those above
    database.close()
    for kind in ("pages", "said"):
        assert cache.recall(kind, {"a": "1", "b": "1"}) == {}
        assert cache.recall(kind, {"a": "2"}) == {}


def test_a_broken_database_is_begun_anew(cache):
    cache.learn("pages", {"a": Made("1", b"one" * 9999)}, most=9)
    cache.file.write_bytes(cache.file.read_bytes()[:5000])
    assert cache.recall("pages", {"a": "1"}) == {}
    cache.learn("pages", {"a": Made("1", b"one")}, most=9)
    assert cache.recall("pages", {"a": "1"}) == {"a": b"one"}


def test_a_cache_that_cannot_be_kept_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "okr")
    cache.learn("pages", {"a": Made("1", b"one")}, most=9)
    assert cache.recall("pages", {"a": "1"}) == {}


def git(folder, *words):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], cwd=folder, check=True, capture_output=True
    )


@pytest.mark.parametrize("brought", [".cache/okr/made.sqlite", ".cache", "sub/.cache/okr/site/lock"])
def test_a_cache_that_came_with_the_repository_is_refused(tmp_path, brought):
    git(tmp_path, "init", "-q")
    file = tmp_path / brought
    file.parent.mkdir(parents=True, exist_ok=True)
    if brought == ".cache":
        file.symlink_to("elsewhere")
    else:
        file.write_bytes(b"{}")
    here = tmp_path / "sub" if brought.startswith("sub") else tmp_path
    assert cache_beside(here) == here / ".cache" / "okr"
    git(tmp_path, "add", "-f", brought)
    with pytest.raises(TrackedCacheError, match=r"git rm -r --cached \.cache"):
        cache_beside(here)


def test_where_there_is_no_repository_there_is_no_stranger(tmp_path):
    assert cache_beside(tmp_path).parent.name == ".cache"
