"""Every objective says what it helps to reach.

`aligns_to` names the objective, the key result or the strategy theme above it. Without one nobody can see why the work
matters, the company's map shows an island, and when priorities shift nobody thinks of asking its owner.

Link it while the team drafts. From the phase *aligning* on, a committed objective without a link is an error: a promise
that nobody above asked for. A draft stays a warning, and so does an aspirational objective. What the company and its CEO
want aligns to the strategy instead: `company-objective-without-strategy` speaks of that.

Source: B, the book chapter on OKR; G, Google's OKR playbook.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: committed
    stage: agreed
    aligns_to: [logistics/on-time]
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Message, Problem, say
from okrpress.rules.notice import notice

CODE = "OKR301"
SEVERITY = "warning"

_FREE = ("planned", "drafting")
_MOST_NAMED = 3


def check(company: Company) -> Iterator[Problem]:
    """Look for links upwards; one that leads nowhere is `unknown-reference`'s business."""
    for objective in company.open_objectives:
        if objective.aligns_to or objective.owner in company.alignment.top:
            continue
        late = company.phases[objective.cycle] not in _FREE
        owed = objective.type == "committed" and objective.stage != "draft" and late
        yield notice(
            objective,
            say("aligns_to: '{objective}' does not say what it helps to reach", objective=objective.id),
            hint=_way_out(company, objective),
            severity="error" if owed else "warning",
        )


def _way_out(company: Company, objective: Objective) -> Message:
    """Name what stands nearest above."""
    for unit in company.alignment.above(objective.owner):
        above = (mine for mine in company.objectives_of(objective.cycle, unit) if mine.stage != "dropped")
        named = [f"{mine.owner}/{mine.slug}" for mine in islice(above, _MOST_NAMED)]
        if named:
            return say("aligns_to: [{nearest}], a key result of it, or a theme such as strategy#…", nearest=" | ".join(named))
    return say("aligns_to: an objective or key result of a unit above, or a theme such as strategy#…")
