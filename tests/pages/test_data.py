"""Import, export and data: the page names every tool, form and verdict that there is, and each record's page its own data."""

from __future__ import annotations

import importlib

import click
import pytest

from okrpress.pages.data import DataView
from okrpress.reports.import_text import verdict_words
from okrpress.words import Words


def choices(verb: str, option: str) -> set[str]:
    """Return the words that an option of a command takes."""
    command = importlib.import_module(f"okrpress.cli.{verb}").command
    found = next(known for known in command.params if option in known.opts)
    assert isinstance(found.type, click.Choice)
    return set(found.type.choices)


@pytest.fixture
def page(site) -> DataView:
    return site["handbook/data/"].view


def test_every_tool_is_named(page):
    assert {name for tool in page.tools for name in tool.call.split(", ")} == choices("import", "--from") - {"json"}


def test_every_form_is_named(page):
    assert {form.call.split()[0] for form in page.forms} == choices("export", "--format")
    assert {form.call.split()[0] for form in page.forms if form.comes_back} == choices("import", "--from") & choices(
        "export", "--format"
    ) - {"markdown"}, "a cycle in Markdown is for reading; the lists that are imported are not its shape"


def test_every_verdict_is_explained(page):
    assert [row.word for row in page.verdicts] == list(verdict_words(Words("en")).values())


def test_its_mapping_is_one(page):
    importlib.import_module("okrpress.exchange.mapping").read(page.mapping, "the handbook")


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("2026-Q4/logistics/on-time/", "../../../api/2026-Q4/logistics/on-time.json"),
        ("units/logistics/", "../../api/units/logistics.json"),
        ("people/wang-lei/", "../../api/people/wang-lei.json"),
        ("2026-Q4/", "../api/2026-Q4.json"),
        ("2026-Q3/logistics/review/", "../../../api/2026-Q3/logistics/review.json"),
        ("maps/strategy/", "../../api/strategy.json"),
        ("", "api/okrs.json"),
    ],
)
def test_a_page_leads_to_the_data_of_its_record(site, address, data):
    assert f'href="{data}">Data</a>' in site[address].html
