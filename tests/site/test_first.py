"""Pages of files that were just saved are there before all others, and are the ones that are published."""

from __future__ import annotations

import pytest

from okrpress.mkdocs_plugin import MkDocs
from okrpress.site.build import Wishes, build
from okrpress.site.first import FirstPages
from okrpress.site.maker import Resident
from okrpress.site.publication import PublicationError
from tests import small
from tests.site import fake

pytestmark = pytest.mark.slow

OBJECTIVE = "cycles/2026-Q4/logistics/on-time.md"
PAGE = "2026-Q4/logistics/on-time/index.html"


class Live:
    """Builds in one process, as the live server does; notes what is shown first, and what was published by then."""

    def __init__(self, folder, **files):
        self.okrs = small.write(folder, files)
        self.config = fake.project(folder)
        self.site = folder / "site"
        self.maker = Resident()
        self.first = FirstPages(self.show)
        self.shown = {}
        self.before = {}

    def show(self, pages):
        self.shown = dict(pages)
        self.before = {path: (self.site / path).read_bytes() for path in pages if (self.site / path).is_file()}

    def build(self, maker=None):
        self.shown = {}
        wishes = Wishes(today=small.TODAY, allow_errors=True)
        return build(self.config, maker or self.maker, MkDocs(), wishes, self.first)

    def change(self, path, old, new):
        file = self.okrs / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))


def test_what_was_saved_is_shown_before_it_is_published(tmp_path):
    live = Live(tmp_path)
    live.build()
    live.change(OBJECTIVE, "Every", "Each and every")
    live.build()
    assert live.shown.keys() == {PAGE}
    assert b"Each and every" in live.shown[PAGE]
    assert b"Each and every" not in live.before[PAGE]
    assert live.shown[PAGE] == (live.site / PAGE).read_bytes()


def test_a_comment_is_shown_on_the_page_of_its_objective(tmp_path):
    live = Live(tmp_path)
    live.build()
    comment = "---\ncomments: [{date: 2026-11-09, by: li-na, text: Who drives at night?}]\n---\n"
    small.write(tmp_path, {OBJECTIVE.replace(".md", ".comments.md"): comment})
    live.build()
    assert live.shown.keys() == {PAGE}
    assert b"Who drives at night?" in live.shown[PAGE]
    assert live.shown[PAGE] == (live.site / PAGE).read_bytes()


def test_a_record_that_is_new_is_shown_too(tmp_path):
    live = Live(tmp_path)
    live.build()
    text = (live.okrs / OBJECTIVE).read_text()
    (live.okrs / OBJECTIVE).with_name("in-time.md").write_text(text)
    live.build()
    path = PAGE.replace("on-time", "in-time")
    assert live.shown == {path: (live.site / path).read_bytes()}
    assert not live.before


def test_what_is_found_in_it_is_on_the_page(tmp_path):
    live = Live(tmp_path)
    live.build()
    live.change(OBJECTIVE, "type: committed", "type: comitted")
    live.build()
    assert b"comitted" in live.shown[PAGE]
    assert live.shown[PAGE] == (live.site / PAGE).read_bytes()


def test_another_state_of_the_records_is_not_shown_by_and_by(tmp_path):
    live = Live(tmp_path)
    live.build()
    for file in live.okrs.rglob("*.*"):
        with file.open("a") as more:
            more.write("\n")
    text = (live.okrs / OBJECTIVE).read_text()
    for number in range(20):
        (live.okrs / OBJECTIVE).with_name(f"more-{number}.md").write_text(text)
    live.build()
    assert live.shown == {}


def test_the_first_build_of_a_process_shows_pages_once_it_has_frames(tmp_path):
    before = Live(tmp_path)
    before.build()
    live = Live(tmp_path)
    live.change(OBJECTIVE, "Every", "Each and every")
    live.build()
    assert live.shown == {PAGE: (live.site / PAGE).read_bytes()}
    assert b"Each and every" not in live.before[PAGE]


def test_pages_of_a_build_that_failed_are_not_shown_by_the_next(tmp_path):
    before = Live(tmp_path)
    before.build()
    live = Live(tmp_path)
    live.change(OBJECTIVE, "Every", "Each and every")

    def failing(edition):
        live.maker(edition)
        raise PublicationError

    with pytest.raises(PublicationError):
        live.build(failing)
    live.build()
    assert live.shown == {}
    assert b"Each and every" in (live.site / PAGE).read_bytes()
