"""A pilot has a day on which it is judged.

A pilot is an experiment: some units try, then everyone decides whether to go on, go wider or stop. Without a day for that
it neither ends nor grows, and people conclude that it was not meant seriously.

Write `review: <date>` beside the mode, and `criteria` by which you will judge. When the day has passed, decide: another
mode, more units, or a later day.

Source: B, the book chapter on OKR: pilot first, then decide.

Bad:

    # settings.yml
    rollout: {mode: pilot, units: [logistics, customer-service]}

Bad on 2027-01-20:

    # settings.yml
    rollout: {mode: pilot, units: [logistics, customer-service], review: 2027-01-15}

Good:

    # settings.yml
    rollout:
      mode: pilot
      units: [logistics, customer-service]
      review: 2027-01-15
      criteria: Teams know what the others want, and weekly check-ins take ten minutes
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem, say

CODE = "OKR706"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Look at the settings."""
    rollout, source = company.settings.rollout, company.settings.source
    if rollout.mode != "pilot" or (rollout.review is not None and company.today <= rollout.review):
        return
    yield Problem(
        "",
        say("rollout: the pilot has no day on which it is judged")
        if rollout.review is None
        else say("rollout: the pilot was to be judged on {day}", day=rollout.review.isoformat()),
        source.path,
        source.key_span("rollout") if rollout.review is None else source.span("rollout", "review"),
        "settings",
        say("review: a day, and by then decide: go on, go wider or stop")
        if rollout.review is None
        else say("decide now: mode 'company', more units, or a later day"),
    )
