"""What a person was thanked for. Shown on their own page only: nothing here compares people."""

from __future__ import annotations

from typing import NamedTuple

from okrpress.pages.mentions import Mention
from okrpress.pages.page import Desk


class MedalRow(NamedTuple):
    """A medal with its reason."""

    month: str
    giver: Mention
    cause: Mention | None
    reason: str


class Recognition(NamedTuple):
    """Medals, and the level that the points add up to."""

    level: str
    """"" below the first level."""
    points: str
    medals: tuple[MedalRow, ...]


def recognition(desk: Desk, handle: str) -> Recognition:
    """Gather a person's medals and points (SCORING, Recognition)."""
    words, names = desk.words, desk.mentions
    medals = desk.involvement.medals.get(handle, ())
    points = len(medals) + _reached(desk, handle)
    levels = [level for level in desk.company.settings.levels if level.points <= points]
    return Recognition(
        level=max(levels, key=lambda level: level.points).name if levels else "",
        points=words.plural("{count} point", "{count} points", points) if points else "",
        medals=tuple(
            MedalRow(
                month=words.month(given.month),
                giver=names.owner(given.giver),
                cause=names.reference(given.medal.cause) if given.medal.cause else None,
                reason=given.medal.reason,
            )
            for given in medals
        ),
    )


def _reached(desk: Desk, handle: str) -> int:
    """Count the agreed objectives of closed cycles, owned or contributed to, that were met or attained."""
    company, involved = desk.company, desk.involvement
    cycles = company.workspace.cycles
    owned = [entry for cycle in involved.cycles_of.get(handle, ()) for entry in company.objectives_of(cycle, handle)]
    own = {entry.id: entry for entry in (*owned, *involved.contributions.get(handle, ()))}
    return sum(
        1
        for entry in own.values()
        if entry.stage == "agreed"
        and (cycle := cycles.get(entry.cycle)) is not None
        and cycle.phase(company.today) == "closed"
        and company.standing(entry.id).verdict in ("met", "attained")
    )
