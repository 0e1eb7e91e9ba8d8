"""What RULES.md says is what the rules find, and every rule is right often enough to speak by itself."""

from __future__ import annotations

import pytest
import yaml

from tests.bench import rules_on_corpus
from tests.corpus import records

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not records.corpora(),
        reason=f"the corpus is no part of the project and not in {records.CORPUS.name}/ beside it: set OKR_CORPUS to its folder",
    ),
]


def test_the_table_is_what_the_rules_find():
    hits = [hit for source in rules_on_corpus.companies() for hit in rules_on_corpus.hits_in(*source)]
    judged = yaml.safe_load((rules_on_corpus.FOLDER / "judged.yml").read_text(encoding="utf-8"))
    text, wrong = rules_on_corpus.table(hits, judged)
    assert wrong == []
    assert text == (rules_on_corpus.FOLDER / "RULES.md").read_text(encoding="utf-8")


def test_a_rule_that_is_seldom_right_is_told():
    hits = [rules_on_corpus.Hit("no-why", "ipfs", f"x{number}", "---", "", "") for number in range(4)]
    verdicts = {"x0": "right, so", "x1": "wrong, so", "x2": "right, so"}
    _, wrong = rules_on_corpus.table(hits, {"no-why": verdicts})
    assert wrong == ["no-why: to be judged: x3 (---)", "no-why: 2 of 4 are right, too few"]
