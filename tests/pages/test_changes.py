"""What an objective's page says of a changed commitment."""

from __future__ import annotations

import pytest

from okrpress.pages.page import Desk
from okrpress.pages.parts.changes import amendment_rows
from okrpress.words import Words
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Type changed from Committed to Aspirational"), ("zh", "类型由 承诺型 改为 挑战型")],
)
def test_a_change_of_type_is_told_in_the_words_of_the_site(company, language, sentence):
    entry = "amendments:\n  - {date: 2026-11-05, field: type, from: committed, to: aspirational, reason: Snow}\n---\nA late"
    found = company({ON_TIME: small.FILES[ON_TIME].replace("---\nA late", entry).replace("committed\n", "aspirational\n", 1)})
    desk = Desk.of(found, (), Words(language))
    (row,) = amendment_rows(desk, found.workspace.objectives["2026-Q4/logistics/on-time"])
    assert (row.key_result, row.change, row.reason) == (None, sentence, "Snow")
