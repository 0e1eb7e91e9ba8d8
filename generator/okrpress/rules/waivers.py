"""The waivers of all records: rules set aside in the open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from okrpress.company import Company
from okrpress.model import Record, Waiver, Waiving
from okrpress.rules.notice import id_of


class PlacedWaiver(NamedTuple):
    """A waiver and the record it stands in."""

    record: Record
    waiver: Waiver

    @property
    def key(self) -> tuple[str, str]:
        """What it sets aside: (record id, rule name)."""
        return id_of(self.record), self.waiver.rule


def waivers(company: Company) -> Iterator[PlacedWaiver]:
    """Yield every waiver of every record."""
    workspace = company.workspace
    records: chain[Waiving] = chain(
        (workspace.strategy,),
        workspace.cycles.values(),
        workspace.units.values(),
        workspace.people.values(),
        workspace.objectives.values(),
        workspace.reviews.values(),
        workspace.medals.values(),
    )
    for record in records:
        for waiver in record.waivers:
            yield PlacedWaiver(record, waiver)
