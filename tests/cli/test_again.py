"""A check that was made before is said again, and only while everything is as it was."""

import os
import sqlite3
import subprocess

import pytest

from okrpress.cache import Cache, Made

FILE = "cycles/2026-Q4/wang-lei/night.md"


@pytest.fixture
def opened(okr, records):
    """Check twice."""
    records(**{"people/odd.md": "---\nname: Odd\nunit: nowhere\n---\n"})
    first, second = okr("check"), okr("check")
    assert (first.out, first.status) == (second.out, second.status)
    assert "nowhere" in first.out
    assert first.status == 1
    return first


def test_the_same_call_says_the_same(tmp_path, okr, opened):
    """The database is asked, and nothing else: with a word in it changed, that word is said."""
    cache = Cache(tmp_path / ".cache/okr")
    with sqlite3.connect(cache.file) as database:
        ((name, key, value),) = database.execute("SELECT name, key, value FROM made WHERE kind = 'said'").fetchall()
    database.close()
    cache.learn("said", {name: Made(key, value.replace(b"nowhere", b"NOWHERE"))}, most=20)
    again = okr("check")
    assert again.out == opened.out.replace("nowhere", "NOWHERE")
    assert again.status == 1


@pytest.mark.parametrize("words", [("--rules", "deep-tree"), ("--format", "json"), ("okrs/units",), ("--quiet", "okrs/units")])
def test_another_call_is_another(okr, opened, words):
    other = okr("check", *words)
    assert okr("check", *words) == other
    assert other != opened
    assert okr("check") == opened


def test_another_day_is_another(okr, opened):
    assert okr("check", "--today", "2027-03-01").out != opened.out


def test_a_change_is_seen_although_its_time_is_old(tmp_path, okr, opened):
    file = tmp_path / "okrs" / FILE
    text = file.read_text()
    times = file.stat()
    file.write_text(text.replace("target: 0,", "target: 6,"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "start and target are both 6" in okr("check").out
    file.write_text(text)
    assert okr("check").out == opened.out


@pytest.mark.usefixtures("opened")
def test_a_cache_that_came_along_is_refused(tmp_path, okr):
    for words in (["init", "-q"], ["add", "-f", ".cache", "okrs"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Acme\ntheme: material\nplugins: [okr]\n")
    for verb in ("check", "build", "export"):
        refused = okr(verb)
        assert refused.status == 2
        assert "git rm -r --cached .cache" in refused.err
        assert refused.err.count("\n") == 1
