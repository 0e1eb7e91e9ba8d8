"""Nothing that an author writes runs: planted everywhere, published in spite of all findings, opened in Chromium."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.browser.conftest import serve
from tests.hostile import visits
from tests.hostile.payloads import PAYLOADS

EVERY = 25
"""Of so many payloads one has its own pages opened here; `python -m tests.hostile.visits` opens all of them."""


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    visits.build(folder)
    return folder


def test_there_are_enough_payloads_and_none_twice():
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 300


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_runs_nothing_is_asked_for_and_nothing_is_complained_of(company, chromium, tmp_path):
    site = company / "site"
    with serve(site, tmp_path) as url:
        seen = visits.visit(chromium, url, visits.pages_of(site, EVERY))
    assert seen.pages > len(PAYLOADS) * 5 / EVERY
    assert (seen.executions, seen.requests, seen.errors) == ([], [], [])


_TRIMMED = "".join(map(chr, range(33)))
"""What a browser takes away around an address, by the URL standard: not the space that does not break."""


def _is_harmful(name: str, target: str) -> bool:
    if name.startswith("on") or name in ("style", "srcdoc", "formaction", "ping"):
        return True
    if name in ("src", "srcset", "poster", "data", "background"):
        return target.startswith("//") or "://" in target
    return name in ("href", "xlink:href") and urlsplit(target).scheme not in ("", "http", "https", "mailto", "webcal")


class _Harm(HTMLParser):
    """Notes every element and attribute that could run or fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"<{tag} {name}={value!r}>" for name, value in attrs if _is_harmful(name, (value or "").strip(_TRIMMED).lower())
        ]
        said = dict(attrs)
        if tag == "script" and "src" not in said and said.get("type") != "application/json":
            self.found.append(f"<script> {said}")
        if tag in ("iframe", "object", "embed", "base", "frame", "applet", "portal", "style"):
            self.found.append(f"<{tag}>")


@pytest.mark.slow
def test_no_page_holds_an_element_or_attribute_that_could_run(company):
    pages = list((company / "site").rglob("*.html"))
    assert len(pages) > len(PAYLOADS) * 5
    for page in pages:
        parser = _Harm()
        parser.feed(page.read_text(encoding="utf-8"))
        assert parser.found == [], page


@pytest.mark.slow
def test_every_payload_is_shown_as_the_text_that_it_is(company):
    site = company / "site"
    shown = [number for number in range(len(PAYLOADS)) if f"P{number} " in _text(site, number)]
    # A control character makes a file unreadable, and its page is not there.
    unreadable = [number for number in range(len(PAYLOADS)) if not list(site.glob(f"2026-Q4/*/p{number}/index.html"))]
    assert len(unreadable) < 20
    assert sorted([*shown, *unreadable]) == list(range(len(PAYLOADS)))


def _text(site: Path, number: int) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in site.glob(f"2026-Q4/*/p{number}/index.html"))


@pytest.mark.slow
def test_feeds_calendars_pictures_and_data_are_well_formed(company):
    site = company / "site"
    for pattern, least in (("*.atom", 1), ("*.xml", 1), ("*.svg", 1)):
        files = list(site.rglob(pattern))
        if pattern != "*.svg":
            assert len(files) >= least or pattern == "*.atom"
        for file in files:
            ET.parse(file)  # noqa: S314 - ours
    for file in site.rglob("*.ics"):
        lines = file.read_bytes().decode().split("\r\n")
        assert lines[0] == "BEGIN:VCALENDAR"
        assert all(
            line == "" or line[0] == " " or line.split(":")[0].split(";")[0].replace("-", "").isupper() for line in lines
        ), file
    for file in site.rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_no_cell_of_an_exported_table_begins_a_formula(company, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "okrpress", "export", "--format", "csv", "--to", str(tmp_path / "csv")],
        cwd=company,
        check=True,
    )
    files = list((tmp_path / "csv").glob("*.csv"))
    assert files
    for file in files:
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (file.name, cell)
                assert not cell.startswith("-") or _is_number(cell), (file.name, cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
