"""What the tests of rules share: findings of the small company with files laid over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from okrpress.check import Finding, check
from okrpress.company import Company
from okrpress.rules import catalogue
from okrpress.source import FIRST_LINE, Span
from tests import small


@pytest.fixture
def findings(company: Callable[..., Company]) -> Callable[..., list[Finding]]:
    """Check the small company with files laid over it; `rule` keeps the findings of one rule."""

    def find(
        files: Mapping[str, str] | None = None,
        rule: str = "",
        today: date = small.TODAY,
        base: Mapping[str, str] | None = None,
    ) -> list[Finding]:
        return [finding for finding in check(company(files, today, base)) if rule in ("", finding.rule)]

    return find


@pytest.fixture
def told(company: Callable[..., Company]) -> Callable[..., list[tuple[str, str]]]:
    """Let one rule look at the small company with files laid over it: (record, the text that it points at) of each problem."""

    def find(rule: str, files: Mapping[str, str], today: date = small.TODAY) -> list[tuple[str, str]]:
        problems = catalogue()[rule].look(company(files, today))
        texts = {**small.FILES, **files}
        return [(problem.record, _marked(texts[problem.path.removeprefix("okrs/")], problem.span)) for problem in problems]

    return find


def _marked(text: str, span: Span) -> str:
    """Return what a span covers; the first line of a record is "---", and of several lines the first speaks for all."""
    line = text.splitlines()[span.line - 1]
    if span == FIRST_LINE:
        return line
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]
