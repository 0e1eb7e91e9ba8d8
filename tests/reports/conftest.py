"""One company with something of everything that a format must carry, checked once for each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrpress.check import SEVERITIES, check
from okrpress.company import company_on
from okrpress.load import load
from okrpress.reports.sheet import Sheet, lines_below
from okrpress.rules import catalogue
from okrpress.words import Words
from tests import small

ON_TIME = "cycles/2026-Q4/logistics/on-time.md"
NIGHT = "cycles/2026-Q4/wang-lei/night.md"
SPOKEN_OF = ("unknown-reference", "misplaced-file", "wrong-type", "unknown-key", "missing-key", "grade-differs", "pay-link")
"""Rules whose findings the golden files show: none that another family may move."""

FILES = {
    # a broken reference, a tab, and a waiver with its last day
    ON_TIME: small.FILES[ON_TIME]
    .replace("company/reliable#on-time", "company/relaible")
    .replace('target: 98, unit: "%"}', 'target:\t98 %, unit: "%"}')
    .replace(
        "---\nA late",
        "colour: red\nwaivers:\n  - {rule: unknown-key, reason: Blue is for lorries, until: 2026-12-31}\n---\nA late",
    ),
    # full-width characters before and under the place, and a value of several lines
    NIGHT: small.FILES[NIGHT].replace(
        "type: aspirational", "type: aspirational\ntags: [夜班, 安全, {名称: 平安回家}]\nowner:\n  of: the night\n  and: the day"
    ),
    # two errors that say the same, a file whose path needs every escape, one that lacks a key
    "people/li-na.md": "---\nname: Li Na\nunit: logistics\nmanager: zhang-min\nbonus: 5 %\n---\n",
    "units/100% a,b:c.md": "---\nname: x\n---\n",
    "people/wu-yan.md": "---\nname: 吴燕\n---\n",
}


@pytest.fixture
def checked(tmp_path: Path):
    """Return the findings of the company above and the sheet that a format gets with them."""

    def make(language: str = "en", *, colour: bool = False):
        root = small.write(tmp_path, {**FILES, "settings.yml": f"language: {language}\n"})
        rules = tuple(catalogue()[name] for name in SPOKEN_OF)
        findings = check(company_on(load(root), small.TODAY), SPOKEN_OF)
        return findings, Sheet(Words(language), lines_below(tmp_path), colour=colour, failing=SEVERITIES[:1], rules=rules)

    return make
