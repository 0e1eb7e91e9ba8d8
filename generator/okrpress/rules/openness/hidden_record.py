"""No record can be hidden: everyone sees everyone's OKRs.

OKRs hold a company together because anyone can look up what the others want, from the CEO to the newest colleague. One hidden
objective is enough to make people wonder what else they are not shown. So there is no key that takes a record, or a page of the
company's own, off the site or out of its search, and writing one is an error that nothing sets aside.

Remove the line. What is truly secret is no OKR: write the part that everyone may know. A text that is not finished says
so with `stage: draft`, in the open.

Source: B, the book chapter on OKR; G, Google's OKR playbook; D, Doerr.

Bad:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    private: true
    aligns_to: [company/reliable]
    key_results:
      - {id: hours, title: Hours on the road fall from 30 to 24, metric: {start: 30, target: 24, unit: hours}}
    ---

Good:

    # cycles/2026-Q4/logistics/speed.md
    ---
    title: Parcels travel faster
    type: aspirational
    stage: draft
    aligns_to: [company/reliable]
    key_results:
      - {id: hours, title: Hours on the road fall from 30 to 24, metric: {start: 30, target: 24, unit: hours}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.notice import from_reading

CODE = "OKR701"
SEVERITY = "error"
FIXED = True


def check(company: Company) -> Iterator[Problem]:
    """Look at every key."""
    return from_reading(company, "hidden-record")
