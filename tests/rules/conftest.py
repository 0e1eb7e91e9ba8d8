"""What the tests of rules share: findings of the small company with files laid over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from okrpress.check import Finding, check
from okrpress.company import Company
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
