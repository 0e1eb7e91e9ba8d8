"""`okr schema`: what editors get."""

from __future__ import annotations

import json

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


def test_an_unknown_kind_is_one_line(okr):
    answer = okr("schema", "squad")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith("okr: there is no kind of record 'squad'; there are objective, unit, person,")
