"""What the company wants serves its strategy.

The company's own objectives, and the CEO's, stand at the top of every chain: what they align to is the strategy.
Without that link the strategy is a document that nobody works on, and the objectives are whatever was
urgent in the week of planning.

Name the theme: `aligns_to: [strategy#…]`. One that helps to reach another objective of the company, say this
quarter's to this year's, needs no theme of its own.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    key_results:
      - {id: on-time, title: 98 % of parcels arrive on the promised day, metric: {start: 91, target: 98, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    ---

Good:

    # cycles/2026-Q4/company/reliable.md
    ---
    title: Customers can rely on us
    type: committed
    stage: agreed
    aligns_to: [strategy#nationwide]
    key_results:
      - {id: on-time, title: 98 % of parcels arrive on the promised day, metric: {start: 91, target: 98, unit: "%"}}
      - {id: first-call, title: 80 % of calls are solved at once, metric: {start: 60, target: 80, unit: "%"}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Reference
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR307"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look at the objectives at the top."""
    top = company.alignment.top
    themes = company.workspace.strategy.themes
    for objective in company.open_objectives:
        if objective.owner not in top or any(ref.is_theme or _owner(ref) in top for ref in objective.aligns_to):
            continue
        yield notice(
            objective,
            say("aligns_to: '{objective}' does not say which part of the strategy it serves", objective=objective.id),
            ("aligns_to",) if objective.aligns_to else (),
            hint=say("aligns_to: [{themes}]", themes=" | ".join(f"strategy#{theme.id}" for theme in themes))
            if themes
            else say("write the themes into strategy.md, then aligns_to: [strategy#…]"),
        )


def _owner(reference: Reference) -> str:
    """Return the owner that a reference names, whether or not it leads somewhere."""
    return reference.objective.rpartition("/")[0].rpartition("/")[2]
