"""The open data: what its schema promises, in one file and in one for each record."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from okrpress.exchange import data_schema, open_data
from okrpress.exchange.written import written
from okrpress.fields import RECORDS, SETTINGS
from okrpress.load.folder import Address
from okrpress.load.record import read_record
from tests.exchange import everything

SCHEMA = json.loads(data_schema.schema())


def strict(schema):
    """Allow no key that the schema does not name: ours says all that it promises."""
    if isinstance(schema, dict):
        if "required" in schema:
            schema = {**schema, "additionalProperties": False}
        return {key: strict(value) for key, value in schema.items()}
    return [strict(value) for value in schema] if isinstance(schema, list) else schema


def test_the_data_is_as_its_schema_says(company):
    data = json.loads(open_data.export(company(everything.FILES)))
    jsonschema.Draft202012Validator(strict(SCHEMA), format_checker=jsonschema.FormatChecker()).validate(data)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("units/logistics", "unit"), ("people/li-na", "person"), ("2026-Q4", "cycle"), ("strategy", "strategy"),
     ("2026-Q4/logistics/on-time", "objective"), ("2026-Q3/logistics/review", "review"),
     ("recognition/2026-11/li-na", "medals")],
)  # fmt: skip
def test_a_records_own_data_is_that_of_the_whole(company, name, kind):
    made = company(everything.FILES)
    entries = dict([*open_data.others(made), *open_data.objectives(made, made.workspace.objectives.values())])
    own = json.loads(entries[name])
    jsonschema.validate(own, {**SCHEMA, **SCHEMA["$defs"][kind]})
    whole = json.loads(open_data.export(made))
    plural = {"unit": "units", "person": "people", "cycle": "cycles", "objective": "objectives", "review": "reviews",
              "medals": "recognition"}  # fmt: skip
    there = [whole["strategy"]] if kind == "strategy" else whole[plural[kind]]
    assert own in there


@pytest.mark.parametrize("text", ["languages: [zh, en]\n", "language: zh\n"])
def test_languages_are_written_as_they_were(text):
    read = read_record("x.yml", Address("settings", "settings", ()), text.encode())
    assert written(read.record) == yaml.safe_load(text)


def test_what_a_record_says_is_written_key_by_key():
    """A key that comes to the vocabulary comes to `written`, or an export would lose it."""
    for name, (address, text) in everything.FULL.items():
        read = read_record("x.md", Address(*address), text.encode())
        assert not read.problems, [str(problem.message) for problem in read.problems]
        shape = SETTINGS if name == "settings" else RECORDS[name]
        missing = set(shape_keys(shape)) - set(paths(written(read.record)))
        assert missing <= everything.ELSEWHERE, (name, missing)


def shape_keys(shape, prefix=""):
    for key, field in shape.fields.items():
        yield prefix + key
        if field.shape:
            yield from shape_keys(field.shape, f"{prefix}{key}.")


def paths(value, prefix=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + key
            yield from paths(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, prefix)
