"""Contents: the same bytes, however many processes make them."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import okrpress.site.contents
from okrpress.check import check
from okrpress.company import company_on
from okrpress.diagrams.draw import Pictures
from okrpress.diagrams.graph import Failure
from okrpress.load import load
from okrpress.mkdocs_plugin import MkDocs
from okrpress.site import hands
from okrpress.site.assemble import publication_of
from okrpress.site.build import Wishes, build
from okrpress.site.maker import make_publication
from okrpress.site.publication import Body, Edition, Heading
from okrpress.site.spool import Spool
from okrpress.words import Words
from tests import small
from tests.bench import company as made_up
from tests.site import fake


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return company_on(load(made_up.write(tmp_path_factory.mktemp("company"), 40)), made_up.TODAY)


def contents(company, cache: Path) -> dict[str, tuple[str, str]]:
    """Return key and content of every page by address, and what the search knows of it."""
    edition = Edition(cache / "okrs", cache, cache)
    made = publication_of(company, tuple(check(company)), Words("en"), edition)
    made.prepare([f"{page.address}index.html" for page in (*made.hubs, *made.records)])
    pages = {page.address: (page.key, page.body().html) for page in (*made.hubs, *made.records)}
    return pages | {f"found {found.address}": ("", repr(found)) for found in made.search}


def test_one_process_and_two_make_the_same_bytes(company, tmp_path, monkeypatch):
    monkeypatch.setattr(hands, "FEW", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    two = contents(company, tmp_path / "two")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = contents(company, tmp_path / "one")
    assert len(two) > 2 * 40
    assert two == one
    assert contents(company, tmp_path / "one") == one, "nor does it matter what was there before"


def who(things):
    return os.getpid(), list(things)


def test_work_comes_back_in_order_from_several_processes(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    # Tests that ran before in this process may have left a thread.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    made = list(hands.in_turns(who, range(700)))
    assert [thing for _, done in made for thing in done] == list(range(700))
    assert os.getpid() not in {process for process, _ in made}


def test_a_process_with_threads_works_alone():
    ends = threading.Event()
    thread = threading.Thread(target=ends.wait)
    thread.start()
    made = list(hands.in_turns(who, range(700)))
    ends.set()
    thread.join()
    assert {process for process, _ in made} == {os.getpid()}


def test_whoever_dies_is_stood_in_for(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    parent = os.getpid()

    def falls_over(things):
        if 300 in things and os.getpid() != parent:
            os._exit(1)
        return list(things)

    assert [thing for done in hands.in_turns(falls_over, range(700)) for thing in done] == list(range(700))


def test_what_work_raises_arrives(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def fails(things):
        raise LookupError(things[0])

    with pytest.raises(LookupError, match="0"):
        list(hands.in_turns(fails, range(700)))


def test_a_spool_is_gone_when_nobody_uses_it_any_more(tmp_path):
    (tmp_path / "making-old").mkdir()
    spool = Spool(tmp_path)
    body = Body("<h1>一\ud800</h1>", (Heading("a", "A", (Heading("b", "B"),)),))
    places = [spool.put(replace(body, html=f"{body.html}{number}")) for number in range(3)]
    assert [spool.take(place).html[-1] for place in reversed(places)] == ["2", "1", "0"]
    assert spool.take(places[1]).headings == body.headings
    assert [folder.name for folder in tmp_path.iterdir()] != ["making-old"]
    del spool
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_picture_that_could_not_be_drawn_is_drawn_by_the_next_build(tmp_path, monkeypatch):
    small.write(tmp_path)
    config = fake.project(tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # what is put in place of `draw` stands in this process alone

    def starved(graphs, *_):
        return Pictures({}, tuple(Failure(name, "no layout within 90 seconds") for name in graphs))

    def made():
        return build(config, make_publication, MkDocs(), Wishes(today=small.TODAY, allow_errors=True))

    with monkeypatch.context() as patch:
        patch.setattr(okrpress.site.contents, "draw", starved)
        made()
    page, file = (tmp_path / "site/maps/alignment" / name for name in ("index.html", "map.svg"))
    assert '<svg class="okr-diagram' not in page.read_text("utf-8")
    assert "<path" not in file.read_text("utf-8")
    again = made()
    assert 0 < again.written < again.files / 2
    assert '<svg class="okr-diagram' in page.read_text("utf-8")
    assert "<path" in file.read_text("utf-8")
    assert made().written == 0
