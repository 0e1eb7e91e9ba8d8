"""While a pilot or a project runs, OKRs from elsewhere are noticed.

A pilot learns from few. Those outside who write OKRs already are welcome, but they are not counted when the pilot is judged,
and nobody has shown them how. Better that the people who run it know.

Add the unit to `rollout: units` in the settings, or wait for the next step. The company's own objectives and the CEO's, which
the pilot aligns to, are not outside.

Source: B, the book chapter on OKR: pilot, project or the whole company.

Bad:

    # settings.yml
    rollout: {mode: pilot, units: [logistics], review: 2027-01-15}

Good:

    # settings.yml
    rollout: {mode: pilot, units: [logistics, customer-service], review: 2027-01-15}
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice

CODE = "OKR705"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:
    """Look for owners outside the scope; a scope that names no unit is not one yet."""
    rollout = company.settings.rollout
    if rollout.mode == "company" or not rollout.units:
        return
    inside = company.scope | company.alignment.top
    for objective in company.open_objectives:
        if objective.owner not in inside:
            yield notice(
                objective,
                say("{owner} does not take part in the rollout yet", owner=company.workspace.name_of(objective.owner)),
                hint=say("add it to 'rollout: units' in the settings, or wait for the next step"),
            )
