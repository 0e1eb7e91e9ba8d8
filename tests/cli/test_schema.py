"""`okr schema`: what editors get."""

from __future__ import annotations

import json
import re

import pytest

from okrpress import fields
from okrpress.exchange.json_schema import SHAPES


def test_each_kind_and_all_of_them(okr, records):
    records(**{"settings.yml": "language: zh\n"})
    one = json.loads(okr("schema", "person").out)
    assert list(one["$defs"]) == ["person", "waiver"]
    assert one["$defs"]["person"]["properties"]["name"]["description"] == "大家对其的称呼"
    everything = json.loads(okr("schema").out)
    assert set(SHAPES) <= set(everything["$defs"])


def test_without_a_company_it_speaks_english(okr):
    assert json.loads(okr("schema", "unit").out)["$defs"]["unit"]["properties"]["lead"]["description"] == "who speaks for it"


def test_an_editor_gets_its_files_and_none_is_overwritten(okr, records, tmp_path):
    records()
    written = okr("schema", "--editor", "vscode").out.split()
    assert written == [f".vscode/{name}" for name in ("settings.json", "settings.schema.json", "tasks.json", "okr.code-snippets")]
    before = {path: (tmp_path / path).read_text("utf-8") for path in written}
    settings = json.loads(before[".vscode/settings.json"])
    assert settings["yaml.schemas"] == {"./.vscode/settings.schema.json": "okrs/settings.yml"}
    again = okr("schema", "--editor", "vscode")
    assert again.status == 2
    assert {path: (tmp_path / path).read_text("utf-8") for path in written} == before


def test_every_key_has_a_snippet_and_every_choice_its_words(okr, records, tmp_path):
    records()
    okr("schema", "--editor", "vscode")
    snippets = json.loads((tmp_path / ".vscode/okr.code-snippets").read_text("utf-8"))
    assert snippets["okr objective type"]["body"] == ["type: ${1|committed,aspirational|}"]
    assert snippets["okr objective"]["body"][:2] == ["---", "title: ${1:}"]
    keys = {snippet["prefix"] for snippet in snippets.values()}
    assert {key for shape in SHAPES.values() if shape.name != "settings" for key in shape.fields} <= keys | set(
        fields.SETTINGS.fields
    )
    assert {"confidence", "at_least", "reason"} <= keys


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_task_finds_findings_in_what_check_says(okr, records, tmp_path, language):
    records(**{"people/li-na.md": "---\nname: Li Na\nunit: compny\n---\n", "settings.yml": f"language: {language}\n"})
    okr("schema", "--editor", "vscode")
    task = json.loads((tmp_path / ".vscode/tasks.json").read_text("utf-8"))["tasks"][0]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    said = okr(*task["args"]).out
    found = [match.groups()[:3] for line in said.splitlines() if (match := pattern.match(line))]
    assert ("okrs/people/li-na.md", "3", "7") in found, said


def test_an_unknown_kind_is_one_line(okr):
    answer = okr("schema", "squad")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith("okr: there is no kind of record 'squad'; there are objective, unit, person,")
