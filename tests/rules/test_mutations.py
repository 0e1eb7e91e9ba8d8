"""Each rule finds the one change that is made for it, in a company where nothing else is wrong, and no rule finds more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from okrpress.check import Finding, check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.rules import catalogue
from tests import small
from tests.rules.mutations import CLEAN, MUTATIONS, PAST, Mutation

WITHOUT: Mapping[str, str] = {}
"""Rules for which there is no mutation, and why not."""

GOLDEN = Path(__file__).parent.parent / "golden/mutations.txt"
PRESENT = [mutation for mutation in MUTATIONS if mutation.rule in catalogue()]


def findings(folder: Path, mutation: Mutation) -> tuple[Finding, ...]:
    base = load(small.write(folder / "base", mutation.base)) if mutation.base is not None else None
    return check(company_on(load(small.write(folder, PAST, mutation.files)), mutation.today, base))


def test_the_company_is_clean(tmp_path):
    assert [str(finding.message) for finding in findings(tmp_path, Mutation("", {}))] == []
    assert [str(finding.message) for finding in findings(tmp_path, Mutation("", {}, base=PAST))] == []


@pytest.mark.parametrize("mutation", PRESENT, ids=lambda mutation: mutation.rule)
def test_a_mutation_finds_its_rule_and_exactly_what_is_written_down(tmp_path, mutation, request):
    found = findings(tmp_path, mutation)
    assert mutation.rule in {finding.rule for finding in found}
    told = [f"{f.path}:{f.span.line}:{f.span.column} {f.severity} {f.rule}" for f in found]
    if request.config.getoption("--renew"):
        write({**written(), mutation.rule: told})
    expected = written().get(mutation.rule)
    if expected is None:  # a rule that is new
        assert {finding.rule for finding in found} == {mutation.rule}
    else:
        assert told == expected


def written() -> dict[str, list[str]]:
    """What is expected of each mutation, by the rule that it is made for."""
    sections = GOLDEN.read_text(encoding="utf-8").strip().split("\n\n") if GOLDEN.is_file() else []
    return {head: [line.strip() for line in lines] for head, *lines in (section.split("\n") for section in sections)}


def write(expected: Mapping[str, list[str]]) -> None:
    ordered = [mutation.rule for mutation in MUTATIONS if mutation.rule in expected]
    sections = ["\n".join([rule, *(f"  {line}" for line in expected[rule])]) for rule in ordered]
    GOLDEN.write_text("\n\n".join(sections) + "\n", encoding="utf-8", newline="\n")


def test_most_changes_are_told_by_one_rule():
    """A mistake of which several rules speak is one that they should share out among them."""
    others = {rule for rule, told in written().items() if {line.split()[-1] for line in told} != {rule}}
    assert others <= {"unreadable-file", "kr-task-verb", "committed-not-from-company", "ask-after-due"}


def test_no_rule_is_without_a_mutation():
    assert len(PRESENT) >= 40
    assert set(catalogue()) - {mutation.rule for mutation in MUTATIONS} == set(WITHOUT)
    assert dict(WITHOUT) == {}


def test_each_mutation_changes_something():
    for mutation in MUTATIONS:
        assert any(CLEAN.get(path) != text for path, text in mutation.files.items()), mutation.rule
    assert len({mutation.rule for mutation in MUTATIONS}) == len(MUTATIONS)
