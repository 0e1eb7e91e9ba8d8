"""An objective has key results.

Without them nobody can tell whether it was reached, and its score is no number. A draft may wait for them; once it is
proposed to others it has two or more.

Source: B, the book chapter on OKR; D, Doerr.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    stage: agreed
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: aspirational
    stage: agreed
    key_results:
      - {title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR111"
SEVERITY = "error"


def check_each(_company: Company, objective: Objective) -> Iterator[Problem]:
    """Look for objectives of which no key result is left; a draft is only warned."""
    if objective.stage == "dropped" or any(entry.dropped is None for entry in objective.key_results):
        return
    message = (
        say("all key results of this objective are cancelled")
        if objective.key_results
        else say("this objective has no key results")
    )
    hint = (
        say("drop the objective too, or give it a new one")
        if objective.key_results
        else say("say under 'key_results' how everyone will know that it is reached")
    )
    yield notice(objective, message, hint=hint, severity="warning" if objective.stage == "draft" else "")
