"""A waiver sets something aside, or it is removed.

A waiver that nothing needs any more hides the next mistake of its kind, and its reason puzzles whoever reads the
file.

Source: L, GitLab's handbook.

Bad:

    # units/hub-north.md
    ---
    name: Hub North
    kind: team
    parent: logistics
    waivers:
      - {rule: unknown-key, reason: We once had a key of our own}
    ---

Good:

    # units/hub-north.md
    ---
    name: Hub North
    kind: team
    parent: logistics
    floor: 3
    waivers:
      - {rule: unknown-key, reason: Our seating plan reads the key floor}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.company import Company
from okrpress.problem import Problem

CODE = "OKR119"
SEVERITY = "info"


def check(company: Company) -> Iterator[Problem]:  # noqa: ARG001 - every rule is asked in the same way
    """Find nothing: which waivers were needed shows when all other rules have looked, and the runner says so."""
    yield from ()
