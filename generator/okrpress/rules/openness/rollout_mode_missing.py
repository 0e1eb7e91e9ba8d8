"""A rollout says which of the three ways it takes.

OKRs are introduced in the whole company at once, in a pilot of a few units, or in one project. Units without a mode leave open
which; until it is written, everyone is taken to be in.

Write `mode: company`, `mode: pilot` or `mode: project`.

Source: B, the book chapter on OKR: pilot, project or the whole company.

Bad:

    # settings.yml
    rollout: {units: [logistics]}

Good:

    # settings.yml
    rollout: {mode: company}
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say

CODE = "OKR707"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look at the settings."""
    source = company.settings.source
    if not company.settings.rollout.mode_given:
        yield Problem(
            "",
            say("rollout: the mode is missing, so everyone is in"),
            source.path,
            source.key_span("rollout"),
            "settings",
            say("mode: company | pilot | project"),
        )
