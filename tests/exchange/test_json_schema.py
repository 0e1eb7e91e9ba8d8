"""The JSON Schema of the records: valid itself, right about every record of the sample company, and strict where it can be."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from okrpress import fields
from okrpress.exchange.json_schema import SHAPES, schema
from okrpress.load.folder import Address, address_of
from okrpress.rules import catalogue
from okrpress.source import parse, parse_yaml
from okrpress.words import Words
from tests import small

SAMPLE = Path(__file__).parent.parent.parent / "okrs"


def validator(kind: str, language: str = "en") -> Draft202012Validator:
    told = json.loads(schema(kind, Words(language)))
    Draft202012Validator.check_schema(told)
    return Draft202012Validator(told, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(value: Any) -> Any:
    """What an editor sees of YAML values: days are text there."""
    if isinstance(value, dict):
        return {str(key): as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def front_of(path: str, text: str) -> tuple[str, Any]:
    address = address_of(path)
    assert isinstance(address, Address)
    document = parse_yaml(text) if address.kind == "settings" else parse(text)
    assert not document.flaws
    return address.kind, as_json(document.front)


def records() -> list[tuple[str, str]]:
    sample = [
        (path.relative_to(SAMPLE).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file() and "pages" not in path.relative_to(SAMPLE).parts
    ]
    return [*sample, *small.FILES.items()]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["", *SHAPES])
def test_every_schema_is_one(kind, language):
    validator(kind, language)


def test_every_kind_of_record_has_one():
    assert list(SHAPES) == ["objective", "unit", "person", "cycle", "strategy", "review", "recognition", "comments", "settings"]


def test_it_accepts_every_record_of_the_sample_company():
    validators = {kind: validator(kind) for kind in SHAPES}
    whole = validator("")
    seen = set()
    for path, text in records():
        kind, front = front_of(path, text)
        errors = [f"{path}: {error.json_path}: {error.message}" for error in validators[kind].iter_errors(front)]
        assert errors == []
        whole.validate(front)
        seen.add(kind)
    assert seen == set(SHAPES)


OBJECTIVE = {"title": "x", "type": "committed", "key_results": [{"title": "y", "done": False}]}


@pytest.mark.parametrize(
    ("kind", "front"),
    [
        ("objective", {**OBJECTIVE, "owner": "li-na"}),
        ("objective", {**OBJECTIVE, "type": "Committed"}),
        ("objective", {"title": "x"}),
        ("objective", {**OBJECTIVE, "stage": "dropped"}),
        ("objective", {**OBJECTIVE, "aligns_to": "company/reliable"}),
        ("objective", {**OBJECTIVE, "priority": "first"}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y"}]}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y", "done": False, "rollup": "mean"}]}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y", "threshold": {"at_least": 1, "at_most": 2}}]}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y", "metric": {"start": "91 %", "target": 98}}]}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y", "done": True}]}),
        ("objective", {**OBJECTIVE, "key_results": [{"title": "y", "done": "2026-13-01"}]}),
        ("objective", {**OBJECTIVE, "waivers": [{"rule": "no-such-rule", "reason": "x"}]}),
        ("objective", {**OBJECTIVE, "waivers": [{"rule": "hidden-record", "reason": "x"}]}),
        ("person", {"name": "x"}),
        ("person", {"name": "x", "unit": "Logistics"}),
        ("unit", {"name": "x", "kind": "division"}),
        ("recognition", {}),
        ("settings", {"rules": {"no-such-rule": "off"}}),
        ("settings", {"rules": {"kr-task-verb": "fatal"}}),
        ("settings", {"rules": {"hidden-record": "off"}}),
        ("settings", {"scoring": {"bands": [0.4]}}),
    ],
)
def test_it_refuses_what_the_checker_refuses(kind, front):
    with pytest.raises(ValidationError):
        validator(kind).validate(front)


def test_an_empty_key_is_none():
    validator("objective").validate({**OBJECTIVE, "priority": None, "asks": None, "stage": None})
    validator("settings").validate({"forge": None, "rules": {"kr-task-verb": False}})


def test_settings_name_every_rule_that_may_have_another_severity():
    told = json.loads(schema("settings", Words("en")))
    rules = told["$defs"]["settings"]["properties"]["rules"]
    assert set(rules["properties"]) == {name for name, rule in catalogue().items() if not rule.fixed}


def test_every_key_is_described_in_the_readers_language():
    told = json.loads(schema("objective", Words("zh")))
    described = told["$defs"]["objective"]["properties"]["title"]["description"]
    assert described == Words("zh")(fields.OBJECTIVE.fields["title"].meaning) != fields.OBJECTIVE.fields["title"].meaning
