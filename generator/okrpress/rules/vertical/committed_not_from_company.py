"""A commitment comes from the company: its chain of parents reaches the top.

Committed objectives are handed down: the company promises, and each level promises its share. A commitment whose chain
ends half way binds people to something that the company never asked for. Reaching an objective of the company or of the
CEO counts, and so does a strategy theme.

Align the objective, or the one at which its chain ends, to what it serves. If nothing above needs it, it may still be
worth doing: as an aspirational objective from the bottom up.

Source: B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
      - {id: damage, title: "Damaged parcels stay at most 9 in 10,000", threshold: {at_most: 9}}
    ---

Good:

    # cycles/2026-Q4/logistics/on-time.md
    ---
    title: Every parcel arrives on the day we promised
    type: committed
    stage: agreed
    aligns_to: [company/reliable#on-time]
    key_results:
      - {id: rate, title: On-time delivery rises from 91 % to 98 %, metric: {start: 91, target: 98, unit: "%"}}
      - {id: damage, title: "Damaged parcels stay at most 9 in 10,000", threshold: {at_most: 9}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR302"
SEVERITY = "warning"

_COMPANY = "company"
_ELSEWHERE = ""
"""The chain ends in something that another rule speaks of: a loop, a dropped objective, a reference to nothing."""


def check(company: Company) -> Iterator[Problem]:
    """Follow each commitment upwards; one without any link is `unaligned-objective`'s business."""
    ends = _ends(company)
    for objective in company.open_objectives:
        if objective.type != "committed":
            continue
        end = ends.get(objective.id, _ELSEWHERE)
        if end not in (_COMPANY, _ELSEWHERE, objective.id):
            yield notice(
                objective,
                say("aligns_to: this commitment does not come from the company: its chain of parents ends at '{end}'", end=end),
                ("aligns_to",),
                hint=say("align '{end}' or this one to what it serves, or make it aspirational", end=end),
            )


def _ends(company: Company) -> dict[str, str]:
    """Return where the chains of each objective end: at the company where one does, else at the id of an objective."""
    alignment, objectives = company.alignment, company.workspace.objectives
    ends: dict[str, str] = {}

    def end_of(objective_id: str) -> str:
        return ends.get(objective_id) or _own_end(objectives[objective_id], alignment.top)

    for group in company.open_from_above:
        found = {_own_end(objectives[member], alignment.top) for member in group}
        found.update(end_of(parent) for member in group for parent in alignment.upwards[member] if parent not in group)
        end = _COMPANY if _COMPANY in found else min(found - {_ELSEWHERE}, default=_ELSEWHERE)
        ends.update(dict.fromkeys(group, end))
    return ends


def _own_end(objective: Objective, top: frozenset[str]) -> str:
    """Return where the chain ends with an objective itself."""
    if objective.owner in top or any(ref.is_theme for ref in objective.aligns_to):
        return _COMPANY
    return _ELSEWHERE if objective.aligns_to else objective.id
