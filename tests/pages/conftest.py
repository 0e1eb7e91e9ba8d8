"""A desk over the showcase, with a few findings of our own: rules come and go, pages stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest

from okrpress.check import Finding
from okrpress.company import Company, company_on
from okrpress.load import load
from okrpress.pages.catalogue import all_pages
from okrpress.pages.page import Desk, Page, View
from okrpress.pages.render import render
from okrpress.problem import say
from okrpress.span import Span
from okrpress.words import Words
from tests import small
from tests.pages import showcase

FINDINGS = (
    Finding(
        "unaligned-objective", "OKR301", "error", say("{title} aligns to nothing", title="<b>Sorting</b>"),
        say("Add `aligns_to`"),
        "okrs/cycles/2026-Q4/logistics/on-time.md", Span(3, 1, 3, 9), "2026-Q4/logistics/on-time",
    ),
    Finding(
        "too-many-key-results", "OKR202", "info", say("Six key results"), None,
        "okrs/cycles/2026-Q4/logistics/on-time.md", Span(20, 1, 20, 9), "2026-Q4/logistics/on-time", "Two hubs are merging",
    ),
    Finding(
        "stale-check-in", "OKR601", "warning", say("It was last heard of 16 days ago"), None,
        "okrs/cycles/2026-Q4/hub-north/sorting.md", Span(9, 1, 9, 9), "2026-Q4/hub-north/sorting",
    ),
    Finding("unreadable-file", "OKR101", "error", say("It is not UTF-8"), None, "okrs/x.md", Span(), ""),
)  # fmt: skip


class Reader(HTMLParser):
    """Reads a page back: its ids, its links, its text, and whether every tag is closed in its turn."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "rect", "path", "polyline", "circle", "line", "col"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> out of turn"

    def handle_data(self, data):
        self.text += data


@dataclass(frozen=True)
class Printed:
    """A page, made."""

    page: Page
    view: View
    html: str

    @property
    def read(self) -> Reader:
        return Reader(self.html)


def print_all(company: Company, words: Words, findings=FINDINGS) -> dict[str, Printed]:
    """Make every page of a company, by address; pictures are drawn elsewhere."""
    printed = {}
    for page in all_pages(Desk.of(company, findings, words)):
        view = page.view()
        assert page.address not in printed, f"two pages at {page.address}"
        printed[page.address] = Printed(page, view, render(page, view, {}, words))
    return printed


@pytest.fixture(scope="session")
def showcase_company(tmp_path_factory) -> Company:
    return company_on(load(small.write(tmp_path_factory.mktemp("showcase"), showcase.FILES)), showcase.TODAY)


@pytest.fixture(scope="session")
def site(showcase_company) -> Mapping[str, Printed]:
    return print_all(showcase_company, Words())


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory) -> Mapping[str, Printed]:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "settings.yml").write_text("")
    return print_all(company_on(load(folder), showcase.TODAY), Words(), ())
