from __future__ import annotations

from okrpress.rules import catalogue


def test_every_rule_is_listed_and_explained(okr):
    listed = okr("explain")
    assert listed.status == 0
    for rule in catalogue().values():
        assert f"{rule.code}  {rule.name}" in listed.out


def test_a_rule_says_what_it_wants_with_examples(okr):
    answer = okr("explain", "unknown-reference")
    assert answer.status == 0
    assert answer.out.startswith("OKR108 unknown-reference (error)\n\nEvery reference leads somewhere.")
    assert "Bad:" in answer.out
    assert "Good:" in answer.out
    assert okr("explain", "okr108").out == answer.out


def test_an_unknown_rule_is_refused(okr):
    answer = okr("explain", "unknown-referense")
    assert (answer.status, answer.err) == (2, "okr: there is no rule 'unknown-referense'; did you mean unknown-reference?\n")
