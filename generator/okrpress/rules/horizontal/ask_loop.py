"""Help does not wait in a circle.

A waits for B's help, and what B would help with waits for A. Each file looks reasonable alone, and nothing moves until
somebody notices. This is how they notice.

Meet and settle who goes first: close one ask, or cut it into a part that can be had now. An ask that was answered waits for
the objective that answers it; one that was not may wait for any objective of whoever was asked that itself waits.

Source: T, requirement tools; B, the book chapter on OKR.

Bad:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    supports: [customer-service/rush]
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect}
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/customer-service/rush.md
    ---
    title: Nobody waits in the Friday rush
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    supports: [hub-north/loading]
    asks:
      - {id: full, to: hub-north, what: Full trucks on Fridays}
    key_results:
      - {id: wait, title: Minutes in the queue fall from 9 to 3, metric: {start: 9, target: 3, unit: minutes}}
    ---

Good:

    # cycles/2026-Q4/hub-north/loading.md
    ---
    title: Trucks leave full
    type: aspirational
    stage: agreed
    aligns_to: [logistics/on-time]
    supports: [customer-service/rush]
    asks:
      - {id: hours, to: customer-service, what: The hours in which customers collect, done: 2026-10-20}
    key_results:
      - {id: load, title: Load per truck rises from 71 % to 90 %, metric: {start: 71, target: 90, unit: "%"}}
    ---
    # cycles/2026-Q4/customer-service/rush.md
    ---
    title: Nobody waits in the Friday rush
    type: aspirational
    stage: agreed
    aligns_to: [company/reliable#first-call]
    supports: [hub-north/loading]
    asks:
      - {id: full, to: hub-north, what: Full trucks on Fridays}
    key_results:
      - {id: wait, title: Minutes in the queue fall from 9 to 3, metric: {start: 9, target: 3, unit: minutes}}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from okrpress.alignment import PlacedAsk
from okrpress.company import Company
from okrpress.loops import loops, ring
from okrpress.problem import Problem, say
from okrpress.rules.notice import notice
from okrpress.source import Place

CODE = "OKR404"
SEVERITY = "warning"


def check(company: Company) -> Iterator[Problem]:
    """Follow the open asks from objective to objective; each one on a circle is told."""
    waits = _waits(company)
    for loop in loops({waiting: tuple(for_whom) for waiting, for_whom in waits.items()}):
        for position, objective_id in enumerate(loop):
            following = loop[(position + 1) % len(loop)]
            yield notice(
                company.workspace.objectives[objective_id],
                say("asks: each of these waits for the next one's help: {loop}", loop=ring(loop, position)),
                waits[objective_id][following],
                hint=say("settle who goes first: close one of the asks, or ask for a part that can be had now"),
            )


def _waits(company: Company) -> dict[str, dict[str, Place]]:
    """Return for each objective that asks those whose help it waits for, and where it says so."""
    asking: dict[str, list[PlacedAsk]] = {}
    for placed in company.asks:
        if placed.ask.is_open:
            asking.setdefault(placed.objective, []).append(placed)
    waits: dict[str, dict[str, Place]] = {}
    for objective_id, asks in asking.items():
        mine = waits.setdefault(objective_id, {})
        for placed in asks:
            for other in _helpers(company, placed):
                if other in asking and other != objective_id:
                    mine.setdefault(other, placed.ask.at)
    return waits


def _helpers(company: Company, placed: PlacedAsk) -> tuple[str, ...]:
    """Return the objectives that an ask may wait for."""
    if placed.answered_by or not placed.ask.to:
        return placed.answered_by
    asking = company.workspace.objectives[placed.objective]
    return tuple(entry.id for entry in company.objectives_of(asking.cycle, placed.ask.to))
