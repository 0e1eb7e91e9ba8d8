"""Every unit that takes part has an objective in the cycle that runs.

A unit without one is a blank on the map: others cannot see what it works on, whether it could help, or whether it waits for
something of theirs. Its members cannot align to anything.

Write a first objective, as a draft if need be, in this cycle or in a longer one around it. A unit that is gone, or that began
after the cycle did, is not missed; in a pilot or a project only the units that take part are.

Source: B, the book chapter on OKR.

Bad:

    # units/fleet.md
    ---
    name: Fleet
    kind: department
    parent: company
    ---

Good:

    # units/fleet.md
    ---
    name: Fleet
    kind: department
    parent: company
    since: 2026-11-02
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.rules.openness.taking_part import is_expected, taking_part

CODE = "OKR703"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look for units in scope that own nothing in the cycles that everyone now works in."""
    if not company.active_cycles:
        return
    cycle, owners = company.active_cycles[0].id, taking_part(company)
    top = company.alignment.top
    for handle, unit in company.workspace.units.items():
        if not owners.isdisjoint(top if handle in top else {handle}):
            continue  # the CEO stands with the company: objectives of either speak for it
        if handle not in company.scope or not is_expected(company, unit):
            continue
        yield notice(
            unit,
            say("{name} has no objective in {cycle}", name=unit.name, cycle=cycle),
            hint=say("cycles/{cycle}/{handle}/….md holds the first; 'okr new' writes it", cycle=cycle, handle=handle),
        )
